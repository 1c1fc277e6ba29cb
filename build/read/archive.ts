import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import { type Message, messages } from '../model/messages.ts';
import {
  limits,
  pathIdentity,
  pathProblem,
  type SourceArchive,
  sourceElement,
} from '../model/source-archive.ts';
import { cleanSvg, isSvg } from './svg.ts';

/** Looks for what is none, because a pattern for all of it would take too much memory on a long text. */
function isBase64(text: string): boolean {
  return !/[^A-Za-z0-9+/=]/.test(text);
}

const Carried = v.object({
  lectern: v.pipe(v.string(), v.regex(/^[\w.+-]{1,40}$/)),
  files: v.array(
    v.union([
      v.strictObject({ path: v.string(), text: v.string() }),
      v.strictObject({ path: v.string(), base64: v.pipe(v.string(), v.check(isBase64)) }),
    ]),
  ),
});

/**
 * Takes the source out of somebody's index.html, which may be anything. All its paths are such as a talk has, and no
 * two of them are one on any system; a message says what is wrong otherwise.
 */
export function readArchive(html: string): SourceArchive | Message {
  if (!html.slice(0, 4096).includes('<meta name="generator" content="Lectern">'))
    return messages.deckForeign();
  const opening = `<script type="${sourceElement.type}" id="${sourceElement.id}">`;
  const start = html.lastIndexOf(opening);
  const isWhole = html.trimEnd().endsWith('</html>');
  if (start < 0) return isWhole ? messages.sourceMissing() : messages.sourceDamaged('the file breaks off');
  const end = html.indexOf('</script>', start);
  const digest = html.slice(start + opening.length, start + opening.length + 64);
  const packed = html.slice(start + opening.length + 65, Math.max(end, 0));
  if (!isWhole || end < 0 || !/^[0-9a-f]{64}$/.test(digest) || !isBase64(packed))
    return messages.sourceDamaged('part of it is missing or was changed');
  const json = inflated(packed);
  if (json === undefined) return messages.sourceDamaged('it cannot be decompressed');
  if (json === 'large') return messages.sourceTooLarge(limits.json);
  if (createHash('sha256').update(json).digest('hex') !== digest)
    return messages.sourceDamaged('it is not what its digest says');
  const carried = isPlain(json) ? parsed(json) : undefined;
  if (!carried) return messages.sourceDamaged('it does not read as a talk’s files');
  if (carried.files.length > limits.files) return messages.sourceTooMany(carried.files.length, limits.files);
  return filesOf(carried);
}

/** The JSON; undefined for what cannot be decompressed, and told when it would be too large. */
function inflated(packed: string): Buffer | 'large' | undefined {
  try {
    return inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: limits.json });
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'large' : undefined;
  }
}

/** Whether JSON has no more parts than an archive may, so that parsing it takes little more memory than it has. */
function isPlain(json: Uint8Array): boolean {
  let parts = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === quote) inText = !inText;
    else if (inText) at += byte === backslash ? 1 : 0;
    else if (byte === comma || byte === bracket || byte === brace) parts++;
  }
  return parts <= limits.parts;
}

const [quote, backslash, comma, bracket, brace] = Buffer.from('"\\,[{');

function parsed(json: Uint8Array): v.InferOutput<typeof Carried> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
    const checked = v.safeParse(Carried, value, { abortEarly: true });
    return checked.success ? checked.output : undefined;
  } catch {
    return undefined;
  }
}

function filesOf({ lectern, files }: v.InferOutput<typeof Carried>): SourceArchive | Message {
  const found = new Map<string, Uint8Array>();
  const taken = new Map<string, string>();
  const folders = new Set<string>();
  for (const file of files) {
    const { path } = file;
    const problem = pathProblem(path);
    if (problem !== undefined) return messages.sourcePath(path, problem);
    const identity = pathIdentity(path);
    const first = taken.get(identity);
    if (first !== undefined) return messages.sourcePath(path, `it is the same as ${first} on some systems`);
    taken.set(identity, path);
    for (let at = identity.lastIndexOf('/'); at > 0; at = identity.lastIndexOf('/', at - 1))
      folders.add(identity.slice(0, at));
    const bytes = 'text' in file ? new TextEncoder().encode(file.text) : Buffer.from(file.base64, 'base64');
    const drawing = isSvg(path) ? cleanSvg(bytes).bytes : bytes;
    if (!drawing) return messages.sourcePath(path, 'it is no SVG');
    found.set(path, drawing);
  }
  for (const [identity, path] of taken)
    if (folders.has(identity)) return messages.sourcePath(path, 'it is a file and a folder at once');
  return { version: lectern, files: found };
}
