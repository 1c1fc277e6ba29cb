import { dictionaryAt, type PdfFile, pagesOf } from './file.ts';
import { readDictionary, reference } from './value.ts';

/** The names of the fonts on each page of a PDF, without the marks of their subsets. */
export function fontsByPage(file: PdfFile): string[][] {
  const inner = (value: string | undefined): Map<string, string> =>
    value?.startsWith('<<') ? readDictionary(value) : dictionaryAt(file, reference(value));
  return pagesOf(file).map((page) => {
    const fonts = inner(inner(dictionaryAt(file, page).get('Resources')).get('Font'));
    return [...fonts.values()].flatMap((font) => {
      const name = inner(font).get('BaseFont');
      return name === undefined ? [] : name.slice(1).replace(/^[A-Z]{6}\+/, '');
    });
  });
}
