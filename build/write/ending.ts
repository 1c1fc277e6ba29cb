/** What is to be ended before this process ends. */
const begun = new Set<() => Promise<void>>();
let ending = false;

/** Has `end` awaited before a signal ends this process, until that is called off by the function that comes back. */
export function beforeExit(end: () => Promise<void>): () => void {
  begun.add(end);
  return () => void begun.delete(end);
}

/** Has `undo` done when this process ends, in whatever way, until that is called off likewise. */
export function atExit(undo: () => void): () => void {
  process.once('exit', undo);
  return () => void process.off('exit', undo);
}

/** Ends all that is to be ended first. What fails from now on fails because of that, and is of no interest. */
export async function endAll(): Promise<void> {
  ending = true;
  await Promise.all([...begun].map((end) => end()));
}

/** Goes on, unless this process is about to end. */
export function unlessEnding(): Promise<void> {
  return ending ? new Promise(() => undefined) : Promise.resolve();
}
