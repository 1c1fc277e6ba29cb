import { notify } from './notice.ts';
import type { Deck } from './reveal.ts';
import { isReading } from './view.ts';

/** The address is `#/id` of the slide on the wall, and `#/id/2` when two of its steps are shown; links may leave out the first stroke. */
export function bindAddress(deck: Deck): void {
  const slides = [...document.querySelectorAll<HTMLElement>('.slides > section')];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const slide = deck.getCurrentSlide();
    if (!slide) return;
    const steps = isReading() ? 0 : stepsOf(slide, '.fragment.visible');
    const address = `#/${encodeURIComponent(slide.id)}${steps > 0 ? `/${steps}` : ''}`;
    if (address !== location.hash) history.replaceState(null, '', address);
  };
  // browsers refuse an address that changes many times a second
  const writeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, 150);
  };
  const read = (): void => {
    const place = placeOf(location.hash);
    if (!place) {
      if (location.hash.length > 1) notify(`This talk has no slide “${location.hash.replace(/^#\/?/, '')}”.`);
    } else {
      const step = place.steps === undefined ? undefined : place.steps - 1;
      deck.slide(slides.indexOf(place.slide), undefined, step);
      if (isReading()) place.element.scrollIntoView();
    }
    writeSoon();
  };

  for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden'] as const) deck.on(event, writeSoon);
  addEventListener('hashchange', read);
  // a link that is followed is to be undone with the browser's Back, to the place as it was
  document.addEventListener(
    'click',
    ({ target }) => {
      if (timer && target instanceof Element && target.closest('a[href^="#"]')) write();
    },
    { capture: true },
  );
  deck.on('ready', read);
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
    const wanted = steps === undefined ? undefined : Math.min(Number(steps), stepsOf(slide, '.fragment'));
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

/** How many steps there are among what a selector names; what belongs to one step has the same index. */
function stepsOf(slide: Element, selector: string): number {
  const indices = [...slide.querySelectorAll<HTMLElement>(selector)].map((step) =>
    Number(step.dataset.fragmentIndex ?? 0),
  );
  return Math.max(-1, ...indices) + 1;
}
