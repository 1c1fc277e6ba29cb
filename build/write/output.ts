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
import { basename, dirname, join } from 'node:path';
import { isInside, problemText, realPath } from './files.ts';
import { passingIn, passingName, removeQuietly, sweep } from './passing.ts';

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

/**
 * Makes `folder` hold exactly `files`, and those called `kept` that it holds already: all is written beside it first,
 * and put in its place by two moves, between which no signal comes but SIGKILL; after that one `recover` is needed.
 */
export function replaceFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  kept: readonly string[] = [],
): void {
  const { fresh: freshPrefix, old: oldPrefix } = besides(folder);
  const [fresh, old, gone] = [passingName(freshPrefix), passingName(oldPrefix), passingName(freshPrefix)];
  try {
    writeBeside(fresh, files);
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
    // under a name that is never put back, as it is not whole while it is removed
    if (existed) renameSync(old, gone);
  } finally {
    removeQuietly(fresh);
    removeQuietly(gone);
  }
}

/**
 * Puts right what a build left that was killed: where it had moved the old folder away and not yet the new one in its
 * place, the old one comes back. For a process that holds the folder's lock, so that no other is replacing it.
 */
export function recover(folder: string): void {
  const { fresh, old } = besides(folder);
  for (const { path } of passingIn(dirname(folder), basename(old))) {
    try {
      if (lstatSync(folder, { throwIfNoEntry: false })) removeQuietly(path);
      else renameSync(path, folder);
    } catch {
      // where nothing can be moved nothing can be written, which is told
    }
  }
  sweep(dirname(folder), basename(fresh));
}

/** What the names begin with of what lies beside `folder` while it is replaced. */
function besides(folder: string): { readonly fresh: string; readonly old: string } {
  const beside = join(dirname(folder), basename(folder));
  return { fresh: `${beside}.new`, old: `${beside}.old` };
}

function writeBeside(fresh: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  mkdirSync(dirname(fresh), { recursive: true });
  mkdirSync(fresh);
  for (const [name, content] of files) {
    mkdirSync(dirname(join(fresh, name)), { recursive: true });
    writeFileSync(join(fresh, name), content, { flag: 'wx' });
  }
}

/** What keeps `folder` from being filled, in words or as the names of what it holds; undefined when nothing does. */
export function taken(folder: string): string | readonly string[] | undefined {
  try {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (!found) return undefined;
    if (!found.isDirectory()) return 'there is something of this name that is no folder';
    const names = readdirSync(folder);
    return names.length > 0 ? names : undefined;
  } catch (problem) {
    return problemText(problem);
  }
}

/** Fills a folder that is not there or empty: all is written beside it first, and nothing stays of a failure. */
export function fillFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  const prefix = join(dirname(folder), `${basename(folder)}.new`);
  const fresh = passingName(prefix);
  const moved: string[] = [];
  try {
    writeBeside(fresh, files);
    if (!existsSync(folder)) {
      renameSync(fresh, folder);
      return;
    }
    // somebody may stand in it, so it stays the same folder
    for (const name of readdirSync(fresh)) {
      if (existsSync(join(folder, name))) throw new Error(`${name} is there meanwhile`);
      renameSync(join(fresh, name), join(folder, name));
      moved.push(name);
    }
  } catch (problem) {
    for (const name of moved) removeQuietly(join(folder, name));
    throw problem;
  } finally {
    removeQuietly(fresh);
    sweep(dirname(folder), basename(prefix));
  }
}

/** Writes files into a talk, new ones and others in place of what was there: all of them, or none. */
export function writeAll(root: string, files: ReadonlyMap<string, Uint8Array>): void {
  const talk = realpathSync(root);
  const fresh: string[] = [];
  const undo: (() => void)[] = [];
  try {
    const ready = [...files].map(([path, content]) => {
      const target = realPath(join(talk, path));
      if (!isInside(target, talk)) throw new Error(`${path} leads out of the talk’s folder`);
      const made = mkdirSync(dirname(target), { recursive: true });
      if (made !== undefined) undo.push(() => removeQuietly(made));
      const beside = passingName(`${target}.new`);
      fresh.push(beside);
      writeFileSync(beside, content, { flag: 'wx' });
      return [beside, target] as const;
    });
    for (const [beside, target] of ready) {
      const before = existsSync(target) ? readFileSync(target) : undefined;
      renameSync(beside, target);
      undo.push(() => (before ? writeFileSync(target, before) : removeQuietly(target)));
    }
  } catch (problem) {
    for (const step of undo.reverse()) step();
    throw problem;
  } finally {
    for (const beside of fresh) removeQuietly(beside);
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
