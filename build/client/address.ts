import { showNotice } from './notice.ts';
import type { Deck } from './reveal.ts';
import { onSlides, slidesNow } from './slides.ts';
import { stepsOf, stepsShown } from './steps.ts';
import { isReading, openSlides } from './view.ts';

/** The address is `#/id` of the slide on the wall, and `#/id/2` when two of its steps are shown; links may leave out the first stroke. */
export function bindAddress(deck: Deck): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known = location.hash;

  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const slide = deck.getCurrentSlide();
    // an address that has just been changed is to be read first
    if (!slide || location.hash !== known) return;
    const steps = isReading() ? 0 : stepsShown(slide);
    const address = `#/${encodeURIComponent(slide.id)}${steps > 0 ? `/${steps}` : ''}`;
    if (address !== known) history.replaceState(null, '', address);
    known = location.hash;
  };
  // browsers refuse an address that changes many times a second
  const writeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, 150);
  };
  const read = (): void => {
    known = location.hash;
    const place = placeOf(known);
    if (!place) {
      if (!/^#?\/?$/.test(known)) showNotice(`This talk has no slide “${known.replace(/^#\/?/, '')}”.`);
    } else {
      const step = place.steps === undefined ? undefined : place.steps - 1;
      deck.slide(slidesNow().indexOf(place.slide), undefined, step);
      if (isReading()) {
        openSlides();
        place.element.scrollIntoView();
      }
    }
    writeSoon();
  };

  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden'] as const) deck.on(event, writeSoon);
  addEventListener('hashchange', read);
  document.addEventListener(
    'click',
    ({ target }) => {
      // the place as it was is where the browser's Back leads
      if (timer && isLink(target)) write();
    },
    { capture: true },
  );
  document.querySelector('.slides')?.addEventListener('click', (event) => {
    // Reveal would go there itself, without a trace in the history
    if (isLink(event.target)) event.stopImmediatePropagation();
  });
  // a live preview may give the slide another id
  onSlides(writeSoon);
  deck.on('ready', read);
}

function isLink(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a[href^="#"]') !== null;
}

interface Place {
  readonly slide: HTMLElement;
  /** The slide, or what on it is named. */
  readonly element: HTMLElement;
  readonly steps: number | undefined;
}

function placeOf(hash: string): Place | undefined {
  const [, whole = '', name = '', number] = /^#\/?((.*?)(?:\/(\d+))?)$/s.exec(hash) ?? [];
  for (const [id, steps] of [
    [whole, undefined],
    [name, number],
  ] as const) {
    const element = document.getElementById(decoded(id));
    const slide = element?.closest<HTMLElement>('.slides > section');
    if (!element || !slide) continue;
    const wanted = steps === undefined ? undefined : Math.min(Number(steps), stepsOf(slide).length);
    return { slide, element, steps: wanted };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
