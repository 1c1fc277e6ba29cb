import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { problemText } from './files.ts';
import { removeQuietly } from './passing.ts';

/**
 * Starts a talk in `folder`, new or empty, with the sample of the package in `home`. What keeps it from that is told
 * at `name`, as its author wrote the folder, and nothing is left behind then.
 */
export function startTalk(home: string, folder: string, name: string): readonly Diagnostic[] {
  const made: string[] = [];
  const make = (path: string): void => {
    if (existsSync(path)) return;
    make(dirname(path));
    mkdirSync(path);
    made.push(path);
  };
  try {
    const refused = name.trim() === '' ? 'the name is empty' : refusal(folder);
    if (refused !== undefined) return [diagnose(name || 'new', messages.newRefused(refused))];
    make(folder);
    for (const [path, content] of sample(home)) {
      const file = join(folder, path);
      make(dirname(file));
      writeFileSync(file, content, { flag: 'wx' });
      made.push(file);
    }
    return [];
  } catch (problem) {
    for (const path of made) removeQuietly(path);
    return [diagnose(name, messages.newRefused(problemText(problem)))];
  }
}

/** What keeps a talk from being started in `folder`, in words. A repository without files counts as empty. */
function refusal(folder: string): string | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (found.isFile()) return 'there is a file of this name';
  const held = readdirSync(folder).find((name) => name !== '.git');
  return held === undefined ? undefined : `the folder is not empty, it holds ${held}`;
}

/** The sample talk by path, and the schemas that its files name for editors. */
function sample(home: string): Map<string, Uint8Array> {
  const folder = join(home, 'templates/new');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
  return new Map([
    // npm keeps no .gitignore in a package, so what begins with a dot begins there with a line
    ...paths.map((path) => [path.replace(/^_/, '.'), readFileSync(join(folder, path))] as const),
    ...['deck.json', 'data.json'].map(
      (name) => [`.vscode/lectern/${name}`, readFileSync(join(home, 'lib/schemas', name))] as const,
    ),
  ]);
}
