// Part of npm run bench: decks in a browser.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import envPaths from 'env-paths';
import puppeteer from 'puppeteer';
import { median } from './measure.mjs';

const loads = 7;
const turns = 20;

/** The browser that the user named, or the one that a build has unpacked. */
export function browserPath() {
  const { cache } = envPaths('lectern', { suffix: '' });
  const unpacked = () => readdirSync(cache).find((name) => /^chromium-[\d.]+$/.test(name));
  return process.env.LECTERN_BROWSER ?? join(cache, unpacked() ?? '', 'chromium');
}

export function launchBrowser() {
  const executablePath = browserPath();
  const args = [
    '--disable-gpu',
    '--font-render-hinting=none',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  return puppeteer.launch({ executablePath, headless: 'shell', args });
}

/** Rows of decks as `{ tool, page }`: how soon the first slide is painted, and what turning one takes. */
export async function measurePages(decks) {
  const browser = await launchBrowser();
  const rows = [];
  for (const { tool, page: file } of decks) {
    const [paints, frames] = [[], []];
    for (let load = 0; load < loads; load++) {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 720 });
      await page.goto(pathToFileURL(file).href);
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
      paints.push(
        await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime),
      );
      const session = await page.createCDPSession();
      await session.send('Performance.enable');
      const spent = async () => {
        const { metrics } = await session.send('Performance.getMetrics');
        const of = (wanted) => metrics.find(({ name }) => name === wanted).value * 1000;
        return of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration');
      };
      for (let turn = 0; turn < turns; turn++) {
        const before = await spent();
        await page.keyboard.press('ArrowRight');
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
        frames.push((await spent()) - before);
      }
      await page.close();
    }
    rows.push({ tool, measure: 'first paint', value: median(paints), unit: 'ms' });
    rows.push({ tool, measure: 'turning a slide', value: median(frames), unit: 'ms' });
  }
  await browser.close();
  return rows;
}
