import type { Talk } from '../model/talk.ts';

/**
 * Styles for what the steps of a slide change: of a chart's states only the one that its figure is in is seen
 * (`<figure data-state="1">`, `<g data-states="0 1">`), and on paper nothing that is still to come.
 */
export function stateStyle(talk: Talk): string {
  const most = Math.max(0, ...[...talk.drawings.keys()].map(({ states }) => states.length));
  const other = (state: number): string =>
    `[data-state="${state}"] [data-states]:not([data-states~="${state}"])`;
  const others = Array.from({ length: most }, (_, state) => other(state));
  return [
    ...(most > 0 ? [`${others.join(', ')} { visibility: hidden; opacity: 0 }`, stacked] : []),
    '.fragment.pending, :has(> .fragment.pending:only-child) { visibility: hidden }',
  ].join('\n');
}

/** Captions of states lie one over the other, so that the tallest makes the room for all. */
const stacked = '.states { display: grid } .states > * { grid-area: 1 / 1 }';
