import { showStates } from './states.ts';

/** A place in the talk: a slide, and how many of its steps are shown. */
export interface Position {
  readonly slide: HTMLElement;
  readonly step: number;
}

/** The fragments that each step of a slide brings. Those without a number come last, one by one, as in Reveal. */
export function stepsOf(slide: HTMLElement): HTMLElement[][] {
  const steps = new Map<number, HTMLElement[]>();
  for (const [n, fragment] of slide.querySelectorAll<HTMLElement>('.fragment').entries()) {
    const number = Number(fragment.dataset.fragmentIndex ?? 1e6 + n);
    steps.set(number, [...(steps.get(number) ?? []), fragment]);
  }
  return [...steps].sort(([a], [b]) => a - b).map(([, fragments]) => fragments);
}

/** How many steps of a slide are shown. */
export function stepsShown(slide: HTMLElement): number {
  return stepsOf(slide).filter(([fragment]) => fragment?.classList.contains('visible')).length;
}

/** Shows the first steps of a slide's copy, and no more. */
export function showStep(slide: HTMLElement, step: number): void {
  for (const [n, fragments] of stepsOf(slide).entries()) {
    for (const fragment of fragments) fragment.classList.toggle('visible', n < step);
  }
  showStates(slide);
}

/** Where the next press leads; undefined at the end of the talk. */
export function after({ slide, step }: Position): Position | undefined {
  if (step < stepsOf(slide).length) return { slide, step: step + 1 };
  const next = slide.nextElementSibling;
  return next instanceof HTMLElement ? { slide: next, step: 0 } : undefined;
}

/** Where one comes from: the step before, or the slide before with all its steps. */
export function before({ slide, step }: Position): Position | undefined {
  if (step > 0) return { slide, step: step - 1 };
  const last = slide.previousElementSibling;
  return last instanceof HTMLElement ? { slide: last, step: stepsOf(last).length } : undefined;
}
