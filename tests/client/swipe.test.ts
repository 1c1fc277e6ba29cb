import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOf } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { go, slideOf, type Viewer, view } from '../support/viewer.ts';

describe('a swipe', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOf();
    browser = await launch();
    viewer = await view(browser, file, { width: 844, height: 390, hasTouch: true, isMobile: true });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  async function swipe(): Promise<void> {
    const touch = await page.touchscreen.touchStart(600, 200);
    for (const x of [500, 400, 300, 200]) await touch.move(x, 200);
    await touch.end();
  }
  const fragments = (): Promise<number> => page.$$eval('.present .fragment.visible', ({ length }) => length);

  it('goes to the next slide', async () => {
    await go(page, 'nature-index-overtaking');
    await swipe();
    await page.waitForSelector('section.present#nature-index-ratio');
  });

  it.each(['b', 't'] as const)('moves nothing under what %s has put over the slide', async (key) => {
    await go(page, 'chips-share');
    await page.keyboard.press(key);
    await page.waitForSelector('.paused, .data.shown');
    const before = await fragments();
    await swipe();
    expect([await slideOf(page), await fragments()]).toEqual(['chips-share', before]);
    await page.keyboard.press(key);
  });
});
