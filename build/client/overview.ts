import { sectionOf, titleOf } from './announce.ts';
import { cloneSlide } from './clone.ts';
import { createDialog } from './dialog.ts';
import { nameOf, onKey } from './keys.ts';
import './overview.css';
import type { Deck } from './reveal.ts';
import { onSlides } from './slides.ts';
import { showStep } from './steps.ts';

/** All slides in a grid, by section: keys `o` and Escape. Gives what opens it. */
export function bindOverview(deck: Deck): () => void {
  const dialog = createDialog('overview', 'All slides');
  const grid = document.createElement('div');
  grid.className = 'grid';
  dialog.prepend(grid);
  // a slide is copied when its place comes into view
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        fillThumb(target as HTMLElement);
      }
    },
    { root: dialog, rootMargin: '200px' },
  );
  const measure = (): void => {
    const width = grid.querySelector('.thumb')?.clientWidth ?? 0;
    grid.style.setProperty('--scale', String(width / 1280));
  };
  addEventListener('resize', measure);

  const fill = (): void => {
    near.disconnect();
    const focused = grid.contains(document.activeElement)
      ? document.activeElement?.getAttribute('href')
      : null;
    grid.replaceChildren(...groups(deck.getCurrentSlide()));
    measure();
    for (const thumb of grid.querySelectorAll('.thumb')) near.observe(thumb);
    if (focused) grid.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
  };
  const open = (): void => {
    dialog.showModal();
    fill();
    const link = grid.querySelector<HTMLElement>('.place[aria-current]');
    link?.closest('li')?.scrollIntoView({ block: 'center' });
    link?.focus({ preventScroll: true });
  };
  dialog.addEventListener('close', () => {
    near.disconnect();
    grid.replaceChildren();
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    // one that was just closed may still have the focus, whose keys are the deck's again
    if (!dialog.open) return;
    const name = nameOf(event);
    const links = [...grid.querySelectorAll<HTMLElement>('.place')];
    if (name === 'o') dialog.close();
    const from = document.activeElement;
    const next = from instanceof HTMLElement ? neighbour(links, from, name) : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  onKey(['o', 'Escape'], open);
  // a deck that is edited while its slides are looked through
  onSlides(() => {
    if (dialog.open) fill();
  });
  return open;
}

/** The slides of each section under its name; those before the first section have none. */
function groups(current: HTMLElement | undefined): HTMLElement[] {
  const slides = [...document.querySelectorAll<HTMLElement>('.slides > section')];
  const found: HTMLElement[] = [];
  let section: Element | undefined;
  let list: HTMLOListElement | undefined;
  for (const [n, slide] of slides.entries()) {
    const own = sectionOf(slide);
    if (!list || own !== section) {
      section = own;
      list = document.createElement('ol');
      if (section) {
        const heading = document.createElement('h2');
        heading.textContent = titleOf(section);
        found.push(heading);
      }
      found.push(list);
    }
    list.append(item(slide, n + 1, slide === current));
  }
  return found;
}

function item(slide: HTMLElement, number: number, isCurrent: boolean): HTMLLIElement {
  const thumb = document.createElement('div');
  thumb.className = 'thumb';
  thumb.dataset.slide = slide.id;
  const link = document.createElement('a');
  link.className = 'place';
  link.href = `#${encodeURIComponent(slide.id)}`;
  link.textContent = `${number} ${titleOf(slide)}`;
  if (isCurrent) link.ariaCurrent = 'true';
  const line = document.createElement('li');
  line.append(thumb, link);
  return line;
}

function fillThumb(thumb: HTMLElement): void {
  const slide = document.getElementById(thumb.dataset.slide ?? '');
  if (!slide) return;
  const clone = cloneSlide(slide);
  showStep(clone, Number.POSITIVE_INFINITY);
  thumb.replaceChildren(clone);
}

/** Where a key leads in the grid: along the slides, or to the one above or below. */
function neighbour(links: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const at = links.indexOf(from);
  const onward = document.documentElement.dir === 'rtl' ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return links[at + onward];
    case 'ArrowLeft':
      return links[at - onward];
    case 'Home':
      return links[0];
    case 'End':
      return links.at(-1);
    case 'ArrowDown':
      return inRow(links.slice(at + 1), links[at]);
    case 'ArrowUp':
      return inRow(links.slice(0, Math.max(at, 0)).reverse(), links[at]);
    default:
      return undefined;
  }
}

/** Of the first other row among links in order, the one that is nearest to a link's column. */
function inRow(links: readonly HTMLElement[], from: HTMLElement | undefined): HTMLElement | undefined {
  const place = (link: HTMLElement | undefined): { x: number; y: number } => {
    const box = link?.closest('li');
    return { x: box?.offsetLeft ?? 0, y: box?.offsetTop ?? 0 };
  };
  const start = place(from);
  const first = links.find((link) => place(link).y !== start.y);
  const row = links.filter((link) => place(link).y === place(first).y);
  return row.sort((a, b) => Math.abs(place(a).x - start.x) - Math.abs(place(b).x - start.x))[0];
}
