import { deflateSync } from 'node:zlib';
import type { Part } from '../../model/budget.ts';
import { dictionaryAt, type PdfFile, pagesOf } from './file.ts';
import { readArray, reference } from './value.ts';

/** What a PDF as Chrome wrote it consists of; `names` are what its pages are called. */
export function partsOfPdf(file: PdfFile, names: readonly string[]): Part[] {
  const contents = new Map<number, string>();
  for (const [n, page] of pagesOf(file).entries()) {
    for (const content of readArray(dictionaryAt(file, page).get('Contents')))
      contents.set(reference(content) ?? 0, names[n] ?? `page ${n + 1}`);
  }
  const rest: string[] = [];
  const streams = [...file.objects].flatMap(([number, { text, stream }]): Part[] => {
    if (!stream) rest.push(text);
    if (!stream) return [];
    const kind = /\/Subtype\s*\/(Image|Form)/.exec(text)?.[1];
    const other = kind === undefined ? 'fonts' : kind === 'Image' ? 'images' : 'drawings in layers';
    return [{ name: contents.get(number) ?? other, bytes: stream.length + text.length }];
  });
  // what has no stream of its own is compressed together
  return [
    ...streams,
    { name: 'structure', bytes: deflateSync(Buffer.from(rest.join('\n'), 'latin1')).length },
  ];
}
