import type { Chart, DrawnTable } from './chart.ts';
import type { Deck, Slide } from './deck.ts';
import type { Citation } from './reference.ts';

/** A numbered panel: the first slide that carries its number. */
export interface Panel {
  readonly number: string;
  readonly slide: Slide;
}

/** A section opens with a slide of layout `section` and runs to the next one. */
export interface Section {
  readonly slide: Slide;
  /** From 1. */
  readonly number: number;
  readonly members: readonly Slide[];
}

/** A chart drawn at the size of its slot. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** What those hear who cannot see it. */
  readonly alt: string;
  readonly tables: readonly DrawnTable[];
}

/** One page of the talk. A references slide becomes as many pages as its list needs. */
export interface Page {
  readonly slide: Slide;
  /** Anchor of this page; the slide's id on its first page. */
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly section: Section | undefined;
  /** Of the pages that its slide became, which one this is and how many there are; from 1. */
  readonly part: { readonly number: number; readonly of: number };
  /** What this page of a references slide lists. */
  readonly references: readonly ListedReference[];
}

/** A work that the talk cites, and the ids of the pages that do. */
export interface ListedReference {
  readonly citation: Citation;
  readonly citedOn: readonly string[];
}

/** A deck with everything told that its slides leave to be told: numbers, targets, drawings, pages. */
export interface Talk {
  readonly deck: Deck;
  readonly pages: readonly Page[];
  readonly sections: readonly Section[];
  readonly panels: ReadonlyMap<string, readonly Panel[]>;
  readonly slidesById: ReadonlyMap<string, Slide>;
  /** Every work of the bibliography by its key. */
  readonly citations: ReadonlyMap<string, Citation>;
  readonly drawings: ReadonlyMap<Chart, Drawing>;
}
