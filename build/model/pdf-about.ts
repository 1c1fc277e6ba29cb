/** What a PDF says of itself. */
export interface PdfAbout {
  readonly title: string;
  readonly subtitle: string | undefined;
  readonly authors: readonly string[];
  readonly keywords: readonly string[];
  /** As BCP 47 writes it. */
  readonly lang: string;
  /** When the talk is of; undefined where nothing says so, and then the PDF has no date. */
  readonly date: Date | undefined;
  /** Words for what links inside lead to, by the ids of the places. */
  readonly targets: ReadonlyMap<string, string>;
}
