import type { CitationStyle } from './reference.ts';
import type { Span } from './source.ts';

/** A numbered series of panels, as `series:` in deck.yaml names it. `label` is what one panel is called. */
export interface Series {
  readonly label: string;
}

/** A warning of `lectern check` that deck.yaml lets pass: its rule, its line, and why. */
export interface Exception {
  readonly rule: string;
  readonly file: string;
  /** Words of the line; undefined for a warning of a whole file. */
  readonly line: string | undefined;
  readonly because: string;
  readonly span: Span;
}

export const paperSizes = ['A4', 'Letter'] as const;
export type PaperSize = (typeof paperSizes)[number];

/** How the handout shows the slides: above their notes, beside ruled lines, several a page, or as text alone. */
export const handoutStyles = ['notes', 'lines', '2up', '4up', '6up', 'text'] as const;
export type HandoutStyle = (typeof handoutStyles)[number];

/** What the talk of all slides is called on the command line. */
export const wholeTalk = 'default';

/** What the paths of a talk's files in dist/ begin with. */
export function folderOf(talk: string): string {
  return talk === wholeTalk ? '' : `${talk}/`;
}

/** A talk cut from the deck, as `talks:` in deck.yaml has it. */
export interface TalkPlan {
  /** Its folder in dist/. */
  readonly name: string;
  /** Undefined for the deck's own. */
  readonly title: string | undefined;
  readonly subtitle: string | undefined;
  readonly minutes: Config['minutes'];
  /** Ids, globs, `tag:NAME` and `section:ID`, in the order of the talk. */
  readonly slides: readonly { readonly entry: string; readonly span: Span }[];
  /** Its name in deck.yaml. */
  readonly span: Span;
}

/** Everything deck.yaml settles, defaults filled in. */
export interface Config {
  readonly title: string;
  readonly subtitle: string | undefined;
  readonly authors: readonly string[];
  readonly date: string | undefined;
  /** On what terms others may use it: an SPDX identifier or words. */
  readonly licence: string | undefined;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** How the deck opens on screen; paper is always light. */
  readonly theme: 'light' | 'dark';
  /** How long the talk may take, and where deck.yaml says so. */
  readonly minutes: { readonly total: number; readonly span: Span } | undefined;
  /** The bibliography's path, relative to the talk's folder, and where deck.yaml names it. */
  readonly bibliography: { readonly path: string; readonly span: Span } | undefined;
  /** Whether deck.yaml names one, readable or not, or cannot be read itself. */
  readonly namesBibliography: boolean;
  /** How references are set. */
  readonly style: CitationStyle;
  readonly keywords: readonly string[];
  /** What the handout is printed on. */
  readonly page: PaperSize;
  readonly handout: HandoutStyle;
  /** How large one file may be, and where deck.yaml says so. */
  readonly budget: { readonly bytes: number; readonly span: Span } | undefined;
  readonly exceptions: readonly Exception[];
  readonly series: ReadonlyMap<string, Series>;
  readonly talks: readonly TalkPlan[];
}
