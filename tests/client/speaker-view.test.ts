import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { launch, open, temporaryFolder } from '../support/project.ts';
import { openDeck, openSpeaker, reads } from '../support/speaker.ts';
import { outsideWindow, turnTo } from '../support/viewer.ts';

/** The speaker view of the shipped deck, from disk. */
describe('the look of the speaker view', () => {
  let browser: Browser;
  let address: string;
  let deck: Page;
  let speaker: Page;
  let problems: string[];

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, compiled.screen);
    browser = await launch();
    address = pathToFileURL(file).href;
    ({ deck, problems } = await openDeck(browser, address));
    speaker = await openSpeaker(deck, problems);
  });
  afterEach(() => expect(problems).toEqual([]));
  afterAll(() => browser.close());

  /** Goes to a slide and waits until the speaker's window shows it. */
  async function show(id: string): Promise<void> {
    await turnTo(deck, id);
    await speaker.waitForSelector(`.now [id$="-${id}"]`);
  }

  it('shows a panel slide as it is, with the title in its own colour', async () => {
    await show('guidance-funds');
    const style = (page: Page, selector: string): Promise<object> =>
      page.$eval(selector, (element) => {
        const { color, fontFamily, fontSize, margin } = getComputedStyle(element);
        return { color, fontFamily, fontSize, margin };
      });
    for (const part of ['.title', '.body li', '.kicker'])
      expect(await style(speaker, `.now ${part}`), part).toEqual(
        await style(deck, `section.present ${part}`),
      );
  });

  it('puts the chart of the next step into its next state', async () => {
    // from before it, so that its steps are still to come
    await show('three-measures');
    await show('nature-index-ratio');
    const states = (): Promise<(string | undefined)[]> =>
      speaker.$$eval('.stage figure', (figures) =>
        figures.map((figure) => (figure as HTMLElement).dataset.state),
      );
    expect(await states()).toEqual(['0', '1']);
    await speaker.keyboard.press('PageDown');
    await reads(speaker, '.now h2', /step 1/);
    expect(await states()).toEqual(['1', '2']);
  });

  const sizes = [
    [1920, 1080],
    [1280, 720],
    [1024, 640],
    [900, 600],
  ] as const;

  it.each(sizes)('fits a window of %i × %i, messages and large notes included', async (width, height) => {
    await speaker.setViewport({ width, height });
    await show('guidance-funds');
    await speaker.keyboard.press('b');
    await reads(speaker, '.status', /black/);
    for (let times = 0; times < 9; times++) await speaker.keyboard.press('+');
    const parts = [
      '.times',
      '.status',
      '.now',
      '.next',
      '.turn',
      '.said',
      '.said .text',
      '.sections',
      '.keys',
    ];
    const selector = parts.map((part) => `.speaker ${part}`).join(', ');
    expect(await outsideWindow(speaker, `${selector}, .speaker button, .speaker dd`)).toEqual([]);
    const overlaps = await speaker.evaluate(
      (parts) => {
        const boxes = parts.map((part) =>
          document.querySelector(`.speaker > ${part}`)?.getBoundingClientRect(),
        );
        return boxes.flatMap((a, n) =>
          boxes.slice(n + 1).flatMap((b, m) => {
            if (!a || !b) return ['missing'];
            const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            return apart ? [] : [`${parts[n]} ${parts[n + m + 1]}`];
          }),
        );
      },
      ['.times', '.status', '.now', '.turn', '.said', '.sections', '.keys'],
    );
    expect(overlaps).toEqual([]);
    const { slide, notes, cut } = await speaker.evaluate(() => ({
      slide: document.querySelector('.now .stage')?.clientWidth ?? 0,
      notes: document.querySelector('.said .text')?.clientHeight ?? 0,
      cut: [...document.querySelectorAll('.times dd, .times dt, .speaker button')].filter(
        ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
      ).length,
    }));
    expect(slide).toBeGreaterThan(width * 0.38);
    expect(notes).toBeGreaterThan(height * 0.5);
    expect(cut).toBe(0);
    for (let times = 0; times < 9; times++) await speaker.keyboard.press('-');
    await speaker.keyboard.press('b');
    await reads(speaker, '.status', '');
  });

  it('gives axe-core nothing to find, in any of its states', async () => {
    await speaker.setViewport({ width: 1280, height: 720 });
    for (const id of ['guidance-funds', 'fdi-inflows', 'summary-model']) {
      await show(id);
      expect(await axeFindings(speaker), id).toEqual([]);
    }
    await speaker.keyboard.press('b');
    await reads(speaker, '.status', /black/);
    expect(await axeFindings(speaker)).toEqual([]);
    await speaker.keyboard.press('b');
    // behind its time, and stopped
    await speaker.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 10_000_000;
    });
    await reads(speaker, '.pace dd', /behind/);
    await speaker.click('.toggle');
    await reads(speaker, '.toggle', 'Go on');
    expect(await axeFindings(speaker)).toEqual([]);
    await speaker.keyboard.press('End');
    await reads(speaker, '.next h2', 'The talk ends here');
    expect(await axeFindings(speaker)).toEqual([]);
  });

  it('gives axe-core nothing to find in the message of a blocked window', async () => {
    const { deck } = await openDeck(browser, address);
    await deck.evaluate(() => Object.assign(window, { open: () => null }));
    await deck.keyboard.press('s');
    await deck.waitForSelector('[role=alert]');
    expect(await axeFindings(deck, '[role=alert]')).toEqual([]);
    expect(await outsideWindow(deck, '[role=alert], [role=alert] button')).toEqual([]);
    await deck.close();
  });
});
