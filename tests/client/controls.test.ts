import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOf } from '../support/decks.ts';
import { home, launch } from '../support/project.ts';
import { go, onTop, outsideWindow, slideOf, type Viewer, view } from '../support/viewer.ts';

const opened = {
  Overview: '.overview',
  Search: '.find',
  Evidence: '.annex',
  Source: 'dialog.source',
  Help: '.help',
} as const;

describe.each([
  ['held upright', { width: 390, height: 844, hasTouch: true, isMobile: true }],
  ['lying', { width: 844, height: 390, hasTouch: true, isMobile: true }],
])('the bar on a phone %s', (way, viewport) => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOf(home, true);
    browser = await launch();
    viewer = await view(browser, file, viewport);
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  async function tap(name: string): Promise<void> {
    if (way === 'lying' && !(await page.$('.bar.shown'))) await page.tap('.bar .menu');
    const buttons = await page.$$('.bar button');
    for (const button of buttons)
      if ((await button.evaluate(({ textContent }) => textContent)) === name) await button.tap();
  }

  it.each(Object.entries(opened))('opens %s, which is closed with its ×', async (name, selector) => {
    await go(page, 'guidance-funds');
    await tap(name);
    await page.waitForFunction(
      (wanted) => document.querySelector(wanted)?.checkVisibility() === true,
      {},
      selector,
    );
    expect(await outsideWindow(page, `${selector} .close`)).toEqual([]);
    await page.tap(`${selector} .close`);
    await page.waitForFunction(
      (wanted) => document.querySelector(wanted)?.checkVisibility() === false,
      {},
      selector,
    );
    expect(await slideOf(page)).toBe('guidance-funds');
  });

  it('fits the window', async () => {
    if (way === 'lying') await page.tap('.bar .menu');
    expect(await outsideWindow(page, '.bar, .bar button')).toEqual([]);
    const heights = await page.$$eval('.bar button', (all) =>
      all.filter((button) => button.checkVisibility()).map(({ offsetHeight }) => offsetHeight),
    );
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
  });
});

describe('the bar with a mouse', () => {
  it('moves back and on, clear of the middle of the slide', async () => {
    const browser = await launch();
    const { page } = await view(browser, await deckOf(), { width: 1280, height: 720 });
    await go(page, 'guidance-funds');
    // a browser without a window may have no pointer that hovers
    if (await page.$eval('.bar .menu', (menu) => menu.checkVisibility())) await page.click('.bar .menu');
    await page.focus('.bar [aria-label="On"]');
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('.bar') as Element).opacity === '1',
    );
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.present#guidance-funds-record');
    await page.focus('.bar [aria-label="Back"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.present#guidance-funds');
    expect(await onTop(page, '.bar')).toBe(false);
    await browser.close();
  });
});
