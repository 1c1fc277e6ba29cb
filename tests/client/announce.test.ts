import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOf } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { go, type Viewer, view } from '../support/viewer.ts';

describe('what a screen reader hears', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOf();
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  const heard = (): Promise<string | undefined> =>
    page.evaluate(() => document.querySelector('.announcements')?.lastElementChild?.textContent);

  it('comes from one live region alone', async () => {
    await page.keyboard.press('ArrowRight');
    expect(await page.$$eval('[aria-live]', (all) => all.map(({ className }) => className))).toEqual([
      'announcements',
    ]);
  });

  it('is number and title of each slide, and the section where it is another one', async () => {
    await go(page, 'cover');
    await go(page, 'guidance-funds');
    expect(await heard()).toBe('Policy instruments. Slide 21 of 56: Chinese government guidance funds');
    await page.keyboard.press('ArrowLeft');
    expect(await heard()).toBe('Slide 20 of 56: Providing seed investment');
    await go(page, 'case-study');
    expect(await heard()).toMatch(/^Slide 37 of 56: [^.]+$/);
  });

  it('is the words of each step', async () => {
    const id = await page.$eval('section.slide:has(.fragment)', (slide) => slide.id);
    await go(page, 'cover');
    await go(page, id);
    const step = await page.$eval('section.present .fragment', ({ textContent }) => textContent.trim());
    await page.keyboard.press('ArrowRight');
    expect(await heard()).toContain(step.slice(0, 20));
  });
});
