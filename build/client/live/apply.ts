import type { Patch } from '../../model/patch.ts';
import { slidesNow } from '../slides.ts';
import { stepsOf, stepsShown } from '../steps.ts';

/** The deck's own style sheets; others come later. */
const sheets = [...document.head.querySelectorAll('style')];

/** Makes the document what a patch says; gives the slides that are new or have other content. */
export function applyPatch({ deck, changed, order, styles, annex, operables }: Patch): HTMLElement[] {
  for (const { index, text } of styles) {
    const sheet = sheets[index];
    if (sheet) sheet.textContent = text;
  }
  const reveal = document.querySelector<HTMLElement>('.reveal');
  if (reveal) reveal.dataset.deck = deck;
  if (annex !== undefined) {
    const shown = document.querySelector('.annex');
    shown?.replaceChildren(...(elementOf(annex)?.childNodes ?? []));
  }
  if (operables !== undefined) {
    for (const spec of document.querySelectorAll('script[type="application/json"][data-height]'))
      spec.remove();
    document.body.append(...fragmentOf(operables).children);
  }
  const slides = new Map(slidesNow().map((slide) => [slide.id, slide]));
  const fresh = new Map<string, HTMLElement>();
  for (const { id, was = id, html } of changed) {
    const made = elementOf(html);
    if (!made) continue;
    const old = slides.get(was);
    if (old) become(old, made);
    fresh.set(id, old ?? made);
    slides.delete(was);
  }
  for (const [id, slide] of slides) if (!fresh.has(id)) fresh.set(id, slide);
  if (order) arrange(order.flatMap((id) => fresh.get(id) ?? []));
  return changed.flatMap(({ id }) => fresh.get(id) ?? []);
}

/** Gives a slide the content and the attributes of another; what Reveal has put on it stays, and so do its steps. */
function become(slide: HTMLElement, other: HTMLElement): void {
  const shown = stepsShown(slide);
  const place = [...slide.classList].filter((name) => ['past', 'present', 'future'].includes(name));
  const kept = ['style', 'hidden', 'inert', 'aria-hidden', 'tabindex', 'data-background-color'];
  for (const { name } of [...slide.attributes])
    if (!kept.includes(name) && !other.hasAttribute(name)) slide.removeAttribute(name);
  for (const { name, value } of other.attributes) slide.setAttribute(name, value);
  slide.classList.add(...place);
  slide.replaceChildren(...other.childNodes);
  showSteps(slide, shown);
}

/** Shows the first steps of a slide, as Reveal does. */
function showSteps(slide: HTMLElement, count: number): void {
  const steps = stepsOf(slide).slice(0, count);
  for (const fragment of steps.flat()) fragment.classList.add('visible');
  for (const fragment of steps.at(-1) ?? []) fragment.classList.add('current-fragment');
}

/** Makes these the slides, moving as few as need be. */
function arrange(slides: readonly HTMLElement[]): void {
  const stage = document.querySelector('.slides');
  for (const slide of slidesNow()) if (!slides.includes(slide)) slide.remove();
  let next = stage?.firstElementChild ?? null;
  for (const slide of slides) {
    if (slide === next) next = next.nextElementSibling;
    else stage?.insertBefore(slide, next);
  }
}

function fragmentOf(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

function elementOf(html: string): HTMLElement | undefined {
  return (fragmentOf(html).firstElementChild ?? undefined) as HTMLElement | undefined;
}
