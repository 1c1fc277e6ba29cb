import type { Talk } from '../model/talk.ts';
import { blocksOf } from '../model/walk.ts';

/**
 * Styles for what the steps of a slide change: of a chart's states only the one that its figure is in is seen
 * (`<figure data-state="1">`, `<g data-states="0 1">`), of code the lines that are not lit in its state step back
 * (`<pre data-state="1">`, `<span class="line" data-lit="0 1">`), and on paper nothing is there that is still to come.
 */
export function stateStyle(talk: Talk): string {
  const numbers = (counts: readonly number[]): number[] => [...Array(Math.max(0, ...counts)).keys()];
  const drawn = numbers([...talk.drawings.keys()].map(({ states }) => states.length));
  const lit = numbers(
    talk.deck.slides.flatMap((slide) =>
      [...blocksOf(slide)].map((block) => (block.kind === 'code' ? block.lit.length : 0)),
    ),
  );
  const other = (state: number): string =>
    `[data-state="${state}"] [data-states]:not([data-states~="${state}"])`;
  const unlit = (state: number): string => `[data-state="${state}"] .line:not([data-lit~="${state}"])`;
  const some = (state: number): string =>
    `[data-state="${state}"]:has(.line:not([data-lit~="${state}"])) .line[data-lit~="${state}"]`;
  return [
    ...(drawn.length > 0
      ? [`${drawn.map(other).join(', ')} { visibility: hidden; opacity: 0 }`, stacked]
      : []),
    ...(lit.length > 0
      ? [
          `:is(${lit.map(unlit).join(', ')}), :is(${lit.map(unlit).join(', ')}) > span { color: var(--muted) }`,
          `:is(${lit.map(some).join(', ')}) { background: var(--code-lit); box-shadow: inset 5px 0 var(--accent); outline: 2px solid transparent; outline-offset: -2px }`,
        ]
      : []),
    '.fragment.pending, :has(> .fragment.pending:only-child) { visibility: hidden }',
  ].join('\n');
}

/** Captions of states lie one over the other, so that the tallest makes the room for all. */
const stacked = '.states { display: grid } .states > * { grid-area: 1 / 1 }';
