import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOf, deckOfMarkdown } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { go, outsideWindow, slideOf, type Viewer, view } from '../support/viewer.ts';

const link = '.overview .place';

describe('the overview', () => {
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

  const isOpen = (): Promise<boolean> =>
    page.evaluate(() => document.querySelector('.overview[open]') !== null);
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute('href')?.slice(1) ?? '');

  it('is a grid of all slides in rows of the window’s width, by section, the current one in view', async () => {
    await go(page, 'guidance-funds');
    await page.keyboard.press('o');
    const { slides, items, rows, headings } = await page.evaluate((links) => {
      const all = [...document.querySelectorAll<HTMLElement>(links)];
      return {
        slides: [...document.querySelectorAll('.slides > section')].map(({ id }) => id),
        items: all.map((one) => one.getAttribute('href')?.slice(1)),
        rows: new Set(all.map((one) => one.closest('li')?.offsetTop)).size,
        headings: [...document.querySelectorAll('.overview h2')].map(({ textContent }) => textContent),
      };
    }, link);
    expect(items).toEqual(slides);
    expect(rows).toBeGreaterThan(8);
    expect(rows).toBeLessThan(slides.length / 2);
    expect(headings).toContain('Policy instruments');
    expect(await focused()).toBe('guidance-funds');
    expect(await page.$eval(`${link}[aria-current]`, ({ textContent }) => textContent)).toBe(
      '21 Chinese government guidance funds',
    );
    expect(await outsideWindow(page, '.overview li:has(> .place[aria-current])')).toEqual([]);
    expect(await page.$eval('.overview', (grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
  });

  it('draws the slides that are in view, small, with all their steps', async () => {
    await page.waitForSelector('.overview [data-slide="guidance-funds"] > .slide');
    const drawn = await page.$$eval('.overview .thumb', (thumbs) =>
      thumbs.map((thumb) => ({
        inside: thumb.childElementCount,
        off: Math.abs(
          thumb.clientWidth - (thumb.firstElementChild?.getBoundingClientRect().width ?? thumb.clientWidth),
        ),
        inert: thumb.firstElementChild?.matches('[inert]') ?? true,
        hidden: [...thumb.querySelectorAll('.fragment')].filter(
          (step) => getComputedStyle(step).visibility !== 'visible',
        ).length,
      })),
    );
    const filled = drawn.filter(({ inside }) => inside === 1);
    expect(filled.length).toBeGreaterThan(8);
    expect(filled.length).toBeLessThan(drawn.length);
    for (const { off, inert, hidden } of drawn) {
      expect(off).toBeLessThan(1);
      expect([inert, hidden]).toEqual([true, 0]);
    }
  });

  it('leaves with Escape, nothing changed', async () => {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
    expect(await slideOf(page)).toBe('guidance-funds');
    expect(await page.evaluate(() => location.hash)).toBe('#/guidance-funds');
    // a dialog tells of its closing a moment later
    await page.waitForFunction(() => document.querySelector('.overview .thumb') === null);
  });

  it('moves with the arrow keys along and between rows, and opens with Enter', async () => {
    await go(page, 'guidance-funds');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('guidance-funds-record');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('guidance-funds');
    const place = (): Promise<{ x: number; y: number }> =>
      page.evaluate(() => {
        const box = document.activeElement?.closest('li');
        return { x: box?.offsetLeft ?? -1, y: box?.offsetTop ?? -1 };
      });
    const start = await place();
    await page.keyboard.press('ArrowDown');
    const below = await place();
    expect(below.x).toBe(start.x);
    expect(below.y).toBeGreaterThan(start.y);
    expect(await outsideWindow(page, 'li:has(> :focus)')).toEqual([]);
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('guidance-funds');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('cover');
    await page.keyboard.press('End');
    expect(await focused()).toBe('closing');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await isOpen()).toBe(false);
    await page.waitForSelector('section.present#references-2');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present#closing');
  });

  it('opens the slide that is clicked, wherever on its picture, and Back comes back', async () => {
    await go(page, 'fdi');
    await page.keyboard.press('o');
    await page.click('.overview [data-slide="spin-offs"]');
    await page.waitForSelector('section.present#spin-offs');
    expect(await isOpen()).toBe(false);
    await page.goBack();
    await page.waitForSelector('section.present#fdi');
  });

  it('leaves a key to the deck that comes right after it was closed', async () => {
    await go(page, 'fdi');
    await page.keyboard.press('o');
    await page.evaluate(() => {
      document.querySelector<HTMLDialogElement>('.overview')?.close();
      // the browser has not moved the focus yet
      const target = document.activeElement ?? document.body;
      const key = { key: 'ArrowRight', keyCode: 39, bubbles: true, cancelable: true };
      target.dispatchEvent(new KeyboardEvent('keydown', key));
    });
    await page.waitForSelector('section.present:not(#fdi)', { timeout: 5000 });
  });

  it('opens hundreds of slides without drawing them all', async () => {
    const slides = Array.from({ length: 400 }, (_, n) => `# Claim ${n + 1}\n\nWords.\n`);
    const many = await view(browser, await deckOfMarkdown(slides.join('\n---\n\n')), {
      width: 1280,
      height: 720,
    });
    await many.page.keyboard.press('o');
    await many.page.waitForSelector('.overview .thumb > .slide');
    expect(await many.page.$$(link)).toHaveLength(400);
    expect((await many.page.$$('.overview .thumb > .slide')).length).toBeLessThan(60);
    await many.page.close();
  });
});
