import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOfMarkdown } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { slideOf, type Viewer, view } from '../support/viewer.ts';

const markdown =
  '# First\n\nText.\n\n---\n\n# A title[^1]\n\nOne.[^2]\n\n. . .\n\nTwo.\n\n. . .\n\nThree.\n\n[^1]: A.\n[^2]: B.\n';

describe('a footnote', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOfMarkdown(markdown);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present .fragment.visible');
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  it('and its mark lead to each other, with the steps as they are', async () => {
    for (const link of ['.body .mark a', '.footnotes li:last-child > a', '.title .mark a']) {
      await page.click(`section.present ${link}`);
      await page.waitForFunction(() => location.hash === '#/a-title/1');
      expect(await slideOf(page)).toBe('a-title');
      expect(await page.$$eval('section.present .fragment.visible', (all) => all.length)).toBe(1);
    }
  });

  it('is no part of the title that is said', async () => {
    expect(await page.$eval('.announcements', ({ textContent }) => textContent)).toContain(
      'Slide 2 of 2: A title',
    );
    expect(await page.$eval('.announcements', ({ textContent }) => textContent)).not.toContain('title1');
  });
});
