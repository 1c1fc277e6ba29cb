/**
 * Runs something whenever that is asked for, but never twice at a time: who asks while it runs has it run once more. The
 * run is told whether that is so.
 */
export function repeating(run: (isStale: () => boolean) => Promise<void>): () => Promise<void> {
  let isStale = false;
  let running: Promise<void> | undefined;
  const loop = async (): Promise<void> => {
    do {
      isStale = false;
      await run(() => isStale);
    } while (isStale);
  };
  return async () => {
    isStale = true;
    running ??= loop().finally(() => {
      running = undefined;
    });
    await running;
  };
}
