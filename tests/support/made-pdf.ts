import type { PdfFile } from '../../build/write/pdf/file.ts';
import { readTree, type StructureElement } from '../../build/write/pdf/tree.ts';

/** A PDF of these objects, by their numbers; a content stream is an array of its lines. Object 1 is the catalog, 2 the information. */
export function madeFile(objects: Readonly<Record<number, string | readonly string[]>>): PdfFile {
  const all = Object.entries<string | readonly string[]>({
    1: '<</Type /Catalog>>',
    2: '<<>>',
    ...objects,
  }).map(
    ([number, object]) =>
      [
        Number(number),
        typeof object === 'string'
          ? { text: object }
          : { text: '<<>>', stream: Buffer.from(object.join('\n'), 'latin1') },
      ] as const,
  );
  return { objects: new Map(all), root: 1, info: 2, next: 1 + Math.max(...all.map(([number]) => number)) };
}

/** A tagged PDF of one page, 3, with its content, 4; its elements begin at 10, of which 10 is the document. */
export function taggedFile(
  content: readonly string[],
  elements: Readonly<Record<number, string>>,
  more: Readonly<Record<number, string | readonly string[]>> = {},
): PdfFile {
  return madeFile({
    1: '<</Type /Catalog /Pages 5 0 R /StructTreeRoot 6 0 R>>',
    3: '<</Type /Page /Contents 4 0 R /StructParents 0 /Resources <<>>>>',
    4: content,
    5: '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    6: '<</Type /StructTreeRoot /K 10 0 R /ParentTree 7 0 R>>',
    7: '<</Type /ParentTree /Nums [0 8 0 R]>>',
    8: '[11 0 R]',
    ...more,
    ...elements,
  });
}

/** A tree in a line: `Document(P(1 2) L)`, content by its number, what stands in a drawing as `drawing/number`. */
export function treeText(elements: readonly StructureElement[]): string {
  const written = ({ type, kids }: StructureElement): string => {
    const inner = kids.map((kid) =>
      !('kind' in kid)
        ? written(kid)
        : kid.kind === 'object'
          ? 'object'
          : `${kid.form === undefined ? '' : `${kid.form}/`}${kid.mcid}`,
    );
    return inner.length === 0 ? type : `${type}(${inner.join(' ')})`;
  };
  return elements.map(written).join(' ');
}

/** The tree of a file as it stands. */
export function treeOf(file: PdfFile): string {
  return treeText(readTree(file));
}
