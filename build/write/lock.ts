import { mkdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { atExit } from './ending.ts';
import { type Passing, passingIn, passingName, removeQuietly } from './passing.ts';

/** A process that keeps others from a folder, and the ticket by which it does. */
export type Holder = Pick<Passing, 'path' | 'pid'>;

export interface LockOptions {
  /** Told once of who has to be waited for. */
  readonly waiting: (holder: Holder) => void;
  readonly times?: LockTimes;
}

/** In milliseconds. */
export interface LockTimes {
  /** Between two signs of life of a process that holds a lock. */
  readonly beat: number;
  /** A ticket without a sign for so long is left over, even where its process's number is another's by now. */
  readonly silence: number;
  /** How long to wait for the others; longer than `silence`, so that what is left over keeps nobody out. */
  readonly limit: number;
}

const usualTimes: LockTimes = { beat: 5_000, silence: 60_000, limit: 120_000 };

/**
 * Does `work` while no other process of this machine does such for the same folder; gives the holder that it waited
 * for in vain. The lock lies beside the folder, so it holds for all who write there, whoever they are and by whatever
 * path. Where it cannot be placed the folder cannot be replaced either, and `work` is done all the same.
 */
export async function locked<T>(
  folder: string,
  work: () => Promise<T>,
  { waiting, times = usualTimes }: LockOptions,
): Promise<{ readonly done: T } | { readonly holder: Holder }> {
  const parent = dirname(folder);
  const prefix = `${basename(folder)}.lock`;
  const mine = passingName(join(parent, prefix));
  let made: string | undefined;
  const leave = (): void => {
    removeQuietly(mine);
    if (made !== undefined) removeEmpty(parent, made);
  };
  const callOff = atExit(leave);
  const beating = setInterval(() => touch(mine), times.beat).unref();
  try {
    const start = performance.now();
    for (let tries = 0; ; tries++) {
      // each places its own before it looks, so of two at least one sees the other
      try {
        made = mkdirSync(parent, { recursive: true }) ?? made;
        mkdirSync(mine);
      } catch {
        break;
      }
      const holder = holderBeside(mine, prefix, times.silence);
      if (!holder) break;
      removeQuietly(mine);
      if (performance.now() - start > times.limit) return { holder };
      if (tries === 0) waiting(holder);
      await setTimeout(50 + 100 * Math.random());
    }
    return { done: await work() };
  } finally {
    clearInterval(beating);
    callOff();
    leave();
  }
}

/** Whose ticket lies beside mine; those that are left over are removed. */
function holderBeside(mine: string, prefix: string, silence: number): Holder | undefined {
  for (const ticket of passingIn(dirname(mine), prefix)) {
    if (ticket.path === mine) continue;
    const sign = statSync(ticket.path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (ticket.isRunning && Date.now() - sign < silence) return ticket;
    removeQuietly(ticket.path);
  }
  return undefined;
}

function touch(ticket: string): void {
  try {
    const now = new Date();
    utimesSync(ticket, now, now);
  } catch {
    // it is not placed just now
  }
}

/** Removes folders from `inner` up to `outer`, as far as there is nothing in them. */
function removeEmpty(inner: string, outer: string): void {
  try {
    for (let folder = inner; ; folder = dirname(folder)) {
      rmdirSync(folder);
      if (folder === outer) return;
    }
  } catch {
    // there is
  }
}
