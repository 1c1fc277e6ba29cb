import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { passingIn, passingName, sweep } from '../../build/write/passing.ts';
import { temporaryFolder } from '../support/project.ts';

it('knows which names are of processes that are there', () => {
  const folder = temporaryFolder();
  const mine = passingName(join(folder, 'x'));
  const names = [
    basename(mine),
    `x-${process.ppid}-0123abcd`,
    'x-4194399-0123abcd',
    // in a container, one that was killed may have had the same number
    `x-${process.pid}-0123abcd`,
    'x-4194399',
    'x-4194399-0123abcd.md',
    'y-4194399-0123abcd',
  ];
  for (const name of names) mkdirSync(join(folder, name));
  const found = passingIn(folder, 'x').map(({ path, isRunning }) => [basename(path), isRunning]);
  expect(found.sort()).toEqual(
    names
      .slice(0, 4)
      .map((name, n) => [name, n < 2])
      .sort(),
  );
  sweep(folder, 'x');
  expect(readdirSync(folder).sort()).toEqual(names.filter((_, n) => n !== 2 && n !== 3).sort());
  expect(passingIn(join(folder, 'none'), 'x')).toEqual([]);
});
