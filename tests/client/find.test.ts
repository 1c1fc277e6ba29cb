import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch, open, temporaryFolder } from '../support/project.ts';
import { go, outsideWindow, slideOf, type Viewer, view } from '../support/viewer.ts';

/** Finding slides of the shipped deck, opened from disk with the network off. */
describe('finding a slide', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, compiled.screen);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  /** Opens the search with a key, types, and gives the titles found. */
  async function find(words: string, key: '/' | 'g' = '/'): Promise<string[]> {
    await page.keyboard.press(key);
    await page.waitForSelector('.find[open]');
    await page.keyboard.type(words);
    return page.$$eval('.find a', (links) => links.map(({ textContent }) => textContent.trim()));
  }

  const isOpen = (): Promise<boolean> => page.evaluate(() => document.querySelector('.find[open]') !== null);

  it('lists the slides that have the words, without those of rails and notes', async () => {
    const hits = await find('lenovo');
    expect(hits).toEqual(['23 Encourage spin-offs', '26 FDI inflows rose twelvefold in a decade']);
    expect(await page.$eval('.find', ({ textContent }) => textContent)).toContain('2 found');
    expect(await outsideWindow(page, '.find, .find a')).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
  });

  it('goes to the first hit with Enter, and the deck’s keys work again', async () => {
    await go(page, 'cover');
    await find('lenovo');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.present#spin-offs');
    expect(await isOpen()).toBe(false);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present#entrepreneurship');
  });

  it('goes to another hit with the arrow keys', async () => {
    await find('lenovo');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.present#fdi-inflows');
  });

  it('goes to a panel or to a slide’s number', async () => {
    expect((await find('04.a', 'g'))[0]).toBe('21 Chinese government guidance funds');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.present#guidance-funds');
    expect((await find('5', 'g'))[0]).toMatch(/^5 Outstanding/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.present#three-measures');
  });

  it('leaves the slide where it is while words are typed, and says when there is none', async () => {
    await go(page, 'seed-investment');
    expect(await find('o b f s . zzz')).toEqual([]);
    expect(await page.$eval('.find', ({ textContent }) => textContent)).toContain('0 found');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    expect(await slideOf(page)).toBe('seed-investment');
    expect(await page.$('.overview[open], .reveal.paused')).toBeNull();
  });

  it('opens again though its field still has the focus, as it may for a moment after Escape', async () => {
    await page.$eval('.find input', (field) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true })),
    );
    expect(await isOpen()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
  });

  it('takes the place of the browser’s own search', async () => {
    await page.keyboard.down('Control');
    await page.keyboard.press('f');
    await page.keyboard.up('Control');
    expect(await isOpen()).toBe(true);
    await page.mouse.click(5, 5);
    expect(await isOpen()).toBe(false);
  });
});
