import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { misfits } from './support/fit.ts';
import { home, launch, open, temporaryFolder } from './support/project.ts';
import { go, turnTo, type Viewer, view } from './support/viewer.ts';

/** The Arabic golden deck, opened from disk with the network off. */
describe('a deck from the right', () => {
  const folder = temporaryFolder();
  let browser: Browser;
  let viewer: Viewer;
  let page: Page;

  beforeAll(async () => {
    const { compiled } = await open(join(home, 'tests/decks/rtl')).compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    for (const name of ['screen', 'print'] as const)
      writeFileSync(join(folder, `${name}.html`), compiled[name]);
    browser = await launch();
    viewer = await view(browser, join(folder, 'screen.html'), { width: 1280, height: 720 });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  /** The left and the right edge of an element of the slide on the wall. */
  const edges = (selector: string): Promise<number[]> =>
    page.$eval(`section.present ${selector}`, (element) => {
      const { left, right } = element.getBoundingClientRect();
      return [Math.round(left), Math.round(right)];
    });

  it('goes on with the left arrow and back with the right one', async () => {
    await go(page, 'part');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('section.present#first');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present#part');
  });

  it('goes on with a swipe to the right', async () => {
    const phone = await browser.newPage();
    await phone.setViewport({ width: 844, height: 390, hasTouch: true, isMobile: true });
    await phone.goto(`${pathToFileURL(join(folder, 'screen.html')).href}#split`);
    await phone.waitForSelector('section.present#split');
    const touch = await phone.touchscreen.touchStart(200, 200);
    for (const x of [300, 400, 500]) await touch.move(x, 200);
    await touch.end();
    await phone.waitForSelector('section.present#compare');
    await phone.close();
  });

  it('has the band at the right, the rail at the left, and the numeral in order', async () => {
    await turnTo(page, 'first-part');
    expect(await edges('.band')).toEqual([1032, 1280]);
    expect(await edges('.rail')).toEqual([0, 56]);
    const [number = 0] = await edges('.numeral span:first-child');
    const [letter = 0] = await edges('.numeral .letter');
    expect(letter).toBeGreaterThan(number);
  });

  it('keeps charts as they are drawn, and slides in other languages the way these are written', async () => {
    await turnTo(page, 'chart');
    expect(await page.$eval('section.present .chart', (chart) => getComputedStyle(chart).direction)).toBe(
      'ltr',
    );
    await turnTo(page, 'english');
    const [left] = await edges('.title');
    expect(left).toBe(80);
    expect(await page.$eval('section.present [lang=ar]', (words) => getComputedStyle(words).direction)).toBe(
      'rtl',
    );
  });

  it('keeps the fonts of the theme', async () => {
    await turnTo(page, 'chart');
    const font = await page.$eval('section.present .title', (title) => getComputedStyle(title).fontFamily);
    expect(font).toMatch(/^"Source Serif 4"/);
  });

  it('keeps everything inside its slide, on screen and on paper', async () => {
    const ids = await page.$$eval('section.slide', (all) => all.map(({ id }) => id));
    const found: string[] = [];
    for (const id of ids) {
      await turnTo(page, id);
      found.push(...(await page.evaluate(misfits)));
    }
    const print = await browser.newPage();
    await print.goto(pathToFileURL(join(folder, 'print.html')).href);
    found.push(...(await print.evaluate(misfits)));
    expect(found).toEqual([]);
  });
});
