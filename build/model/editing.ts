/** What an editor in the browser asks of the server of a live preview, and what that answers. */

/** Why a file is not read or written. */
export type Refusal =
  /** It is none of the talk's. */
  | 'outside'
  /** It holds something else than text in UTF-8. */
  | 'not-text'
  | 'too-large'
  | 'read-only'
  /** The system says no; `problem` tells why. */
  | 'failed';

export interface Refused {
  readonly kind: 'refused';
  readonly why: Refusal;
  readonly problem?: string;
}

/** A file's text, its lines ended by `\n`. */
export type TextAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | Refused;

export interface SaveRequest {
  /** Relative to the talk's folder, with forward slashes. */
  readonly file: string;
  /** What the file held when the text began to be written; null for a file that is to be made. */
  readonly base: string | null;
  readonly text: string;
}

export type SaveAnswer =
  /** The file now holds this: what was sent, and what others have written meanwhile. */
  | { readonly kind: 'saved'; readonly text: string }
  /** Others have written on the same lines; nothing was changed. */
  | { readonly kind: 'conflict'; readonly theirs: string }
  | { readonly kind: 'missing' }
  | Refused;

/** Where a slide is written. */
export interface Place {
  readonly file: string;
  /** Which of its file's slides it is, from 0. */
  readonly index: number;
  /** The specs of its charts and the data files of these and of its numbers. */
  readonly parts: readonly string[];
}

/** A field, with the values that it may have where these are few. */
export interface Field {
  readonly name: string;
  readonly values: readonly string[];
}

/** What can be completed. */
export interface Words {
  /** The slots of each layout. */
  readonly layouts: Readonly<Record<string, readonly string[]>>;
  /** Of a slide's front matter, and of deck.yaml. */
  readonly slideFields: readonly Field[];
  readonly deckFields: readonly Field[];
  readonly citations: readonly { readonly key: string; readonly title: string; readonly names: string }[];
  readonly slides: readonly { readonly id: string; readonly title: string }[];
  /** Files that a slide may name, and the columns of those with data. */
  readonly files: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

/** The questions by their names, each with what it takes and what it gives. */
export interface Questions {
  readonly read: { readonly takes: { readonly file: string }; readonly gives: TextAnswer };
  readonly save: { readonly takes: SaveRequest; readonly gives: SaveAnswer };
  readonly place: { readonly takes: { readonly slide: string }; readonly gives: Place | null };
  /** The slide's id, from a place in a file. */
  readonly slide: {
    readonly takes: { readonly file: string; readonly line: number };
    readonly gives: string | null;
  };
  readonly words: { readonly takes: object; readonly gives: Words };
  /** All files of the talk that can be edited. */
  readonly files: { readonly takes: object; readonly gives: readonly string[] };
}
