import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Makes files in a folder, and the folders that they lie in; gives the folder. */
export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The paths of the files below a folder, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

/** The texts of the files below a folder, by their paths. */
export function textsIn(folder: string): Record<string, string> {
  return Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Everything below a folder, links as what they lead to, but what lies in its folder `except`. */
export function tree(root: string, except = ''): Record<string, string> {
  const entries = readdirSync(root, { recursive: false, withFileTypes: true });
  return Object.assign(
    {},
    ...entries.map(({ name }) => {
      const path = join(root, name);
      const found = lstatSync(path);
      if (name === except) return {};
      if (found.isDirectory()) return { [`${name}/`]: '', ...prefixed(`${name}/`, tree(path)) };
      if (found.isSymbolicLink()) return { [name]: `→ ${readlinkSync(path)}` };
      return { [name]: found.isFile() ? readFileSync(path, 'latin1') : 'special' };
    }),
  );
}

function prefixed(prefix: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [prefix + name, content]));
}
