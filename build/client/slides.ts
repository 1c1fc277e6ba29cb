type Dress = (slides: readonly HTMLElement[]) => void;

const dressers: Dress[] = [];

/** The deck's slides in order. */
export function slidesNow(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.slides > section')];
}

/** Runs something on all slides, and later on those that a live preview has changed. */
export function onSlides(run: Dress): void {
  dressers.push(run);
  run(slidesNow());
}

/** Tells everybody of slides that are new, or have other content than before. */
export function dress(slides: readonly HTMLElement[]): void {
  for (const run of dressers) run(slides);
}
