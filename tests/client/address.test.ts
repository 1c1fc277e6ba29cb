import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOfMarkdown } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { slideOf, type Viewer, view } from '../support/viewer.ts';

const markdown = `---
id: first
---

# First

Words, and [the steps](#steps).

---
id: steps
---

# Steps

one

. . .

two

. . .

three

---
id: last
---

# Last

Words.
`;

describe('the address', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;
  let file: string;

  beforeAll(async () => {
    file = await deckOfMarkdown(markdown);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  /** Opens the deck afresh at an address. */
  async function openAt(hash: string): Promise<void> {
    await page.goto('about:blank');
    await page.goto(pathToFileURL(file).href + hash);
    await page.waitForSelector('.reveal.ready');
  }
  const hashIs = (hash: string): Promise<unknown> =>
    page.waitForFunction((wanted) => location.hash === wanted, {}, hash);
  const steps = (): Promise<number> =>
    page.$$eval('section.present .fragment.visible', (shown) => shown.length);

  it.each([
    ['', 'first', 0],
    ['#/', 'first', 0],
    ['#steps', 'steps', 0],
    ['#/steps', 'steps', 0],
    ['#steps/1', 'steps', 1],
    ['#/steps/2', 'steps', 2],
    ['#steps/99', 'steps', 2],
    ['#steps/0', 'steps', 0],
    ['#last/3', 'last', 0],
  ])('opens %j at #%s with %i steps shown', async (hash, id, shown) => {
    await openAt(hash);
    await hashIs(`#/${id}${shown > 0 ? `/${shown}` : ''}`);
    expect(await slideOf(page)).toBe(id);
    expect(await steps()).toBe(shown);
    expect(await page.$('.notice')).toBeNull();
  });

  it('follows slides and steps, forward and back', async () => {
    await openAt('#steps');
    for (const hash of ['#/steps/1', '#/steps/2', '#/last']) {
      await page.keyboard.press('ArrowRight');
      await hashIs(hash);
    }
    for (const hash of ['#/steps/2', '#/steps/1', '#/steps', '#/first']) {
      await page.keyboard.press('ArrowLeft');
      await hashIs(hash);
    }
  });

  it.each(['#nothing', '#/nothing/2', '#%E0%A4%A'])(
    'shows the first slide for %j, and says so',
    async (hash) => {
      await openAt(hash);
      await page.waitForSelector('.notice');
      expect(await slideOf(page)).toBe('first');
      expect(await page.$eval('.notice', ({ textContent, role }) => [role, textContent])).toEqual([
        'alert',
        `This talk has no slide “${hash.replace(/^#\/?/, '')}”.×`,
      ]);
      await hashIs('#/first');
    },
  );

  it('stays where it is when a link leads nowhere', async () => {
    await openAt('#last');
    await hashIs('#/last');
    await page.evaluate(() => location.assign('#nowhere'));
    await page.waitForSelector('.notice');
    await hashIs('#/last');
    expect(await slideOf(page)).toBe('last');
  });

  it('goes back to the step that a link was followed from, and forward again', async () => {
    await openAt('#first');
    await page.click('section.present a');
    await page.waitForSelector('section.present#steps');
    await page.keyboard.press('ArrowRight');
    await hashIs('#/steps/1');
    await page.goBack();
    await page.waitForSelector('section.present#first');
    await page.goForward();
    await page.waitForSelector('section.present#steps');
    expect(await steps()).toBe(1);
  });
});
