import type { Deck } from '../model/deck.ts';
import { cutDeck } from './cut.ts';

/** The deck as the public may have it: without notes and without drafts. */
export function publicDeck(deck: Deck): Deck {
  const open = { ...deck, slides: deck.slides.map((slide) => ({ ...slide, notes: [] })) };
  return cutDeck(
    open,
    open.slides.filter(({ draft }) => !draft),
  );
}
