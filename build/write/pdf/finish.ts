import { dictionaryAt, readPdf, replaceDictionary, writePdf } from './file.ts';

/** What a PDF says of itself. */
export interface PdfAbout {
  /** When the talk is of; undefined where nothing says so, and then the PDF has no date. */
  readonly date: Date | undefined;
}

/** Finishes what Chrome leaves open in a PDF. */
export function finishPdf(pdf: Uint8Array, { date }: PdfAbout): Uint8Array {
  const file = readPdf(pdf);
  const info = dictionaryAt(file, file.info);
  for (const key of ['CreationDate', 'ModDate']) {
    if (date) info.set(key, `(D:${date.toISOString().replace(/\D/g, '').slice(0, 14)}+00'00')`);
    else info.delete(key);
  }
  replaceDictionary(file, file.info, info);
  return writePdf(file);
}
