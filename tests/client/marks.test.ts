import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launch, open, temporaryFolder } from '../support/project.ts';
import { go, outsideWindow, slideOf, type Viewer, view } from '../support/viewer.ts';

type Json = Readonly<Record<string, unknown>>;

const q = (field: string, more: Json = {}): Json => ({ field, type: 'quantitative', ...more });
const n = (field: string, more: Json = {}): Json => ({ field, type: 'nominal', ...more });
const values = [
  { year: 2001, country: 'A', sales: 3 },
  { year: 2002, country: 'A', sales: 5 },
  { year: 2003, country: 'A', sales: 4 },
  { year: 2001, country: 'B', sales: 4 },
  { year: 2002, country: 'B', sales: 1 },
  { year: 2003, country: 'B', sales: 2 },
];
const x = { field: 'year', type: 'ordinal' };
const color = n('country', { legend: null });
const plain = { x, y: q('sales'), color };
const square = (left: number): Json => ({
  type: 'Polygon',
  coordinates: [
    [
      [left, 0],
      [left, 9],
      [left + 9, 9],
      [left + 9, 0],
      [left, 0],
    ],
  ],
});
const charts: Readonly<Record<string, Json>> = {
  bars: { mark: 'bar', encoding: { ...plain, xOffset: n('country') } },
  points: { mark: 'point', encoding: plain },
  lines: { mark: 'line', encoding: plain },
  areas: { mark: 'area', encoding: plain },
  slices: { mark: 'arc', encoding: { theta: q('sales', { aggregate: 'sum' }), color } },
  heat: { mark: 'rect', encoding: { x, y: n('country'), color: q('sales', { legend: null }) } },
  dots: { layer: [{ mark: 'line' }, { mark: 'point' }], encoding: plain },
  map: {
    data: {
      values: ['A', 'B'].map((name, at) => ({
        type: 'Feature',
        properties: { name, sales: at + 1 },
        geometry: square(at * 12),
      })),
    },
    mark: 'geoshape',
    encoding: { color: n('properties.name', { title: 'name', legend: null }) },
  },
};

/** A talk with a slide for each chart, written to disk and compiled. */
async function makeDeck(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'slides'));
  const slides = Object.entries(charts).map(([id, spec]) => {
    const whole = { description: id, usermeta: { source: { publisher: 'P' } }, data: { values }, ...spec };
    return `---\nid: ${id}\n---\n\n# ${id}\n\n\`\`\`vega-lite\n${JSON.stringify(whole)}\n\`\`\`\n`;
  });
  writeFileSync(join(folder, 'slides/10.md'), slides.join('\n'));
  writeFileSync(join(folder, 'slides/deck.yaml'), 'title: Marks\n');
  const { compiled, diagnostics } = await open(folder).compile({ trustHtml: false });
  if (!compiled) throw new Error(JSON.stringify(diagnostics));
  const file = join(folder, 'index.html');
  writeFileSync(file, compiled.screen);
  return file;
}

/** Charts of every kind, opened from disk with the network off. */
describe('reading a chart', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;
  let deck: string;

  beforeAll(async () => {
    deck = await makeDeck();
    browser = await launch();
    viewer = await view(browser, deck, { width: 1280, height: 720 });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  const box = '.mark-values:not([hidden])';
  const chart = 'section.present svg.chart';
  const told = (on = page): Promise<string | undefined> =>
    on.evaluate((selector) => {
      const lines = document.querySelector(selector)?.children;
      return lines && [...lines].map(({ textContent }) => textContent).join('\n');
    }, box);

  /** Places in the window where each mark of the chart on the wall can be pointed at, with what it says. */
  const marks = (on = page): Promise<{ text: string; x: number; y: number }[]> =>
    on.$$eval('section.present svg.chart [data-values]', (all) =>
      all.map((mark) => {
        const { left, top, width, height } = mark.getBoundingClientRect();
        const steps = [0.5, 0.3, 0.7, 0.1, 0.9];
        const places = steps.flatMap((right) =>
          steps.map((down) => ({ x: left + width * right, y: top + height * down })),
        );
        const inside = places.find(({ x, y }) => document.elementFromPoint(x, y) === mark);
        return {
          text: mark.getAttribute('data-values') ?? '',
          ...(inside ?? { x: left, y: top + height / 2 }),
        };
      }),
    );

  it('tells on hover what each mark of every kind shows, as the data table has it', async () => {
    for (const id of Object.keys(charts)) {
      await go(page, id);
      const all = await marks();
      const rows = await page.$$eval('section.present .data tbody tr', (trs) =>
        trs.map(({ children }) => [...children].map(({ textContent }) => textContent)),
      );
      expect(all.length, id).toBe(rows.length);
      for (const { text, x, y } of all) {
        await page.mouse.move(x, y);
        expect(await told(), id).toBe(text);
        expect(await outsideWindow(page, box)).toEqual([]);
        expect(await page.$$(`${chart} .halo`)).toHaveLength(2);
        const words = text.split(/\n| · | /);
        expect(rows.filter((row) => row.every((cell) => words.includes(cell)))).toHaveLength(1);
      }
      await page.mouse.move(5, 5);
      expect(await told()).toBeUndefined();
      expect(await page.$('.halo')).toBeNull();
    }
  });

  it('finds the nearest point within 24 pixels, and inside an area wherever it is', async () => {
    await go(page, 'lines');
    const [point] = await marks();
    if (!point) throw new Error('no points');
    await page.mouse.move(point.x + 12, point.y + 12);
    expect(await told()).toBe(point.text);
    await page.mouse.move(point.x - 40, point.y - 40);
    expect(await told()).toBeUndefined();
    await go(page, 'areas');
    const low = (await marks())[0];
    const bottom = await page.$$eval(
      `${chart} line[data-values]`,
      ([line]) => line?.getBoundingClientRect().bottom,
    );
    await page.mouse.move((low?.x ?? 0) + 8, (bottom ?? 0) - 4);
    expect(await told()).toBe(low?.text);
  });

  it('is right in a scaled slide', async () => {
    await page.setViewport({ width: 900, height: 700 });
    for (const id of ['lines', 'bars']) {
      await go(page, id);
      for (const { text, x, y } of await marks()) {
        await page.mouse.move(x, y);
        expect(await told()).toBe(text);
        expect(await outsideWindow(page, box)).toEqual([]);
      }
    }
    await page.mouse.move(5, 5);
    await page.setViewport({ width: 1280, height: 720 });
  });

  it('goes through the marks with the arrow keys, and says them politely', async () => {
    await go(page, 'dots');
    await page.keyboard.press('Tab');
    expect(await page.$eval(chart, (svg) => svg === document.activeElement)).toBe(true);
    expect(await told()).toBe('Arrow keys read its 6 values');
    const said = (): Promise<string> => page.$eval('.mark-status', ({ textContent }) => textContent);
    const heard: string[] = [];
    for (const key of [
      'ArrowRight',
      'ArrowRight',
      'End',
      'Home',
      'ArrowDown',
      'ArrowUp',
      'ArrowLeft',
    ] as const) {
      await page.keyboard.press(key);
      expect((await told())?.replace('\n', ', ')).toBe(await said());
      heard.push(await said());
    }
    expect(heard).toEqual([
      'A · 2001, sales 3',
      'A · 2002, sales 5',
      'B · 2003, sales 2',
      'A · 2001, sales 3',
      'A · 2001, sales 3',
      'B · 2001, sales 4',
      'A · 2003, sales 4',
    ]);
    await page.keyboard.press('Escape');
    expect(await told()).toBeUndefined();
    expect(await page.$eval(chart, (svg) => svg === document.activeElement)).toBe(true);
    expect(await page.$('.overview[open]')).toBeNull();
    expect(await slideOf(page)).toBe('dots');
  });

  it('is one image with a name and a hint to screen readers', async () => {
    await go(page, 'dots');
    const svg = await page.$(chart);
    if (!svg) throw new Error('no chart');
    const node = await page.accessibility.snapshot({ root: svg });
    expect(node).toMatchObject({ role: 'image', name: 'dots' });
    expect(node?.children ?? []).toEqual([]);
    expect(await page.$eval(chart, (svg) => svg.getAttribute('aria-description'))).toMatch(/6 values/);
  });

  it('leaves the keys to the deck after a mere click, and closes when the slide changes', async () => {
    await go(page, 'bars');
    const [bar] = await marks();
    await page.mouse.click(bar?.x ?? 0, bar?.y ?? 0);
    expect(await told()).toBe(bar?.text);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present#points');
    expect(await told()).toBeUndefined();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('points');
  });

  it('tells on a tap, until one elsewhere', async () => {
    const { page: phone, problems } = await view(browser, deck, {
      width: 844,
      height: 390,
      hasTouch: true,
      isMobile: true,
    });
    await go(phone, 'bars');
    const [, bar] = await marks(phone);
    await phone.touchscreen.tap(bar?.x ?? 0, bar?.y ?? 0);
    expect(await told(phone)).toBe(bar?.text);
    expect(await outsideWindow(phone, box)).toEqual([]);
    await phone.touchscreen.tap(5, 5);
    expect(await told(phone)).toBeUndefined();
    expect(problems).toEqual([]);
    await phone.close();
  });

  it('gives axe nothing to find', async () => {
    await go(page, 'dots');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    const found = await axeFindings(page, 'section.present .figure, .mark-values, .mark-status');
    expect(found).toEqual([]);
  });

  it('needs no Vega', () => {
    const html = readFileSync(deck, 'utf8');
    expect(html.includes('id="vega-runtime"')).toBe(false);
    expect(html.includes('scenegraph')).toBe(false);
  });
});
