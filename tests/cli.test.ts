import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../build/write/browser.ts';
import { home, temporaryFolder } from './support/project.ts';

/** The bundled program, run as an author runs it. */
function lectern(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'lib/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

function talk(name: string): string {
  const folder = join(temporaryFolder(), 'talk');
  cpSync(join(home, 'tests/decks', name), folder, { recursive: true });
  return folder;
}

describe('lectern build', () => {
  it('writes index.html and slides.pdf, says so and exits 0', () => {
    const folder = talk('layouts');
    const { status, stdout, stderr } = lectern(folder, ['build']);
    expect(stderr).toMatch(/^19 slides in .* dist\/index\.html \(\d+ kB\), dist\/slides\.pdf \(\d+ kB\)\n$/);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['index.html', 'slides.pdf']);
  });

  it('writes the same index.html for the same input', () => {
    const folder = talk('layouts');
    const build = (out: string): string => {
      lectern(folder, ['build', '--no-pdf', '--out', out]);
      return readFileSync(join(folder, out, 'index.html'), 'utf8');
    };
    expect(build('one')).toBe(build('two'));
  });

  it('reports every mistake, exits 1 and leaves dist/ exactly as it was', () => {
    const folder = talk('bad-charts');
    const last = '<meta name="generator" content="Lectern">the last good deck';
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/index.html'), last);
    writeFileSync(join(folder, 'dist/slides.pdf'), 'its pages');
    const { status, stderr } = lectern(folder, ['build']);
    expect(status).toBe(1);
    const expected = readFileSync(join(home, 'tests/decks/bad-charts/expected/diagnostics.txt'), 'utf8');
    for (const line of expected.split('\n')) expect(stderr).toContain(line);
    expect(stderr).toContain('Nothing was written; dist/ is as it was.');
    expect(readFileSync(join(folder, 'dist/index.html'), 'utf8')).toBe(last);
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['index.html', 'slides.pdf']);
    expect(readdirSync(folder).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it('prints diagnostics as JSON on stdout', () => {
    const { status, stdout } = lectern(talk('bad-links'), ['build', '--no-pdf', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      slides: 0,
      artefacts: [],
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          rule: 'link-unknown',
          severity: 'error',
          file: 'slides/10.md',
          line: 7,
          column: 5,
        }),
      ]),
    });
  });

  it('writes index.html without a browser and says how to get one', () => {
    const folder = talk('layouts');
    const { status, stderr } = lectern(folder, ['build'], {
      LECTERN_BROWSER: join(folder, 'no-such-browser'),
    });
    expect(status).toBe(1);
    expect(stderr).toContain('slides.pdf error browser-');
    expect(stderr).toContain('LECTERN_BROWSER');
    expect(readdirSync(join(folder, 'dist'))).toEqual(['index.html']);
  });

  it('prints with a remote browser and leaves that running', async () => {
    const choice = await findBrowser(process.env, () => undefined);
    if (choice?.kind !== 'program') throw new Error('this test needs a browser on this machine');
    const isRoot = process.getuid?.() === 0;
    const remote = await puppeteer.launch({
      executablePath: choice.path,
      headless: 'shell',
      args: isRoot ? ['--no-sandbox'] : [],
      env: { ...process.env, ...choice.env },
    });
    const folder = talk('layouts');
    const { status } = lectern(folder, ['build'], { LECTERN_BROWSER_ENDPOINT: remote.wsEndpoint() });
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'dist/slides.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await remote.version()).toMatch(/Chrom/);
    await remote.close();
  });

  it('exits 2 for a command line that it does not understand', () => {
    expect(lectern(home, ['biuld']).status).toBe(2);
    expect(lectern(home, ['build', '--pdff']).status).toBe(2);
    expect(lectern(home, ['build', 'stranger']).status).toBe(2);
  });

  it('says what is missing in a folder without a talk', () => {
    const folder = temporaryFolder();
    const { status, stderr } = lectern(folder, ['build']);
    expect(status).toBe(1);
    expect(stderr).toContain('no-slides');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });
});
