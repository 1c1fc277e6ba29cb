import { error, few, meant, quote, warning } from './message.ts';

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const again = 'Get the file anew from whoever made it, and have it sent as it is.';

/** What a deck was built from: carried in it, taken out of it. */
export const source = {
  sourceUnnameable: (path: string, why: string) =>
    warning(
      'source-left-out',
      `index.html carries no source, because of the file ${quote(path)}: ${why}`,
      'Rename it; or build with --no-source.',
    ),
  sourceNotPublic: (what: string) =>
    warning(
      'source-left-out',
      `index.html carries no source: without notes and drafts, ${what} would not be what it is`,
      'Look for links, comments or code there that are written in an unusual way; or build with --no-source.',
    ),
  sourceLarge: (bytes: number, most: number) =>
    warning(
      'source-left-out',
      `index.html carries no source: with ${megabytes(bytes)} it is larger than ${megabytes(most)}`,
      'Make images smaller; or build with --no-source.',
    ),

  deckUnreadable: (why: string) =>
    error('deck-unreadable', `This file cannot be read: ${why}`, 'Name an index.html that Lectern built.'),
  deckForeign: () =>
    error(
      'deck-foreign',
      'This is not a deck that Lectern built',
      'Name an index.html as lectern build writes it.',
    ),
  sourceMissing: () =>
    error(
      'source-missing',
      'This file carries no source',
      'A talk’s index.html has it, unless it was built with --no-source; talks.html never does. Ask whoever made it for the folder of the talk.',
    ),
  sourceDamaged: (why: string) =>
    error('source-damaged', `The source in this deck is damaged: ${why}`, again),
  sourceTooLarge: (most: number) =>
    error('source-too-large', `The source in this deck is larger than ${megabytes(most)}`, again),
  sourceTooMany: (count: number, most: number) =>
    error('source-too-large', `The source in this deck has ${count} files; ${most} are the most`, again),
  sourcePath: (path: string, why: string) =>
    error(
      'source-path',
      `The source in this deck has a file ${quote(path.slice(0, 200))}: ${why}`,
      'Lectern makes no such deck. Nothing was written.',
    ),
  sourceVersion: (theirs: string, ours: string) =>
    warning(
      'source-version',
      `The deck was built by Lectern ${theirs}, and this is ${ours}`,
      'What is built from its source may differ from it.',
    ),
  takeUnknown: (id: string, near: string | undefined, known: readonly string[]) =>
    error('slide-unknown', `The deck has no slide ${quote(id)}`, meant(near, known, 'Its slides')),
  takeMistake: (rule: string, message: string) =>
    error(rule, `In the deck that slides are taken from: ${message}`, 'It may be by another version.'),
  takeImpossible: (id: string) =>
    error(
      'take-impossible',
      `The slide ${quote(id)} names a file or work that is called otherwise here in a way that cannot be changed`,
      'Unpack the deck with lectern unpack, and copy the slide by hand.',
    ),
  takeUnsafe: (message: string) =>
    error(
      'take-unsafe',
      `${message}, and would be built into this talk whenever it is built with --trust-html`,
      'Slides are taken only where nothing has to be left out. Unpack the deck and look at it.',
    ),
  folderTaken: (names: readonly string[]) =>
    error('folder-taken', `This folder holds ${few(names)} already`, 'Name a folder that is empty or new.'),
  folderRefused: (why: string) =>
    error('folder-taken', `No source can be put here: ${why}`, 'Name a folder that is empty or new.'),
};
