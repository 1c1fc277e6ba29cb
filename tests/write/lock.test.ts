import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { locked } from '../../build/write/lock.ts';
import { temporaryFolder } from '../support/project.ts';

let root: string;
let folder: string;
const waiting = vi.fn();
const times = { beat: 20, silence: 500, limit: 1_000 };
beforeEach(() => {
  root = temporaryFolder();
  folder = join(root, 'dist');
  waiting.mockClear();
});

const lock = <T>(work: () => Promise<T>, path = folder) => locked(path, work, { waiting, times });

/** A ticket such as another process places, and how it was when it last gave a sign. */
function ticket(pid: number, seconds = 0): string {
  const path = join(root, `dist.lock-${pid}-0123abcd`);
  mkdirSync(path);
  const time = Date.now() / 1000 - seconds;
  utimesSync(path, time, time);
  return path;
}

describe('locked', () => {
  it('gives what the work gives, passes on its failures, and leaves nothing', async () => {
    expect(await lock(async () => readdirSync(root).length)).toEqual({ done: 1 });
    await expect(lock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(readdirSync(root)).toEqual([]);
    expect(waiting).not.toHaveBeenCalled();
  });

  it('lets one work at a time, by whatever path they come, and each in the end', async () => {
    symlinkSync(root, join(root, 'link'));
    let working = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++working);
      await setTimeout(10);
      working--;
    };
    const paths = Array.from({ length: 8 }, (_, n) => join(root, n % 2 ? 'link' : '', 'dist'));
    const all = await Promise.all(
      paths.map((path) => locked(path, work, { waiting, times: { ...times, limit: 60_000 } })),
    );
    expect(most).toBe(1);
    expect(all).toEqual(paths.map(() => ({ done: undefined })));
    expect(readdirSync(root)).toEqual(['link']);
  });

  it('waits for another process, which is told once, and names it when that takes too long', async () => {
    const path = ticket(process.ppid);
    const alive = setInterval(() => utimesSync(path, new Date(), new Date()), 20);
    const work = vi.fn(async () => undefined);
    const start = performance.now();
    expect(await lock(work)).toMatchObject({ holder: { pid: process.ppid, path } });
    clearInterval(alive);
    expect(performance.now() - start).toBeGreaterThan(times.limit);
    expect(work).not.toHaveBeenCalled();
    expect(waiting).toHaveBeenCalledTimes(1);
    expect(readdirSync(root)).toEqual([`dist.lock-${process.ppid}-0123abcd`]);
  });

  it('gives signs of life as long as it works', async () => {
    let isDone = false;
    const other = setTimeout(100).then(() => lock(async () => isDone));
    await lock(async () => {
      await setTimeout(2 * times.silence - 200);
      isDone = true;
    });
    expect(await other).toEqual({ done: true });
  });

  it.each([
    ['a process that is no more', 4194399, 0],
    ['one whose number is another’s by now', process.ppid, 2],
    ['one whose number is its own by now, as in a container', process.pid, 0],
  ])('goes over what was left of %s', async (_, pid, seconds) => {
    ticket(pid, seconds);
    expect(await lock(async () => readdirSync(root).length)).toEqual({ done: 1 });
    expect(waiting).not.toHaveBeenCalled();
    expect(readdirSync(root)).toEqual([]);
  });

  it('makes the folders above, which stay only with something in them', async () => {
    const path = join(root, 'a/b/dist');
    await lock(async () => expect(existsSync(join(root, 'a/b'))).toBe(true), path);
    expect(readdirSync(root)).toEqual([]);
    await lock(async () => mkdirSync(path), path);
    expect(existsSync(path)).toBe(true);
    mkdirSync(join(root, 'empty'));
    await lock(async () => undefined, join(root, 'empty/dist'));
    expect(readdirSync(root).sort()).toEqual(['a', 'empty']);
  });

  it('keeps nobody from work where it cannot be placed', async () => {
    writeFileSync(join(root, 'file'), '');
    expect(await lock(async () => 'done', join(root, 'file/dist'))).toEqual({ done: 'done' });
    chmodSync(root, 0o555);
    expect(await lock(async () => 'done')).toEqual({ done: 'done' });
    chmodSync(root, 0o755);
  });
});
