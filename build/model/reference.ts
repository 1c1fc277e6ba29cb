import type { Span } from './source.ts';

/** An entry of the bibliography. */
export interface Reference {
  readonly id: string;
  /** Its place in the bibliography, from 1: what citation marks print. */
  readonly mark: number;
  readonly item: CslItem;
  /** Where it stands, for diagnostics. */
  readonly span: Span;
  /** All of it as it stands in its file. */
  readonly entry: Span;
}

export type Bibliography = ReadonlyMap<string, Reference>;

/** A work as CSL data; see the CSL 1.0.2 schema for its other fields. */
export interface CslItem {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly author?: readonly CslName[] | undefined;
  readonly editor?: readonly CslName[] | undefined;
  readonly issued?: CslDate | undefined;
  readonly publisher?: string | undefined;
  readonly 'publisher-place'?: string | undefined;
  readonly 'container-title'?: string | undefined;
  readonly genre?: string | undefined;
  readonly number?: string | undefined;
  readonly volume?: string | undefined;
  readonly issue?: string | undefined;
  readonly page?: string | undefined;
  readonly edition?: string | undefined;
  readonly DOI?: string | undefined;
  readonly ISBN?: string | undefined;
  readonly URL?: string | undefined;
  readonly note?: string | undefined;
}

export interface CslName {
  readonly family?: string | undefined;
  readonly given?: string | undefined;
  readonly 'dropping-particle'?: string | undefined;
  readonly 'non-dropping-particle'?: string | undefined;
  readonly suffix?: string | undefined;
  /** The name of a body. */
  readonly literal?: string | undefined;
}

export interface CslDate {
  readonly 'date-parts'?: readonly (readonly (string | number)[])[] | undefined;
  readonly literal?: string | undefined;
  readonly raw?: string | undefined;
}

/** A stretch of a printed reference. */
export interface Run {
  readonly text: string;
  readonly em?: boolean;
  readonly href?: string;
}

/** How references are set: by number, or by author and year. */
export const styles = ['numeric', 'apa', 'chicago-author-date', 'vancouver'] as const;
export type CitationStyle = (typeof styles)[number];

/** How a talk prints one of its references, in its style. */
export interface Citation {
  readonly reference: Reference;
  /** As the list of references has it. */
  readonly entry: readonly Run[];
  /** As a sentence names its authors, or its title where it has none: `Shi et al.` */
  readonly names: string;
  /** What the mark prints in styles of author and year, `Taylor, 2016` and `2016`; undefined where it prints a number. */
  readonly authorDate: { readonly full: string; readonly year: string } | undefined;
}
