import { expect, it } from 'vitest';
import { nameHeads } from '../../../build/write/pdf/ids.ts';
import { readTree, writeTree } from '../../../build/write/pdf/tree.ts';
import { taggedFile } from '../../support/made-pdf.ts';

const element = (type: string, parent: number, kids: string, more = ''): string =>
  `<</Type /StructElem /S /${type} /P ${parent} 0 R /Pg 3 0 R /K ${kids}${more}>>`;

/** A table whose heads have these names. */
function named(first: string, second: string): string[] {
  const file = taggedFile([], {
    10: element('Table', 6, '[11 0 R 14 0 R]'),
    11: element('TR', 10, '[12 0 R 13 0 R]'),
    12: element('TH', 11, '0', ` /ID (${first})`),
    13: element('TH', 11, '1', ` /ID (${second})`),
    14: element('TR', 10, '[15 0 R]'),
    15: element('TD', 14, '2', ` /A [<</O /Table /Headers [(${second}) (${first})]>>]`),
  });
  const tree = readTree(file);
  nameHeads(file, tree);
  writeTree(file, tree);
  return [...file.objects.values()].map(({ text }) => text);
}

it('heads of tables are named in their order, and cells name them so', () => {
  const objects = named('node00000907', 'node00000033');
  expect(objects.join('\n')).not.toContain('(node');
  expect(objects).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/\/S \/TH .*\/ID \(head000001\)/),
      expect.stringMatching(/\/Headers \[\(head000002\) \(head000001\)\]/),
      expect.stringMatching(/\/Names \[\(head000001\) 12 0 R\s\(head000002\) 13 0 R\]/),
    ]),
  );
  expect(objects).toEqual(named('node00000001', 'node00000002'));
});
