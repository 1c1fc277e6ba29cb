import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { misfits } from '../support/fit.ts';
import { home, launch, open, temporaryFolder } from '../support/project.ts';
import { go, slideOf, type Viewer, view } from '../support/viewer.ts';

const viewport = { width: 1280, height: 720 };
const button = 'section.present .operate button';
const live = 'section.present .live svg';
const still = 'section.present svg.chart';

/** Charts that the audience can operate, opened from disk with the network off and the deck’s policy in force. */
describe('a chart with inputs or selections', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;
  const deck = join(temporaryFolder(), 'index.html');

  beforeAll(async () => {
    const { compiled } = await open(join(home, 'tests/decks/operable')).compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    writeFileSync(deck, compiled.screen);
    browser = await launch();
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  /** Opens the deck anew, as it is when nothing has been operated yet. */
  async function fresh(id: string, timezone = 'UTC'): Promise<void> {
    await page?.close();
    viewer = await view(browser, deck, viewport);
    page = viewer.page;
    await page.emulateTimezone(timezone);
    await page.evaluate(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
        console.error(`refused: ${violatedDirective} ${sample}`),
      );
    });
    await go(page, id);
  }
  async function operate(id: string, timezone?: string): Promise<void> {
    await fresh(id, timezone);
    await page.click(button);
    await page.waitForSelector(`${still}.covered + .live svg`);
  }
  /** The bars or points of the live chart, from left to right: their colours and opacities. */
  const drawn = (): Promise<string[]> =>
    page.$$eval('section.present .live .role-mark path', (all) =>
      all.map((mark) => `${mark.getAttribute('fill')} ${mark.getAttribute('opacity') ?? 1}`),
    );
  const words = (selector: string): Promise<string[]> =>
    page.$$eval(`${selector} text`, (all) => all.map(({ textContent }) => textContent));
  const bars = async (): Promise<number> => (await drawn()).length;
  const until = (count: number): Promise<unknown> =>
    page.waitForFunction(
      (expected) =>
        document.querySelectorAll('section.present .live .mark-rect.role-mark path').length === expected,
      {},
      count,
    );

  it('credits Vega, which the deck then holds', async () => {
    await fresh('inputs');
    await page.keyboard.press('?');
    expect(await page.$eval('.help .credits', ({ textContent }) => textContent)).toMatch(/Vega .* with D3/);
  });

  it('stands still, without Vega, until its button is pressed', async () => {
    await fresh('inputs');
    expect(await page.evaluate(() => 'startChart' in window)).toBe(false);
    const before = await page.$eval(still, (svg) => svg.getBoundingClientRect().toJSON());
    const said = await words(still);
    expect(await page.$eval(button, ({ textContent }) => textContent)).toBe('Operate');
    await page.click(button);
    await page.waitForSelector(`${still}.covered`);
    expect(await page.$eval(live, (svg) => svg.getBoundingClientRect().toJSON())).toEqual(before);
    expect(await words(live)).toEqual(said);
    expect(await page.$eval(button, ({ textContent }) => textContent)).toBe('Reset');
    await page.click(button);
    expect(await page.$(live)).toBeNull();
    expect(await page.$eval(still, (svg) => svg.getBoundingClientRect().toJSON())).toEqual(before);
  });

  it('is changed by each of its inputs, whose keys do not move the deck', async () => {
    await operate('inputs');
    expect(await bars()).toBe(3);
    await page.focus('section.present .operate [type="range"]');
    for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
    await until(2);
    await page.keyboard.press('Home');
    await until(3);
    await page.select('section.present .operate select', 'South');
    await page.focus('section.present .operate [type="range"]');
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
    await until(1);
    await page.focus('section.present .operate select');
    for (const key of ['b', 'o', 't', 'g', 'ArrowUp'] as const) await page.keyboard.press(key);
    await until(2);
    await page.click('section.present .operate [type="radio"][value="dark"]');
    await page.waitForSelector('section.present .live [fill="#0C2A36"]');
    await page.click('section.present .operate [type="checkbox"]');
    await page.waitForSelector('section.present .live .mark-text.role-mark [opacity="0"]');
    expect(await slideOf(page)).toBe('inputs');
    expect(await page.$('.reveal.paused, .overview[open], .find[open], .data.shown')).toBeNull();
  });

  it('keeps what was set while other slides are shown', async () => {
    await operate('inputs');
    await page.select('section.present .operate select', 'South');
    await go(page, 'plain');
    await go(page, 'inputs');
    expect(await page.$eval('section.present .operate select', ({ value }) => value)).toBe('South');
    expect(await page.$(live)).not.toBeNull();
  });

  it('holds its inputs in its place on the slide', async () => {
    await operate('inputs');
    expect(await page.evaluate(misfits)).toEqual([]);
    const { inner, outer } = await page.$eval(
      'section.present .operate',
      ({ scrollHeight, clientHeight }) => ({
        inner: scrollHeight,
        outer: clientHeight,
      }),
    );
    expect(inner).toBeLessThanOrEqual(outer);
    const sizes = await page.$$eval('section.present .operate :is(span, select, button)', (all) =>
      all
        .filter(({ textContent }) => textContent)
        .map((it) => Number.parseFloat(getComputedStyle(it).fontSize)),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18);
  });

  it('starts under the pointer; its marks can be chosen by a click and tell their values', async () => {
    await fresh('click');
    const at = await page.$eval(`${still} [data-values]`, (bar) => bar.getBoundingClientRect().toJSON());
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    await page.mouse.move(x, y);
    await page.waitForSelector(`${still}.covered`);
    await page.mouse.move(x + 5, y);
    await page.waitForSelector('.mark-values:not([hidden])');
    expect(await page.$eval('.mark-values:not([hidden])', ({ textContent }) => textContent)).toMatch(/North/);
    expect(await drawn()).toEqual(['#0B5563 1', '#0B5563 1']);
    await page.mouse.click(x, y);
    await page.waitForSelector('section.present .live [fill="#D5DBE1"]');
    expect(await drawn()).toEqual(['#0B5563 1', '#D5DBE1 1']);
    await page.mouse.move(5, 5);
    await page.waitForFunction(() => !document.querySelector('.mark-values:not([hidden])'));
  });

  it('takes a choice in its legend and a drag over it, in a scaled slide too', async () => {
    for (const size of [viewport, { width: 900, height: 700 }]) {
      await operate('selections');
      await page.setViewport(size);
      const entry = await page.$('section.present .live .role-legend-label text');
      await entry?.click();
      await page.waitForSelector('section.present .live .mark-symbol.role-mark [opacity="0.2"]');
      expect((await drawn()).filter((mark) => mark.endsWith(' 0.2'))).toHaveLength(3);
      await page.click(button);
      await page.click(button);
      await page.waitForSelector(`${still}.covered + .live svg`);
      const box = await page.$eval(live, (svg) => svg.getBoundingClientRect().toJSON());
      const places = await page.$$eval('section.present .live .mark-symbol.role-mark path', (all) =>
        all.map((mark) => mark.getBoundingClientRect().x),
      );
      const middle = [...places].sort((a, b) => a - b)[2] ?? 0;
      await page.mouse.move(middle - 30, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(middle + 60, box.y + box.height / 2 + 20, { steps: 5 });
      await page.mouse.up();
      await page.waitForSelector('section.present .live .mark-symbol.role-mark [fill="#D5DBE1"]');
      const colours = await page.$$eval('section.present .live .mark-symbol.role-mark path', (all) =>
        all.map((mark) => mark.getAttribute('fill')),
      );
      expect(colours.map((colour) => colour === '#D5DBE1')).toEqual([true, false, true, true, false, true]);
      expect(await slideOf(page)).toBe('selections');
    }
  });

  it('shows the same days wherever it runs', async () => {
    await operate('selections', 'America/Los_Angeles');
    expect(await words(live)).toEqual(await words(still));
  });

  it('is printed as it was drawn', async () => {
    await operate('inputs');
    await page.emulateMediaType('print');
    const shown = (selector: string): Promise<boolean> =>
      page.$eval(selector, (element) => element.checkVisibility());
    expect(await shown(still)).toBe(true);
    expect(await shown('section.present .live')).toBe(false);
    expect(await shown('section.present .operate')).toBe(false);
  });

  it('says so where it cannot start, and the deck goes on', async () => {
    await fresh('inputs');
    await page.evaluate(() => document.getElementById('vega-runtime')?.remove());
    await page.click(button);
    const status = 'section.present .operate .status';
    await page.waitForFunction(
      (selector) => document.querySelector(selector)?.textContent !== '',
      {},
      status,
    );
    expect(await page.$eval(status, ({ textContent }) => textContent)).toContain('cannot be operated');
    expect(await page.$eval(still, (svg) => svg.checkVisibility())).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present#selections');
  });

  it('is a drawing without the deck’s program', async () => {
    const plain = await browser.newPage();
    await plain.setJavaScriptEnabled(false);
    await plain.goto(pathToFileURL(deck).href);
    expect(await plain.$$eval('svg.chart', (all) => all.every((svg) => svg.checkVisibility()))).toBe(true);
    expect(await plain.$$('.operate')).toHaveLength(0);
    await plain.close();
  });

  it('gives axe nothing to find', async () => {
    await operate('inputs');
    expect(await axeFindings(page, 'section.present .figure')).toEqual([]);
  });

  it('is none where a parameter has neither an input nor a selection', async () => {
    await go(page, 'plain');
    expect(await page.$(button)).toBeNull();
  });

  it('in steps is not started by the pointer before its last, and ends with a step', async () => {
    const folder = temporaryFolder();
    const params = [{ name: 'until', value: 2, bind: { input: 'range', min: 1, max: 2, step: 1 } }];
    const spec = {
      params,
      data: { values: [1, 2].map((a) => ({ a, b: a })) },
      transform: [{ filter: 'datum.a <= until' }],
      mark: 'bar',
      encoding: { x: { field: 'a', type: 'ordinal' }, y: { field: 'b', type: 'quantitative' } },
      usermeta: {
        source: { publisher: 'Made up' },
        steps: [1, 2].map((n) => ({ caption: `to ${n}`, params: { until: n } })),
      },
    };
    mkdirSync(join(folder, 'slides'));
    writeFileSync(join(folder, 'slides/deck.yaml'), 'title: Steps\n');
    const fence = ['```vega-lite', JSON.stringify(spec), '```'].join('\n');
    writeFileSync(join(folder, 'slides/10.md'), `# Steps\n\n${fence}\n`);
    const { compiled } = await open(folder).compile({ trustHtml: false });
    const file = join(folder, 'index.html');
    writeFileSync(file, compiled?.screen ?? '');
    await page?.close();
    viewer = await view(browser, file, viewport);
    page = viewer.page;
    await page.hover(still);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('figure[data-state="1"]');
    expect(await page.evaluate(() => 'startChart' in window)).toBe(false);
    await page.mouse.move(0, 0);
    await page.hover(still);
    await until(2);
    await page.waitForSelector(`${still}.covered`);
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector(`figure[data-state="0"] svg.chart:not(.covered)`);
    expect(await bars()).toBe(0);
  });
});
