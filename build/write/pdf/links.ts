import { dictionaryAt, type PdfFile, pagesOf } from './file.ts';
import { decodeName, readArray, readDictionary, readText, reference, writeText } from './value.ts';

/** Says of each link where it leads (ISO 14289-1, 7.18.5): `targets` has words for the ids of places inside. */
export function describeLinks(file: PdfFile, targets: ReadonlyMap<string, string>): void {
  for (const page of pagesOf(file)) {
    for (const value of readArray(dictionaryAt(file, page).get('Annots'))) {
      const number = reference(value);
      const text = file.objects.get(number ?? 0)?.text ?? '';
      if (number === undefined || !/\/Subtype\s*\/Link\b/.test(text)) continue;
      const id = /\/Dest\s*\/([^\s/<>[\]()]+)/.exec(text)?.[1];
      const words = id === undefined ? addressIn(text) : (targets.get(decodeName(id)) ?? decodeName(id));
      if (words !== '')
        file.objects.set(number, { text: `${text.slice(0, -2)} /Contents ${writeText(words)}>>` });
    }
  }
}

function addressIn(link: string): string {
  const action = readDictionary(readDictionary(link).get('A') ?? '<<>>');
  return readText(action.get('URI') ?? '');
}
