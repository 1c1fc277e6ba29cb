import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { misfits } from './support/fit.ts';
import { launch, open, temporaryFolder } from './support/project.ts';

/** The shipped deck in a real browser, opened from disk with the network off. */
describe('the deck in a browser', () => {
  let browser: Browser;
  let screen: Page;
  let slides: number;
  const problems: string[] = [];
  const requests: string[] = [];
  const folder = temporaryFolder();

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    slides = compiled.slides;
    writeFileSync(join(folder, 'index.html'), compiled.screen);
    writeFileSync(join(folder, 'print.html'), compiled.print);
    browser = await launch();
    screen = await browser.newPage();
    await screen.setViewport({ width: 1280, height: 720 });
    screen.on(
      'console',
      (message) => ['error', 'warn'].includes(message.type()) && problems.push(message.text()),
    );
    screen.on('pageerror', (error) => problems.push(String(error)));
    screen.on('request', (request) => requests.push(request.url()));
    await screen.setOfflineMode(true);
    await screen.goto(pathToFileURL(join(folder, 'index.html')).href);
    await screen.waitForSelector('.reveal.ready');
    await screen.evaluate(() => document.fonts.ready.then(() => true));
  });
  afterAll(() => browser.close());

  it('walks all slides with the arrow key, everything inside its slide, every chart drawn', async () => {
    const seen = new Set<string>();
    const faults: string[] = [];
    for (let step = 0; step < slides * 8; step++) {
      const { id, charts, last } = await screen.evaluate(() => {
        const slide = document.querySelector('section.present');
        return {
          id: slide?.id ?? '',
          charts: [...(slide?.querySelectorAll('svg.chart') ?? [])].map((chart) => {
            const { width, height } = chart.getBoundingClientRect();
            return { width, height, shown: chart.querySelectorAll('text').length > 0 };
          }),
          last: slide?.nextElementSibling === null && !slide.querySelector('.fragment:not(.visible)'),
        };
      });
      seen.add(id);
      for (const { width, height, shown } of charts) {
        if (width < 200 || height < 100 || !shown) faults.push(`#${id}: a chart of ${width} × ${height}`);
      }
      if (last) break;
      await screen.keyboard.press('ArrowRight');
    }
    for (const id of seen) {
      await screen.evaluate((hash) => location.assign(`#${hash}`), id);
      await screen.waitForSelector(`section.present#${id}`);
      faults.push(...(await screen.evaluate(misfits)));
    }
    expect(faults).toEqual([]);
    expect(seen.size).toBe(slides);
    expect(problems).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([
      pathToFileURL(join(folder, 'index.html')).href,
    ]);
  });

  it('goes to the slide or reference that an address names', async () => {
    await screen.evaluate(() => location.assign('#guidance-funds'));
    await screen.waitForSelector('section.present#guidance-funds');
    await screen.evaluate(() => location.assign('#ref-r46'));
    await screen.waitForFunction(() => document.querySelector('section.present [id="ref-r46"]') !== null);
  });

  it('follows its own links and comes back', async () => {
    await screen.evaluate(() => location.assign('#seed-investment'));
    await screen.waitForSelector('section.present#seed-investment');
    // the address is written a moment after the slide has come
    await screen.waitForFunction(() => location.hash === '#/seed-investment');
    await screen.click('section.present a.ref[href="#guidance-funds"]');
    await screen.waitForSelector('section.present#guidance-funds');
    await screen.waitForFunction(() => location.hash === '#/guidance-funds');
    await screen.goBack();
    await screen.waitForSelector('section.present#seed-investment');
  });

  it('shows all slides in the overview', async () => {
    await screen.keyboard.press('Escape');
    await screen.waitForSelector('.reveal.overview');
    const heights = await screen.$$eval('section.slide', (all) => all.map((slide) => slide.clientHeight));
    expect(heights.filter((height) => height > 0).length).toBeGreaterThan(3);
    expect(new Set(heights.filter((height) => height > 0))).toEqual(new Set([720]));
    await screen.keyboard.press('Escape');
    await screen.waitForSelector('.reveal:not(.overview)');
  });

  it('moves on with a swipe', async () => {
    const phone = await browser.newPage();
    await phone.setViewport({ width: 844, height: 390, hasTouch: true, isMobile: true });
    await phone.goto(`${pathToFileURL(join(folder, 'index.html')).href}#summary-explanations`);
    await phone.waitForSelector('section.present#summary-explanations');
    const touch = await phone.touchscreen.touchStart(700, 200);
    for (const x of [600, 500, 400]) await touch.move(x, 200);
    await touch.end();
    await phone.waitForSelector('section.present#summary-model');
    await phone.close();
  });

  it('opens the speaker window from disk, with the notes of the slide on the wall', async () => {
    await screen.evaluate(() => location.assign('#summary-model'));
    await screen.waitForSelector('section.present#summary-model');
    const opened = new Promise<Page | null>((resolve) => {
      browser.once('targetcreated', (target) => resolve(target.page()));
    });
    await screen.keyboard.press('s');
    const speaker = await opened;
    if (!speaker) throw new Error('no speaker window');
    const notes = (text: string): Promise<unknown> =>
      speaker.waitForFunction(
        (expected) =>
          document.querySelector('.speaker-controls-notes .value')?.textContent?.includes(expected),
        {},
        text,
      );
    await notes('This is the plan of the talk');
    await screen.bringToFront();
    await screen.keyboard.press('ArrowRight');
    await notes('The report puts this as a question');
    await speaker.close();
  });

  it('is a column of slides without its program', async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    await page.setJavaScriptEnabled(false);
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    const boxes = await page.$$eval('section.slide', (all) =>
      all.map((slide) => slide.getBoundingClientRect().toJSON()),
    );
    expect(boxes).toHaveLength(slides);
    for (const [n, { width, height, top }] of boxes.entries()) {
      expect([width, height]).toEqual([1280, 720]);
      if (n > 0) expect(top).toBeGreaterThanOrEqual((boxes[n - 1]?.top ?? 0) + 720);
    }
    expect(await page.evaluate(misfits)).toEqual([]);
    await page.close();
  });

  it('lays out the print view without its program', async () => {
    const print = await browser.newPage();
    await print.setViewport({ width: 1280, height: 720 });
    await print.setJavaScriptEnabled(false);
    await print.goto(pathToFileURL(join(folder, 'print.html')).href);
    expect(await print.evaluate(misfits)).toEqual([]);
    expect(await print.evaluate(() => document.querySelectorAll('section.slide').length)).toBe(slides);
  });
});
