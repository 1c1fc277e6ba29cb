import { download as handOut } from './download.ts';
import { onKey } from './keys.ts';
import type { Deck } from './reveal.ts';
import { onSlides } from './slides.ts';
import { isReading } from './view.ts';

/** Shows and hides the tables behind the charts of a slide, and hands them out as CSV files. */
export function bindData(deck: Deck): void {
  let focused: HTMLElement | SVGElement | null = null;
  const show = (data: Element | null | undefined, shown: boolean): void => {
    const button = data?.querySelector<HTMLElement>('.show-data');
    const tables = data?.querySelector<HTMLElement>('.tables');
    if (!data || !button || !tables) return;
    data.classList.toggle('shown', shown);
    button.setAttribute('aria-expanded', String(shown));
    button.textContent = shown ? 'Close' : 'Data';
    if (shown) {
      focused = document.querySelector<HTMLElement | SVGElement>(':focus');
      tables.focus({ preventScroll: true });
    } else if (tables.matches(':focus-within')) {
      // hidden, they are no place for the focus
      if (focused) focused.focus({ preventScroll: true });
      else document.querySelector<HTMLElement>(':focus')?.blur();
    }
  };
  const toggle = (data: Element | null | undefined): void => show(data, !data?.classList.contains('shown'));
  const current = (): Element | null | undefined => deck.getCurrentSlide()?.querySelector('.data');

  onSlides((slides) => {
    for (const slide of slides) {
      for (const table of slide.querySelectorAll<HTMLTableElement>('.data table')) addDownload(table);
      // a finger scrolls them
      for (const tables of slide.querySelectorAll<HTMLElement>('.data .tables'))
        tables.dataset.preventSwipe = '';
      for (const button of slide.querySelectorAll('.show-data'))
        button.addEventListener('click', () => toggle(button.closest('.data')));
    }
  });
  onKey(['t'], () => toggle(current()));
  deck.on('slidechanged', () => {
    if (isReading()) return;
    for (const data of document.querySelectorAll('.data.shown')) show(data, false);
  });
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !current()?.classList.contains('shown')) return;
      show(current(), false);
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

function addDownload(table: HTMLTableElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'download';
  button.textContent = 'Download CSV';
  button.addEventListener('click', () => download(table));
  table.after(button);
}

function download(table: HTMLTableElement): void {
  const lines = [...table.rows].map((row) =>
    [...row.cells]
      .map(({ textContent }) =>
        /[",\n\r]/.test(textContent) ? `"${textContent.replaceAll('"', '""')}"` : textContent,
      )
      .join(','),
  );
  handOut(`${table.dataset.name ?? 'data'}.csv`, `${lines.join('\n')}\n`, 'text/csv');
}
