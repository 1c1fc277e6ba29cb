import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { deckOf } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { go, type Viewer, view } from '../support/viewer.ts';

describe('the stage', () => {
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

  it('is no application, and its hidden slides are inert', async () => {
    expect(await page.$('[role="application"]')).toBeNull();
    expect(await page.$('main, [role="main"]')).not.toBeNull();
    await go(page, 'seed-investment');
    const live = await page.$$eval('.slides > section:not([inert])', (all) => all.map(({ id }) => id));
    expect(live).toEqual(['seed-investment']);
  });

  it('lays out only the slides beside the current one', async () => {
    await go(page, 'seed-investment');
    const drawn = await page.$$eval('.slides > section', (all) =>
      all.filter((slide) => slide.offsetHeight > 0).map(({ id }) => id),
    );
    expect(drawn).toEqual(['bargaining', 'seed-investment', 'guidance-funds']);
  });

  it.each([
    [700, 400],
    [1920, 1080],
    [3840, 2160],
    [7680, 4320],
  ])('fills a window of %i × %i with the slide', async (width, height) => {
    await page.setViewport({ width, height });
    // Reveal scales in whole percents
    const off = (): Promise<number> =>
      page.$eval('section.present', (slide) =>
        Math.abs(slide.getBoundingClientRect().width / innerWidth - 1),
      );
    await expect.poll(off).toBeLessThan(0.01);
    await page.setViewport({ width: 1280, height: 720 });
  });

  it('keeps Tab on the current slide and the bar', async () => {
    await go(page, 'seed-investment');
    const seen = new Set<string>();
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      seen.add(
        await page.evaluate(
          () =>
            document.activeElement?.closest('section.slide, .bar, body')?.matches('.bar, .present, body') +
            ` ${document.activeElement?.closest('section.slide')?.id ?? document.activeElement?.closest('.bar')?.className ?? '-'}`,
        ),
      );
    }
    expect([...seen].sort()).toEqual(expect.arrayContaining(['true bar', 'true seed-investment']));
    expect([...seen].filter((place) => !/^true (bar|seed-investment|-)$/.test(place))).toEqual([]);
  });

  it('takes the focus along to the next slide', async () => {
    await go(page, 'seed-investment');
    await page.focus('section.present a.ref');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.present#guidance-funds');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('guidance-funds');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present:not(#guidance-funds)');
    expect(
      await page.evaluate(() => document.activeElement === document.querySelector('section.present')),
    ).toBe(true);
  });

  it('takes the focus along from a chart, too', async () => {
    await go(page, 'nature-index-overtaking');
    await page.$eval('section.present svg.chart', (chart) => chart.focus());
    await page.keyboard.press('PageUp');
    await page.waitForSelector('section.present:not(#nature-index-overtaking)');
    expect(
      await page.evaluate(() => document.activeElement === document.querySelector('section.present')),
    ).toBe(true);
  });

  it.each([
    ['b', 'b'],
    ['e', 'Escape'],
    ['t', 't'],
    ['?', 'Escape'],
  ] as const)('gives the focus back to a chart after %s and %s', async (there, back) => {
    await go(page, 'nature-index-ratio');
    await page.$eval('section.present svg.chart', (chart) => chart.focus());
    await page.keyboard.press(there);
    await page.waitForSelector('.paused, .annex:not([hidden]), .data.shown, dialog[open]');
    expect(await page.$('section.present svg.chart:focus')).toBeNull();
    await page.keyboard.press(back);
    await page.waitForSelector('section.present svg.chart:focus');
    expect(await page.$('.paused, .annex:not([hidden]), .data.shown, dialog[open]')).toBeNull();
  });

  it('has no stop for the Tab key in the data while they are hidden', async () => {
    await go(page, 'nature-index-ratio');
    for (const key of ['t', 't', 'Tab', 'Tab', 'Tab'] as const) {
      await page.keyboard.press(key);
      expect(await page.$('.data:not(.shown) .tables:focus-within')).toBeNull();
    }
  });

  it.each(['cover', 'seed-investment', 'instruments'])('shows the focus on #%s', async (id) => {
    await go(page, id);
    await page.keyboard.press('Tab');
    const look = await page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return { outlineStyle, outlineWidth, ring: boxShadow !== 'none' };
    });
    expect(look).toEqual({ outlineStyle: 'solid', outlineWidth: '3px', ring: true });
  });

  it.each([
    ['the slide', ''],
    ['the overview', 'o'],
    ['the search', '/'],
    ['the help', '?'],
    ['the evidence', 'e'],
    ['the data', 't'],
    ['the black screen', 'b'],
  ])('has axe find nothing about %s', async (_, key) => {
    for (const [width, height] of [
      [1280, 720],
      [640, 360],
    ] as const) {
      await page.setViewport({ width, height });
      await go(page, 'fdi-gdp');
      if (key) await page.keyboard.press(key as 'o');
      if (key === 'o') await page.waitForSelector('.overview .thumb > .slide');
      expect(await axeFindings(page)).toEqual([]);
      if (key) await page.keyboard.press('Escape');
    }
    await page.setViewport({ width: 1280, height: 720 });
  });

  it('has axe find nothing on slides with the shell around them, and in the reading view', async () => {
    const ids = await page.$$eval('.slides > section', (all) => all.map(({ id }) => id));
    for (const id of ids.filter((_, n) => n % 6 === 0)) {
      await go(page, id);
      expect(await axeFindings(page), id).toEqual([]);
    }
    await page.setViewport({ width: 390, height: 844 });
    await page.waitForFunction(() => !document.querySelector('section[inert]'));
    // what lies under the bar is a flick away
    const found = (await axeFindings(page)).filter((line) => !line.includes('partially obscured'));
    expect(found).toEqual([]);
    await page.setViewport({ width: 1280, height: 720 });
  });
});
