import './reading.css';
import type { Deck } from './reveal.ts';
import { onSlides, slidesNow } from './slides.ts';
import { isReading, narrow, openSlides } from './view.ts';

/**
 * Does for the reading view what its styles cannot: no slide is inert, charts are wide enough to read, and the slide that
 * is read is the deck's current one, so that its address, its keys and a turned phone go by it.
 */
export function bindReading(deck: Deck): void {
  const reveal = document.querySelector('.reveal');
  let isFollowing = false;
  let isReady = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const follow = (slide: HTMLElement): void => {
    if (slide === deck.getCurrentSlide()) return;
    isFollowing = true;
    deck.slide(slidesNow().indexOf(slide));
    isFollowing = false;
  };
  // the slide that lies across a line in the upper part of the window, once the page rests
  const line = new IntersectionObserver(
    (entries) => {
      const crossing = entries.find(({ isIntersecting }) => isIntersecting)?.target;
      clearTimeout(timer);
      if (crossing instanceof HTMLElement) timer = setTimeout(() => follow(crossing), 100);
    },
    { rootMargin: '-25% 0px -74% 0px' },
  );
  const turn = (): void => {
    reveal?.toggleAttribute('data-prevent-swipe', isReading());
    clearTimeout(timer);
    line.disconnect();
    const slides = slidesNow();
    const current = deck.getCurrentSlide();
    if (!current) return;
    if (isReading()) {
      openSlides();
      nameParts(slides);
      for (const chart of document.querySelectorAll<SVGElement>('.slides svg.chart')) fitChart(chart);
      current.scrollIntoView();
      for (const slide of slides) line.observe(slide);
    } else deck.slide(slides.indexOf(current));
    for (const box of document.querySelectorAll<HTMLElement>(
      '.slides :is(.figure, .formula, :has(> table))',
    )) {
      // what scrolls is to be reached with the keyboard too
      if (isReading() && box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else if (box.tabIndex === 0) box.removeAttribute('tabindex');
    }
  };
  deck.on('slidechanged', () => {
    if (!isReading()) return;
    openSlides();
    if (!isFollowing) deck.getCurrentSlide()?.scrollIntoView();
  });
  narrow.addEventListener('change', turn);
  deck.on('ready', () => {
    turn();
    isReady = true;
  });
  // a deck that is edited while it is read
  onSlides(() => isReady && isReading() && turn());
}

/** Tells apart the rails and tables of different slides, which are now there at once. */
function nameParts(slides: readonly HTMLElement[]): void {
  for (const [n, slide] of slides.entries()) {
    const number = `, slide ${n + 1}`;
    for (const part of slide.querySelectorAll('nav, [role="region"]')) {
      const label = part.ariaLabel ?? '';
      if (!label.endsWith(number)) part.ariaLabel = label + number;
    }
  }
}

/** Text of 17 pixels, the least that charts are drawn with, is then still 11. */
const leastScale = 11 / 17;

function fitChart(chart: SVGElement): void {
  chart.style.setProperty('--least', `${Math.round(Number(chart.getAttribute('width')) * leastScale)}px`);
}
