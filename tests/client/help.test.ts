import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyGroups } from '../../build/client/keys.ts';
import { deckOf } from '../support/decks.ts';
import { home, launch } from '../support/project.ts';
import { go, outsideWindow, slideOf, type Viewer, view } from '../support/viewer.ts';

describe('the help', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOf(home, true);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  const isOpen = (): Promise<boolean> => page.evaluate(() => document.querySelector('.help[open]') !== null);

  it('lists every key with what it does', async () => {
    await page.keyboard.press('?');
    const shown = await page.$$eval('.help kbd', (keys) => keys.map((key) => key.dataset.key));
    expect(shown).toEqual(keyGroups.flatMap(({ entries }) => entries.flatMap(({ keys }) => keys)));
    const text = await page.$eval('.help', ({ textContent }) => textContent);
    for (const { name, entries } of keyGroups)
      for (const words of [name, ...entries.map(({ does }) => does)]) expect(text).toContain(words);
    expect(await outsideWindow(page, '.help, .help dd')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('credits those whose work the deck holds', async () => {
    await page.keyboard.press('?');
    const credits = await page.$eval('.help .credits', ({ textContent }) => textContent);
    for (const name of ['reveal.js', 'Inter (OFL-1.1)', 'Source Serif 4 (OFL-1.1)', 'Noto Sans SC (OFL-1.1)'])
      expect(credits).toContain(name);
    for (const name of ['Vega', 'Temml', 'Source Code Pro']) expect(credits).not.toContain(name);
    await page.keyboard.press('Escape');
  });

  it('holds the keys until it is closed, and gives the focus back', async () => {
    await go(page, 'seed-investment');
    for (const close of ['?', 'Escape', 'Enter'] as const) {
      await page.focus('section.present a.ref');
      await page.keyboard.press('?');
      expect(await isOpen()).toBe(true);
      for (const key of ['ArrowRight', 'b', 'o', 'e'] as const) await page.keyboard.press(key);
      // Enter presses its ×, which has the focus
      await page.keyboard.press(close);
      expect(await isOpen(), close).toBe(false);
      expect(await slideOf(page)).toBe('seed-investment');
      expect(await page.$('.reveal.paused, dialog[open], .annex:not([hidden])')).toBeNull();
      expect(await page.evaluate(() => document.activeElement?.matches('section.present a.ref'))).toBe(true);
    }
  });

  it('fits a window at twice the size, scrolling inside', async () => {
    await page.setViewport({ width: 640, height: 360 });
    await page.keyboard.press('?');
    expect(await outsideWindow(page, '.help, .help .close')).toEqual([]);
    expect(await page.$eval('.help', (help) => help.scrollWidth - help.clientWidth)).toBe(0);
    await page.keyboard.press('Escape');
    await page.setViewport({ width: 1280, height: 720 });
  });
});
