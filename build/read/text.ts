import { posix } from 'node:path';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { FileFault, ReadContext } from '../model/files.ts';
import { type Message, messages } from '../model/messages.ts';
import type { Source, Span } from '../model/source.ts';

/** Decodes a text file of the talk: UTF-8, byte order mark dropped, line ends as `\n`. */
export function readText(
  path: string,
  from: Span | string,
  context: ReadContext,
  missing: () => Message = () => messages.fileMissing(path),
): Source | undefined {
  const file = context.files.read(path);
  if (file.kind !== 'bytes') {
    context.report(diagnose(from, faultOf(file, path, missing)));
    return undefined;
  }
  return decode(path, file.bytes, context);
}

/** What is wrong with a file that cannot be had, by its path as the author wrote it. */
export function faultOf(fault: FileFault, path: string, missing: () => Message): Message {
  switch (fault.kind) {
    case 'missing':
      return missing();
    case 'outside':
      return messages.pathOutside(path);
    case 'large':
      return messages.fileTooLarge(path);
    case 'unreadable':
      return messages.fileUnreadable(path, fault.why);
  }
}

/** A file’s text, with lines that end alike; undefined, and reported, where the bytes are no UTF-8. */
export function decode(path: string, bytes: Uint8Array, context: ReadContext): Source | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { path, text: text.replace(/\r\n?/g, '\n') };
  } catch {
    context.report(diagnose(path, messages.notUtf8(firstBrokenLine(bytes))));
    return undefined;
  }
}

function firstBrokenLine(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const broken = lines.findIndex((line) => {
    const raw = Buffer.from(line, 'latin1');
    return !raw.equals(Buffer.from(raw.toString('utf8'), 'utf8'));
  });
  return broken + 1;
}

/** A file's path as written in `fromFile`, made relative to the talk's folder. */
export type LocalPath =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote' }
  | { readonly kind: 'outside' };

/** Where a path leads that is written in `fromFile`, percent signs decoded. */
export function localPath(written: string, fromFile: string): LocalPath {
  if (/^[a-z][a-z0-9+.-]*:/i.test(written) || written.startsWith('//')) return { kind: 'remote' };
  let decoded = written;
  try {
    decoded = decodeURIComponent(written);
  } catch {
    // a lone % is part of the name
  }
  const path = posix.normalize(posix.join(posix.dirname(fromFile), decoded));
  return /^\/|[\\\0]/.test(decoded) || path === '..' || path.startsWith('../')
    ? { kind: 'outside' }
    : { kind: 'local', path };
}

/** Whether a path is that of a chart's spec, by its ending. */
export const isSpecPath = (path: string): boolean => /\.vl\.json$/i.test(path);

/** The file in `path`'s folder whose name is closest to it. */
export function nearbyFile(path: string, context: Pick<ReadContext, 'files'>): string | undefined {
  return nearest(posix.basename(path), context.files.list(posix.dirname(path)));
}

/** The path as it has to be written in a file, where it was written as from the talk's folder. */
export function fromTalk(
  path: string,
  fromFile: string,
  { files }: Pick<ReadContext, 'files'>,
): string | undefined {
  return files.read(path).kind === 'bytes' ? posix.relative(posix.dirname(fromFile), path) : undefined;
}
