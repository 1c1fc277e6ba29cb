import type { Diagnostic } from './diagnostic.ts';

/** Why a file of a talk cannot be had. */
export type FileFault =
  | { readonly kind: 'missing' | 'outside' | 'large' }
  /** It is there, but the system gives it to nobody, or not to this user: `why` are the system's words. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** What asking for a file can come to. */
export type FileResult =
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      /** What an SVG file held that is more than a drawing, and has been taken out. */
      readonly removed?: readonly string[];
    }
  | FileFault;

/** Larger files are not read, in bytes: what a talk shows is far smaller, and a stranger's could use up the memory. */
export const mostBytes = 50e6;

/** The folders of a talk that its author writes in. */
export const sourceFolders: readonly string[] = ['slides', 'charts', 'templates'];

/** The talk's folder as the pure stages see it. Paths are relative to it, with forward slashes. */
export interface TalkFiles {
  /** The names of the files directly in `folder`, sorted; empty when there is no such folder. */
  list(folder: string): readonly string[];
  read(path: string): FileResult;
}

/** What a reading stage is handed. */
export interface ReadContext {
  readonly files: TalkFiles;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Keep raw HTML as it is; only the person who builds can say so. */
  readonly trustHtml: boolean;
}

/** A talk's folder that is nowhere on disk, with what lies in another beneath; undefined stands for what is not there. */
export function filesInMemory(
  files: ReadonlyMap<string, Uint8Array | undefined>,
  beneath: TalkFiles = { list: () => [], read: () => ({ kind: 'missing' }) },
): TalkFiles {
  return {
    list(folder) {
      const names = [...files].flatMap(([path, bytes]) => {
        const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
        return name !== '' && !name.includes('/') ? [[name, bytes !== undefined] as const] : [];
      });
      const gone = names.flatMap(([name, is]) => (is ? [] : name));
      const kept = beneath.list(folder).filter((name) => !gone.includes(name));
      return [...new Set([...kept, ...names.flatMap(([name, is]) => (is ? name : []))])].sort();
    },
    read(path) {
      if (!files.has(path)) return beneath.read(path);
      const bytes = files.get(path);
      return bytes ? { kind: 'bytes', bytes } : { kind: 'missing' };
    },
  };
}
