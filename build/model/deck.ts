import type { Chart, Table } from './chart.ts';
import type { Config } from './config.ts';
import type { Layout } from './layout.ts';
import type { Bibliography } from './reference.ts';
import type { Span } from './source.ts';

/** What stands in a line of text. */
export type Inline = { readonly span: Span } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  /** A formula in TeX, set large and apart where it is on display. */
  | { readonly kind: 'math'; readonly tex: string; readonly display: boolean }
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly title: string;
      readonly children: readonly Inline[];
    }
  | { readonly kind: 'image'; readonly image: Image }
  /** The mark of a footnote; `isFirst` on the first one that names it, to which the footnote leads back. */
  | { readonly kind: 'footnote'; readonly number: number; readonly isFirst: boolean }
  /** `[@key]`, or narrative `@key`, which a sentence names. */
  | { readonly kind: 'cite'; readonly narrative: boolean; readonly items: readonly CiteItem[] }
  /** A link to a slide of the deck; without children it prints the target's number and title. */
  | { readonly kind: 'ref'; readonly target: string; readonly children: readonly Inline[] }
  | { readonly kind: 'lang'; readonly lang: string; readonly children: readonly Inline[] }
  /** A number that is checked against data; it prints the author's own words. */
  | { readonly kind: 'value'; readonly query: ValueQuery | undefined; readonly children: readonly Inline[] }
  /** Cleaned raw HTML, in pieces around the inlines that stand inside it. */
  | { readonly kind: 'html'; readonly parts: readonly (string | Inline)[] }
);

/** The figure that a checked number claims: of the rows that match, one column, put together as `as` says. */
export interface ValueQuery {
  readonly table: Table;
  readonly where: readonly Condition[];
  readonly field: string;
  readonly as: 'share' | 'ratio' | 'change' | 'sum' | 'max' | 'min' | undefined;
  /** The rows that share, ratio and change are taken over. */
  readonly over: readonly Condition[] | undefined;
  /** What one unit of the data is: 1,000,000 for data in millions. */
  readonly factor: number;
}

/** Rows whose `column` reads `value`. */
export interface Condition {
  readonly column: string;
  readonly value: string;
}

export interface CiteItem {
  /** Such as `see`; empty when there is none. */
  readonly prefix: string;
  readonly key: string;
  /** Such as `p. 216`; empty when there is none. */
  readonly locator: string;
  /** `-@key`: the sentence names the authors already. */
  readonly isYearOnly: boolean;
  readonly span: Span;
}

export interface Image {
  readonly path: string;
  readonly alt: string;
  readonly caption: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** How large it is shown, as CSS has it, where its author says. */
  readonly size?: { readonly width?: string; readonly height?: string };
}

/** What GitHub calls an alert: a quote whose first line is `[!NOTE]`. */
export const alertKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;
export type AlertKind = (typeof alertKinds)[number];

export type Align = 'left' | 'right' | 'center' | null;
export type Cell = readonly Inline[];

/** What stands below another in a slot or in the notes. */
export type Block = { readonly span: Span } & (
  | { readonly kind: 'heading'; readonly depth: number; readonly children: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'quote'; readonly alert: AlertKind | undefined; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'code';
      readonly lang: string;
      readonly text: string;
      /** The lines, from 1, that are lit in each state that it goes through; empty when all are alike. */
      readonly lit: readonly (readonly number[])[];
    }
  | { readonly kind: 'math'; readonly tex: string }
  | {
      readonly kind: 'table';
      readonly header: readonly Cell[];
      readonly rows: readonly (readonly Cell[])[];
      readonly align: readonly Align[];
    }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | { readonly kind: 'image'; readonly image: Image }
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'step'; readonly blocks: readonly Block[] }
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }
  /** Stands for a chart or image that could not be read; its mistakes have been reported. */
  | { readonly kind: 'broken' }
  /** `. . .`: what follows in the slot is a step. */
  | { readonly kind: 'pause' }
);

/** One of several columns; `width` is its share of them all, and those of a talk's columns add up to 1. */
export interface Column {
  readonly width: number;
  readonly blocks: readonly Block[];
}

export type BlockKind = Block['kind'];

/** Content that the author put into a slot. */
export interface SlotContent {
  readonly name: string;
  readonly span: Span;
  readonly blocks: readonly Block[];
}

/** One slide's text, cut into its parts. */
export interface RawSlide {
  readonly span: Span;
  readonly frontMatter: Span | undefined;
  readonly body: Span;
  readonly notes: Span | undefined;
}

/** What lies behind a slide; on a dark ground its text is light. */
export type Background = { readonly tone: 'light' | 'dark' } & (
  | { readonly kind: 'image'; readonly image: Image }
  | { readonly kind: 'colour'; readonly colour: string }
);

/** What stands at the foot of a slide; its number is its place among the others. */
export interface Footnote {
  readonly span: Span;
  readonly blocks: readonly Block[];
}

export interface Slide {
  readonly id: string;
  readonly span: Span;
  /** As it stands in its file. */
  readonly raw: RawSlide;
  readonly layout: Layout;
  readonly title: readonly Inline[];
  readonly kicker: string | undefined;
  readonly series: string | undefined;
  /** Number within the series, as written: `01`, `04.A`. */
  readonly panel: string | undefined;
  /** Ids of the panels that this slide applies. */
  readonly applies: readonly { readonly id: string; readonly span: Span }[];
  readonly tags: readonly string[];
  readonly minutes: number | undefined;
  readonly draft: boolean;
  readonly incremental: boolean;
  readonly class: string | undefined;
  readonly lang: string | undefined;
  /** Whose slide it was, where it was taken from somebody's deck. */
  readonly attribution: string | undefined;
  readonly background: Background | undefined;
  readonly slots: ReadonlyMap<string, SlotContent>;
  readonly footnotes: readonly Footnote[];
  readonly notes: readonly Block[];
}

export interface Deck {
  readonly config: Config;
  readonly slides: readonly Slide[];
  /** All slides that there are, also where `slides` are those of one talk, or for the public. */
  readonly whole: readonly Slide[];
  /** Undefined when the talk has none, or none that could be read. */
  readonly bibliography: Bibliography | undefined;
}
