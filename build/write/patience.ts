import { setTimeout } from 'node:timers/promises';
import { messages } from '../model/messages.ts';
import { grace } from './connection.ts';
import { unlessEnding } from './ending.ts';
import { BrowserFailure } from './failure.ts';

/** How long a browser may be silent, in milliseconds. */
export interface Patience {
  /** Until it is there. */
  readonly start: number;
  /** At its work; longer for documents of many pages. */
  readonly work: number;
}

export const usualPatience: Patience = { start: 15_000, work: 30_000 };

/** How long a browser may be silent over a document of so many pages, in milliseconds. */
export function patienceFor(pages: number, { work }: Patience): number {
  return work * (1 + pages / 200);
}

export interface Attention {
  /** Settles, with how it ended, once the browser has. */
  readonly gone: Promise<string>;
  /** How long it may be silent, in milliseconds. */
  readonly limit: number;
}

const parts = 10;

/**
 * What `work` comes to. Fails as soon as the browser ends, or when it has given no sign of life for too long; each
 * call of `sign` is one.
 */
export async function attend<T>(
  { gone, limit }: Attention,
  work: (sign: () => void) => Promise<T>,
): Promise<T> {
  let silent = 0;
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    // counted in parts, so that time in which we were busy ourselves counts little
    timer = setInterval(() => {
      silent++;
      if (silent >= parts)
        reject(new BrowserFailure('hung', (what) => messages.browserHung(what, limit / 1000)));
    }, limit / parts);
  });
  const crashed = gone.then((how): never => {
    throw new BrowserFailure('crashed', (what) => messages.browserCrashed(what, how));
  });
  // whatever loses the race is not to be reported as a fault of ours
  for (const loser of [hung, crashed]) loser.catch(() => undefined);
  const doing = work(() => {
    silent = 0;
  });
  doing.catch(() => undefined);
  try {
    return await Promise.race([doing, hung, crashed]);
  } catch (problem) {
    await unlessEnding();
    // what broke off because the browser ended fails a moment before that is known
    if (!(problem instanceof BrowserFailure)) await Promise.race([crashed, setTimeout(2 * grace)]);
    throw problem;
  } finally {
    clearInterval(timer);
  }
}
