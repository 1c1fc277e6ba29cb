import { nameOf, onKey } from './keys.ts';

/** The evidence of the whole talk, a page of its own over the slides: key `e`. Gives what opens it, if there is any. */
export function bindAnnex(): (() => void) | undefined {
  const annex = document.querySelector<HTMLElement>('.annex');
  if (!annex) return undefined;
  annex.role = 'dialog';
  annex.ariaModal = 'true';
  let focused: HTMLElement | SVGElement | null = null;
  const show = (shown: boolean): void => {
    if (annex.hidden !== shown) return;
    annex.hidden = !shown;
    document.querySelector('.reveal')?.toggleAttribute('inert', shown);
    if (shown) focused = document.querySelector<HTMLElement | SVGElement>(':focus');
    (shown ? annex : focused)?.focus();
  };
  const open = (): void => show(true);
  onKey(['e'], open);
  annex.addEventListener('keydown', (event) => {
    if (['Escape', 'e'].includes(nameOf(event))) show(false);
    event.stopPropagation();
  });
  annex.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const href = target?.closest('a')?.getAttribute('href') ?? '';
    const row = document.getElementById(href.slice(1));
    if (annex.contains(row)) {
      // the address is that of the slide, which stays
      event.preventDefault();
      event.stopPropagation();
      row?.scrollIntoView({ block: 'center' });
    } else if (target?.closest('.close') || href.startsWith('#')) show(false);
  });
  return open;
}
