import { announce } from './announce.ts';
import { nameOf } from './keys.ts';
import type { Deck } from './reveal.ts';

/** The black screen of key `b`: says how to leave it, to the eye and to the ear. */
export function bindBlack(deck: Deck): void {
  const cover = document.querySelector('.pause-overlay');
  if (!cover) return;
  const back = document.createElement('button');
  back.type = 'button';
  back.textContent = 'Back to the slide: B, Esc or a tap';
  const title = document.createElement('h1');
  title.className = 'unseen';
  title.textContent = 'Black screen';
  cover.setAttribute('role', 'main');
  cover.toggleAttribute('data-prevent-swipe', true);
  cover.replaceChildren(title, back);
  const behind = document.querySelectorAll<HTMLElement>('.reveal .slides, .reveal .bar');
  let focused: HTMLElement | SVGElement | null = null;
  deck.on('paused', () => {
    focused = document.querySelector<HTMLElement | SVGElement>(':focus');
    for (const part of behind) part.inert = true;
    back.focus();
    announce('The screen is black.');
  });
  deck.on('resumed', () => {
    for (const part of behind) part.inert = false;
    back.blur();
    focused?.focus();
    announce('The slide is shown again.');
  });
  document.addEventListener(
    'keydown',
    (event) => {
      if (!deck.isPaused() || ['Tab', 'Enter', ' ', 'b', '.', 'f'].includes(nameOf(event))) return;
      if (event.key === 'Escape') deck.togglePause(false);
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
