import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOfMarkdown } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { type Viewer, view } from '../support/viewer.ts';

const markdown =
  '# Code\n\n```js {1|2-3|all}\nconst a = 1;\nconst b = 2;\nf(a, b);\n```\n\nNote:\n```js {1|2}\nconst a = 1;\nconst b = 2;\n```\n\n---\n\n# Next\n\nText.\n';

describe('code whose lines are lit step by step', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOfMarkdown(markdown);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  /** Of each line, whether it has its colours, and whether it has a ground of its own. */
  const lines = (within = 'section.present .slot'): Promise<string[]> =>
    page.$$eval(`${within} .line`, (all) =>
      all.map((line) => {
        const muted = getComputedStyle(document.documentElement).getPropertyValue('--muted');
        line.parentElement?.style.setProperty('caret-color', muted);
        const grey = getComputedStyle(line.parentElement ?? line).caretColor;
        const coloured = [line, ...line.children].some((one) => getComputedStyle(one).color !== grey);
        const lit = getComputedStyle(line).backgroundColor !== 'rgba(0, 0, 0, 0)';
        return [coloured && 'coloured', lit && 'lit'].filter(Boolean).join(' ');
      }),
    );
  const first = ['coloured lit', '', ''];
  const second = ['', 'coloured lit', 'coloured lit'];
  const all = ['coloured', 'coloured', 'coloured'];

  it('goes through its states with the arrow keys, there and back', async () => {
    expect(await lines()).toEqual(first);
    await page.keyboard.press('ArrowRight');
    expect(await lines()).toEqual(second);
    await page.keyboard.press('ArrowRight');
    expect(await lines()).toEqual(all);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('section.present#next');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('section.present#code');
    expect(await lines()).toEqual(all);
    await page.keyboard.press('ArrowLeft');
    expect(await lines()).toEqual(second);
  });

  it('tells screen readers the lines that are lit', async () => {
    expect(await page.$eval('.announcements', (region) => region.lastElementChild?.textContent)).toBe(
      'const b = 2;\nf(a, b);\n',
    );
  });

  it('is in its last state on paper and in the reading view', async () => {
    const states = await page.evaluate(() => {
      const state = (): string | undefined => document.querySelector<HTMLElement>('pre')?.dataset.state;
      dispatchEvent(new Event('beforeprint'));
      const printed = state();
      dispatchEvent(new Event('afterprint'));
      return [printed, state()];
    });
    expect(states).toEqual(['2', '1']);
    await page.setViewport({ width: 390, height: 844 });
    await page.waitForSelector('pre[data-state="2"]');
    await page.setViewport({ width: 1280, height: 720 });
    await page.waitForSelector('pre[data-state="1"]');
  });

  it('is in the notes of the speaker view, which is dark, legible in its last state', async () => {
    const opened = new Promise<Page | null>((done) => page.once('popup', done));
    await page.keyboard.press('s');
    const speaker = await opened;
    if (!speaker) throw new Error('no speaker view');
    await speaker.waitForSelector('.text .line');
    const colours = await speaker.$$eval('.text .line', (all) =>
      all.map((line) => [
        getComputedStyle(line.querySelector('.code-keyword') ?? line).color,
        getComputedStyle(line).backgroundColor,
      ]),
    );
    expect(colours).toEqual([
      ['rgb(163, 179, 188)', 'rgba(0, 0, 0, 0)'],
      ['rgb(235, 160, 214)', 'rgb(41, 64, 76)'],
    ]);
    await speaker.close();
  });
});
