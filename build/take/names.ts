import { posix } from 'node:path';
import type { TalkFiles } from '../model/files.ts';

/** Files that go together under one name: a data file and what is said of it, or one file alone. */
export type Unit = readonly string[];

/** Where files of one talk go in another: where they were, or under a name that is free. */
export interface Places {
  /** Their new paths by their old ones. */
  readonly moved: ReadonlyMap<string, string>;
  /** Those of them that are there already, byte for byte. */
  readonly shared: ReadonlySet<string>;
}

/** The wanted name, or the first of `name-2`, `name-3` … that is free; what comes behind the first dot stays behind. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  const [, stem = wanted, rest = ''] = /^((?:.*\/)?[^/.]*)(.*)$/.exec(wanted) ?? [];
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${stem}-${n}${rest}`;
    if (!isTaken(name)) return name;
  }
}

/** Finds places for units of files; `bytesOf` gives what they are to hold. */
export function placeUnits(
  units: readonly Unit[],
  bytesOf: (path: string) => Uint8Array | undefined,
  target: TalkFiles,
): Places {
  const moved = new Map<string, string>();
  const shared = new Set<string>();
  const wanted = new Set(units.flat());
  for (const unit of units) {
    const [first = ''] = unit;
    const all = (name: string): string[] => unit.map((path) => name + path.slice(first.length));
    const isThere = (name: string): boolean =>
      all(name).every((path, n) => isSame(target, path, bytesOf(unit[n] ?? '')));
    const isTaken = (name: string): boolean =>
      all(name).some((path) => isOccupied(target, path)) || (name !== first && wanted.has(name));
    const name = freeName(first, (name) => !isThere(name) && isTaken(name));
    if (isThere(name)) for (const path of all(name)) shared.add(path);
    for (const [n, path] of all(name).entries()) moved.set(unit[n] ?? '', path);
    for (const path of all(name)) wanted.add(path);
  }
  return { moved, shared };
}

function isSame(files: TalkFiles, path: string, bytes: Uint8Array | undefined): boolean {
  const found = files.read(path);
  if (!bytes || found.kind !== 'bytes') return !bytes && found.kind === 'missing';
  return Buffer.compare(found.bytes, bytes) === 0;
}

/** Whether there is a file of this name, in whatever letters. */
function isOccupied(files: TalkFiles, path: string): boolean {
  const name = posix.basename(path).toLowerCase();
  const names = files.list(posix.dirname(path)).map((other) => other.toLowerCase());
  return names.includes(name) || files.read(path).kind !== 'missing';
}

/** A name as an address in Markdown or JSON has it. */
export function encodedName(name: string): string {
  return name.replace(
    /[%\s()<>"\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
