import type { Chart, ColourKey, DrawnTable } from './chart.ts';
import type { Block, Deck, Inline, Slide } from './deck.ts';
import type { Citation, Run } from './reference.ts';

/** A numbered panel: the first slide that carries its number. */
export interface Panel {
  readonly number: string;
  readonly slide: Slide;
}

/** A section opens with a slide of layout `section` and runs to the next one, in a talk without slides from elsewhere. */
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
  readonly colours: readonly ColourKey[];
  /** Undefined for a drawing that stands still. */
  readonly operable: Operable | undefined;
}

/** What runs in place of a drawing that the audience can operate. */
export interface Operable {
  /** That of the element with its spec, which the drawing names. */
  readonly id: string;
  readonly vega: object;
  /** Of the inputs under the drawing, in CSS pixels. */
  readonly height: number;
}

/** A line of code in pieces. */
export type CodeLine = readonly CodeToken[];

export interface CodeToken {
  readonly text: string;
  readonly kind?:
    | 'comment'
    | 'string'
    | 'constant'
    | 'keyword'
    | 'function'
    | 'type'
    | 'property'
    | 'inserted'
    | 'deleted';
}

/** One page of the talk. A references slide becomes as many pages as its list needs. */
export interface Page {
  readonly slide: Slide;
  /** Anchor of this page; the slide's id on its first page. */
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly section: Section | undefined;
  /** Whether it stands behind a section's slide without being of that section. */
  readonly isApart: boolean;
  /** How long it is planned to take. */
  readonly minutes: number;
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

/** Something that a slide says or shows, and what it rests on. */
export interface Claim {
  readonly text: string;
  /** The slide's id. */
  readonly slide: string;
  /** The source's id. */
  readonly source: string;
}

/** What claims rest on: a work of the bibliography or a data file. */
export interface EvidenceSource {
  readonly id: string;
  readonly kind: 'reference' | 'data';
  /** `[3]`, `Taylor, 2016` or a data file's name. */
  readonly label: string;
  readonly entry: readonly Run[];
  /** The ids of the slides that rest on it. */
  readonly slides: readonly string[];
}

/** In the order of the slides. */
export interface Evidence {
  readonly claims: readonly Claim[];
  readonly sources: readonly EvidenceSource[];
}

/** A deck with everything told that its slides leave to be told: numbers, targets, drawings, pages. */
export interface Talk {
  readonly deck: Deck;
  readonly pages: readonly Page[];
  readonly sections: readonly Section[];
  readonly panels: ReadonlyMap<string, readonly Panel[]>;
  /** Those of the whole deck, as the talk has them where it does. */
  readonly slidesById: ReadonlyMap<string, Slide>;
  /** Every work of the bibliography by its key. */
  readonly citations: ReadonlyMap<string, Citation>;
  /** The works that it cites, in the order of their list. */
  readonly references: readonly ListedReference[];
  /** `Figure 3` and `Table 1`, by the block so called. */
  readonly labels: ReadonlyMap<Block, string>;
  readonly evidence: Evidence;
  readonly drawings: ReadonlyMap<Chart, Drawing>;
  /** The id of the slide that each mark of a footnote stands on. */
  readonly marks: ReadonlyMap<Inline, string>;
  /** Every formula of the slides and notes as MathML. */
  readonly formulas: ReadonlyMap<Block | Inline, string>;
  /** The lines of each block of code in a language that is known. */
  readonly code: ReadonlyMap<Block, readonly CodeLine[]>;
}
