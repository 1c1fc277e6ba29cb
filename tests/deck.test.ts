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

  it('lays out the print view without its program', async () => {
    const print = await browser.newPage();
    await print.setViewport({ width: 1280, height: 720 });
    await print.setJavaScriptEnabled(false);
    await print.goto(pathToFileURL(join(folder, 'print.html')).href);
    expect(await print.evaluate(misfits)).toEqual([]);
    expect(await print.evaluate(() => document.querySelectorAll('section.slide').length)).toBe(slides);
  });
});
