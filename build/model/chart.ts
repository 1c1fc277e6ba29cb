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
}

/** Where a chart's data comes from, from the spec's `usermeta.source`. */
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

/** A Vega-Lite chart as placed on a slide. `spec` has its data inlined and is valid Vega-Lite. */
export interface Chart {
  readonly source: Source;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly tables: readonly Table[];
  readonly alt: string;
  readonly caption: string;
  readonly provenance: Provenance | undefined;
  readonly unit: string | undefined;
  /** A place in the spec, for diagnostics: the node at this path of keys. */
  readonly spanOf: (path: readonly (string | number)[]) => Span;
}

/** The size of the slot that a chart is drawn for, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
