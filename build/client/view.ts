/** Windows so narrow that the slides are a column to read and scroll; as in reading.css. */
export const narrow = matchMedia('(max-width: 600px)');

/** Whether the reading view is on. */
export function isReading(): boolean {
  return narrow.matches;
}
