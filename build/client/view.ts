/** Windows so narrow that the slides are a column to read and scroll; as in reading.css. */
export const narrow = matchMedia('(max-width: 640px)');

/** Whether the reading view is on. */
export function isReading(): boolean {
  return narrow.matches;
}

/** Undoes what Reveal does to the slides around the current one each time that it shows one. */
export function openSlides(): void {
  for (const slide of document.querySelectorAll<HTMLElement>('.slides > section')) {
    slide.inert = false;
    slide.hidden = false;
    slide.ariaHidden = null;
  }
}
