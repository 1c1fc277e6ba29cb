import type { Chart } from '../../model/chart.ts';
import type { Slide } from '../../model/deck.ts';
import type { Drawing, Talk } from '../../model/talk.ts';
import { shownBlocks } from '../../model/walk.ts';
import { attribute, type Html, html, join, raw } from '../html.ts';
import { renderLabel } from '../inline.ts';

interface Stepped {
  readonly chart: Chart;
  readonly drawing: Drawing;
  readonly label: string | undefined;
}

/** The charts of a slide that have states. */
function steppedOn(slide: Slide, talk: Talk): Stepped[] {
  return [...shownBlocks(slide)].flatMap((block): Stepped[] => {
    const drawing = block.kind === 'chart' ? talk.drawings.get(block.chart) : undefined;
    if (block.kind !== 'chart' || !drawing || block.chart.states.length === 0) return [];
    return [{ chart: block.chart, drawing, label: talk.labels.get(block) }];
  });
}

/** The states of a slide's charts side by side; of wide ones, below each other, those that the slide does not show. */
export function statesOf(slide: Slide, talk: Talk): Html {
  return join(
    steppedOn(slide, talk).map(({ chart, drawing }) =>
      multiples(drawing, isWide(drawing) ? chart.states.slice(0, -1) : chart.states),
    ),
  );
}

/** Every chart that has states, in all of them, with the slide it is on. */
export function chartsInStates(talk: Talk): Html {
  const charts = talk.pages.flatMap(({ slide, id, number, part }) => {
    if (part.number > 1) return [];
    return steppedOn(slide, talk).map(({ chart, drawing, label }) => {
      const name = [label, chart.caption || drawing.alt].filter(Boolean).join('. ');
      return html`<div class="stepped"><h2>${name}</h2><p><a href="#${id}">Slide ${number}: ${renderLabel(slide.title, talk)}</a></p>${multiples(drawing, chart.states)}</div>`;
    });
  });
  return join(charts);
}

function isWide({ width }: Drawing): boolean {
  return width > 800;
}

function multiples(drawing: Drawing, states: Chart['states']): Html {
  const figures = states.map(
    ({ caption }, n) =>
      html`<figure data-state="${n}">${raw(copyOf(drawing.svg, n))}<figcaption>${n + 1}. ${caption}</figcaption></figure>`,
  );
  return html`<div${attribute('class', isWide(drawing) ? 'multiples wide' : 'multiples')}>${figures}</div>`;
}

/** A drawing that stands in the document already, with ids of its own. */
function copyOf(svg: string, n: number): string {
  return svg.replace(/(\bid="|url\(#|\bhref="#)([^")]+)/g, `$1$2.state-${n}`);
}
