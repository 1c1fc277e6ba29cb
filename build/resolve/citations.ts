import type { Deck } from '../model/deck.ts';
import type { Citation, CitationStyle } from '../model/reference.ts';
import type { CiteRequest, CiteResult } from './csl.ts';
import { numericEntry, shortNames } from './references.ts';

/** Whether a style's marks are numbers. */
export function isNumbered(style: CitationStyle): boolean {
  return style === 'numeric' || style === 'vancouver';
}

/**
 * How the talk prints each work of its bibliography, by key, in the order of the list of references. Numbers follow
 * the bibliography's order, so they are the same in every talk cut from a deck.
 */
export async function resolveCitations(
  { config, bibliography = new Map() }: Deck,
  cite: (request: CiteRequest) => Promise<readonly CiteResult[]>,
): Promise<ReadonlyMap<string, Citation>> {
  const { style, lang } = config;
  const references = [...bibliography.values()];
  const citations = new Map<string, Citation>();
  if (style === 'numeric') {
    for (const reference of references) {
      const { id, item } = reference;
      const citation = {
        reference,
        entry: numericEntry(item),
        names: shortNames(item),
        authorDate: undefined,
      };
      citations.set(id, citation);
    }
  } else if (references.length > 0) {
    const items = references.map(({ item }) => item);
    for (const { id, entry, names, full, year } of await cite({ items, style, lang })) {
      const reference = bibliography.get(id);
      if (!reference) continue;
      const citation = isNumbered(style)
        ? { names: shortNames(reference.item), authorDate: undefined }
        : { names, authorDate: { full, year } };
      citations.set(id, { reference, entry, ...citation });
    }
  }
  return citations;
}
