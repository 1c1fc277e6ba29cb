import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { home, temporaryFolder } from './support/project.ts';

const lastBuild = {
  'handout.pdf': 'its notes',
  'index.html': '<meta name="generator" content="Lectern">the last good deck',
  'slides.pdf': 'its pages',
};

/** Builds a copy of the shipped talk with some of its files rewritten, over a last good build. */
function buildWith(folderName: string, rewrite: (text: string, name: string) => string) {
  const folder = join(temporaryFolder(), 'talk');
  for (const part of ['slides', 'charts', 'templates'])
    cpSync(join(home, part), join(folder, part), { recursive: true });
  for (const name of filesIn(join(folder, folderName))) {
    const path = join(folder, folderName, name);
    writeFileSync(path, rewrite(readFileSync(path, 'utf8'), name));
  }
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  for (const [name, text] of Object.entries(lastBuild)) writeFileSync(join(dist, name), text);
  const { status, stdout } = spawnSync(process.execPath, [join(home, 'lib/cli.js'), 'build', '--json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return {
    status,
    errors: (JSON.parse(stdout) as { diagnostics: { rule: string; message: string }[] }).diagnostics,
    dist: Object.fromEntries(filesIn(dist).map((name) => [name, readFileSync(join(dist, name), 'utf8')])),
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

function slidesText(): string {
  return filesIn(join(home, 'slides'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(home, 'slides', name), 'utf8'))
    .join('\n');
}

/** The text with one digit changed. */
function changed(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`“${from}” does not stand there once`);
  return text.replace(from, to);
}

/** A digit of each data file: the slide that no longer agrees, what it says, and what its data then say. */
const digits = [
  ['fdi-gdp.csv', '1993,China,6.', '1993,China,8.', 'fdi-gdp', '6%', '8.18688'],
  ['fdi-inflows.csv', '1990,China,34', '1990,China,39', 'fdi-inflows', 'twelvefold', '10.5581'],
  ['human-capital.csv', 'China,1980,33', 'China,1980,34', 'human-capital', '33%', '34'],
  ['nature-index-ratio.csv', '2015,37', '2015,38', 'nature-index-ratio', '37%', '38'],
  ['nature-index-share.csv', '2021,China,16', '2021,China,17', 'nature-index-ratio', '84%', '89.407%'],
  ['ranks.csv', '2022 rank,China,11', '2022 rank,China,12', 'three-measures', '11th', '12'],
  ['rd-intensity.csv', '1992,China,0.73', '1992,China,0.83', 'rd-intensity', '0.73%', '0.83'],
  ['report-figures.csv', '1741', '1742', 'guidance-funds', '1,741', '1,742'],
  ['semiconductor-share.csv', 'Assembly,38', 'Assembly,39', 'chips-share', '38%', '39'],
] as const;

describe('a number that its data no longer give', () => {
  it.each(digits)(
    'stops the build when a digit of %s changes, and leaves dist/ as it was',
    (file, from, to, slide, shown, data) => {
      const { status, errors, dist } = buildWith('charts/data', (text, name) =>
        name === file ? changed(text, from, to) : text,
      );
      expect(status).toBe(1);
      expect(errors.map(({ rule }) => rule)).toContain('value-mismatch');
      expect(errors.map(({ message }) => message)).toContain(
        `Slide “${slide}” says “${shown}”, charts/data/${file} ${data}`,
      );
      expect(dist).toEqual(lastBuild);
    },
  );

  it('is looked for in every data file that the talk checks numbers with', () => {
    const checked = [...slidesText().matchAll(/:value\[[^\]]*\]\{from=(\S+)/g)].map(([, file]) => file);
    expect([...new Set(checked)].sort()).toEqual(digits.map(([file]) => file));
  });

  it('stops the build when a digit of the text changes, and leaves dist/ as it was', () => {
    const { status, errors, dist } = buildWith('slides', (text, name) =>
      name === '30-instruments.md' ? changed(text, ':value[42.1 bn]', ':value[42.2 bn]') : text,
    );
    expect(status).toBe(1);
    expect(errors).toEqual([
      expect.objectContaining({
        rule: 'value-mismatch',
        message: 'Slide “fdi-inflows” says “42.2 bn”, charts/data/fdi-inflows.csv 42,095,300,000',
        place: expect.stringMatching(/^slides\/30-instruments\.md:\d+:\d+$/),
      }),
    ]);
    expect(dist).toEqual(lastBuild);
  });

  it('is found wherever the last digit or word of a checked number changes', () => {
    let count = 0;
    const { status, errors, dist } = buildWith('slides', (text) =>
      text.replace(/(?<=:value\[)[^\]]*(?=\])/g, (shown) => {
        count++;
        if (!/\d/.test(shown)) return shown === 'tripled' ? 'doubled' : 'elevenfold';
        return shown.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
      }),
    );
    expect(status).toBe(1);
    expect(count).toBeGreaterThan(40);
    expect(errors.map(({ rule }) => rule)).toEqual(Array(count).fill('value-mismatch'));
    expect(dist).toEqual(lastBuild);
  });
});
