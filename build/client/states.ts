import type { Deck } from './reveal.ts';
import { isReading, narrow } from './view.ts';

/** Keeps every chart with several states in the one that the slide's steps have come to; on paper and in the reading view, in its last. */
export function bindStates(deck: Deck): void {
  const show = (within: ParentNode | undefined): void =>
    isReading() ? showLastStates(within) : showStates(within);
  const here = (): void => show(deck.getCurrentSlide());
  deck.on('ready', () => show(document));
  narrow.addEventListener('change', () => show(document));
  deck.on('slidechanged', here);
  deck.on('fragmentshown', here);
  deck.on('fragmenthidden', here);
  addEventListener('beforeprint', () => showLastStates(document));
  addEventListener('afterprint', () => show(document));
}

function showLastStates(within: ParentNode | undefined): void {
  for (const figure of figuresIn(within)) setState(figure, figure.querySelectorAll('.state').length);
}

/** Puts the charts of a slide into the states that its steps have come to. */
export function showStates(within: ParentNode | undefined): void {
  for (const figure of figuresIn(within)) setState(figure, figure.querySelectorAll('.state.visible').length);
}

function figuresIn(within: ParentNode | undefined): HTMLElement[] {
  return [...(within?.querySelectorAll<HTMLElement>('figure[data-state]') ?? [])];
}

function setState(figure: HTMLElement, state: number): void {
  figure.dataset.state = String(state);
}
