import { describe, expect, it } from 'vitest';
import type { PdfFile } from '../../../build/write/pdf/file.ts';
import { repairStructure } from '../../../build/write/pdf/structure.ts';
import { readTree, writeTree } from '../../../build/write/pdf/tree.ts';
import { taggedFile, treeOf } from '../../support/made-pdf.ts';

const element = (type: string, parent: number, kids: string, more = ''): string =>
  `<</Type /StructElem /S /${type} /P ${parent} 0 R /Pg 3 0 R /K ${kids}${more}>>`;

function repaired(elements: Record<number, string>): PdfFile {
  const file = taggedFile([], elements);
  const tree = readTree(file);
  repairStructure(file, tree);
  writeTree(file, tree);
  return file;
}

describe('the structure', () => {
  it('of a list’s item is its mark and its body', () => {
    const file = repaired({
      10: element('Document', 6, '11 0 R'),
      11: element('L', 10, '[12 0 R 16 0 R]'),
      12: element('LI', 11, '[13 0 R 14 0 R 0]'),
      13: element('Lbl', 12, '1'),
      14: element('NonStruct', 12, '2'),
      16: element('LI', 11, '[3]'),
    });
    expect(treeOf(file)).toBe('Document(L(LI(Lbl(1) LBody(2 0)) LI(LBody(3))))');
    // what lay in the item itself is now the body's, in the table of content too
    expect(file.objects.get(7)?.text).toBe('<</Nums [0 [17 0 R 13 0 R 17 0 R 18 0 R]]>>');
  });

  it('has a group where a figure has no words of its own', () => {
    const file = repaired({
      10: element('Document', 6, '[11 0 R 15 0 R]'),
      11: element('Figure', 10, '[12 0 R 13 0 R]'),
      12: element('Figure', 11, '0', ' /Alt (A chart)'),
      13: element('Caption', 11, '1'),
      15: element('Figure', 10, '2', ' /Alt ()'),
    });
    expect(treeOf(file)).toBe('Document(Div(Figure(0) Caption(1)) Div(2))');
  });

  it('has formulas where figures are marked as such, without what groups their signs', () => {
    const file = repaired({
      10: element('Document', 6, '[11 0 R]'),
      11: element('Figure', 10, '[12 0 R 13 0 R]', ' /Alt <FEFF206300610062>'),
      12: element('NonStruct', 11, '[14 0 R 1]'),
      13: element('NonStruct', 11, '2'),
      14: element('NonStruct', 12, '0'),
    });
    expect(treeOf(file)).toBe('Document(Formula(1 0 2))');
    expect(file.objects.get(11)?.text).toContain('/Alt (ab)');
  });

  it('says what types mean that PDF 1.7 does not have', () => {
    const file = repaired({
      10: element('Document', 6, '[11 0 R 12 0 R 13 0 R]'),
      11: element('Strong', 10, '0'),
      12: element('Aside', 10, '1'),
      13: element('Unheard', 10, '2'),
    });
    expect(file.objects.get(6)?.text).toContain('/RoleMap <</Aside /Div /Strong /Span /Unheard /NonStruct>>');
  });

  it('has sections, parts in other languages, and no empty or needless levels', () => {
    const file = repaired({
      10: element('Document', 6, '[11 0 R]'),
      11: element('NonStruct', 10, '[12 0 R 15 0 R 17 0 R]'),
      12: element('P', 11, '[13 0 R 14 0 R]'),
      13: element('NonStruct', 12, '[0 1]'),
      14: element('NonStruct', 12, '2', ' /Lang (fr)'),
      15: '<</Type /StructElem /S /NonStruct /P 11 0 R /K 16 0 R>>',
      16: '<</Type /StructElem /S /P /P 15 0 R>>',
      17: element('TR', 11, '[]'),
    });
    expect(treeOf(file)).toBe('Document(Sect(P(0 1 Span(2)) TR))');
    expect(file.objects.get(14)?.text).toContain('/Lang (fr)');
    expect([13, 15, 16].filter((number) => file.objects.has(number))).toEqual([]);
  });

  it('of a table’s short rows has the cells that they lack', () => {
    const attributes = (rows: number, columns: number): string =>
      ` /A [<</O /Table /RowSpan ${rows}>> <</O /Table /ColSpan ${columns}>>]`;
    const file = repaired({
      10: element('Document', 6, '11 0 R'),
      11: element('Table', 10, '[12 0 R 13 0 R 14 0 R]'),
      12: element('TR', 11, '[15 0 R 16 0 R]'),
      13: element('TR', 11, '[17 0 R]'),
      14: element('TR', 11, '[18 0 R]'),
      15: element('TH', 12, '0', attributes(2, 1)),
      16: element('TD', 12, '1', attributes(1, 2)),
      17: element('TD', 13, '2'),
      18: element('TD', 14, '3'),
    });
    expect(treeOf(file)).toBe('Document(Table(TR(TH(0) TD(1)) TR(TD(2) TD) TR(TD(3) TD TD)))');
  });
});
