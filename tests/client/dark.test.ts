import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch, open, temporaryFolder } from '../support/project.ts';
import { go, type Viewer, view } from '../support/viewer.ts';

const white = 'rgb(255, 255, 255)';

/** The shipped deck in a dark room, opened from disk with the network off. */
describe('dark slides', () => {
  let browser: Browser;
  let viewer: Viewer;
  let page: Page;

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

  /** Ground, title and the chart's years of the slide on the wall. */
  const colours = (): Promise<object> =>
    page.$eval('section.present', (slide) => {
      const style = (selector: string): CSSStyleDeclaration =>
        getComputedStyle(slide.querySelector(selector) ?? slide);
      return {
        ground: getComputedStyle(slide).backgroundColor,
        title: style('.title').color,
        years: style('.chart text').fill,
      };
    });
  const light = { ground: white, title: 'rgb(16, 32, 47)', years: 'rgb(84, 97, 110)' };
  const dark = { ground: 'rgb(15, 27, 34)', title: 'rgb(232, 238, 241)', years: 'rgb(163, 179, 188)' };
  /** What the page has told screen readers last, in each place where it does. */
  const told = (): Promise<string[]> =>
    page.$$eval('[role=status]', (all) => all.map(({ textContent }) => textContent));

  it('come and go with d, which says so', async () => {
    await go(page, 'rd-intensity');
    expect(await colours()).toEqual(light);
    await page.keyboard.press('d');
    expect(await colours()).toEqual(dark);
    expect(await told()).toContain('Dark slides');
    await page.keyboard.press('d');
    expect(await colours()).toEqual(light);
    expect(await told()).toContain('Light slides');
  });

  it('are printed light', async () => {
    await go(page, 'rd-intensity');
    await page.keyboard.press('d');
    await page.emulateMediaType('print');
    expect(await colours()).toEqual(light);
    await page.emulateMediaType('screen');
    expect(await colours()).toEqual(dark);
    await page.keyboard.press('d');
  });

  it('leave alone the charts that were drawn for a dark ground', async () => {
    await go(page, 'cover');
    const fills = (): Promise<string[]> =>
      page.$$eval('section.present .chart text', (all) => all.map((text) => getComputedStyle(text).fill));
    const before = await fills();
    expect(before.length).toBeGreaterThan(0);
    await page.keyboard.press('d');
    expect(await fills()).toEqual(before);
    await page.keyboard.press('d');
  });
});
