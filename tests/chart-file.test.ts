import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';
import type { ChartFormat } from '../build/chart-file.ts';
import { placeOf } from '../build/model/diagnostic.ts';
import { pageText, readPdf } from './support/pdf.ts';
import { launch, open, temporaryFolder } from './support/project.ts';

const spec = (mark: string): object => ({
  data: { url: 'data/output.csv' },
  mark,
  encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'output', type: 'quantitative' } },
  usermeta: {
    source: { publisher: 'World Bank' },
    steps: [
      { caption: 'As bars', patch: { mark: 'bar' } },
      { caption: 'As a line', patch: { mark: 'line', title: 'Last state' } },
    ],
  },
});

function talk(chart: object | string = spec('bar')): string {
  const folder = temporaryFolder();
  const files = {
    'slides/deck.yaml': 'title: A talk\ntalks: { short: { slides: output } }\n',
    'slides/10.md': '# Output\n\n![Output & “growth”](../charts/output.vl.json "Output by year")\n',
    'charts/output.vl.json': typeof chart === 'string' ? chart : JSON.stringify(chart),
    'charts/data/output.csv': 'year,output\n2020,3\n2021,5\n',
  };
  for (const name of ['slides', 'charts/data']) mkdirSync(join(folder, name), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

async function write(folder: string, out: string, format: ChartFormat, path = 'charts/output.vl.json') {
  const progress = (): void => undefined;
  const diagnostics = await open(folder).chart({ spec: path, out, format, progress });
  return diagnostics.map(({ at, rule, message, hint }) => `${placeOf(at)} ${rule} ${message} ${hint ?? ''}`);
}

describe('lectern chart', () => {
  it('writes an SVG that is well-formed, carries its fonts, and shows the last state alone', async () => {
    const folder = talk();
    expect(await write(folder, 'made/here/output.svg', 'svg')).toEqual([]);
    const svg = readFileSync(join(folder, 'made/here/output.svg'), 'utf8');
    const browser = await launch();
    const page = await browser.newPage();
    const seen = await page.evaluate((text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        tag: root.tagName,
        namespace: root.namespaceURI,
        title: root.querySelector('title')?.textContent,
        fonts: root.querySelector('style')?.textContent,
        texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
      };
    }, svg);
    await browser.close();
    expect(seen).toMatchObject({
      tag: 'svg',
      namespace: 'http://www.w3.org/2000/svg',
      title: 'Output & “growth”',
    });
    expect(seen.fonts).toMatch(/@font-face\{font-family:"Inter"/);
    expect(seen.texts).toEqual(expect.arrayContaining(['Last state', '2021']));
    expect(svg).not.toMatch(/data-(states|values)/);
  });

  it('writes a PNG of twice its size and a PDF of its size with text', async () => {
    const folder = talk();
    expect(await write(folder, 'output.png', 'png')).toEqual([]);
    const { width, height } = imageSize(readFileSync(join(folder, 'output.png')));
    expect(await write(folder, 'output.pdf', 'pdf')).toEqual([]);
    const pdf = await readPdf(readFileSync(join(folder, 'output.pdf')));
    expect(pdf.numPages).toBe(1);
    const [, , points = 0, high = 0] = (await pdf.getPage(1)).view;
    expect([points / 0.75, high / 0.75]).toEqual([width / 2, height / 2]);
    expect(await pageText(pdf, 1)).toContain('Last state');
    expect((await pdf.getMetadata()).info).toMatchObject({ Title: 'Output by year' });
  });

  it('tells mistakes where the spec has them, and leaves what was there', async () => {
    const folder = talk({ ...spec('bar'), mark: 'barr' });
    writeFileSync(join(folder, 'output.svg'), 'as it was');
    expect(await write(folder, 'output.svg', 'svg')).toEqual([
      expect.stringMatching(/^charts\/output\.vl\.json:1:\d+ mark-unknown /),
    ]);
    expect(readFileSync(join(folder, 'output.svg'), 'utf8')).toBe('as it was');
    expect(readdirSync(folder).sort()).toEqual(['charts', 'output.svg', 'slides']);
  });

  it('names the near spec for one that is not there', async () => {
    expect(await write(talk(), 'output.svg', 'svg', 'charts/ouput.vl.json')).toEqual([
      expect.stringMatching(/^charts\/ouput\.vl\.json chart-missing .*Did you mean “output\.vl\.json”/),
    ]);
  });

  it('says so where the file is no chart or lies elsewhere, whatever else slides link to', async () => {
    const folder = talk();
    const square = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    writeFileSync(join(folder, 'charts/square.png'), square);
    writeFileSync(join(folder, 'slides/20.md'), '# More\n\n![Odd](../charts/100%.png)\n');
    expect(await write(folder, 'output.svg', 'svg')).toEqual([]);
    expect(await write(folder, 'square.svg', 'svg', 'charts/square.png')).toEqual([
      expect.stringMatching(/^charts\/square\.png chart-missing /),
    ]);
    expect(await write(folder, 'data.svg', 'svg', 'charts/data/output.csv')).toEqual([
      expect.stringMatching(/^charts\/data\/output\.csv chart-missing .* end in \.vl\.json/),
    ]);
    expect(await write(folder, 'far.svg', 'svg', '../far.vl.json')).toEqual([
      expect.stringMatching(/path-outside /),
    ]);
    expect(existsSync(join(folder, 'square.svg'))).toBe(false);
  });

  it('writes over nothing that the talk is made from', async () => {
    const folder = talk();
    expect(await write(folder, 'charts/output.svg', 'svg')).toEqual([
      expect.stringMatching(/^charts\/output\.svg out-refused /),
    ]);
    expect(existsSync(join(folder, 'charts/output.svg'))).toBe(false);
  });
});
