/** Something wrong with a slide as the browser shows it, as plain data. */
export interface Fault {
  readonly finding: Finding;
  /** The page's id; undefined for what stands around the slides. */
  readonly page: string | undefined;
  /** How many steps have been taken where it first shows. */
  readonly step: number;
  /** `START-END PATH`, where what shows it stands in which file; undefined for what no author wrote. */
  readonly at: string | undefined;
  /** Tag and classes, such as `p.kicker`. */
  readonly element: string;
  readonly words: string;
  /** How many more there are like it in the same place. */
  readonly more: number;
}

/** Lengths in CSS pixels of a slide of 1280 × 720. */
export type Finding =
  | { readonly kind: 'overflow'; readonly of: 'slide' | 'place'; readonly pixels: number }
  | { readonly kind: 'overlap'; readonly other: string; readonly pixels: number }
  | { readonly kind: 'small'; readonly size: number; readonly least: number }
  /** On a handout of four slides a page; in points. */
  | { readonly kind: 'small-print'; readonly size: number; readonly least: number }
  | { readonly kind: 'label-overlap'; readonly other: string; readonly pixels: number }
  | { readonly kind: 'label-clipped'; readonly pixels: number }
  | { readonly kind: 'contrast'; readonly ratio: number; readonly least: number }
  /** What axe-core finds: its own rule and words. */
  | { readonly kind: 'access'; readonly rule: string; readonly impact: string; readonly help: string };

/** What a check looks for in the browser. */
export type Sight = 'fit' | 'access';
