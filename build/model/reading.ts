/** What a slide says and shows, read back from a document. */
export interface Reading {
  /** Pieces of text in their order. */
  readonly texts: readonly string[];
  /** Where its links lead: `#id` or an address. */
  readonly links: readonly string[];
  /** What its charts and images are said to show. */
  readonly alts: readonly string[];
  /** How many pictures of dots it has. */
  readonly rasters: number;
}

/** A slide of index.html. */
export interface SlideReading extends Reading {
  /** The page's id. */
  readonly id: string;
  /** The pieces of text that stand in drawings. */
  readonly drawn: readonly string[];
  /** Of its texts, those that count pages, as `12` or `2 of 3`; a handout has lists whole, and pages of its own. */
  readonly marks: readonly string[];
  /** What the speaker says. */
  readonly notes: readonly string[];
}

/** A PDF, read back. */
export interface PdfReading {
  readonly pages: readonly Reading[];
  /** On which page, from 1, each anchor lies. */
  readonly destinations: ReadonlyMap<string, number>;
}

/** Text as it can be compared: without spaces, case and what only the layout breaks or joins. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '')
    .toLowerCase();
}
