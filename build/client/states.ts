import { announce } from './announce.ts';
import type { Deck } from './reveal.ts';
import { onSlides } from './slides.ts';
import { isReading, narrow } from './view.ts';

/**
 * Keeps every chart and every block of code with several states in the one that the slide's steps have come to; on paper
 * and in the reading view, which show all steps, in its last.
 */
export function bindStates(deck: Deck): void {
  const showAll = (): void => (isReading() ? showLast() : showStates(document));
  const here = (): void => (isReading() ? showLast() : showStates(deck.getCurrentSlide()));
  const step = (): void => {
    const before = changingIn(deck.getCurrentSlide()).map(
      (figure) => [figure, figure.dataset.state] as const,
    );
    here();
    for (const [figure, state] of before) if (figure.dataset.state !== state) announce(captionOf(figure));
  };
  deck.on('ready', showAll);
  onSlides(showAll);
  deck.on('slidechanged', here);
  deck.on('fragmentshown', step);
  deck.on('fragmenthidden', step);
  narrow.addEventListener('change', showAll);
  addEventListener('beforeprint', showLast);
  addEventListener('afterprint', showAll);
}

/** Puts the charts and the code of a slide into the states that its steps have come to. */
export function showStates(within: ParentNode | undefined): void {
  for (const figure of changingIn(within)) setState(figure, figure.querySelectorAll('.state.visible').length);
}

function showLast(): void {
  for (const figure of changingIn(document)) setState(figure, figure.querySelectorAll('.state').length);
}

function changingIn(within: ParentNode | undefined): HTMLElement[] {
  const all = [...(within?.querySelectorAll<HTMLElement>('[data-state]') ?? [])];
  // in notes nothing steps
  return all.filter((figure) => figure.querySelector('.state'));
}

/** What a state says: its caption, or the lines of code that it lights. */
function captionOf(figure: HTMLElement): string {
  const lit = figure.querySelectorAll(`.line[data-lit~="${figure.dataset.state}"]`);
  if (lit.length > 0) return [...lit].map(({ textContent }) => textContent).join('');
  return figure.querySelector(`.states > [data-states="${figure.dataset.state}"]`)?.textContent ?? '';
}

function setState(figure: HTMLElement, state: number): void {
  figure.dataset.state = String(state);
}
