import type { Size } from './chart.ts';
import type { BlockKind } from './deck.ts';

/** How many blocks a slot takes: exactly one, at most one, any number, at least one. */
export type Arity = '1' | '?' | '*' | '+';

/** A named place that an author's content fills. */
export interface Slot {
  readonly name: string;
  readonly accepts: ReadonlySet<BlockKind>;
  readonly arity: Arity;
  /** Set on slots that take charts or images. */
  readonly size: Size | undefined;
  readonly tone: 'light' | 'dark';
}

/** What the compiler itself puts into a layout where it says `<slot fill="…">`. */
export const fills = [
  'title',
  'kicker',
  'numeral',
  'rail',
  'series',
  'contents',
  'applies',
  'applications',
  'index',
  'references',
  'footnotes',
  'page',
] as const;
export type Fill = (typeof fills)[number];

export interface Layout {
  readonly name: string;
  /** The template, cut at its slots. */
  readonly parts: readonly ({ readonly html: string } | Slot | Fill)[];
  readonly slots: ReadonlyMap<string, Slot>;
}
