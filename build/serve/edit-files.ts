import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { diffComm } from 'node-diff3';
import type { Refused, SaveAnswer, SaveRequest, TextAnswer } from '../model/editing.ts';
import { sourceFolders } from '../model/files.ts';
import { mergeTexts } from '../model/three-way.ts';
import { problemText, realPath } from '../write/files.ts';
import { replaceFile } from '../write/output.ts';

/** The files of a talk that a browser may edit. */
export interface EditableFiles {
  readonly read: (file: string) => TextAnswer;
  /** Puts a text into its file, with what others have written there since its author began. */
  readonly save: (request: SaveRequest) => SaveAnswer;
  readonly isEditable: (file: string) => boolean;
}

const texts = /\.(?:md|ya?ml|json|bib|csv|tsv|css|html|txt)$/i;
/** In bytes; an editor in a browser is of no use with more. */
const largest = 8 << 20;

/**
 * Opens a talk's folder for writing texts: those in its own folders, and those elsewhere in it that `isRead` knows. What
 * links lead to must be such a file itself.
 */
export function editableFiles(
  root: string,
  isRead: (file: string) => boolean,
  replace: typeof replaceFile = replaceFile,
): EditableFiles {
  const base = realpathSync(root);

  function isEditable(file: string): boolean {
    const names = file.split('/');
    if (posix.normalize(file) !== file || /[\\:\0]/.test(file) || !texts.test(file)) return false;
    if (names.some((name) => name === '' || name.startsWith('.'))) return false;
    return (names.length > 1 && sourceFolders.includes(names[0] ?? '')) || isRead(file);
  }

  /** The file on disk, links followed. */
  function locate(file: string): string | undefined {
    if (!isEditable(file)) return undefined;
    const real = realPath(join(base, file));
    return isEditable(relative(base, real).split(sep).join('/')) ? real : undefined;
  }

  function load(real: string): { readonly raw: string; readonly mode: number } | Refused | undefined {
    try {
      const found = statSync(real, { throwIfNoEntry: false });
      if (!found?.isFile()) return undefined;
      if (found.size > largest) return refused('too-large');
      return { raw: decode(readFileSync(real)), mode: found.mode & 0o7777 };
    } catch (problem) {
      return problem instanceof TypeError ? refused('not-text') : refused('failed', problemText(problem));
    }
  }

  return {
    isEditable: (file) => locate(file) !== undefined,
    read(file) {
      const real = locate(file);
      if (real === undefined) return refused('outside');
      const found = load(real);
      if (!found) return { kind: 'missing' };
      return 'kind' in found ? found : { kind: 'text', text: plain(found.raw) };
    },
    save({ file, base: began, text }) {
      const real = locate(file);
      if (real === undefined) return refused('outside');
      if (Buffer.byteLength(text) > largest) return refused('too-large');
      const found = load(real);
      if (found && 'kind' in found) return found;
      if (!found && began !== null) return { kind: 'missing' };
      const now = plain(found?.raw ?? '');
      if (found && began === null && now !== text) return { kind: 'conflict', theirs: now };
      const merged = mergeTexts(plain(text), began ?? '', now);
      if (merged.conflicts.length > 0) return { kind: 'conflict', theirs: now };
      const saved = now.endsWith('\n') && !/^$|\n$/.test(merged.text) ? `${merged.text}\n` : merged.text;
      try {
        if (found && saved !== now && !isWritable(real, found.mode)) return refused('read-only');
        if (!found || saved !== now) replace(real, withForm(saved, found?.raw ?? ''), found?.mode);
      } catch (problem) {
        return refused('failed', problemText(problem));
      }
      return { kind: 'saved', text: saved };
    },
  };
}

function refused(why: Refused['why'], problem?: string): Refused {
  return { kind: 'refused', why, ...(problem === undefined ? {} : { problem }) };
}

/** Fails with a TypeError where the bytes are no UTF-8. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** A text as editors have it, without its mark and with lines ended alike. */
function plain(raw: string): string {
  return raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** The text with the mark and the line ends that its file had: of each line its own, of new ones those above. */
export function withForm(text: string, raw: string): string {
  const mark = raw.startsWith('\uFEFF') ? '\uFEFF' : '';
  const ends = raw.match(/\r\n?|\n/g) ?? [];
  const [first = '\n'] = ends;
  if (ends.every((end) => end === first)) return mark + text.replaceAll('\n', first);
  let n = 0;
  const lines = diffComm(plain(raw).split('\n'), text.split('\n')).flatMap(({ common, buffer1, buffer2 }) => {
    if (common) return common.map((line) => line + (ends[n++] ?? first));
    const from = n;
    n += buffer1.length;
    return buffer2.map((line, k) => line + (ends[Math.min(from + k, n - 1)] ?? ends[from - 1] ?? first));
  });
  return mark + lines.join('').replace(/(?:\r\n?|\n)$/, '');
}

/** Whether its owner lets the file be written; to be put in its place, a new one would need no leave. */
function isWritable(file: string, mode: number): boolean {
  if ((mode & 0o222) === 0) return false;
  try {
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
