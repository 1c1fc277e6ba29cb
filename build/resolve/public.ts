import type { Deck, Slide } from '../model/deck.ts';
import { cutDeck } from './cut.ts';
import { citingSlides } from './links.ts';

/** The deck as the public may have it: without notes and without drafts. */
export function publicDeck(deck: Deck): Deck {
  const open = { ...deck, slides: deck.slides.map((slide) => ({ ...slide, notes: [] })) };
  const withheld = withheldWorks(deck.slides);
  const bibliography =
    deck.bibliography && new Map([...deck.bibliography].filter(([key]) => !withheld.has(key)));
  const drafts = new Set(deck.slides.filter(({ draft }) => draft).map(({ id }) => id));
  const cut = cutDeck(
    { ...open, bibliography },
    open.slides.filter(({ draft }) => !draft),
  );
  const slides = cut.slides.map((slide) => ({
    ...slide,
    applies: slide.applies.filter(({ id }) => !drafts.has(id)),
  }));
  return { ...cut, slides };
}

/** Keys of the works that only notes and drafts cite. */
export function withheldWorks(slides: readonly Slide[]): ReadonlySet<string> {
  const shown = slides.filter(({ draft }) => !draft).map((slide) => ({ ...slide, notes: [] }));
  const open = citingSlides(shown);
  return new Set([...citingSlides(slides).keys()].filter((key) => !open.has(key)));
}
