/** How a deck that is open becomes another one. */
export interface Patch {
  /** As in `data-deck`. */
  readonly deck: string;
  /** The sections whose markup is another one, or new; `was` is the id that one had before. */
  readonly changed: readonly { readonly id: string; readonly was?: string; readonly html: string }[];
  /** The ids of all sections, where there are others or in another order. */
  readonly order?: readonly string[];
  /** What stands in the evidence and what charts to operate run, where these are others. */
  readonly annex?: string;
  readonly operables?: string;
  /** Style sheets that are others, by their place in the head. */
  readonly styles: readonly { readonly index: number; readonly text: string }[];
}

/** A diagnostic as a browser shows it. */
export interface ShownDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
  readonly file: string;
  /** From 1; undefined for what is said of a whole file. */
  readonly line?: number;
  readonly column?: number;
  /** The line itself, and how many characters of it are meant. */
  readonly text?: string;
  readonly length?: number;
}

/** What a live preview's server tells the browser. */
export type ServerMessage =
  | { readonly kind: 'patch'; readonly version: string; readonly patch: Patch }
  | { readonly kind: 'reload' }
  /** The talk's files were read again. */
  | { readonly kind: 'read' }
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly ShownDiagnostic[] };
