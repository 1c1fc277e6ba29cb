/** The parts of Reveal's interface that the deck uses; see its documentation. */
export interface Deck {
  readonly getCurrentSlide: () => HTMLElement | undefined;
  readonly on: (
    event:
      | 'ready'
      | 'beforeslidechange'
      | 'slidechanged'
      | 'fragmentshown'
      | 'fragmenthidden'
      | 'paused'
      | 'resumed',
    run: (event: { readonly fragments?: readonly Element[] }) => void,
  ) => void;
  /** Shows a slide by its index, with the steps up to the one of that index; -1 for none. */
  readonly slide: (index: number, vertical?: number, step?: number) => void;
  readonly next: () => void;
  readonly prev: () => void;
  /** Takes note of slides that were added, moved or taken away. */
  readonly sync: () => void;
  /** Takes note of a slide's steps. */
  readonly syncFragments: (slide: HTMLElement) => void;
  readonly isPaused: () => boolean;
  readonly togglePause: (paused?: boolean) => void;
}
