import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { problemText } from './files.ts';
import { passingName, removeQuietly, sweep } from './passing.ts';

/** Folders of a talk that its author writes. */
const sources = ['slides', 'charts', 'templates'];

/** What keeps a build from replacing `folder`, in words; undefined when nothing does. */
export function refusal(root: string, folder: string): string | undefined {
  const talk = realpathSync(root);
  const target = realPath(folder);
  if (isWithin(talk, target)) return 'the talk itself lies in it';
  const source = sources.find((name) => isWithin(target, join(talk, name)));
  if (source !== undefined) return `it lies in ${source}/, where the talk’s own files are`;
  try {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (!found) return undefined;
    if (!found.isDirectory()) return 'it is not a folder';
    const foreign = readdirSync(folder).find((name) => !written.includes(name)) ?? foreignPicture(folder);
    if (foreign !== undefined) return `it holds ${foreign}, which Lectern did not write`;
    return !existsSync(join(folder, 'index.html')) || isOurs(join(folder, 'index.html'))
      ? undefined
      : 'its index.html is not one that Lectern wrote';
  } catch (problem) {
    return problemText(problem);
  }
}

/** What keeps `file` from being written, in words; undefined when nothing does. */
export function refusalOfFile(root: string, file: string): string | undefined {
  const source = sources.find((name) => isWithin(realPath(file), join(realpathSync(root), name)));
  return source === undefined ? undefined : `it lies in ${source}/, where the talk’s own files are`;
}

/** Writes a file whole or not at all, with the folders that it lies in; `mode` are its permissions. */
export function replaceFile(file: string, content: string | Uint8Array, mode?: number): void {
  const fresh = passingName(join(dirname(file), `.${basename(file)}.new`));
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, content);
    if (mode !== undefined) chmodSync(fresh, mode);
    renameSync(fresh, file);
    sweep(dirname(file), `.${basename(file)}.new`);
  } finally {
    removeQuietly(fresh);
  }
}

/** What a build writes, and so may replace. */
const written = ['index.html', 'slides.pdf', 'handout.pdf', 'png'];

/** What is not a picture in the folder of pictures. */
function foreignPicture(folder: string): string | undefined {
  const name = picturesIn(folder).find((picture) => !picture.endsWith('.png'));
  return name === undefined ? undefined : `png/${name}`;
}

function picturesIn(folder: string): string[] {
  const pictures = join(folder, 'png');
  if (!existsSync(pictures)) return [];
  return lstatSync(pictures).isDirectory() ? readdirSync(pictures) : [''];
}

function isOurs(index: string): boolean {
  return readFileSync(index, 'utf8').slice(0, 4096).includes('<meta name="generator" content="Lectern">');
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

function isWithin(path: string, folder: string): boolean {
  const inner = relative(folder, path);
  return inner === '' || !(inner === '..' || inner.startsWith(`..${sep}`) || resolve(inner) === inner);
}

/**
 * Makes `folder` hold exactly `files`, and those called `kept` that it holds already: all is written beside it first
 * and put in its place in one move. No signal comes in between.
 */
export function replaceFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  kept: readonly string[] = [],
): void {
  const beside = (name: string): string => join(dirname(folder), `${basename(folder)}.${name}`);
  const [fresh, old] = [passingName(beside('new')), passingName(beside('old'))];
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(fresh);
    for (const [name, content] of files) {
      mkdirSync(dirname(join(fresh, name)), { recursive: true });
      writeFileSync(join(fresh, name), content);
    }
    for (const name of kept) {
      mkdirSync(dirname(join(fresh, name)), { recursive: true });
      keep(join(folder, name), join(fresh, name));
    }
    const existed = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
    if (existed) renameSync(folder, old);
    try {
      renameSync(fresh, folder);
    } catch (problem) {
      if (existed) renameSync(old, folder);
      throw problem;
    }
    removeQuietly(old);
    for (const name of ['new', 'old']) sweep(dirname(folder), basename(beside(name)));
  } finally {
    removeQuietly(fresh);
  }
}

/** The same file in a second place, which takes no room, or else its copy. */
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to, { preserveTimestamps: true });
  }
}

/** The PDFs and pictures that `folder` holds. */
export function madeIn(folder: string): string[] {
  const pdfs = written.filter((name) => name.endsWith('.pdf') && existsSync(join(folder, name)));
  return [...pdfs, ...picturesIn(folder).map((name) => `png/${name}`)];
}
