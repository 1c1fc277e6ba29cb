import type { Deck } from './reveal.ts';

/** Keeps every chart with several states in the one that the slide's steps have come to; on paper, in its last. */
export function bindStates(deck: Deck): void {
  const show = (within: ParentNode | undefined): void => {
    for (const figure of figuresIn(within))
      setState(figure, figure.querySelectorAll('.state.visible').length);
  };
  const here = (): void => show(deck.getCurrentSlide());
  deck.on('ready', () => show(document));
  deck.on('slidechanged', here);
  deck.on('fragmentshown', here);
  deck.on('fragmenthidden', here);
  addEventListener('beforeprint', () => {
    for (const figure of figuresIn(document)) setState(figure, figure.querySelectorAll('.state').length);
  });
  addEventListener('afterprint', () => show(document));
}

function figuresIn(within: ParentNode | undefined): HTMLElement[] {
  return [...(within?.querySelectorAll<HTMLElement>('figure[data-state]') ?? [])];
}

function setState(figure: HTMLElement, state: number): void {
  figure.dataset.state = String(state);
}
