import type { Source, Span } from './source.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A data table read from the talk: column names in order, rows keyed by them. */
export interface Table {
  readonly path: string;
  /** The file's own text. */
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Where the value of row `row` in `column` stands, for diagnostics. */
  readonly spanOf: (row: number, column: string) => Span;
  /** What `NAME.csv.yaml` beside the file says of it. */
  readonly sidecar: Sidecar | undefined;
}

/** The source and unit of a data file, shared by all charts and numbers made from it. */
export interface Sidecar {
  readonly source: Provenance;
  readonly unit: string | undefined;
}

/** What a drawing shows, as a table. Dates are text, as ISO 8601 has them. */
export interface DrawnTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  /** The field's name in the drawn data. */
  readonly name: string;
  readonly title: string;
  /** Vega's channel that shows it, or `facet`. */
  readonly channel: string;
}

export type Cell = string | number | null;

/** What the colours of a drawing stand for: the values of a field. */
export interface ColourKey {
  readonly field: string;
  readonly hasLegend: boolean;
  /** Whether shape, dash or place tell the values apart too. */
  readonly isToldOtherwise: boolean;
  readonly series: readonly Series[];
}

export interface Series {
  readonly value: string;
  /** As CSS has it. */
  readonly colour: string;
  /** Whether the drawing names it outside of legends. */
  readonly isLabelled: boolean;
}

/** Where data comes from: a spec's `usermeta.source`, or the sidecar of a data file. */
export interface Provenance {
  readonly publisher?: string | undefined;
  readonly title?: string | undefined;
  readonly indicator?: string | undefined;
  readonly vintage?: string | undefined;
  readonly retrieved?: string | undefined;
  readonly url?: string | undefined;
  readonly licence?: string | undefined;
  readonly note?: string | undefined;
}

/** Vega-Lite, with its data in it. */
export type Spec = Readonly<Record<string, unknown>>;

export interface ChartState {
  readonly caption: string;
  readonly spec: Spec;
}

/** A Vega-Lite chart as placed on a slide. `spec` has its data inlined and is valid Vega-Lite. */
export interface Chart {
  readonly source: Source;
  readonly spec: Spec;
  /** What it shows step by step, the spec in each state; empty when it stands still. */
  readonly states: readonly ChartState[];
  readonly tables: readonly Table[];
  readonly alt: string;
  readonly caption: string;
  /** Where its data comes from; empty when neither the spec nor its data say so. */
  readonly sources: readonly Provenance[];
  readonly unit: string | undefined;
  /** A place in the spec, for diagnostics: the node at this path of keys. */
  readonly spanOf: (path: readonly (string | number)[]) => Span;
}

/** The size of the slot that a chart is drawn for, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
