import { resolve } from 'node:path';
import { type Diagnostic, diagnose } from './model/diagnostic.ts';
import { messages } from './model/messages.ts';
import { limits, type SourceArchive } from './model/source-archive.ts';
import { readArchive } from './read/archive.ts';
import { problemText, readNamed } from './write/files.ts';
import { fillFolder, taken } from './write/output.ts';

export interface UnpackOptions {
  /** The folder that the paths are relative to. */
  readonly root: string;
  /** The path of somebody's index.html. */
  readonly deck: string;
  /** The folder to make. */
  readonly folder: string;
  /** Lectern's own version. */
  readonly version: string;
}

export interface UnpackResult {
  readonly diagnostics: readonly Diagnostic[];
  /** How many files were written. */
  readonly files: number;
}

/** Makes a folder of the source that a deck carries; whole, or not at all. */
export function unpackDeck({ root, deck, folder, version }: UnpackOptions): UnpackResult {
  const refused = (diagnostic: Diagnostic): UnpackResult => ({ diagnostics: [diagnostic], files: 0 });
  const archive = openDeck(root, deck);
  if ('rule' in archive) return refused(archive);
  const target = resolve(root, folder);
  const there = taken(target);
  if (typeof there === 'string') return refused(diagnose(folder, messages.folderRefused(there)));
  if (there) return refused(diagnose(folder, messages.folderTaken(there)));
  try {
    fillFolder(target, archive.files);
  } catch (problem) {
    return refused(diagnose(folder, messages.writeFailed(problemText(problem))));
  }
  return { diagnostics: versionsOf(archive, deck, version), files: archive.files.size };
}

/** The source that the deck at a path carries, or what is wrong with it. */
export function openDeck(root: string, deck: string): SourceArchive | Diagnostic {
  const file = readNamed(resolve(root, deck), limits.html);
  if ('why' in file) return diagnose(deck, messages.deckUnreadable(file.why));
  const archive = readArchive(file.text);
  return 'rule' in archive ? diagnose(deck, archive) : archive;
}

function versionsOf(archive: SourceArchive, deck: string, version: string): Diagnostic[] {
  return archive.version === version
    ? []
    : [diagnose(deck, messages.sourceVersion(archive.version, version))];
}
