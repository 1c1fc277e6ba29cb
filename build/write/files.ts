import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { type FileResult, mostBytes, sourceFolders, type TalkFiles } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { cleanSvg, isSvg } from '../read/svg.ts';
import { faultOf } from '../read/text.ts';

/**
 * The talk's folder on disk. Links are followed, and what lies outside the folder in the end is neither listed nor
 * read. SVG files are cleaned, so that neither a deck nor its source carries more than drawings.
 */
export function openFolder(root: string): TalkFiles {
  const base = realpathSync(root);
  const known = new Map<string, { bytes: Uint8Array; drawing: FileResult }>();

  /** An SVG file without what is more than a drawing; one that is none is no image either. */
  function drawing(path: string, bytes: Uint8Array): FileResult {
    const before = known.get(path);
    if (before && Buffer.compare(before.bytes, bytes) === 0) return before.drawing;
    const { bytes: clean = new Uint8Array(), removed } = cleanSvg(bytes);
    const result: FileResult = { kind: 'bytes', bytes: clean, removed };
    known.set(path, { bytes, drawing: result });
    return result;
  }

  return {
    list(folder) {
      try {
        const real = realpathSync(join(base, folder));
        if (!isInside(real, base)) return [];
        const entries = readdirSync(real, { withFileTypes: true });
        return entries
          .filter((entry) => !entry.isDirectory())
          .map(({ name }) => name)
          .sort();
      } catch {
        return [];
      }
    },
    read(path): FileResult {
      try {
        for (let times = 0; times < 10; times++) {
          const found = look(join(base, path), base);
          if (found) return found.kind === 'bytes' && isSvg(path) ? drawing(path, found.bytes) : found;
        }
        return { kind: 'unreadable', why: 'it changes while it is read' };
      } catch (problem) {
        return isAbsent(problem)
          ? { kind: 'missing' }
          : { kind: 'unreadable', why: problemText(problem).replace(/^[A-Z]+: |, \w+ '.*$/g, '') };
      }
    },
  };
}

/** One look at a file; undefined when something else took its place meanwhile. Fails with the system's error. */
function look(path: string, base: string): FileResult | undefined {
  const real = realpathSync(path);
  if (!isInside(real, base)) return { kind: 'outside' };
  const found = statSync(real);
  // what cannot be looked into is told from what is empty
  if (found.isDirectory()) accessSync(real, constants.R_OK | constants.X_OK);
  // a pipe or device would never end
  if (!found.isFile()) return { kind: 'missing' };
  if (found.size > mostBytes) return { kind: 'large' };
  const file = openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const { dev, ino, size } = fstatSync(file);
    const isSame = dev === found.dev && ino === found.ino && size === found.size;
    // a folder above it may have become a link
    if (!isSame || realpathSync(path) !== real || statSync(real).ino !== ino) return undefined;
    const bytes = Buffer.alloc(size);
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read)
      read = readSync(file, bytes, length, size - length, null);
    return { kind: 'bytes', bytes: bytes.subarray(0, length) };
  } finally {
    closeSync(file);
  }
}

/** Whether a real path is that of a folder, or of something in it. */
export function isInside(real: string, base: string): boolean {
  const inner = relative(base, real);
  return inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

/** The real path of what exists of `path`, and the rest as it stands. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(resolve(path));
    return parent === resolve(path) ? parent : join(realPath(parent), basename(path));
  }
}

/** Whether the system says that there is nothing of a name, or that nothing can have it. */
function isAbsent(problem: unknown): boolean {
  const { code = '' } = problem as NodeJS.ErrnoException;
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code);
}

/** The template files of a folder by their paths, `templates/…`; those that cannot be had are reported. */
export function templatesIn(
  files: TalkFiles,
  report: (diagnostic: Diagnostic) => void = () => undefined,
): ReadonlyMap<string, Uint8Array> {
  const templates = new Map<string, Uint8Array>();
  for (const folder of ['templates', 'templates/layouts']) {
    for (const name of files.list(folder)) {
      // what else lies there is no part of the talk
      if (!/\.(?:html|css|json)$/.test(name)) continue;
      const path = `${folder}/${name}`;
      const file = files.read(path);
      if (file.kind === 'bytes') templates.set(path, file.bytes);
      else
        report(
          diagnose(
            path,
            faultOf(file, path, () => messages.fileMissing(path)),
          ),
        );
    }
  }
  return templates;
}

/** The way up to the talk in whose slides/, charts/, templates/ or dist/ `folder` lies; undefined when in none. */
export function talkAround(folder: string): string | undefined {
  const start = realpathSync(folder);
  for (let at = start; dirname(at) !== at; at = dirname(at)) {
    if (![...sourceFolders, 'dist'].includes(basename(at))) continue;
    const slides = openFolder(dirname(at)).list('slides');
    if (slides.some((name) => name.endsWith('.md'))) return relative(start, dirname(at));
  }
  return undefined;
}

/** Template files: the package’s own, and the talk’s in front of them. */
export function readTemplates(packaged: string, talk: TalkFiles): ReadonlyMap<string, Uint8Array> {
  return new Map([...templatesIn(openFolder(packaged)), ...templatesIn(talk)]);
}

/** A file that somebody names, as text; where it cannot be had, or is larger than `most` bytes, why. */
export function readNamed(path: string, most: number): { readonly text: string } | { readonly why: string } {
  try {
    const found = statSync(path);
    if (!found.isFile()) return { why: 'it is no file' };
    if (found.size > most) return { why: `it is larger than ${Math.round(most / 1e6)} MB` };
    return { text: readFileSync(path, 'utf8') };
  } catch (problem) {
    return { why: isAbsent(problem) ? 'there is no such file' : problemText(problem) };
  }
}

/** What an exception says, in a line. */
export function problemText(problem: unknown): string {
  // a socket's failure comes as an event, that of one with several addresses as a list
  const { message, error, errors } = (problem ?? {}) as {
    message?: unknown;
    error?: { message?: unknown };
    errors?: readonly { message?: unknown }[];
  };
  return String(message || error?.message || errors?.[0]?.message || problem).split('\n')[0] ?? '';
}
