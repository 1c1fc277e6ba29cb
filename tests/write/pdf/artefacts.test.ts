import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { separateArtefacts } from '../../../build/write/pdf/artefacts.ts';
import type { PdfFile } from '../../../build/write/pdf/file.ts';
import { readTree } from '../../../build/write/pdf/tree.ts';
import { taggedFile, treeText } from '../../support/made-pdf.ts';

const text = (mcid: number, glyphs = '<0001>'): string[] => [
  `/P <</MCID ${mcid} >>BDC`,
  `${glyphs} Tj`,
  'EMC',
];
const path = (mcid: number): string[] => [`/P <</MCID ${mcid} >>BDC`, '0 0 9 1 re', 'f', 'EMC'];
const element = (type: string, kids: string, more = ''): string =>
  `<</Type /StructElem /S /${type} /P 10 0 R /Pg 3 0 R /K ${kids}${more}>>`;

async function separated(file: PdfFile): Promise<{ tree: string; content: (number: number) => string }> {
  const elements = readTree(file);
  await separateArtefacts(file, elements);
  const content = (number: number): string =>
    inflateSync(file.objects.get(number)?.stream ?? Buffer.alloc(0)).toString('latin1');
  return { tree: treeText(elements), content };
}

describe('artefacts', () => {
  it('are grounds and borders, and what remains is numbered anew', async () => {
    const file = taggedFile([...path(0), ...text(1), ...path(2), ...text(3)], {
      10: element('Document', '[11 0 R 12 0 R]'),
      11: element('P', '[0 1]'),
      12: element('Link', '[2 3]'),
    });
    const { tree, content } = await separated(file);
    expect(tree).toBe('Document(P(0) Link(1))');
    expect(content(4).match(/Artifact/g)).toHaveLength(2);
  });

  it('are not the paths of figures and the marks of lists', async () => {
    const file = taggedFile([...path(0), ...path(1), ...path(2)], {
      10: element('Document', '[11 0 R 12 0 R 13 0 R]'),
      11: element('Figure', '0', ' /Alt (A chart)'),
      12: element('Lbl', '1'),
      13: element('Figure', '2'),
    });
    expect((await separated(file)).tree).toBe('Document(Figure(0) Lbl(1) Figure)');
  });

  it('are what no element holds; what is nowhere is taken out of the tree', async () => {
    const file = taggedFile([...text(5)], { 10: element('Document', '11 0 R'), 11: element('P', '[0 1]') });
    const { tree, content } = await separated(file);
    expect(tree).toBe('Document(P)');
    expect(content(4)).toContain('/Artifact BMC');
  });

  it('are the heads of a table where they are printed once more', async () => {
    const scope = ' /A <</O /Table /Scope /Column>>';
    const file = taggedFile([...text(0, '<0007>'), ...text(1), ...text(2, '<0007>'), ...text(3)], {
      10: element('Document', '[11 0 R 12 0 R]'),
      11: element('TH', '[0 2]', scope),
      12: element('TD', '[1 3]'),
    });
    expect((await separated(file)).tree).toBe('Document(TH(0) TD(1 2))');
  });

  it('stay outside drawings that mark their own content, which is found through them', async () => {
    const file = taggedFile(
      ['f', '/X9 Do', ...text(0)],
      {
        10: element('Document', '[11 0 R 12 0 R]'),
        11: element('P', '[0 4]'),
        12: element('Figure', '5', ' /Alt (A)'),
      },
      {
        3: '<</Type /Page /Contents 4 0 R /StructParents 0 /Resources <</XObject <</X9 9 0 R>>>>>>',
        9: ['placeholder'],
      },
    );
    file.objects.set(9, {
      text: '<</Subtype /Form /Resources <<>>>>',
      stream: Buffer.from(['S', ...text(4), ...path(5)].join('\n')),
    });
    const { tree, content } = await separated(file);
    expect(tree).toBe('Document(P(0 9/0) Figure(9/1))');
    expect(content(4)).toMatch(/^\/Artifact BMC\nf\nEMC\n\/X9 Do\n\/P <<\/MCID 0 >>BDC/);
    expect(content(9)).toMatch(/^\/Artifact BMC\nS\nEMC\n\/P <<\/MCID 0 >>BDC/);
    expect(file.objects.get(9)?.text).toContain('/StructParents 1');
  });
});
