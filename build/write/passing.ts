import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A name for what is to last no longer than this process, which the name tells. */
export function passingName(prefix: string): string {
  return `${prefix}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** Removes from `folder` what processes that are no more left under such names, because they were killed. */
export function sweep(folder: string, prefix: string): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const [, pid] = name.startsWith(`${prefix}-`)
      ? (/^-(\d+)-[0-9a-f]{8}$/.exec(name.slice(prefix.length)) ?? [])
      : [];
    if (pid !== undefined && !isRunning(Number(pid))) removeQuietly(join(folder, name));
  }
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
