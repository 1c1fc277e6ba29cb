import { createDialog } from './dialog.ts';
import { onKey } from './keys.ts';

/** Finds slides by number, by panel or by words on them: `/` or Ctrl+F, and `g` for go. Gives what opens it. */
export function bindFind(): () => void {
  const dialog = createDialog('find', 'Find a slide');
  const input = document.createElement('input');
  // in a search field, the first Escape would only empty it
  input.type = 'text';
  input.placeholder = 'Number, panel or words';
  input.setAttribute('aria-label', 'Number, panel or words');
  const list = document.createElement('ol');
  const count = document.createElement('p');
  count.role = 'status';
  dialog.prepend(input, list, count);

  const open = (): void => {
    input.value = '';
    show();
    dialog.showModal();
  };
  const show = (): void => {
    const hits = find(input.value);
    list.replaceChildren(...hits.slice(0, most).map(item));
    const rest = hits.length > most ? `, the first ${most} shown` : '';
    count.textContent = input.value.trim() === '' ? '' : `${hits.length} found${rest}`;
  };
  const step = (by: number): void => {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement) + by;
    (links[at] ?? (by < 0 ? input : links[0]))?.focus();
  };

  input.addEventListener('input', show);
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && event.target === input) {
      event.preventDefault();
      list.querySelector('a')?.click();
    }
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) dialog.close();
  });
  onKey(['/', 'g', 'Control+f'], open);
  return open;
}

/** How many hits are listed. */
const most = 12;

interface Hit {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** The words found, with what stands around them. */
  readonly around: string;
}

function find(query: string): Hit[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const slides = [...document.querySelectorAll<HTMLElement>('.slides > section')];
  const hit = (slide: HTMLElement, around = ''): Hit => ({
    id: slide.id,
    number: slides.indexOf(slide) + 1,
    title: slide.querySelector('.title')?.textContent ?? '',
    around,
  });
  const panel = slides.find(({ dataset }) => dataset.panel?.toLowerCase() === wanted);
  const numbered = /^\d+$/.test(wanted) ? slides[Number(wanted) - 1] : undefined;
  const direct = [panel, numbered].flatMap((slide) => slide ?? []);
  const worded = slides.flatMap((slide) => {
    const text = wordsOf(slide);
    const at = text.toLowerCase().indexOf(wanted);
    if (at < 0 || direct.includes(slide)) return [];
    return hit(slide, text.slice(Math.max(0, at - 30), at + wanted.length + 50));
  });
  return [...direct.map((slide) => hit(slide)), ...worded];
}

/** What a slide says, without its rail, its notes and its data. */
function wordsOf(slide: Element): string {
  const copy = slide.cloneNode(true) as Element;
  for (const aside of copy.querySelectorAll('.rail, .notes, .data, .page, .operate, .live, title, desc'))
    aside.remove();
  for (const block of copy.querySelectorAll('p, li, td, th, h1, h2, h3, figcaption, div')) block.append(' ');
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

function item({ id, number, title, around }: Hit): HTMLLIElement {
  const link = document.createElement('a');
  link.href = `#${id}`;
  const place = document.createElement('span');
  place.className = 'number';
  place.textContent = String(number);
  link.append(place, ` ${title}`);
  const line = document.createElement('li');
  line.append(link);
  if (around !== '') {
    const words = document.createElement('span');
    words.className = 'around';
    words.textContent = `… ${around} …`;
    line.append(words);
  }
  return line;
}
