import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentKey } from '../../build/write/cache.ts';
import { bytesOf } from '../support/memory.ts';
import { temporaryFolder } from '../support/project.ts';

describe('contentKey', () => {
  it('is the same for the same parts, and a file name', () => {
    expect(contentKey('a', bytesOf('b'))).toBe(contentKey('a', 'b'));
    expect(contentKey('a')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is another for other parts, or parts cut elsewhere', () => {
    const keys = [
      contentKey('ab'),
      contentKey('a', 'b'),
      contentKey('', 'ab'),
      contentKey('ab', ''),
      contentKey('b', 'a'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('cached', () => {
  let home: string;
  let folder: string;
  let cached: typeof import('../../build/write/cache.ts').cached;
  const make = vi.fn(async () => bytesOf('made'));

  beforeEach(async () => {
    home = temporaryFolder();
    for (const name of ['HOME', 'XDG_CACHE_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, home);
    vi.resetModules();
    const module = await import('../../build/write/cache.ts');
    cached = module.cached;
    folder = module.cacheFolder;
    make.mockClear();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true, force: true });
  });

  const text = async (name: string): Promise<string> => Buffer.from(await cached(name, make)).toString();

  it('makes what it does not have, and keeps it', async () => {
    expect(await text('fonts/a')).toBe('made');
    expect(readFileSync(join(folder, 'fonts/a'), 'latin1')).toMatch(/made$/);
    expect(readdirSync(join(folder, 'fonts'))).toEqual(['a']);
  });

  it('makes nothing twice', async () => {
    await text('fonts/a');
    expect(await text('fonts/a')).toBe('made');
    expect(make).toHaveBeenCalledTimes(1);
  });

  const halved = (kept: Buffer): Buffer => kept.subarray(0, kept.length - 2);
  const flipped = (kept: Buffer): Buffer => kept.fill((kept.at(-1) ?? 0) ^ 1, kept.length - 1);
  const replaced = (path: string, make: () => void): void => {
    rmSync(path);
    make();
  };
  it.each<[string, (path: string) => void]>([
    ['cut off', (path) => writeFileSync(path, halved(readFileSync(path)))],
    ['shorter than a digest', (path) => writeFileSync(path, readFileSync(path).subarray(0, 9))],
    ['changed in one bit', (path) => writeFileSync(path, flipped(readFileSync(path)))],
    ['empty', (path) => writeFileSync(path, '')],
    ['no longer to be read', (path) => chmodSync(path, 0)],
    ['a link to nothing', (path) => replaced(path, () => symlinkSync(`${path}.gone`, path))],
    ['a folder', (path) => replaced(path, () => mkdirSync(join(path, 'x'), { recursive: true }))],
  ])('makes anew, once, what is %s', async (how, damage) => {
    await text('fonts/b');
    damage(join(folder, 'fonts/b'));
    expect([await text('fonts/b'), await text('fonts/b')]).toEqual(['made', 'made']);
    // nothing keeps root from reading
    expect(make).toHaveBeenCalledTimes(how === 'no longer to be read' && process.getuid?.() === 0 ? 1 : 2);
    expect(readdirSync(folder)).toEqual(['fonts']);
    expect(readdirSync(join(folder, 'fonts'))).toEqual(['b']);
  });

  it('leaves nothing of processes that were killed while they wrote', async () => {
    mkdirSync(folder, { recursive: true });
    const names = ['new-4194399-0123abcd', `new-${process.ppid}-0123abcd`];
    for (const name of names) writeFileSync(join(folder, name), 'half');
    await text('fonts/a');
    expect(readdirSync(folder).sort()).toEqual(['fonts', names[1]]);
  });

  it('lies in the user’s own folder', () => {
    expect(folder.startsWith(home)).toBe(true);
  });

  it('does no harm where it cannot write', async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, '..'), { recursive: true });
    writeFileSync(folder, 'a file where the folder belongs');
    expect(await text('fonts/a')).toBe('made');
    expect(await text('fonts/a')).toBe('made');
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('passes on what goes wrong in the making, and keeps nothing', async () => {
    await expect(
      cached('fonts/c', async () => {
        throw new Error('no font');
      }),
    ).rejects.toThrow('no font');
    expect(existsSync(join(folder, 'fonts/c'))).toBe(false);
  });
});
