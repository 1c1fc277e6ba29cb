import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What is to last no longer than a process. */
export interface Passing {
  readonly path: string;
  readonly pid: number;
  /** Whether that process is still there. */
  readonly isRunning: boolean;
}

/** The names that this process has given; in a container the next one has its number again. */
const given = new Set<string>();

/** A name for what is to last no longer than this process, which the name tells. */
export function passingName(prefix: string): string {
  const ending = `-${process.pid}-${randomBytes(4).toString('hex')}`;
  given.add(ending);
  return prefix + ending;
}

/** All under such names in `folder`; nothing where it cannot be read. */
export function passingIn(folder: string, prefix: string): Passing[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const ending = name.startsWith(`${prefix}-`) ? name.slice(prefix.length) : '';
    const [, number] = /^-(\d+)-[0-9a-f]{8}$/.exec(ending) ?? [];
    if (number === undefined) return [];
    const pid = Number(number);
    return {
      path: join(folder, name),
      pid,
      isRunning: pid === process.pid ? given.has(ending) : isRunning(pid),
    };
  });
}

/** Removes from `folder` what processes that are no more left under such names, because they were killed. */
export function sweep(folder: string, prefix: string): void {
  for (const left of passingIn(folder, prefix)) if (!left.isRunning) removeQuietly(left.path);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (problem) {
    // another user's is none the less running
    return (problem as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes a folder, in which processes that are being ended may still write; what stays is the next sweep's. */
export function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  } catch {
    // in use, or another user's
  }
}
