import { describe, expect, it } from 'vitest';
import { markArtefacts } from '../../../build/write/pdf/content.ts';

const keep = { mark: (mcid: number) => mcid, marksItself: () => false };
const rewrite = (lines: readonly string[], rules = {}): string[] =>
  markArtefacts(lines.join('\n'), { ...keep, ...rules }).split('\n');

const words = ['/P <</MCID 0 >>BDC', 'BT', '<0001> Tj', 'ET', 'EMC'];
const rule = ['0 0 9 1 re', 'f'];

describe('content', () => {
  it('that is not marked becomes an artefact, before, between and after what is', () => {
    const other = words.map((line) => line.replace('0 >>', '1 >>'));
    expect(rewrite(['q', ...rule, ...words, ...rule, ...other, ...rule, 'Q'])).toEqual([
      ...['/Artifact BMC', 'q', ...rule, 'EMC'],
      ...words,
      ...['/Artifact BMC', ...rule, 'EMC'],
      ...other,
      ...['/Artifact BMC', ...rule, 'Q', 'EMC'],
    ]);
  });

  it('that paints nothing stays as it is', () => {
    for (const lines of [
      ['q', '0 0 9 9 re', 'W* n', 'Q'],
      ['1 0 0 RG 1 0 0 rg', '/G3 gs', '/F4 12 Tf'],
      words,
    ])
      expect(rewrite(lines)).toEqual(lines);
  });

  it.each([
    'f',
    'f*',
    'B',
    'b*',
    'S',
    's',
    '/Sh0 sh',
    '/X1 Do',
    '<01> Tj',
    '[<01>] TJ',
    '5 0 Td <01> Tj',
    "<01> '",
  ])('that paints with %s is an artefact', (line) =>
    expect(rewrite([line])).toEqual(['/Artifact BMC', line, 'EMC']),
  );

  it('that only decorates becomes an artefact where it is marked', () => {
    const asked: unknown[] = [];
    const mark = (
      mcid: number,
      { showsText, text }: { showsText: boolean; text: () => string },
    ): undefined => {
      asked.push([mcid, showsText, text()]);
    };
    expect(rewrite(['/P <</MCID 3 >>BDC', ...rule, 'EMC', ...words], { mark })).toEqual([
      ...['/Artifact BMC', ...rule, 'EMC'],
      ...['/Artifact BMC', ...words.slice(1)],
    ]);
    expect(asked).toEqual([
      [3, false, ''],
      [0, true, '<0001>'],
    ]);
  });

  it('gets the numbers that are given', () => {
    expect(rewrite(words, { mark: () => 7 })[0]).toBe('/P <</MCID 7 >>BDC');
  });

  it('keeps marks that say how text is read', () => {
    const read = ['BT', '/Span<</ActualText <FEFF2265> >> BDC', '<0012> Tj', 'EMC', '<0013> Tj', 'ET'];
    expect(rewrite(read)).toEqual(['/Artifact BMC', ...read, 'EMC']);
    const marked = ['/P <</MCID 0 >>BDC', ...read, 'EMC'];
    expect(rewrite(marked)).toEqual(marked);
  });

  it('leaves drawings outside artefacts that mark their own content', () => {
    const marksItself = (name: string): boolean => name === 'X1';
    expect(rewrite([...rule, '/X1 Do', '/X2 Do', 'Q'], { marksItself })).toEqual([
      ...['/Artifact BMC', ...rule, 'EMC'],
      '/X1 Do',
      ...['/Artifact BMC', '/X2 Do', 'Q', 'EMC'],
    ]);
  });

  it('whose marks do not end is told', () => {
    expect(() => rewrite(['/P <</MCID 0 >>BDC', 'f'])).toThrow('does not end');
    expect(() => rewrite(['EMC'])).toThrow('does not end');
  });
});
