import { addObject, dictionaryAt, type PdfFile, replaceDictionary } from './file.ts';
import { allElements, type StructureElement, treeRoot } from './tree.ts';
import { readArray, reference } from './value.ts';

/**
 * Names the heads of tables, which their cells refer to, in the order of the tree: Chrome's own names count what else
 * it had to do, and so differ between prints of one document.
 */
export function nameHeads(file: PdfFile, elements: readonly StructureElement[]): void {
  const names = new Map<string, string>();
  const heads: string[] = [];
  const all = allElements(elements);
  for (const { number, extra } of all) {
    const old = extra.get('ID');
    if (old === undefined) continue;
    const name = `(head${String(names.size + 1).padStart(6, '0')})`;
    names.set(old, name);
    extra.set('ID', name);
    heads.push(`${name} ${number} 0 R`);
  }
  for (const { extra } of all) {
    const attributes = extra.get('A');
    if (attributes?.includes('/Headers'))
      extra.set(
        'A',
        attributes.replace(/\(\w+\)/g, (old) => names.get(old) ?? old),
      );
  }
  const root = dictionaryAt(file, treeRoot(file));
  const old = reference(root.get('IDTree'));
  for (const kid of readArray(dictionaryAt(file, old).get('Kids'))) file.objects.delete(reference(kid) ?? 0);
  if (old !== undefined) file.objects.delete(old);
  root.delete('IDTree');
  if (heads.length > 0)
    root.set('IDTree', `${addObject(file, { text: `<</Names [${heads.join('\n')}]>>` })} 0 R`);
  replaceDictionary(file, treeRoot(file), root);
}
