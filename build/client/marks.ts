import { markAt, placeOf } from './points.ts';
import type { Deck } from './reveal.ts';
import { onSlides } from './slides.ts';
import { createTooltip } from './tooltip.ts';

/** Tells the values of a chart's marks: on hover, on a tap, and by arrow keys while the keyboard has the focus on it. */
export function bindMarks(deck: Deck): void {
  const tooltip = createTooltip();
  const status = document.createElement('div');
  status.className = 'mark-status';
  status.role = 'status';
  document.body.append(status);
  let current: Element | undefined;
  /** The chart that the keyboard has the focus on; one that was merely clicked leaves the arrow keys to the deck. */
  let focused: SVGSVGElement | undefined;

  onSlides((slides) => {
    for (const slide of slides) {
      for (const chart of slide.querySelectorAll<SVGSVGElement>('svg.chart:has([data-values])')) {
        chart.tabIndex = 0;
        describe(chart, marksIn(chart));
      }
    }
  });

  const hide = (): void => {
    tooltip.hide();
    status.textContent = '';
    current = undefined;
    for (const halo of document.querySelectorAll('.chart .halo')) halo.remove();
  };
  const show = (mark: Element, pointer?: PointerEvent): void => {
    if (mark === current) return;
    hide();
    current = mark;
    const at = placeOf(mark);
    for (const side of ['outer', 'inner']) {
      const halo = mark.cloneNode() as Element;
      halo.removeAttribute('data-values');
      halo.setAttribute('class', `halo ${side}`);
      mark.parentNode?.append(halo);
    }
    tooltip.show(wordsOf(mark).split('\n'), pointer ? around(at, pointer) : at);
    if (focused) status.textContent = wordsOf(mark).replaceAll('\n', ', ');
  };
  const point = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' && event.type === 'pointermove') return;
    const chart = chartAt(event.target);
    const mark =
      chart && !chart.closest('.overview') ? markAt(chart, event.clientX, event.clientY, isShown) : undefined;
    if (mark) show(mark, event);
    // what the keyboard reads stays, though the mouse is jogged
    else if (!focused || event.type === 'pointerdown') hide();
  };
  document.addEventListener('pointermove', point);
  document.addEventListener('pointerdown', point);
  document.addEventListener('pointerout', (event) => {
    if (!event.relatedTarget && event.pointerType !== 'touch') hide();
  });
  document.addEventListener('scroll', hide, { capture: true, passive: true });

  document.addEventListener('focusin', ({ target }) => {
    const chart = chartAt(target);
    if (!chart?.matches(':focus-visible')) return;
    hide();
    focused = chart;
    tooltip.show([describe(chart, marksIn(chart).filter(isShown))], chart.getBoundingClientRect());
  });
  document.addEventListener('focusout', () => {
    if (focused) hide();
    focused = undefined;
  });
  document.addEventListener(
    'keydown',
    (event) => {
      const marks = focused ? marksIn(focused).filter(isShown) : [];
      const next =
        event.ctrlKey || event.altKey || event.metaKey ? undefined : step(event.key, current, marks);
      if (next) show(next);
      else if (event.key !== 'Escape' || !tooltip.isShown()) return;
      else hide();
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  deck.on('beforeslidechange', () => {
    if (document.activeElement instanceof SVGElement) document.activeElement.blur();
    hide();
  });
}

function chartAt(target: EventTarget | null): SVGSVGElement | undefined {
  return (target instanceof Element && target.closest<SVGSVGElement>('svg.chart[tabindex]')) || undefined;
}

/** Says how many values a chart has, to screen readers and as the text that it gives back. */
function describe(chart: Element, { length }: readonly Element[]): string {
  const text = `Arrow keys read its ${length === 1 ? 'value' : `${length} values`}`;
  chart.setAttribute('aria-description', text);
  return text;
}

/** The marks of a chart, one for each thing that they say. */
function marksIn(chart: Element): Element[] {
  const marks = [...chart.querySelectorAll('[data-values]')];
  return [...new Map(marks.map((mark) => [wordsOf(mark), mark])).values()];
}

function wordsOf(mark: Element): string {
  return mark.getAttribute('data-values') ?? '';
}

/** Whether a mark is on the slide now, and not one of another step. */
function isShown(mark: Element): boolean {
  const { visibility, opacity } = getComputedStyle(mark);
  return visibility === 'visible' && opacity !== '0' && mark.getClientRects().length > 0;
}

/** What of a mark is near the pointer. */
function around({ left, right, top, bottom }: DOMRect, { clientX, clientY }: PointerEvent): DOMRect {
  const x = Math.min(Math.max(left, clientX), right);
  const from = Math.max(top, Math.min(clientY - 40, bottom));
  const to = Math.min(bottom, Math.max(clientY + 40, top));
  return new DOMRect(x, from, 0, to - from);
}

/** The mark that a key leads to: along the series, or up and down to another at the same place. */
function step(key: string, from: Element | undefined, marks: readonly Element[]): Element | undefined {
  const at = from ? marks.findIndex((mark) => wordsOf(mark) === wordsOf(from)) : -1;
  switch (key) {
    case 'ArrowRight':
      return marks[Math.min(at + 1, marks.length - 1)];
    case 'ArrowLeft':
      return marks[at < 0 ? marks.length - 1 : Math.max(at - 1, 0)];
    case 'Home':
      return marks[0];
    case 'End':
      return marks.at(-1);
    case 'ArrowUp':
    case 'ArrowDown':
      return (
        (at < 0 ? undefined : beside(marks[at], marks, key === 'ArrowUp' ? -1 : 1)) ?? marks[Math.max(at, 0)]
      );
    default:
      return undefined;
  }
}

/** The next mark above or below, at the same place across. */
function beside(from: Element | undefined, marks: readonly Element[], way: 1 | -1): Element | undefined {
  const middle = (mark: Element): { x: number; y: number } => {
    const { left, top, width, height } = placeOf(mark);
    return { x: left + width / 2, y: top + height / 2 };
  };
  if (!from) return undefined;
  const start = middle(from);
  return marks
    .map((mark) => ({ mark, ...middle(mark) }))
    .filter(({ x, y }) => Math.abs(x - start.x) < 8 && (y - start.y) * way > 0)
    .sort((a, b) => (a.y - b.y) * way)[0]?.mark;
}
