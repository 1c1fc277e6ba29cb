import { ChangeSet, Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { addRow, deleteRow, fill, readPasted, readSheet } from '../../../../build/client/live/edit/cells.ts';
import type { Change } from '../../../../build/client/live/edit/changes.ts';

function applied(text: string, changes: readonly Change[]): string {
  return ChangeSet.of([...changes], text.length)
    .apply(Text.of(text.split('\n')))
    .toString();
}
function values(text: string, delimiter = ','): string[][] {
  return readSheet(text, delimiter).rows.map(({ cells }) => cells.map(({ value }) => value));
}

const text = 'year,name,share\n2020,"China, PR",1.5\n2021,"a ""b""",2\n';
const sheet = readSheet(text, ',');

describe('readSheet', () => {
  it('reads quotes, empty cells and lines in cells, and leaves out blank lines', () => {
    expect(values(text)).toEqual([
      ['year', 'name', 'share'],
      ['2020', 'China, PR', '1.5'],
      ['2021', 'a "b"', '2'],
    ]);
    expect(values('a,b\n\n"x\ny",\n,')).toEqual([
      ['a', 'b'],
      ['x\ny', ''],
      ['', ''],
    ]);
    expect(values('a\tb\n1,5\t"2"', '\t')).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    expect(values('')).toEqual([]);
  });

  it('takes quotes as they are where they open nothing, and loses no text', () => {
    expect(values('a,b\n"open,1\nx"y,2')).toEqual([
      ['a', 'b'],
      ['"open', '1'],
      ['x"y', '2'],
    ]);
  });

  it('tells where each cell stands', () => {
    const cells = sheet.rows.flatMap((row) => row.cells);
    expect(cells.map(({ from, to }) => text.slice(from, to)).join('|')).toBe(
      'year|name|share|2020|"China, PR"|1.5|2021|"a ""b"""|2',
    );
  });
});

describe('fill', () => {
  it('changes nothing but the cell', () => {
    expect(fill(sheet, 1, 2, [['1.75']])).toEqual([{ from: 35, to: 35, insert: '7' }]);
    expect(fill(sheet, 1, 2, [['1.5']])).toEqual([]);
  });

  it('puts into quotes what needs them or had them', () => {
    expect(applied(text, fill(sheet, 2, 1, [['India']]))).toContain('2021,"India",2');
    expect(applied(text, fill(sheet, 2, 2, [['1,741']]))).toContain('"a ""b""","1,741"');
    expect(applied(text, fill(sheet, 2, 2, [['say "no"']]))).toContain('"say ""no"""');
    expect(applied(text, fill(sheet, 2, 1, [['']]))).toContain('2021,,2');
  });

  it('fills a block, adds rows below, quoted like those above, and leaves out what is too wide', () => {
    const pasted = [
      ['South, Korea', '3', 'surplus'],
      ['Japan', '4'],
    ];
    expect(applied(text, fill(sheet, 2, 1, pasted))).toBe(
      'year,name,share\n2020,"China, PR",1.5\n2021,"South, Korea",3\n,"Japan",4\n',
    );
  });

  it('gives a row that is too short the cell', () => {
    const short = readSheet('a,b,c\n1\n', ',');
    expect(applied(short.text, fill(short, 1, 2, [['x']]))).toBe('a,b,c\n1,,x\n');
  });
});

describe('rows', () => {
  it('are added below another, with as many cells as the header', () => {
    expect(applied(text, addRow(sheet, 0))).toBe(text.replace('share\n', 'share\n,,\n'));
    expect(applied(text, addRow(sheet, 2))).toBe(`${text}`.replace(/2\n$/, '2\n,,\n'));
  });

  it('go with their line', () => {
    expect(applied(text, deleteRow(sheet, 1))).toBe('year,name,share\n2021,"a ""b""",2\n');
    expect(applied(text, deleteRow(sheet, 2))).toBe('year,name,share\n2020,"China, PR",1.5\n');
    const open = readSheet('a\n1\n2', ',');
    expect(applied(open.text, deleteRow(open, 2))).toBe('a\n1');
  });
});

describe('readPasted', () => {
  it('knows what spreadsheets and texts give', () => {
    expect(readPasted('1\t2\r\n3\t"x\ty"\r\n')).toEqual([
      ['1', '2'],
      ['3', 'x\ty'],
    ]);
    expect(readPasted('1,2\n3,4\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(readPasted('1,741')).toEqual([['1,741']]);
    expect(readPasted('one\ntwo, three')).toEqual([['one'], ['two, three']]);
  });
});
