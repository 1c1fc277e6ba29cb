import { pathToFileURL } from 'node:url';
import type { Browser, Page, Viewport } from 'puppeteer';

/** A deck in a window, with what its console and its network should never show. */
export interface Viewer {
  readonly page: Page;
  readonly problems: string[];
  /** Addresses asked for other than the deck's own. */
  readonly requests: string[];
}

/** Opens a deck from disk with the network off. */
export async function view(browser: Browser, file: string, viewport: Viewport): Promise<Viewer> {
  const page = await browser.newPage();
  const deck = pathToFileURL(file).href;
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    if (request.url().replace(/#.*/, '') !== deck && !request.url().startsWith('data:'))
      requests.push(request.url());
  });
  await page.setViewport(viewport);
  await page.setOfflineMode(true);
  await page.goto(deck);
  await page.waitForSelector('.reveal.ready');
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return { page, problems, requests };
}

/** Goes to a slide by its address. */
export async function turnTo(page: Page, id: string): Promise<void> {
  await page.evaluate((hash) => location.assign(`#${hash}`), id);
  await page.waitForSelector(`section.present#${id}`);
}

/** Goes to a slide and waits for its address, which is written a moment after the slide has come, with its steps. */
export async function go(page: Page, id: string): Promise<void> {
  await turnTo(page, id);
  await page.waitForFunction((hash) => location.hash.replace(/\/\d+$/, '') === `#/${hash}`, {}, id);
}

/** The id of the slide on the wall. */
export function slideOf(page: Page): Promise<string> {
  return page.$eval('section.present', ({ id }) => id);
}

/** Which of the elements that a selector names lies on top in the middle of the window, as the viewer sees it. */
export function onTop(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(
    (wanted) => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(wanted) != null,
    selector,
  );
}

/** What of the elements lies outside the window, as their boxes; empty when they are all inside. */
export function outsideWindow(page: Page, selector: string): Promise<object[]> {
  return page.$$eval(selector, (elements) =>
    elements
      .map((element) => element.getBoundingClientRect())
      .filter(
        ({ left, top, right, bottom }) =>
          left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5,
      )
      .map((box) => box.toJSON() as object),
  );
}
