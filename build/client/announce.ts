import type { Deck } from './reveal.ts';
import { slidesNow } from './slides.ts';
import { isReading } from './view.ts';

let region: HTMLElement | undefined;

/** Has a screen reader say a text when it has finished what it is saying. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('div');
    region.className = 'announcements';
    region.ariaLive = 'polite';
    document.querySelector('.reveal')?.append(region);
  }
  const line = document.createElement('p');
  line.textContent = text;
  region.append(line);
  // a line of its own is read even when it says the same again
  if (region.childElementCount > 2) region.firstElementChild?.remove();
}

/** Says each slide by number and title, its section where that is another one, and the words of each step. */
export function bindAnnouncements(deck: Deck): void {
  let section = sectionOf(deck.getCurrentSlide());
  deck.on('slidechanged', () => {
    const slide = deck.getCurrentSlide();
    const slides: readonly (Element | undefined)[] = slidesNow();
    const place = `Slide ${slides.indexOf(slide) + 1} of ${slides.length}: ${titleOf(slide)}`;
    const before = section;
    section = sectionOf(slide);
    // who scrolls reads it anyway
    if (isReading()) return;
    const isNew = section && section !== before && section !== slide;
    announce(isNew ? `${titleOf(section)}. ${place}` : place);
  });
  deck.on('fragmentshown', ({ fragments }) => {
    const words = (fragments ?? []).map((step) => {
      const copy = step.cloneNode(true) as Element;
      for (const drawing of copy.querySelectorAll('svg')) drawing.remove();
      return step.localName === 'svg' ? '' : copy.textContent.replace(/\s+/g, ' ').trim();
    });
    const text = words.filter(Boolean).join(' ');
    if (text !== '') announce(text);
  });
}

/** The section slide that a slide stands under, if there is one. */
export function sectionOf(slide: Element | undefined): Element | undefined {
  if (slide?.hasAttribute('data-apart')) return undefined;
  let at: Element | null | undefined = slide;
  while (at && !at.classList.contains('layout-section')) at = at.previousElementSibling;
  return at ?? undefined;
}

/** A slide's title as plain text, without the marks of references and footnotes. */
export function titleOf(slide: Element | undefined): string {
  const copy = slide?.querySelector('.title')?.cloneNode(true) as Element | undefined;
  for (const mark of copy?.querySelectorAll('.cite, .mark') ?? []) mark.remove();
  return copy?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
