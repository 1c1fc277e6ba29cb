import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOf } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { go, onTop, slideOf, type Viewer, view } from '../support/viewer.ts';

describe('the black screen', () => {
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

  it.each(['b', '.', 'Escape', 'Enter', 'click'] as const)('comes with b and goes with %s', async (leave) => {
    await go(page, 'seed-investment');
    await page.focus('section.present a.ref');
    await page.keyboard.press('b');
    await expect.poll(() => onTop(page, '.pause-overlay')).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Back to the slide');
    expect(await heard()).toBe('The screen is black.');
    expect(await page.$('.slides[inert]')).not.toBeNull();
    for (const key of ['o', '/', '?', 'ArrowRight', 't', 'e'] as const) await page.keyboard.press(key);
    expect(await page.$('dialog[open], .data.shown, .annex:not([hidden])')).toBeNull();
    if (leave === 'click') await page.mouse.click(300, 300);
    else await page.keyboard.press(leave);
    await expect.poll(() => onTop(page, '.pause-overlay')).toBe(false);
    expect(await slideOf(page)).toBe('seed-investment');
    expect(await page.$('.slides[inert], dialog[open]')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.matches('section.present a.ref'))).toBe(true);
    expect(await heard()).toBe('The slide is shown again.');
  });
});
