import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BuildOptions, BuildResult } from '../../build/build.ts';
import { format } from '../../build/model/diagnostic.ts';
import { open, temporaryFolder } from '../support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
  write('slides/10.md', '# One\n\n![A line](../charts/a.vl.json)\n\n---\n\n# Two\n\nWords ☃.\n');
  write(
    'charts/a.vl.json',
    JSON.stringify({
      data: { url: 'data/a.csv' },
      mark: 'line',
      encoding: {
        x: { field: 'year', type: 'ordinal' },
        y: { field: 'count', type: 'quantitative' },
      },
    }),
  );
  write('charts/data/a.csv', 'year,count\n2001,1\n2002,2\n');
});

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function build(options: Partial<BuildOptions> = {}, env: Record<string, string> = {}): Promise<BuildResult> {
  const usual = { out: 'dist', pdf: false, steps: false, trustHtml: false, progress: () => undefined };
  return open(root, env).build({ ...usual, ...options });
}

async function isRebuilt(
  options: Partial<BuildOptions> = {},
  env: Record<string, string> = {},
): Promise<boolean> {
  const { isUnchanged, artefacts } = await build(options, env);
  expect(artefacts).toHaveLength(1);
  return !isUnchanged;
}

describe('a build of what was built before', () => {
  it('leaves the files alone and tells the same, warnings too', async () => {
    const first = await build();
    const { mtimeMs } = statSync(join(root, 'dist/index.html'));
    const second = await build();
    expect(second.isUnchanged).toBe(true);
    expect(second.artefacts).toEqual(first.artefacts);
    expect(second.talks).toEqual(first.talks);
    expect(first.diagnostics.length).toBeGreaterThan(1);
    expect(second.diagnostics.map(format)).toEqual(first.diagnostics.map(format));
    expect(statSync(join(root, 'dist/index.html')).mtimeMs).toBe(mtimeMs);
  });

  it('is made anew when a file has changed, come or gone', async () => {
    expect([await isRebuilt(), await isRebuilt()]).toEqual([true, false]);
    for (const change of [
      () => write('slides/10.md', '# One\n\n![A line](../charts/a.vl.json)\n'),
      () => write('charts/data/a.csv', 'year,count\n2001,1\n2002,3\n'),
      () => write('charts/data/a.csv.yaml', 'title: Counting\n'),
      () => write('slides/20.md', '# Three\n\nMore.\n'),
      () => write('slides/deck.yaml', 'title: T\n'),
      () => write('templates/theme.css', ':root { --paper: #fff }\n'),
      () => rmSync(join(root, 'templates/theme.css')),
      () => rmSync(join(root, 'slides/20.md')),
    ]) {
      change();
      expect([await isRebuilt(), await isRebuilt()]).toEqual([true, false]);
    }
  });

  it('is made anew for other orders, and where what was made is not there as it was', async () => {
    await build();
    const old = readFileSync(join(root, 'dist/index.html'));
    expect(await isRebuilt({ isPublic: true })).toBe(true);
    expect(await isRebuilt()).toBe(true);
    expect(await isRebuilt({}, { SOURCE_DATE_EPOCH: '1000000000' })).toBe(true);
    expect(await isRebuilt({ trustHtml: true })).toBe(true);
    await build();
    rmSync(join(root, 'dist/index.html'));
    expect(await isRebuilt()).toBe(true);
    expect(readFileSync(join(root, 'dist/index.html')).equals(old)).toBe(true);
    utimesSync(join(root, 'dist/index.html'), 1, 1);
    expect(await isRebuilt()).toBe(true);
  });

  it('tells mistakes each time', async () => {
    write('slides/10.md', '# One\n\n[](#nowhere)\n');
    for (let n = 0; n < 2; n++) {
      const { diagnostics, artefacts } = await build();
      expect(diagnostics.map(({ rule }) => rule)).toContain('link-unknown');
      expect(artefacts).toEqual([]);
    }
  });
});
