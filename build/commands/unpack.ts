import { join } from 'node:path';
import { hasErrors } from '../model/diagnostic.ts';
import { unpackDeck } from '../unpack.ts';
import { openLibrary } from '../write/library.ts';
import { plural, type Setting, tell } from './terminal.ts';

/** `lectern unpack`; gives the exit code. */
export function unpack(deck: string, folder: string, { root, home }: Setting): number {
  const { version } = openLibrary(join(home, 'lib'));
  const { diagnostics, files } = unpackDeck({ root, deck, folder, version });
  tell(diagnostics);
  if (files > 0) console.error(`${plural(files, 'file')} in ${folder}`);
  return hasErrors(diagnostics) ? 1 : 0;
}
