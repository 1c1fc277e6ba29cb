import { attribute, type Html, html, raw } from './html.ts';

/** The steps of a page, as they are counted while its blocks are rendered. */
export interface Steps {
  /** The number of the next one, from 0. */
  next: number;
  /** How many of them have been done; the content of the others is still to come. */
  readonly shown: number;
}

/** Where blocks step; undefined where nothing does, as in notes. */
interface Stepping {
  readonly steps: Steps | undefined;
}

/** Counts a step; gives its number, from 0 in each slide, or undefined where steps are not counted. */
export function nextStep({ steps }: Stepping): number | undefined {
  return steps && steps.next++;
}

/** The attributes of what step number `step` reveals; of what no step does, only the class. */
export function fragment(step: number | undefined, { steps }: Stepping, name?: string): Html {
  const isPending = step !== undefined && steps !== undefined && step >= steps.shown;
  const classes = [name, step !== undefined && 'fragment', isPending && 'pending'].filter(Boolean).join(' ');
  return html`${attribute('class', classes)}${attribute('data-fragment-index', step)}`;
}

/** What stands for the states of a chart or of code. */
export interface States {
  /** The attribute of its element that says in which it is. */
  readonly state: Html;
  /** Empty elements inside it, one for the step to each state after the first. */
  readonly marks: readonly Html[];
}

/** Takes a step for each of so many states but the first. */
export function takeStates(count: number, context: Stepping): States {
  const changes = Array.from({ length: Math.max(0, count - 1) }, () => nextStep(context));
  const { steps } = context;
  const done = changes.filter((step) => !steps || Number(step) < steps.shown).length;
  return {
    state: count === 0 ? raw('') : html` data-state="${done}"`,
    marks: changes.map((step) =>
      step === undefined ? raw('') : html`<span${fragment(step, context, 'state')}></span>`,
    ),
  };
}
