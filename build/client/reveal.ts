/** The parts of Reveal's interface that the deck uses; see its documentation. */
export interface Deck {
  readonly getCurrentSlide: () => Element | undefined;
  readonly addKeyBinding: (
    key: { readonly keyCode: number; readonly key: string; readonly description: string },
    run: () => void,
  ) => void;
  readonly on: (
    event: 'beforeslidechange' | 'fragmenthidden' | 'fragmentshown' | 'ready' | 'slidechanged',
    run: () => void,
  ) => void;
}
