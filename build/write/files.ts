import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type FileResult, mostBytes, type TalkFiles } from '../model/files.ts';

/** The talk's folder on disk. Links are followed, and what lies outside the folder in the end is not read. */
export function openFolder(root: string): TalkFiles {
  const base = realpathSync(root);
  return {
    list(folder) {
      try {
        const entries = readdirSync(join(base, folder), { withFileTypes: true });
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
        const real = realpathSync(join(base, path));
        const inner = relative(base, real);
        if (inner === '..' || inner.startsWith(`..${sep}`)) return { kind: 'outside' };
        // a pipe or device would never end
        const found = statSync(real);
        if (!found.isFile()) return { kind: 'missing' };
        if (found.size > mostBytes) return { kind: 'large' };
        return { kind: 'bytes', bytes: readFileSync(real) };
      } catch {
        return { kind: 'missing' };
      }
    },
  };
}

/** The template files of a folder by their paths, `templates/…`. */
export function templatesIn(files: TalkFiles): ReadonlyMap<string, Uint8Array> {
  const templates = new Map<string, Uint8Array>();
  for (const folder of ['templates', 'templates/layouts']) {
    for (const name of files.list(folder)) {
      // what else lies there is no part of the talk
      if (!/\.(?:html|css|json)$/.test(name)) continue;
      const file = files.read(`${folder}/${name}`);
      if (file.kind === 'bytes') templates.set(`${folder}/${name}`, file.bytes);
    }
  }
  return templates;
}

/** The way up to the talk in whose slides/, charts/, templates/ or dist/ `folder` lies; undefined when in none. */
export function talkAround(folder: string): string | undefined {
  const start = realpathSync(folder);
  for (let at = start; dirname(at) !== at; at = dirname(at)) {
    if (!['slides', 'charts', 'templates', 'dist'].includes(basename(at))) continue;
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
    return { why: problemText(problem) };
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
