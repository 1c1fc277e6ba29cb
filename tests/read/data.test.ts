import { describe, expect, it } from 'vitest';
import { placeOf } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import { textOf } from '../../build/model/source.ts';
import { mostRows, mostToldRows, readTable } from '../../build/read/data.ts';
import { readText } from '../../build/read/text.ts';
import { at, context, source, told } from '../support/memory.ts';

function read(text: string, path = 'd.csv') {
  const recorded = context();
  return { table: readTable(source(text, path), recorded), told: told(recorded) };
}

function table(text: string, path?: string) {
  const { table: found, told: reported } = read(text, path);
  expect(reported).toEqual([]);
  if (!found) throw new Error('no table');
  return found;
}

/** Where a value stands and the text there. */
function value(text: string, row: number, column: string, path?: string): [string, string] {
  const span = table(text, path).spanOf(row, column);
  return [placeOf(span), textOf(span)];
}

describe('CSV', () => {
  it('has columns in their order and rows keyed by them', () => {
    const { columns, rows, path, text } = table('year,sales\n2001,3\n2002,4.5\n');
    expect({ columns, rows, path, text }).toEqual({
      columns: ['year', 'sales'],
      rows: [
        { year: '2001', sales: '3' },
        { year: '2002', sales: '4.5' },
      ],
      path: 'd.csv',
      text: 'year,sales\n2001,3\n2002,4.5\n',
    });
  });

  it('needs no line end after its last row', () => {
    expect(table('a\n1').rows).toEqual([{ a: '1' }]);
  });

  it('may quote commas, quotes and line ends', () => {
    expect(table('a,"b c"\n"x, y","say ""hi"""\n"1\n2",3\n').rows).toEqual([
      { a: 'x, y', 'b c': 'say "hi"' },
      { a: '1\n2', 'b c': '3' },
    ]);
  });

  it('may leave values empty and have empty lines', () => {
    expect(table('a,b\n1,\n\n,2\n').rows).toEqual([
      { a: '1', b: '' },
      { a: '', b: '2' },
    ]);
  });

  it('is read the same with a byte order mark and the line ends of Windows', () => {
    const recorded = context({ 'd.csv': '\uFEFFa,b\r\n1,2\r\n' });
    const file = readText('d.csv', 'd.csv', recorded);
    expect(file && readTable(file, recorded)).toMatchObject({
      columns: ['a', 'b'],
      rows: [{ a: '1', b: '2' }],
    });
  });

  it('may have its name in capitals', () => {
    expect(table('a\n1\n', 'DATA.CSV').rows).toEqual([{ a: '1' }]);
  });

  it('knows the place of each value', () => {
    const text = 'year,sales\n2001,n/a\n\n2003,1\n';
    expect(value(text, 0, 'year')).toEqual(['d.csv:2:1', '2001']);
    expect(value(text, 0, 'sales')).toEqual(['d.csv:2:6', 'n/a']);
    expect(value(text, 1, 'sales')).toEqual(['d.csv:4:6', '1']);
  });

  it('knows the place of a value that also stands before it in its row', () => {
    expect(value('a,b,c\nx,x,x\n', 0, 'b')).toEqual(['d.csv:2:3', 'x']);
    expect(value('a,b,c\nx,x,x\n', 0, 'c')).toEqual(['d.csv:2:5', 'x']);
    expect(value('a,b\n12,2\n', 0, 'b')).toEqual(['d.csv:2:4', '2']);
  });

  it('knows the place of a quoted value', () => {
    expect(value('a,b\n1,"1,000"\n', 0, 'b')).toEqual(['d.csv:2:4', '1,000']);
  });

  it('knows the place of a value with quotes in it, and of those behind it', () => {
    expect(value('a,b\n1,"say ""hi"""\n', 0, 'b')).toEqual(['d.csv:2:4', 'say ""hi""']);
    expect(value('a,b,c\n"a,1",,"b"\n', 0, 'b')).toEqual(['d.csv:2:7', '']);
    expect(value('a,b,c\n"a,1",,"b"\n', 0, 'c')).toEqual(['d.csv:2:9', 'b']);
  });

  it('knows the place of a value behind line ends', () => {
    expect(value('a,b\n\n"1\n2",x\n\n3,y', 0, 'b')).toEqual(['d.csv:4:4', 'x']);
    expect(value('a,b\n\n"1\n2",x\n\n3,y', 1, 'b')).toEqual(['d.csv:6:3', 'y']);
  });

  it('knows the place of an empty value', () => {
    expect(value('a,b,c\n,,1\n', 0, 'a')).toEqual(['d.csv:2:1', '']);
    expect(value('a,b,c\n,,1\n', 0, 'b')).toEqual(['d.csv:2:2', '']);
    expect(value('a,b\n1,\n', 0, 'b')).toEqual(['d.csv:2:3', '']);
  });

  it('reports two columns of one name, at the second', () => {
    expect(read('a,"b",b\n1,2,3\n')).toEqual({
      table: undefined,
      told: [at('d.csv:1:7', messages.dataColumnDuplicate('b'))],
    });
  });

  it('may have columns without a name', () => {
    expect(table('a,,\n1,,\n').columns).toEqual(['a', '', '']);
  });

  it('reports every row that has too few values or too many, at the row', () => {
    expect(read('a,b\n1\n1,2\n\n1,2,3\n')).toEqual({
      table: undefined,
      told: [at('d.csv:2:1', messages.dataRagged(1, 2)), at('d.csv:5:1', messages.dataRagged(3, 2))],
    });
  });

  it('reports a quote that is never closed', () => {
    const { table: found, told: reported } = read('a,b\n1,2\n3,"4\n');
    expect(found).toBeUndefined();
    expect(reported).toMatchObject([{ rule: 'data-syntax' }]);
  });

  it('reports a quote in the middle of a value', () => {
    expect(read('a,b\n1,2\n5" pipe,3\n').told).toMatchObject([{ rule: 'data-syntax', place: 'd.csv:3:1' }]);
  });

  it('reports a file without rows', () => {
    for (const text of ['', '\n', 'a,b', 'a,b\n', 'a,b\n\n']) {
      expect(read(text), text).toEqual({
        table: undefined,
        told: [at('d.csv:1:1', messages.dataEmpty())],
      });
    }
  });
});

describe('TSV', () => {
  it('is parted by tabs, and commas are text', () => {
    expect(table('a\tb\n1,5\t2\n', 'd.tsv').rows).toEqual([{ a: '1,5', b: '2' }]);
  });

  it('knows the place of each value', () => {
    expect(value('a\tb\n1,5\t5\n', 0, 'b', 'd.tsv')).toEqual(['d.tsv:2:5', '5']);
  });
});

describe('JSON', () => {
  const json = '[\n  { "a": 1, "b": "x" },\n  { "b": "y", "c": null }\n]\n';

  it('is a list of rows, whose columns are all their keys', () => {
    const { columns, rows } = table(json, 'd.json');
    expect({ columns, rows }).toEqual({
      columns: ['a', 'b', 'c'],
      rows: [
        { a: 1, b: 'x' },
        { b: 'y', c: null },
      ],
    });
  });

  it('knows the place of each value, equal ones too', () => {
    const text = '[\n  { "n": "x", "s": "x" },\n  { "n": "y",\n    "s": "x" }\n]\n';
    const places = [0, 1].map((row) => value(text, row, 's', 'd.json')[0]);
    expect(places).toEqual(['d.json:2:15', 'd.json:4:5']);
  });

  it('gives the row for a value that it lacks', () => {
    expect(value(json, 1, 'a', 'd.json')).toEqual(['d.json:3:3', '{ "b": "y", "c": null }']);
  });

  it('reports what it cannot read where that is', () => {
    expect(read('[{ "a": 1 }\n { "a": 2 }]', 'd.json').told).toMatchObject([
      { rule: 'data-syntax', place: 'd.json:2:2' },
    ]);
  });

  it('reports anything but a list of objects', () => {
    for (const text of ['{ "a": 1 }', '[1, 2]', '[null]', '[[1]]', '"a"', 'null']) {
      expect(read(text, 'd.json'), text).toEqual({
        table: undefined,
        told: [at('d.json:1:1', messages.dataSyntax('a JSON data file is an array of objects'))],
      });
    }
  });

  it('reports an empty list', () => {
    expect(read('[]', 'd.json').told).toEqual([at('d.json:1:1', messages.dataEmpty())]);
  });
});

it('reads no file with more rows than any chart shows', () => {
  for (const [text, path] of [
    [`a\n${'1\n'.repeat(mostRows + 5)}`, 'd.csv'],
    [`[${'{"a":1},'.repeat(mostRows)}{"a":1}]`, 'd.json'],
  ] as const)
    expect(read(text, path)).toEqual({
      table: undefined,
      told: [at(`${path}:1:1`, messages.dataRows(mostRows))],
    });
  expect(table(`a\n${'1\n'.repeat(mostRows)}`).rows).toHaveLength(mostRows);
});

it('tells a mistake of many rows for some of them', () => {
  expect(read(`a,b\n${'1\n'.repeat(1000)}`).told).toHaveLength(mostToldRows);
});

it('reports a file of another kind', () => {
  expect(read('a,b\n1,2\n', 'data.xlsx')).toEqual({
    table: undefined,
    told: [at('data.xlsx', messages.dataFormat('data.xlsx'))],
  });
});
