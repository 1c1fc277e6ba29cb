import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { CarriedFile, CarriedSource } from '../model/source-archive.ts';

/**
 * The source of a deck as its index.html carries it: a digest, a blank, the JSON deflated, in Base64. The same source
 * gives the same text, as far as zlib does, which every Node brings in a version of its own.
 */
export function packSource(source: CarriedSource): string {
  const json = JSON.stringify(source);
  const digest = createHash('sha256').update(json).digest('hex');
  // raw, because a header would name the system
  return `${digest} ${deflateRawSync(json, { level: 9, memLevel: 9 }).toString('base64')}`;
}

/** Files as they are carried, in order of path. */
export function carriedFiles(files: ReadonlyMap<string, Uint8Array>): CarriedFile[] {
  const paths = [...files.keys()].sort();
  return paths.map((path) => {
    const bytes = files.get(path) ?? new Uint8Array();
    const text = textOf(bytes);
    return text === undefined ? { path, base64: Buffer.from(bytes).toString('base64') } : { path, text };
  });
}

/** The text that gives these bytes again; undefined where they are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
