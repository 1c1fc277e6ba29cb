import type { Deck } from './reveal.ts';
import { onSlides } from './slides.ts';
import { isReading } from './view.ts';

/** Makes of Reveal's stage one that assistive technology can walk, and that is quick with hundreds of slides. */
export function bindStage(deck: Deck): void {
  onSlides((slides) => {
    // Reveal would ask for the computed colour of each background, which has the browser style all slides each time
    for (const slide of slides) slide.dataset.backgroundColor = 'rgba(0,0,0,0)';
  });
  let wasInside = false;
  // a link's target takes the focus from it, before the slide is shown
  let isFollowed = false;
  document.addEventListener(
    'click',
    ({ target }) => {
      isFollowed = target instanceof Element && target.closest('.slides a[href^="#"]') !== null;
    },
    { capture: true },
  );
  deck.on('beforeslidechange', () => {
    // a link, a button or a chart
    const focused = isReading() ? null : document.querySelector<HTMLElement | SVGElement>('.slides :focus');
    wasInside = focused !== null;
    // Reveal hides the slides around the current one from screen readers, which nothing focused may be in
    focused?.blur();
  });
  deck.on('slidechanged', () => {
    const slide = deck.getCurrentSlide();
    // the focus goes along: on a slide that is hidden it would be lost
    if ((wasInside || isFollowed) && slide && !isReading()) focusOn(slide);
    isFollowed = false;
  });
  deck.on('ready', () => {
    const reveal = document.querySelector<HTMLElement>('.reveal');
    // an application would take the reading keys from screen readers
    reveal?.removeAttribute('role');
    reveal?.querySelector('.slides')?.setAttribute('role', 'main');
    // Reveal reads out whole slides; see announce.ts
    reveal?.querySelector('.aria-status')?.remove();
    // slides have their own backgrounds
    reveal?.querySelector('.backgrounds')?.replaceChildren();
  });
}

function focusOn(slide: HTMLElement): void {
  slide.tabIndex = -1;
  slide.focus({ preventScroll: true });
  slide.addEventListener('blur', () => slide.removeAttribute('tabindex'), { once: true });
}
