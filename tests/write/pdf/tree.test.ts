import { describe, expect, it } from 'vitest';
import { readTree, writeTree } from '../../../build/write/pdf/tree.ts';
import { madeFile, taggedFile, treeOf } from '../../support/made-pdf.ts';

describe('the structure tree', () => {
  it('is read and written with its links, and with content of other pages', () => {
    const link = '<</Type /OBJR /Obj 20 0 R /Pg 3 0 R>>';
    const file = taggedFile(
      [],
      {
        10: '<</Type /StructElem\n/S /Document\n/P 6 0 R\n/Lang (en)\n/K [11 0 R 12 0 R]>>',
        11: '<</Type /StructElem\n/S /P\n/P 10 0 R\n/Pg 3 0 R\n/K [0 <</Type /MCR\n/Pg 21 0 R\n/MCID 0>>]>>',
        12: `<</Type /StructElem\n/S /Link\n/P 10 0 R\n/Pg 3 0 R\n/K [1 ${link}]>>`,
      },
      { 20: '<</Subtype /Link /StructParent 1000>>', 21: '<</Type /Page /StructParents 1>>' },
    );
    const tree = readTree(file);
    expect(treeOf(file)).toBe('Document(P(0 0) Link(1 object))');
    writeTree(file, tree);
    expect(treeOf(file)).toBe('Document(P(0 0) Link(1 object))');
    expect(file.objects.get(10)?.text).toContain('/Lang (en)');
    expect(file.objects.get(11)?.text).toContain('/K [0 <</Type /MCR /Pg 21 0 R /MCID 0>>]');
    expect(file.objects.get(7)?.text).toBe('<</Nums [0 [11 0 R 12 0 R]\n1 [11 0 R]\n1000 12 0 R]>>');
    expect(file.objects.get(6)?.text).toContain('/ParentTreeNextKey 1001');
    // the arrays that were the old table's
    expect(file.objects.has(8)).toBe(false);
  });

  it('that is not there is told', () => {
    expect(() => readTree(madeFile({}))).toThrow('not tagged');
  });
});
