import type { Deck, Slide } from '../model/deck.ts';
import { diagnose, nearest, placeOf } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { inlinesOf } from '../model/walk.ts';

/** Reports citations without an entry and links and applied panels without a slide. */
export function checkLinks(
  deck: Deck,
  slidesById: ReadonlyMap<string, Slide>,
  report: ReadContext['report'],
): void {
  for (const slide of deck.slides) {
    for (const inline of inlinesOf(slide)) {
      if (inline.kind === 'ref' && !slidesById.has(inline.target)) {
        report(
          diagnose(
            inline.span,
            messages.linkUnknown(inline.target, nearest(inline.target, slidesById.keys())),
          ),
        );
      }
      if (inline.kind !== 'cite') continue;
      for (const { key, span } of inline.items) {
        if (!deck.config.namesBibliography) {
          report(diagnose(span, messages.citationsWithoutBibliography()));
        } else if (deck.bibliography && !deck.bibliography.has(key)) {
          report(diagnose(span, messages.citationUnknown(key, nearest(key, deck.bibliography.keys()))));
        }
      }
    }
    for (const { id, span } of slide.applies) {
      const target = slidesById.get(id);
      if (!target) report(diagnose(span, messages.linkUnknown(id, nearest(id, slidesById.keys()))));
      else if (target.panel === undefined) report(diagnose(span, messages.appliesUnnumbered(id)));
    }
  }
}

/** Reports a second list of references, whose entries would bear the anchors of the first, and the lack of one. */
export function checkReferenceSlides(deck: Deck, report: ReadContext['report']): void {
  const [first, second] = deck.slides.filter(({ layout }) => layout.parts.includes('references'));
  if (first && second) report(diagnose(second.span, messages.referencesTwice(placeOf(first.span))));
  if (!first && deck.bibliography && citingSlides(deck.slides).size > 0)
    report(diagnose(deck.config.bibliography?.span ?? 'slides', messages.referencesUnlisted()));
}

/** The ids of the slides that cite each work, by its key. */
export function citingSlides(slides: readonly Slide[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const slide of slides) {
    for (const inline of inlinesOf(slide)) {
      if (inline.kind !== 'cite') continue;
      for (const { key } of inline.items) {
        const ids = found.get(key) ?? [];
        if (!ids.includes(slide.id)) ids.push(slide.id);
        found.set(key, ids);
      }
    }
  }
  return found;
}
