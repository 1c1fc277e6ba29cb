import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { problemText } from './files.ts';

/** Folders of a talk that its author writes. */
const sources = ['slides', 'charts', 'templates'];

/** What keeps a build from replacing `folder`, in words; undefined when nothing does. */
export function refusal(root: string, folder: string): string | undefined {
  const talk = realpathSync(root);
  const target = real(folder);
  if (isWithin(talk, target)) return 'the talk itself lies in it';
  const source = sources.find((name) => isWithin(target, join(talk, name)));
  if (source !== undefined) return `it lies in ${source}/, where the talk’s own files are`;
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (!found.isDirectory()) return 'it is not a folder';
  try {
    const foreign = readdirSync(folder).find((name) => !written.includes(name));
    if (foreign !== undefined) return `it holds ${foreign}, which Lectern did not write`;
    return !existsSync(join(folder, 'index.html')) || isOurs(join(folder, 'index.html'))
      ? undefined
      : 'its index.html is not one that Lectern wrote';
  } catch (problem) {
    return problemText(problem);
  }
}

/** What a build writes, and so may replace. */
const written = ['index.html', 'slides.pdf', 'handout.pdf'];

function isOurs(index: string): boolean {
  return readFileSync(index, 'utf8').slice(0, 4096).includes('<meta name="generator" content="Lectern">');
}

/** The real path of what exists of `path`, and the rest as it stands. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(resolve(path));
    return parent === resolve(path) ? parent : join(real(parent), basename(path));
  }
}

function isWithin(path: string, folder: string): boolean {
  const inner = relative(folder, path);
  return inner === '' || !(inner === '..' || inner.startsWith(`..${sep}`) || resolve(inner) === inner);
}

/** Makes `folder` hold exactly `files`: all is written beside it first and put in its place in one move. */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const stamp = randomBytes(6).toString('hex');
  const beside = (name: string): string => join(dirname(folder), `${basename(folder)}.${name}-${stamp}`);
  const [fresh, old] = [beside('new'), beside('old')];
  try {
    mkdirSync(fresh, { recursive: true });
    for (const [name, content] of files) {
      mkdirSync(dirname(join(fresh, name)), { recursive: true });
      writeFileSync(join(fresh, name), content);
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
  } finally {
    removeQuietly(fresh);
  }
}

/** The new deck stands, whatever becomes of the old one. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // left beside, for its owner to remove
  }
}
