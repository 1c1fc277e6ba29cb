import { lstatSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import { sourceFolders } from '../model/files.ts';
import { isInside } from '../write/files.ts';

/** What tells of changes in a talk's folder. */
export interface Watch {
  /** Has further folders of the talk watched, by their names in its own. */
  readonly add: (folders: Iterable<string>) => void;
  readonly close: () => Promise<void>;
}

/** Watches the folders that a talk is read from. Files that editors put beside those of the talk do not count. */
export async function watchTalk(
  root: string,
  changed: () => void,
  failed: (problem: unknown) => void,
): Promise<Watch> {
  const folders = new Set(sourceFolders);
  const leadsAway = awayFrom(root);
  const watcher = watchFiles(root, {
    ignoreInitial: true,
    ignored: (path) => {
      const inner = relative(root, path);
      const [top = '', ...rest] = inner.split(sep);
      return inner !== '' && (!folders.has(top) || isBeside(rest.at(-1) ?? '') || leadsAway(path));
    },
  });
  watcher.on('all', changed);
  // of changes that follow closely on each other, only the raw events tell each
  watcher.on('raw', changed);
  watcher.on('error', failed);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    add(more) {
      for (const folder of more) {
        if (folders.has(folder)) continue;
        folders.add(folder);
        watcher.add(join(root, folder));
      }
    },
    close: () => watcher.close(),
  };
}

/** Tells of links that lead out of the talk, in a circle, or to a folder that another link has led to. */
function awayFrom(root: string): (path: string) => boolean {
  const entered = new Map<string, string>();
  return (path) => {
    try {
      if (!lstatSync(path).isSymbolicLink()) return false;
      const real = realpathSync(path);
      if (!isInside(real, realpathSync(root))) return true;
      if (!statSync(real).isDirectory()) return false;
      if (!entered.has(real)) entered.set(real, path);
      return entered.get(real) !== path;
    } catch (problem) {
      return (problem as NodeJS.ErrnoException).code === 'ELOOP';
    }
  };
}

/** Whether a file is hidden, an editor's own, or a half-written one under another name. */
function isBeside(name: string): boolean {
  return /^\.|~$|^#.*#$|\.(?:sw[opx]|tmp|bak|crdownload)$|^4913$/.test(name);
}
