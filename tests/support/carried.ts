import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { library } from './memory.ts';

/** A deck whose source is anything: a value, or bytes as they are. */
export function deckCarrying(carried: unknown): string {
  const json = carried instanceof Uint8Array ? carried : Buffer.from(JSON.stringify(carried));
  const digest = createHash('sha256').update(json).digest('hex');
  return deckWith(`${digest} ${deflateRawSync(json).toString('base64')}`);
}

/** A deck with this in its element for the source. */
export function deckWith(packed: string): string {
  const head = '<!doctype html>\n<html><head><meta name="generator" content="Lectern"></head>\n<body>';
  return `${head}<script type="application/x-lectern-source" id="source">${packed}</script>\n</body>\n</html>\n`;
}

/** A deck with these files, however they are called. */
export function deckOfFiles(...paths: readonly string[]): string {
  return deckCarrying({ lectern: library.version, files: paths.map((path) => ({ path, text: 'x' })) });
}
