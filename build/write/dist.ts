import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { join } from 'node:path';
import { folderOf, wholeTalk } from '../model/config.ts';
import { sourceFolders } from '../model/files.ts';
import { isInside, problemText, realPath } from './files.ts';

/** What a build writes for each talk, and so may replace. */
const written = ['index.html', 'slides.pdf', 'handout.pdf', 'png'];

/** What keeps a build from replacing `folder`, in words; undefined when nothing does. */
export function refusal(root: string, folder: string): string | undefined {
  if (isInside(realpathSync(root), realPath(folder))) return 'the talk itself lies in it';
  const own = refusalOfFile(root, folder);
  if (own !== undefined) return own;
  try {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (!found) return undefined;
    if (!found.isDirectory()) return 'it is not a folder';
    // what an author has locked stays
    accessSync(folder, constants.W_OK);
    const foreign = foreignIn(folder);
    if (foreign !== undefined) return `it holds ${foreign}, which Lectern did not write`;
    const page = ['index.html', 'talks.html'].find((name) => !isOursOrNone(join(folder, name)));
    return page === undefined ? undefined : `its ${page} is not one that Lectern wrote`;
  } catch (problem) {
    return problemText(problem);
  }
}

/** What keeps `file` from being written, in words; undefined when nothing does. */
export function refusalOfFile(root: string, file: string): string | undefined {
  const [talk, target] = [realpathSync(root), realPath(file)];
  const source = sourceFolders.find((name) => isInside(target, join(talk, name)));
  return source === undefined ? undefined : `it lies in ${source}/, where the talk’s own files are`;
}

/** What is in `folder` and neither of a build's files nor the folder of one of its talks. */
function foreignIn(folder: string): string | undefined {
  const others = readdirSync(folder).filter((name) => !written.includes(name) && name !== 'talks.html');
  return others.find((name) => !isTalk(join(folder, name))) ?? foreignPicture(folder);
}

/** Whether a folder holds a talk that a build wrote, and nothing else. */
function isTalk(folder: string): boolean {
  if (!lstatSync(folder).isDirectory() || !existsSync(join(folder, 'index.html'))) return false;
  return (
    readdirSync(folder).every((name) => written.includes(name)) &&
    foreignPicture(folder) === undefined &&
    isOursOrNone(join(folder, 'index.html'))
  );
}

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

/** Whether a build wrote a page, or there is none; a link, which may lead to a device, is no build's. */
function isOursOrNone(page: string): boolean {
  const found = lstatSync(page, { throwIfNoEntry: false });
  if (!found?.isFile()) return !found;
  return readFileSync(page, 'utf8').slice(0, 4096).includes('<meta name="generator" content="Lectern">');
}

/** The paths in `folder` of the files that a build wrote there, by the name of their talk. */
export function madeIn(folder: string): ReadonlyMap<string, readonly string[]> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder)
    .sort()
    .filter((name) => isTalk(join(folder, name)));
  return new Map([wholeTalk, ...names].map((name) => [name, filesOf(folder, folderOf(name))]));
}

function filesOf(folder: string, prefix: string): string[] {
  const single = written.filter((name) => name !== 'png' && existsSync(join(folder, prefix, name)));
  const pictures = picturesIn(join(folder, prefix)).map((name) => `png/${name}`);
  return [...single, ...pictures].map((path) => prefix + path);
}
