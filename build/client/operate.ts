import './operate.css';
import type { Deck } from './reveal.ts';
import { onSlides } from './slides.ts';
import { createTooltip, type Tooltip } from './tooltip.ts';
import type { StartChart } from './vega.ts';

/** Lets the audience operate charts that have inputs or selections; Vega is started with the first of them. */
export function bindOperable(deck: Deck): void {
  if (!document.querySelector('svg.chart[data-vega]')) return;
  const tooltip = createTooltip();
  onSlides((slides) => {
    for (const slide of slides) {
      for (const drawing of slide.querySelectorAll<SVGSVGElement>('svg.chart[data-vega]'))
        bindDrawing(drawing, tooltip, deck);
    }
  });
  deck.on('beforeslidechange', tooltip.hide);
}

function bindDrawing(drawing: SVGSVGElement, tooltip: Tooltip, deck: Deck): void {
  const spec = document.getElementById(drawing.dataset.vega ?? '');
  const name = drawing.getAttribute('aria-label') ?? '';
  const live = element('div', 'live');
  live.dataset.preventSwipe = '';
  const bar = element('div', 'operate');
  bar.dataset.preventSwipe = '';
  bar.style.height = `${spec?.dataset.height}px`;
  const button = element('button');
  button.type = 'button';
  // of a form each, radio buttons of one name are not one choice for all charts
  const inputs = element('form', 'inputs');
  const status = element('span', 'status');
  status.role = 'status';
  bar.append(button, inputs, status);
  drawing.after(live, bar);
  let end: (() => void) | undefined;

  const still = (): void => {
    end?.();
    end = undefined;
    tooltip.hide();
    for (const place of [live, inputs]) place.replaceChildren();
    drawing.classList.remove('covered');
    button.textContent = 'Operate';
    button.setAttribute('aria-label', `Operate the chart: ${name}`);
  };
  const fail = (problem: unknown): void => {
    still();
    status.textContent = 'This chart cannot be operated here; its drawing stays.';
    console.info('Lectern:', problem);
  };
  const start = async (): Promise<void> => {
    // what is still starting has no second start
    end = () => undefined;
    status.textContent = '';
    try {
      const startChart = await runtime();
      end = await startChart(JSON.parse(spec?.textContent ?? ''), {
        drawing: live,
        inputs,
        tell: (pointed) => {
          if (pointed) tooltip.show(linesOf(pointed.values), new DOMRect(pointed.x, pointed.y));
          else tooltip.hide();
        },
        fail,
      });
    } catch (problem) {
      fail(problem);
      return;
    }
    // one image with a name, as its drawing is; Vega's words for each part would drown it
    live.role = 'img';
    live.setAttribute('aria-label', name);
    live.removeAttribute('aria-roledescription');
    live.querySelector('svg')?.setAttribute('aria-hidden', 'true');
    for (const group of inputs.querySelectorAll('.vega-bind:has([type="radio"])')) {
      group.role = 'radiogroup';
      group.setAttribute('aria-label', group.querySelector('.vega-bind-name')?.textContent ?? '');
    }
    drawing.classList.add('covered');
    button.textContent = 'Reset';
    button.setAttribute('aria-label', `Reset the chart: ${name}`);
  };

  still();
  button.addEventListener('click', () => (end ? still() : void start()));
  drawing.addEventListener(
    'pointerenter',
    () => end || drawing.closest('.overview') || isBeforeLast(drawing) || void start(),
  );
  const step = ({ fragments = [] }: { readonly fragments?: readonly Element[] }): void => {
    // what is operated would cover the state that the step brings
    if (end && fragments.some((fragment) => drawing.closest('figure')?.contains(fragment))) still();
  };
  deck.on('fragmentshown', step);
  deck.on('fragmenthidden', step);
  inputs.addEventListener('submit', (event) => event.preventDefault());
  bar.addEventListener('keydown', (event) => {
    // the deck's own keys are not meant
    if (event.target !== button || event.key === ' ' || event.key === 'Enter') event.stopPropagation();
  });
}

/** Whether a chart has states still to come; Vega runs its last. */
function isBeforeLast(drawing: Element): boolean {
  const figure = drawing.closest('figure');
  return Number(figure?.dataset.state ?? 0) < (figure?.querySelectorAll('.state').length ?? 0);
}

/** Vega, which lies in the deck as text until it is wanted. */
function runtime(): StartChart {
  if (!window.startChart) {
    const script = document.createElement('script');
    script.textContent = document.getElementById('vega-runtime')?.textContent ?? '';
    document.head.append(script);
    script.remove();
  }
  if (!window.startChart) throw new Error('the browser did not run Vega');
  return window.startChart;
}

function linesOf(values: unknown): string[] {
  if (typeof values !== 'object' || values === null) return [String(values)];
  return Object.entries(values).map(([title, value]) => `${title} ${value}`);
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className?: string,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), className === undefined ? {} : { className });
}
