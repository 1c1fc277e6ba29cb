import {
  type DeckState,
  readState,
  receive,
  type SpeakerRequest,
  sealOf,
  secretIn,
  send,
} from './channel.ts';
import { handedOn } from './remote.ts';
import { onSlides, slidesNow } from './slides.ts';
import { openSpeakerView } from './speaker-view.ts';
import { after, before, type Position, stepsOf } from './steps.ts';
import { type Timer, toggled, zero } from './timer.ts';

/**
 * The speaker's window, opened by the deck and led by it: the two know each other by a secret, and the window asks until
 * it is answered. Without a deck it turns the slides by itself.
 */
export function showSpeakerWindow(): void {
  let slides = slidesNow();
  const [first] = slides;
  if (!first) return;
  const view = openSpeakerView(slides);
  const secret = secretIn('speaker');
  const seal = sealOf(secret ?? '');
  let at: Position = { slide: first, step: 0 };
  let isBlack = false;
  // the deck keeps it over a reload of this window
  let timer: Timer | undefined = secret ? undefined : zero;
  let unanswered = 0;

  const deck = (): Window | undefined => {
    const opener: Window | null = window.opener;
    return secret && opener && !opener.closed ? opener : undefined;
  };
  const isLed = (): boolean => deck() !== undefined && unanswered < patience;
  const ask = (request: SpeakerRequest): void => {
    const to = deck();
    if (to) send(to, seal, request);
  };
  const show = (): void => {
    view.showTime(timer ?? zero, at.slide, Date.now());
    if (!isLed()) view.showStatus(secret ? gone : alone);
    else view.showStatus(isBlack ? 'The screen is black. Press b to show the slide.' : '');
  };
  const time = (to: Timer): void => {
    timer = to;
    ask({ kind: 'hello', timer });
    show();
  };
  const arrive = (to: Position): void => {
    const onward = slides.indexOf(to.slide) - slides.indexOf(at.slide) || to.step - at.step;
    if (onward === 0) return;
    at = to;
    view.showPosition(at);
    // the first step onward starts the talk
    if (timer?.since === undefined && timer?.elapsed === 0 && onward > 0) time(toggled(timer, Date.now()));
    show();
  };
  const hear = (state: DeckState): void => {
    const slide = slides.find(({ id }) => id === state.slide);
    unanswered = 0;
    isBlack = state.isBlack;
    if (slide) arrive({ slide, step: Math.min(state.step, stepsOf(slide).length) });
    timer ??= state.timer ?? zero;
    show();
  };
  const drive = (key: string): void => {
    if (isLed()) ask({ kind: 'press', key });
    else arrive(moves.get(key)?.(at, slides) ?? at);
  };
  const go = (id: string): void => {
    if (isLed()) ask({ kind: 'go', id });
    else {
      const slide = slides.find((one) => one.contains(document.getElementById(id)));
      if (slide) arrive({ slide, step: 0 });
    }
  };

  view.bind({
    drive,
    go,
    toggle: () => time(toggled(timer ?? zero, Date.now())),
    reset: () => time(zero),
  });
  addEventListener('keydown', (event) => {
    const { key, target, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(?: |Enter)$/.test(key) && target instanceof Element && target.closest('button, a')) return;
    const name = key.length === 1 ? key.toLowerCase() : key;
    if (view.press(name)) event.preventDefault();
    else if (handedOn.has(name)) {
      event.preventDefault();
      drive(shiftKey && name === ' ' ? 'PageUp' : name);
    }
  });
  addEventListener('message', (event) => {
    const state = event.source === deck() ? receive(event, seal, readState) : undefined;
    if (state) hear(state);
  });
  const tick = (): void => {
    unanswered++;
    ask({ kind: 'hello', timer });
    show();
  };
  view.showPosition(at);
  // a deck that is edited while it is rehearsed
  onSlides(() => {
    const index = slides.indexOf(at.slide);
    slides = slidesNow();
    const slide = at.slide.isConnected ? at.slide : slides[Math.min(index, slides.length - 1)];
    if (slide) at = { slide, step: Math.min(at.step, stepsOf(slide).length) };
    view.update(slides);
    view.showPosition(at);
  });
  tick();
  setInterval(tick, 500);
}

/** How many questions may stay without an answer. */
const patience = 6;

const alone =
  'No deck leads this window. Open the deck and press s there. Until then, the keys turn the slides of this window only.';
const gone =
  'The deck’s window has gone. Open it again and press s there. Until then, the keys turn the slides of this window only.';

/** What keys do where no deck is there to do it. */
const moves = new Map<string, (at: Position, slides: readonly HTMLElement[]) => Position | undefined>();
for (const key of ['ArrowRight', 'PageDown', ' ', 'n']) moves.set(key, after);
for (const key of ['ArrowLeft', 'PageUp', 'p']) moves.set(key, before);
for (const [key, n] of [
  ['Home', 0],
  ['End', -1],
] as const)
  moves.set(key, (_, slides) => {
    const slide = slides.at(n);
    return slide && { slide, step: 0 };
  });
