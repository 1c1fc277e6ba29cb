import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CiteRequest } from '../../build/resolve/csl.ts';
import { type DrawRequest, draw as drawNow } from '../../build/resolve/draw.ts';
import type { Library } from '../../build/write/library.ts';
import { halfEms, library } from '../support/memory.ts';
import { temporaryFolder } from '../support/project.ts';

let home: string;
let made: typeof import('../../build/write/made.ts');

beforeEach(async () => {
  home = temporaryFolder();
  for (const name of ['HOME', 'XDG_CACHE_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, home);
  vi.resetModules();
  made = await import('../../build/write/made.ts');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

describe('citeWithCache', () => {
  const styleFiles = vi.fn(library.styleFiles);
  const watched: Library = { ...library, styleFiles };
  const request: CiteRequest = {
    items: [{ id: 'a', type: 'book', title: 'A', author: [{ family: 'Müller' }] }],
    style: 'chicago-author-date',
    lang: 'en',
  };
  beforeEach(() => void styleFiles.mockClear());

  it('gives from the cache what it gave before', async () => {
    const first = await made.citeWithCache(watched)(request);
    expect(first).toMatchObject([{ id: 'a', names: 'Müller' }]);
    expect(await made.citeWithCache(watched)(request)).toEqual(first);
    expect(styleFiles).toHaveBeenCalledTimes(1);
  });

  it('makes anew for other works, another style, another language, another program', async () => {
    const cite = made.citeWithCache(watched);
    await cite(request);
    await cite({ ...request, items: [] });
    await cite({ ...request, style: 'vancouver' });
    await cite({ ...request, lang: 'de' });
    await made.citeWithCache({ ...watched, program: 'other' })(request);
    expect(styleFiles).toHaveBeenCalledTimes(5);
  });
});

describe('drawWithCache', () => {
  const drawer = vi.fn((request: DrawRequest) => drawNow(request, halfEms));
  beforeEach(() => void drawer.mockClear());

  /** Draws a bar with this scale. */
  function draw(type: string) {
    const x = { field: 'year', type: 'nominal', scale: { type } };
    const spec = { data: { values: [{ year: 2001 }] }, mark: 'bar', encoding: { x } };
    return made.drawWithCache(library, drawer)({ specs: [spec], size: { width: 90, height: 90 }, theme: {} });
  }

  it('gives a drawing from the cache that was drawn before', async () => {
    const first = await draw('band');
    expect(first).toMatchObject({ svg: expect.stringContaining('2001'), problems: [] });
    expect(await draw('band')).toEqual(first);
    expect(drawer).toHaveBeenCalledTimes(1);
  });

  it('warns again of a drawing that it warned of', async () => {
    const first = await draw('log');
    expect(first.problems).not.toEqual([]);
    expect(await draw('log')).toEqual(first);
    expect(drawer).toHaveBeenCalledTimes(2);
  });

  it('gives all drawing of a talk ten minutes', async () => {
    const ends: unknown[] = [];
    const draw = made.drawWithCache(library, (request, until) => {
      ends.push(until);
      return drawer(request);
    });
    const begun = performance.now();
    for (const width of [80, 90]) {
      const spec = { data: { values: [{ year: 2001 }] }, mark: 'bar', encoding: { x: { field: 'year' } } };
      await draw({ specs: [spec], size: { width, height: 90 }, theme: {} });
    }
    expect(ends).toEqual([ends[0], ends[0]]);
    expect(Number(ends[0]) - begun).toBeGreaterThanOrEqual(10 * 60_000);
    expect(Number(ends[0]) - performance.now()).toBeLessThan(10 * 60_000);
  });
});
