import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { Browser, Page, SerializedAXNode } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { misfits } from './support/fit.ts';
import { launch, open, temporaryFolder } from './support/project.ts';
import { go, onTop, outsideWindow, slideOf, turnTo, type Viewer, view } from './support/viewer.ts';

let browser: Browser;
let slides: number;
const folder = temporaryFolder();
const deck = join(folder, 'index.html');

beforeAll(async () => {
  const { compiled } = await open().compile({ trustHtml: false });
  if (!compiled) throw new Error('the deck has errors');
  slides = compiled.slides;
  writeFileSync(deck, compiled.screen);
  writeFileSync(join(folder, 'print.html'), compiled.print);
  browser = await launch();
});
afterAll(() => browser.close());

/** The shipped deck in a real browser, opened from disk with the network off. */
describe('the deck in a browser', () => {
  let screen: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    viewer = await view(browser, deck, { width: 1280, height: 720 });
    screen = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => screen.close());

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
            const drawn = Number(chart.getAttribute('height'));
            return { width, height, drawn, shown: chart.querySelectorAll('text').length > 0 };
          }),
          last: slide?.nextElementSibling === null && !slide.querySelector('.fragment:not(.visible)'),
        };
      });
      seen.add(id);
      for (const { width, height, drawn, shown } of charts) {
        // one that had to shrink has smaller letters than it was drawn with
        if (width < 200 || height < 100 || Math.abs(height - drawn) > 1 || !shown)
          faults.push(`#${id}: a chart of ${width} × ${height}, drawn ${drawn} high`);
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
  });

  it('goes to the slide or reference that an address names', async () => {
    await screen.evaluate(() => location.assign('#guidance-funds'));
    await screen.waitForSelector('section.present#guidance-funds');
    await screen.evaluate(() => location.assign('#ref-r46'));
    await screen.waitForFunction(() => document.querySelector('section.present [id="ref-r46"]') !== null);
  });

  it('follows its own links and comes back', async () => {
    await go(screen, 'seed-investment');
    await screen.click('section.present a.ref[href="#guidance-funds"]');
    await screen.waitForSelector('section.present#guidance-funds');
    await screen.waitForFunction(() => location.hash === '#/guidance-funds');
    await screen.goBack();
    await screen.waitForSelector('section.present#seed-investment');
  });

  it('moves on with a swipe', async () => {
    const phone = await browser.newPage();
    await phone.setViewport({ width: 844, height: 390, hasTouch: true, isMobile: true });
    await phone.goto(`${pathToFileURL(deck).href}#summary-explanations`);
    await phone.waitForSelector('section.present#summary-explanations');
    const touch = await phone.touchscreen.touchStart(700, 200);
    for (const x of [600, 500, 400]) await touch.move(x, 200);
    await touch.end();
    await phone.waitForSelector('section.present#summary-model');
    await phone.close();
  });

  it('is a column of slides without its program', async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    await page.setJavaScriptEnabled(false);
    await page.goto(pathToFileURL(deck).href);
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

/** What the deck shows on request of what it rests on. */
describe('the evidence in the deck', () => {
  let screen: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    viewer = await view(browser, deck, { width: 1280, height: 720 });
    screen = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => screen.close());

  const tables = 'section.present .tables';

  it('lays the table of a chart over its slide with t, and takes it away with t or Escape', async () => {
    await go(screen, 'nature-index-overtaking');
    expect(await onTop(screen, tables)).toBe(false);
    for (const key of ['t', 'Escape'] as const) {
      await screen.keyboard.press('t');
      expect(await onTop(screen, tables)).toBe(true);
      expect(await outsideWindow(screen, tables)).toEqual([]);
      expect(await screen.$eval(tables, ({ textContent }) => textContent)).toContain('19373.35');
      await screen.keyboard.press(key);
      expect(await onTop(screen, tables)).toBe(false);
    }
    expect(await screen.$('dialog[open]')).toBeNull();
  });

  it('shows and hides the table with its button, which says which', async () => {
    await go(screen, 'chips-share');
    const button = 'section.present .show-data';
    const state = (): Promise<object> =>
      screen.$eval(button, ({ textContent, ariaExpanded }) => ({ textContent, ariaExpanded }));
    expect(await state()).toEqual({ textContent: 'Data', ariaExpanded: 'false' });
    await screen.click(button);
    expect(await onTop(screen, tables)).toBe(true);
    expect(await state()).toEqual({ textContent: 'Close', ariaExpanded: 'true' });
    await screen.click(button);
    expect(await onTop(screen, tables)).toBe(false);
    expect(await state()).toEqual({ textContent: 'Data', ariaExpanded: 'false' });
  });

  it('closes the table when the slide is left', async () => {
    await go(screen, 'fdi-gdp');
    await screen.keyboard.press('t');
    expect(await onTop(screen, tables)).toBe(true);
    await screen.keyboard.press('ArrowRight');
    await screen.waitForSelector('section.present:not(#fdi-gdp)');
    await screen.keyboard.press('ArrowLeft');
    await screen.waitForSelector('section.present#fdi-gdp');
    expect(await onTop(screen, tables)).toBe(false);
  });

  it('tells screen readers the table while it is not shown', async () => {
    await go(screen, 'nature-index-overtaking');
    const all = (node: SerializedAXNode | null): SerializedAXNode[] =>
      node ? [node, ...(node.children ?? []).flatMap(all)] : [];
    const nodes = all(await screen.accessibility.snapshot({ interestingOnly: false }));
    const [table, ...others] = nodes.filter(({ role }) => role === 'table');
    expect(others).toEqual([]);
    expect(table?.name).toMatch(/^Figure \d+\. Contributions to research articles/);
    const names = (role: string): (string | undefined)[] =>
      all(table ?? null)
        .filter((node) => node.role === role)
        .map(({ name }) => name);
    expect(names('columnheader')).toEqual(expect.arrayContaining(['year', 'country', 'share']));
    expect(names('cell')).toEqual(expect.arrayContaining(['China', '19373.35', 'United States', '17610.47']));
  });

  it('hands out every table as the CSV file that it shows, commas in quotation marks', async () => {
    const session = await browser.target().createCDPSession();
    const downloads = temporaryFolder();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: downloads,
      eventsEnabled: true,
    });
    const download = async (id: string): Promise<{ name: string; text: string; shown: string[][] }> => {
      await go(screen, id);
      await screen.keyboard.press('t');
      const begun = new Promise<string>((resolve) =>
        session.once('Browser.downloadWillBegin', ({ suggestedFilename }) => resolve(suggestedFilename)),
      );
      const done = new Promise<void>((resolve) =>
        session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && resolve()),
      );
      await screen.click(`${tables} .download`);
      const name = await begun;
      await done;
      const shown = await screen.$eval(`${tables} table`, ({ rows }) =>
        [...rows].map(({ cells }) => [...cells].map(({ textContent }) => textContent)),
      );
      await screen.keyboard.press('t');
      return { name, text: readFileSync(join(downloads, name), 'utf8'), shown };
    };
    const share = await download('chips-share');
    expect(share.name).toBe('semiconductor-share.csv');
    expect(share.text).toMatch(/^activity,basis,share\n/);
    expect(share.text).toContain('\n"Discrete, analog, other (DAO)",secondary,9\n');
    expect(parse(share.text)).toEqual(share.shown);
    const flows = await download('fdi-gdp');
    expect(flows.name).toBe('fdi-gdp.csv');
    expect(parse(flows.text)).toEqual(flows.shown);
    expect(flows.shown).toContainEqual(['1993', '6.18688']);
  });

  it('ignores t on a slide without a chart', async () => {
    await go(screen, 'summary-model');
    await screen.keyboard.press('t');
    expect(await screen.$$('.data.shown')).toHaveLength(0);
    expect(await slideOf(screen)).toBe('summary-model');
  });

  const mark = 'section.present .cite a';
  const tip = '.reference-text:not([hidden])';

  it('shows the text of a reference beside its mark on hover and on focus, until it is left or Escape', async () => {
    for (const leave of ['away', 'Escape'] as const) {
      await go(screen, 'creative-insecurity');
      await screen.hover(mark);
      await screen.waitForSelector(tip);
      expect(await screen.$eval(tip, ({ textContent }) => textContent)).toContain('Politics of Innovation');
      expect(await outsideWindow(screen, tip)).toEqual([]);
      if (leave === 'away') await screen.mouse.move(5, 5);
      else await screen.keyboard.press('Escape');
      await screen.waitForSelector('.reference-text[hidden]');
      // Escape closes what is open, and no more
      expect(await screen.$('dialog[open]')).toBeNull();
      await screen.mouse.move(5, 5);
      await screen.focus(mark);
      await screen.waitForSelector(tip);
      expect(await screen.$eval(mark, (link) => link.getAttribute('aria-describedby'))).toBe(
        'reference-text',
      );
      if (leave === 'away') await screen.$eval(mark, (link) => (link as HTMLElement).blur());
      else await screen.keyboard.press('Escape');
      await screen.waitForSelector('.reference-text[hidden]');
      expect(await screen.$('dialog[open]')).toBeNull();
      await screen.$eval(mark, (link) => (link as HTMLElement).blur());
    }
  });

  it('shows no reference over the next slide', async () => {
    await go(screen, 'creative-insecurity');
    await screen.focus(mark);
    await screen.waitForSelector(tip);
    await screen.keyboard.press('ArrowRight');
    await screen.waitForSelector('section.present:not(#creative-insecurity)');
    await screen.waitForSelector('.reference-text[hidden]');
  });

  it('keeps the text of every reference inside the window', async () => {
    const ids = await screen.$$eval('section.slide:has(.cite a)', (all) => all.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(10);
    const outside: object[] = [];
    for (const id of ids) {
      await turnTo(screen, id);
      for (const link of await screen.$$(mark)) {
        // in a step that is still to come
        if (!(await link.isVisible())) continue;
        await link.focus();
        await screen.waitForSelector(tip);
        outside.push(...(await outsideWindow(screen, tip)));
      }
    }
    expect(outside).toEqual([]);
  });

  it('opens the evidence with e and holds the keys there, until Escape gives the focus back', async () => {
    await go(screen, 'seed-investment');
    await screen.focus('section.present a.ref');
    await screen.keyboard.press('e');
    expect(await onTop(screen, '.annex')).toBe(true);
    const inside = (): Promise<boolean> =>
      screen.evaluate(() => document.activeElement?.closest('.annex') != null);
    expect(await inside()).toBe(true);
    for (const key of [
      'ArrowRight',
      'Space',
      'PageDown',
      'End',
      'o',
      'b',
      't',
      'Tab',
      'ArrowRight',
    ] as const) {
      await screen.keyboard.press(key);
      expect(await inside(), key).toBe(true);
    }
    // beside the words, where no link is
    await screen.mouse.click(10, 300);
    await screen.keyboard.press('ArrowRight');
    expect(await slideOf(screen)).toBe('seed-investment');
    expect(await screen.$('dialog[open], .reveal.paused, .data.shown')).toBeNull();
    await screen.keyboard.press('Escape');
    expect(await onTop(screen, '.annex')).toBe(false);
    expect(await screen.$('dialog[open]')).toBeNull();
    expect(await screen.evaluate(() => document.activeElement?.matches('section.present a.ref'))).toBe(true);
    await screen.keyboard.press('ArrowRight');
    await screen.waitForSelector('section.present:not(#seed-investment)');
  });

  it('leads from the evidence to a slide, and from a claim to its source', async () => {
    await go(screen, 'seed-investment');
    await screen.keyboard.press('e');
    await screen.click('.annex a[href="#evidence-data-charts/data/rd-intensity.csv"]');
    await screen.waitForFunction(() => {
      const box = document
        .getElementById('evidence-data-charts/data/rd-intensity.csv')
        ?.getBoundingClientRect();
      return box && box.top >= 0 && box.bottom <= innerHeight;
    });
    expect(await slideOf(screen)).toBe('seed-investment');
    await screen.click('.annex .by-source a[href="#rd-intensity"]');
    await screen.waitForSelector('section.present#rd-intensity');
    expect(await onTop(screen, '.annex')).toBe(false);
    // with the steps of its chart, which have been shown
    await screen.waitForFunction(() => /^#\/rd-intensity\/\d+$/.test(location.hash));
    await screen.keyboard.press('e');
    await screen.click('.annex .close');
    expect(await onTop(screen, '.annex')).toBe(false);
    expect(await slideOf(screen)).toBe('rd-intensity');
    await screen.goBack();
    await screen.waitForSelector('section.present#seed-investment');
  });

  it('leads from a reference back to each slide that cites it', async () => {
    const back = await screen.$$eval('.references li', (items) =>
      items.map((item) => ({
        from: item.id,
        to: [...item.querySelectorAll('.cited a')].map((link) => link.getAttribute('href')?.slice(1) ?? ''),
      })),
    );
    expect(back.length).toBeGreaterThan(40);
    for (const { from, to } of back) {
      const citing = await screen.$$eval(`section.slide:has(.cite a[href="#${from}"])`, (all) =>
        all.map(({ id }) => id),
      );
      expect(to.length, from).toBeGreaterThan(0);
      // the middle of a range such as [9–11] has no mark of its own
      expect(to, from).toEqual(expect.arrayContaining(citing));
    }
    await screen.evaluate(() => location.assign('#ref-r2'));
    await screen.waitForSelector('section.present #ref-r2');
    await screen.click('section.present #ref-r2 .cited a');
    await screen.waitForSelector('section.present#creative-insecurity');
  });
});

describe('the evidence on a phone', () => {
  let phone: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    viewer = await view(browser, deck, { width: 844, height: 390, hasTouch: true, isMobile: true });
    phone = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => phone.close());

  it('shows the table of a chart inside the slide', async () => {
    await go(phone, 'chips-share');
    expect(await phone.evaluate(misfits)).toEqual([]);
    await phone.tap('section.present .show-data');
    expect(await onTop(phone, 'section.present .tables')).toBe(true);
    expect(await outsideWindow(phone, 'section.present .tables')).toEqual([]);
    await phone.tap('section.present .show-data');
    expect(await onTop(phone, 'section.present .tables')).toBe(false);
  });

  it('shows the text of a reference inside the window', async () => {
    await go(phone, 'creative-insecurity');
    await phone.focus('section.present .cite a');
    await phone.waitForSelector('.reference-text:not([hidden])');
    expect(await outsideWindow(phone, '.reference-text')).toEqual([]);
    await phone.keyboard.press('Escape');
    await phone.waitForSelector('.reference-text[hidden]');
  });

  it('goes to the reference whose mark is tapped, with nothing over it', async () => {
    await go(phone, 'creative-insecurity');
    await phone.tap('section.present .cite a');
    await phone.waitForSelector('section.present #ref-r2');
    await phone.waitForSelector('.reference-text[hidden]');
  });

  it('fits the evidence into the width of a phone held upright, wide enough to read', async () => {
    await phone.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true });
    await go(phone, 'seed-investment');
    await phone.keyboard.press('e');
    expect(await onTop(phone, '.annex')).toBe(true);
    const { sideways, narrowest } = await phone.$eval('.annex', (annex) => ({
      sideways: annex.scrollWidth - annex.clientWidth,
      // of the columns that hold sentences
      narrowest: Math.min(
        ...[...annex.querySelectorAll('td:nth-last-child(2)')].map((cell) => cell.clientWidth),
      ),
    }));
    expect(sideways).toBe(0);
    expect(narrowest).toBeGreaterThan(120);
    expect(await outsideWindow(phone, '.annex .close')).toEqual([]);
    await phone.tap('.annex .close');
    expect(await onTop(phone, '.annex')).toBe(false);
  });
});
