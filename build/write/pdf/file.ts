import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { decodeName, readArray, readDictionary, reference, writeDictionary } from './value.ts';

/** An object of a PDF: what it says, and the bytes that follow where it is a stream. */
export interface PdfObject {
  readonly text: string;
  readonly stream?: Uint8Array;
}

/** A PDF by its objects' numbers. */
export interface PdfFile {
  readonly objects: Map<number, PdfObject>;
  /** The number of the catalog. */
  readonly root: number;
  /** The number of the document information dictionary. */
  readonly info: number;
  /** The number of the next object that is added. */
  next: number;
}

/**
 * Reads a PDF as Chrome writes it: one table of cross-references, no object inside another. A whole library for PDF
 * took twice as long for this as Chrome for printing.
 */
export function readPdf(pdf: Uint8Array): PdfFile {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const text = bytes.toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1]);
  const table = /^xref\s+0 (\d+)\s+/.exec(text.slice(start, start + 64));
  const trailerAt = text.indexOf('trailer', start);
  if (!table || trailerAt < 0) throw new Error('the PDF has no table of its objects');
  const objects = new Map<number, PdfObject>();
  const first = start + table[0].length;
  for (let number = 1; number < Number(table[1]); number++) {
    const row = text.slice(first + number * 20, first + number * 20 + 18);
    if (row.endsWith('n')) objects.set(number, readObject(bytes, text, Number(row.slice(0, 10)), number));
  }
  const trailer = readDictionary(text.slice(trailerAt + 7, text.lastIndexOf('startxref')));
  const [root, info] = [reference(trailer.get('Root')), reference(trailer.get('Info'))];
  if (root === undefined || info === undefined) throw new Error('the PDF’s trailer names no catalog');
  return { objects, root, info, next: Number(table[1]) };
}

function readObject(bytes: Buffer, text: string, at: number, number: number): PdfObject {
  const head = `${number} 0 obj\n`;
  if (!text.startsWith(head, at)) throw new Error(`the PDF’s object ${number} is not in its place`);
  const from = at + head.length;
  // in a stream's bytes this may come early, but never before its beginning
  const whole = text.slice(from, text.indexOf('endobj', from));
  const streamAt = whole.indexOf('>> stream\n');
  if (streamAt < 0) return { text: whole.trim() };
  const own = whole.slice(0, streamAt + 2);
  const begin = from + streamAt + '>> stream\n'.length;
  const length = Number(/\/Length (\d+)(?! \d+ R)/.exec(own)?.[1]);
  if (!text.startsWith('endstream', begin + length + 1))
    throw new Error(`the PDF’s stream ${number} has no end`);
  return { text: own, stream: bytes.subarray(begin, begin + length) };
}

/** Compresses bytes beside the main thread. */
export const deflate = promisify<Uint8Array, Buffer>(zlib.deflate);

/** How many objects share a compressed stream. */
const batch = 200;

/** Writes a PDF with its objects compressed (ISO 32000-1, 7.5.7 and 7.5.8); its id is the digest of what it says. */
export async function writePdf({ objects, root, info, next: free }: PdfFile): Promise<Uint8Array> {
  let next = free;
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  // type, offset or number of the object stream, index in it
  const rows = new Map<number, readonly [number, number, number]>();
  const add = (number: number, text: string, stream: Uint8Array): void => {
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n${text}\nstream\n`, 'latin1'),
      stream,
      Buffer.from('\nendstream\nendobj\n', 'latin1'),
    ]);
    rows.set(number, [1, length, 0]);
    parts.push(part);
    length += part.length;
  };
  const packed: [number, string][] = [];
  for (const [number, { text, stream }] of objects) {
    if (stream) add(number, text, stream);
    else packed.push([number, text]);
  }
  const batches = Array.from({ length: Math.ceil(packed.length / batch) }, (_, n) => {
    const own = packed.slice(n * batch, (n + 1) * batch);
    let offset = 0;
    const index = own.map(([number, text], place) => {
      rows.set(number, [2, next + n, place]);
      const entry = `${number} ${offset}`;
      offset += text.length + 1;
      return entry;
    });
    const head = `${index.join(' ')}\n`;
    const content = `${head}${own.map(([, text]) => text).join('\n')}`;
    return { head, own, stream: deflate(Buffer.from(content, 'latin1')) };
  });
  for (const { head, own, stream } of batches) {
    const bytes = await stream;
    const sizes = `/N ${own.length} /First ${head.length} /Filter /FlateDecode /Length ${bytes.length}`;
    add(next++, `<</Type /ObjStm ${sizes}>>`, bytes);
  }
  const start = length;
  rows.set(next, [1, start, 0]);
  const table = Buffer.alloc((next + 1) * 7);
  table.writeUInt16BE(65535, 5);
  for (const [number, [type, place, index]] of rows) {
    table.writeUInt8(type, number * 7);
    table.writeUInt32BE(place, number * 7 + 1);
    table.writeUInt16BE(index, number * 7 + 5);
  }
  const stream = await deflate(table);
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const id = `<${hash.digest('hex').slice(0, 32)}>`;
  const trailer = `/Size ${next + 1} /Root ${root} 0 R /Info ${info} 0 R /ID [${id} ${id}] /W [1 4 2]`;
  add(next, `<</Type /XRef ${trailer} /Filter /FlateDecode /Length ${stream.length}>>`, stream);
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);
}

/** A dictionary object, read; empty where there is none of that number. */
export function dictionaryAt(file: PdfFile, number: number | undefined): Map<string, string> {
  const object = number === undefined ? undefined : file.objects.get(number);
  return object?.text.startsWith('<<') ? readDictionary(object.text) : new Map();
}

/** Puts a dictionary in the place of an object; its stream stays. */
export function replaceDictionary(file: PdfFile, number: number, dictionary: Map<string, string>): void {
  file.objects.set(number, { ...file.objects.get(number), text: writeDictionary(dictionary) });
}

/** Adds an object; gives its number. */
export function addObject(file: PdfFile, object: PdfObject): number {
  const number = file.next++;
  file.objects.set(number, object);
  return number;
}

/** The object numbers of a PDF's pages in their order. */
export function pagesOf(file: PdfFile): number[] {
  const within = (number: number | undefined): number[] => {
    const node = dictionaryAt(file, number);
    if (node.get('Type') === '/Page') return number === undefined ? [] : [number];
    return readArray(node.get('Kids')).flatMap((kid) => within(reference(kid)));
  };
  return within(reference(dictionaryAt(file, file.root).get('Pages')));
}

/** On which page, from 1, each named destination lies. */
export function destinationsOf(file: PdfFile): Map<string, number> {
  const pages = new Map(pagesOf(file).map((number, n) => [number, n + 1]));
  const named = dictionaryAt(file, reference(dictionaryAt(file, file.root).get('Dests')));
  return new Map(
    [...named].flatMap(([name, place]) => {
      const page = pages.get(reference(readArray(place)[0]) ?? 0);
      return page === undefined ? [] : [[decodeName(name), page] as const];
    }),
  );
}
