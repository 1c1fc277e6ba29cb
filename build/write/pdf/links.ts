import { dictionaryAt, type PdfFile, pagesOf, replaceDictionary } from './file.ts';
import { decodeName, readArray, readDictionary, readText, reference, writeText } from './value.ts';

/** Says of each link where it leads (ISO 14289-1, 7.18.5): `targets` has words for the ids of places inside. */
export function describeLinks(file: PdfFile, targets: ReadonlyMap<string, string>): void {
  for (const page of pagesOf(file)) {
    for (const value of readArray(dictionaryAt(file, page).get('Annots'))) {
      const number = reference(value);
      const link = dictionaryAt(file, number);
      if (number === undefined || link.get('Subtype') !== '/Link') continue;
      const id = link.get('Dest');
      const name = id?.startsWith('/') ? decodeName(id.slice(1)) : readText(id ?? '');
      const address = readText(readDictionary(link.get('A') ?? '<<>>').get('URI') ?? '');
      const words = address || (targets.get(name) ?? name);
      if (words === '') continue;
      link.set('Contents', writeText(words));
      replaceDictionary(file, number, link);
    }
  }
}
