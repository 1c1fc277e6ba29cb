import type { ShownDiagnostic } from '../../model/patch.ts';

/** What the deck tells the editor, whose program is another one. */
export interface Host {
  /** The secret of the server. */
  readonly token: string;
  /** The id of the slide on the wall; undefined where there is none. */
  readonly slide: () => string | undefined;
  readonly turnTo: (id: string) => void;
  /** What is wrong with the talk now. */
  readonly diagnostics: () => readonly ShownDiagnostic[];
  /** Told when the editor was opened or closed. */
  readonly shown: (isShown: boolean) => void;
}

/** A place in a file of the talk, from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export interface Editor {
  readonly isOpen: () => boolean;
  /** Shows the source of the slide on the wall, or the place named. */
  readonly open: (at?: FilePlace) => void;
  readonly close: () => void;
  /** Another slide is on the wall. */
  readonly turned: () => void;
  /** Something else is wrong with the talk. */
  readonly told: () => void;
  /** Files of the talk were written. */
  readonly reread: () => void;
  /** Comes to an end before the page is loaded anew; what is written is kept. */
  readonly leave: () => Promise<void>;
}

/** Where an editor leaves what it holds when its page is loaded anew. */
export const stashName = 'lectern-editor';
