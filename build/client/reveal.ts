/** The parts of Reveal's interface that the deck uses; see its documentation. */
export interface Deck {
  readonly getCurrentSlide: () => Element | undefined;
  readonly addKeyBinding: (
    key: { readonly keyCode: number; readonly key: string; readonly description: string },
    run: () => void,
  ) => void;
  readonly isPaused: () => boolean;
  readonly on: (
    event:
      | 'beforeslidechange'
      | 'fragmenthidden'
      | 'fragmentshown'
      | 'paused'
      | 'ready'
      | 'resumed'
      | 'slidechanged',
    run: () => void,
  ) => void;
}
