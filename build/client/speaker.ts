import {
  type DeckState,
  names,
  newSecret,
  readRequest,
  receive,
  type SpeakerRequest,
  sealOf,
  secretIn,
  send,
} from './channel.ts';
import { onKey } from './keys.ts';
import { hideNotice, showNotice } from './notice.ts';
import { press } from './remote.ts';
import type { Deck } from './reveal.ts';
import { stepsShown } from './steps.ts';
import type { Timer } from './timer.ts';

/** Opens the speaker's window on key `s`, tells it where the talk is, and does what is pressed there. */
export function bindSpeaker(deck: Deck): void {
  const seal = sealOf(secretIn('deck') ?? newSecret());
  let speaker: Window | undefined;
  let heard = 0;
  let timer: Timer | undefined;

  const open = (): void => {
    hideNotice();
    window.name = names.deck + seal.secret;
    const address = new URL(location.href);
    address.searchParams.set('speaker', '');
    address.hash = '';
    speaker = window.open(address, names.speaker + seal.secret, 'popup,width=1280,height=720') ?? undefined;
    if (!speaker) showNotice(blocked);
  };
  const focusOrOpen = (): void => {
    const isThere = speaker && !speaker.closed && Date.now() - heard < 3000;
    if (isThere) speaker?.focus();
    else open();
  };
  const state = (slide: HTMLElement): DeckState => ({
    kind: 'state',
    slide: slide.id,
    step: stepsShown(slide),
    isBlack: deck.isPaused(),
    timer,
  });
  const tell = (): void => {
    const slide = deck.getCurrentSlide();
    if (speaker && slide instanceof HTMLElement) send(speaker, seal, state(slide));
  };
  const look = (): void => {
    if (!speaker?.closed) return;
    speaker = undefined;
    showNotice(closed);
  };
  const moved = (): void => {
    hideNotice();
    look();
    // browsers may tell of a closed window a moment late
    setTimeout(look, 1000);
    tell();
  };
  const answer = (request: SpeakerRequest): void => {
    switch (request.kind) {
      case 'hello':
        timer = request.timer ?? timer;
        tell();
        break;
      case 'press':
        press(request.key);
        break;
      case 'go':
        if (document.getElementById(request.id)?.closest('.slides')) location.hash = request.id;
    }
  };

  onKey(['s'], focusOrOpen);
  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden'] as const) deck.on(event, moved);
  for (const event of ['paused', 'resumed'] as const) deck.on(event, tell);
  addEventListener('message', (event) => {
    // after a reload the window is known by its secret alone
    const isKnown = speaker && !speaker.closed ? event.source === speaker : event.source !== null;
    const request = isKnown ? receive(event, seal, readRequest) : undefined;
    if (!request) return;
    speaker = event.source as Window;
    heard = Date.now();
    answer(request);
  });
}

const blocked = 'The browser has blocked the speaker view. Allow pop-ups for this deck, then press s again.';
const closed = 'The speaker view is closed. Press s to open it again.';
