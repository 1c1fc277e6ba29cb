import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOf } from '../support/decks.ts';
import { home, launch } from '../support/project.ts';
import { type Viewer, view } from '../support/viewer.ts';

const upright = { width: 390, height: 844, hasTouch: true, isMobile: true };
const lying = { width: 844, height: 390, hasTouch: true, isMobile: true };

/** The deck that has every layout, and the shipped one, on a phone held upright. */
describe.each([
  ['every layout', join(home, 'tests/decks/layouts')],
  ['the shipped deck', home],
])('the reading view of %s', (_, root) => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;
  let file: string;

  beforeAll(async () => {
    file = await deckOf(root);
    browser = await launch();
    viewer = await view(browser, file, upright);
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  it.each([320, 390])(
    'is a column as wide as a window of %i, which never scrolls sideways',
    async (width) => {
      await page.setViewport({ ...upright, width });
      // far slides are otherwise laid out only when they come near
      await page.addStyleTag({
        content: '.slides > section.slide { content-visibility: visible !important }',
      });
      const found = await page.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - innerWidth,
        narrow: [...document.querySelectorAll('.slides > section')].filter(
          (slide) => slide.getBoundingClientRect().width !== innerWidth,
        ).length,
        outside: [...document.querySelectorAll('.slides > section *:not(svg *)')]
          .filter((element) => !element.closest('.data, .notes, figure > svg, :has(> table) > table'))
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return left < -1 || right > innerWidth + 1;
          })
          .map((element) => `#${element.closest('section')?.id} ${element.localName}.${element.className}`),
      }));
      expect(found).toEqual({ sideways: 0, narrow: 0, outside: [] });
      await page.setViewport(upright);
    },
  );

  it('sets text large enough to read, charts’ too, and shows all steps', async () => {
    const faults = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('.slides') ?? document, 4);
      const found = new Set<string>();
      while (walker.nextNode()) {
        const text = walker.currentNode.parentElement;
        if (!text || !walker.currentNode.nodeValue?.trim() || text.closest('.data, .notes, title, desc'))
          continue;
        const svg = text.closest('svg');
        const scale = svg ? svg.getBoundingClientRect().width / Number(svg.getAttribute('width')) : 1;
        const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale;
        const least = svg ? 9 : text.closest('sup, em, .cite') ? 11 : 14;
        const place = `#${text.closest('section')?.id} ${text.localName}.${text.className}`;
        if (size < least - 0.1) found.add(`${place}: ${size}`);
        if (text.closest('.fragment') && getComputedStyle(text).visibility !== 'visible')
          found.add(`${place} is not shown`);
      }
      return [...found];
    });
    expect(faults).toEqual([]);
  });

  it('has wide charts scroll in their figures, which the keyboard reaches', async () => {
    const charts = await page.$$eval('figure:has(> svg.chart)', (figures) =>
      figures
        .filter((figure) => figure.scrollWidth > figure.clientWidth)
        .map((figure) => ({
          flow: getComputedStyle(figure).overflowX,
          reached: figure.closest('[tabindex="0"]') !== null,
        })),
    );
    expect(charts.length).toBeGreaterThan(0);
    for (const chart of charts) expect(chart).toEqual({ flow: 'auto', reached: true });
  });

  it('has no inert slide, and the address follows what is read', async () => {
    expect(await page.$$('.slides > section:is([inert], [hidden], [aria-hidden])')).toHaveLength(0);
    const ids = await page.$$eval('.slides > section', (all) => all.map(({ id }) => id));
    const id = ids[5] ?? '';
    await page.evaluate((wanted) => document.getElementById(wanted)?.scrollIntoView(), id);
    await page.waitForFunction((wanted) => location.hash === `#/${wanted}`, {}, id);
    expect(await page.$$('.slides > section:is([inert], [hidden], [aria-hidden])')).toHaveLength(0);
  });

  it('goes to the slide that an address names', async () => {
    const ids = await page.$$eval('.slides > section', (all) => all.map(({ id }) => id));
    const id = ids.at(-3) ?? '';
    const seen = (wanted: string): Promise<unknown> =>
      page.waitForFunction(
        (named) => {
          const top = document.getElementById(named)?.getBoundingClientRect().top ?? -999;
          return top > -40 && top < 60 && location.hash === `#/${named}`;
        },
        {},
        wanted,
      );
    await page.evaluate((wanted) => location.assign(`#${wanted}`), id);
    await seen(id);
    await page.goto('about:blank');
    await page.goto(`${pathToFileURL(file).href}#${ids[7]}`);
    await page.waitForSelector('.reveal.ready');
    await seen(ids[7] ?? '');
  });

  it('keeps the place when the phone is turned, both ways', async () => {
    const id = await page.$eval('section.present', (slide) => slide.id);
    await page.setViewport(lying);
    await page.waitForFunction(() => document.querySelectorAll('section[inert]').length > 5);
    expect(await page.$eval('section.present', (slide) => slide.id)).toBe(id);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    const next = await page.$eval('section.present', (slide) => slide.id);
    expect(next).not.toBe(id);
    await page.setViewport(upright);
    await page.waitForFunction(
      (wanted) => {
        const box = document.getElementById(wanted)?.getBoundingClientRect();
        return box && box.top > -40 && box.top < 60 && !document.querySelector('section[inert]');
      },
      {},
      next,
    );
  });
});
