/** The deck's slides, in order. */
export function slides(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.slides > section')];
}

const stepOf = (fragment: Element): number => Number(fragment.getAttribute('data-fragment-index'));

/** How many steps slide `n` takes. */
export function stepsOf(n: number): number {
  const fragments = [...(slides()[n]?.querySelectorAll('.fragment') ?? [])];
  return Math.max(0, ...fragments.map((fragment) => stepOf(fragment) + 1));
}

/** Goes on to slide `n` with `step` steps taken, as a speaker's clicker does, and waits until all of it shows. */
export async function turnTo(n: number, step: number): Promise<Element> {
  const slide = slides()[n];
  if (!slide) throw new Error(`there is no slide ${n}`);
  const isThere = (): boolean =>
    slide.classList.contains('present') &&
    [...slide.querySelectorAll('.fragment')].every(
      (fragment) => fragment.classList.contains('visible') === stepOf(fragment) < step,
    );
  const patience = performance.now() + 20_000;
  if (!isThere()) {
    const key = { key: 'PageDown', code: 'PageDown', keyCode: 34, bubbles: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', key));
  }
  while (!isThere()) {
    if (performance.now() > patience) throw new Error(`slide “${slide.id}” did not come at step ${step}`);
    await nextFrame();
  }
  await nextFrame();
  const ending = slide
    .getAnimations({ subtree: true })
    .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
  await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  return slide;
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
