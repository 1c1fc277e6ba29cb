import type { Diagnostic } from './diagnostic.ts';

/** What asking for a file can come to. */
export type FileResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'outside' };

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
