// Part of npm run bench: how soon a deck shows its first slide, and what turning a slide costs, medians.
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import envPaths from 'env-paths';
import puppeteer from 'puppeteer';

const loads = 7;
const turns = 20;

/** A talk of `count` slides, a chart on each eighth, two steps on the others. */
export function writeTalk(count) {
  const root = mkdtempSync(join(tmpdir(), 'lectern-talk-'));
  mkdirSync(join(root, 'slides'));
  mkdirSync(join(root, 'charts/data'), { recursive: true });
  const slides = Array.from({ length: count }, (_, n) =>
    n % 8 === 7
      ? `# Output rises, ${n + 1}\n\n![Output by year](../charts/output.vl.json "Output")\n`
      : `# Claim ${n + 1}\n\nWhat leads to the points, with **strong words**.\n\n- The first point\n\n. . .\n\n- The second one\n\nNote:\nWhat is said.\n`,
  );
  writeFileSync(join(root, 'slides/10.md'), slides.join('\n---\n\n'));
  writeFileSync(join(root, 'slides/deck.yaml'), 'title: Bench\nlang: en\n');
  const rows = Array.from({ length: 40 }, (_, n) => `${1980 + n},${n * 3 + (n % 7)}`);
  writeFileSync(join(root, 'charts/data/output.csv'), `year,output\n${rows.join('\n')}\n`);
  const encoding = { x: { field: 'year', type: 'ordinal' }, y: { field: 'output', type: 'quantitative' } };
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    data: { url: 'data/output.csv' },
    mark: 'line',
    encoding,
  };
  writeFileSync(join(root, 'charts/output.vl.json'), JSON.stringify(spec));
  return root;
}

/** The browser that the user named, or the one that a build has unpacked. */
function browserPath() {
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

/** Prints the times of decks on disk, by name. */
export async function benchBrowser(decks) {
  const browser = await launchBrowser();
  for (const [name, file] of decks) {
    const paints = [];
    const scripts = [];
    const frames = [];
    for (let load = 0; load < loads; load++) {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 720 });
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector('.reveal.ready');
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
      paints.push(
        await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime),
      );
      const session = await page.createCDPSession();
      await session.send('Performance.enable');
      const spent = async () => {
        const { metrics } = await session.send('Performance.getMetrics');
        const of = (wanted) => metrics.find(({ name }) => name === wanted).value * 1000;
        return {
          script: of('ScriptDuration'),
          all: of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration'),
        };
      };
      for (let turn = 0; turn < turns; turn++) {
        const before = await spent();
        await page.keyboard.press('ArrowRight');
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
        const after = await spent();
        scripts.push(after.script - before.script);
        frames.push(after.all - before.all);
      }
      await page.close();
    }
    console.log(
      `${name}: first slide painted after ${Math.round(median(paints))} ms; a turn takes ${median(scripts).toFixed(1)} ms of script, at most ${Math.max(...scripts).toFixed(1)}, with style and layout ${median(frames).toFixed(1)}, at most ${Math.max(...frames).toFixed(1)}`,
    );
  }
  await browser.close();
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
