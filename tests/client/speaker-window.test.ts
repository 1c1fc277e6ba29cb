import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from '../support/project.ts';
import { answered, buildTalk, openDeck, openSpeaker, reads } from '../support/speaker.ts';
import { slideOf } from '../support/viewer.ts';

describe('the speaker view', () => {
  let browser: Browser;
  let address: string;
  let deck: Page;
  let speaker: Page;
  let problems: string[];

  beforeAll(async () => {
    address = pathToFileURL(await buildTalk()).href;
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    ({ deck, problems } = await openDeck(browser, address));
    speaker = await openSpeaker(deck, problems);
    await answered(speaker);
  });
  afterEach(async () => {
    expect(problems).toEqual([]);
    if (!speaker.isClosed()) await speaker.close();
    if (!deck.isClosed()) await deck.close();
  });

  const onWall = (id: string): Promise<unknown> => deck.waitForSelector(`section.present#${id}`);
  /** Sets the clock of the speaker's window forward, in seconds. */
  const wait = (seconds: number): Promise<void> =>
    speaker.evaluate((ms) => {
      const { now } = Date;
      Date.now = () => now() + ms;
    }, seconds * 1000);

  it('keeps the notes from the audience', async () => {
    expect(await deck.$eval('section.present .notes', (notes) => notes.checkVisibility())).toBe(false);
  });

  it('turns the wall black and tells so', async () => {
    await speaker.keyboard.press('b');
    await deck.waitForSelector('.reveal.paused');
    await reads(speaker, '.status', /black/);
    await speaker.keyboard.press('b');
    await deck.waitForSelector('.reveal:not(.paused)');
    await reads(speaker, '.status', '');
  });

  it('prints the deck, a page for each slide', async () => {
    await speaker.emulateMediaType('print');
    const sizes = await speaker.$$eval('.slides > section', (all) =>
      all.map(({ offsetWidth, offsetHeight }) => `${offsetWidth} × ${offsetHeight}`),
    );
    expect(sizes).toEqual(Array.from({ length: 5 }, () => '1280 × 720'));
    await speaker.emulateMediaType();
  });

  it.each(['?', '/', 'o'] as const)('closes with Escape what %s has opened on the wall', async (key) => {
    await deck.bringToFront();
    await deck.keyboard.press(key);
    await deck.waitForSelector('dialog[open]');
    await speaker.keyboard.press('Escape');
    await deck.waitForFunction(() => !document.querySelector('dialog[open]'));
    await speaker.keyboard.press('ArrowRight');
    await onWall('first');
  });

  it('goes on though an input was last operated on the wall', async () => {
    await deck.evaluate(() => {
      const input = document.createElement('input');
      document.querySelector('section.present')?.append(input);
      input.focus();
    });
    await speaker.keyboard.press('ArrowRight');
    await onWall('first');
  });

  it('hands on no key that is its own or not meant for the deck', async () => {
    const keys = await deck.evaluateHandle(() => {
      const pressed: string[] = [];
      document.addEventListener('keydown', ({ key }) => pressed.push(key), { capture: true });
      return pressed;
    });
    for (const key of ['s', 'o', 'f', '/', '+', '-', 'ArrowDown', 'Tab', 'b'] as const)
      await speaker.keyboard.press(key);
    await deck.waitForSelector('.reveal.paused');
    expect(await keys.jsonValue()).toEqual(['b']);
  });

  it('goes where a link in the notes leads, in the deck', async () => {
    await speaker.keyboard.press('PageDown');
    await speaker.keyboard.press('PageDown');
    await reads(speaker, '.now h2', /^Now: 3/);
    expect(await speaker.$$eval('.said a', (all) => all.map(({ target }) => target))).toEqual(['', '_blank']);
    await speaker.click('.said a[href="#last"]');
    await onWall('last');
    await reads(speaker, '.now h2', 'Now: 5 of 5');
  });

  it('makes the notes larger and smaller, and scrolls them in their box', async () => {
    const size = (): Promise<number> =>
      speaker.$eval('.said .text', (text) => Number.parseFloat(getComputedStyle(text).fontSize));
    const first = await size();
    await speaker.keyboard.press('+');
    await speaker.click('.larger');
    expect(await size()).toBe(first + 4);
    await speaker.keyboard.press('-');
    await speaker.click('.smaller');
    await speaker.click('.smaller');
    expect(await size()).toBe(first - 2);
    await deck.keyboard.press('End');
    await reads(speaker, '.now h2', 'Now: 5 of 5');
    const scrolled = (): Promise<number> => speaker.$eval('.said .text', ({ scrollTop }) => scrollTop);
    expect(await scrolled()).toBe(0);
    await speaker.keyboard.press('ArrowDown');
    expect(await scrolled()).toBeGreaterThan(0);
    // nor does an answer of the deck take the speaker back to the beginning
    await answered(speaker);
    await answered(speaker);
    expect(await scrolled()).toBeGreaterThan(0);
    expect(await slideOf(deck)).toBe('last');
    await speaker.keyboard.press('ArrowUp');
    expect(await scrolled()).toBe(0);
  });

  it('counts from the first step onward and tells ahead from behind', async () => {
    await reads(speaker, '.pace dd', 'not begun');
    await wait(60);
    await reads(speaker, '.elapsed dd', '0:00');
    await speaker.keyboard.press('ArrowRight');
    await reads(speaker, '.pace dd', /^2:(20|19) ahead$/);
    await wait(150);
    await reads(speaker, '.elapsed dd', /^2:3\d$/);
    await reads(speaker, '.pace dd', 'on time');
    await wait(180);
    await reads(speaker, '.elapsed dd', /^5:3\d$/);
    // 4:40 was planned for the end of the second slide
    await reads(speaker, '.pace dd', /^0:5\d behind$/);
  });

  it('stops, goes on and is set back, which a running one is not', async () => {
    const reset = (): Promise<boolean> =>
      speaker.$eval('.reset', (button) => (button as HTMLButtonElement).disabled);
    expect(await reset()).toBe(true);
    await reads(speaker, '.toggle', 'Start');
    await speaker.click('.toggle');
    await reads(speaker, '.toggle', 'Pause');
    await wait(30);
    await reads(speaker, '.elapsed dd', /^0:3\d$/);
    expect(await reset()).toBe(true);
    await speaker.click('.toggle');
    await reads(speaker, '.toggle', 'Go on');
    const paused = await speaker.$eval('.elapsed dd', ({ textContent }) => textContent);
    await wait(30);
    await answered(speaker);
    await reads(speaker, '.elapsed dd', paused);
    await speaker.click('.toggle');
    await reads(speaker, '.toggle', 'Pause');
    await speaker.click('.toggle');
    await speaker.click('.reset');
    await reads(speaker, '.elapsed dd', '0:00');
    await reads(speaker, '.toggle', 'Start');
    await answered(speaker);
    await reads(speaker, '.elapsed dd', '0:00');
  });

  it('is brought to the front, not opened twice', async () => {
    await speaker.evaluate(() => Object.assign(window, { mark: true }));
    const before = (await browser.pages()).length;
    await deck.bringToFront();
    await deck.keyboard.press('s');
    await answered(speaker);
    expect(await speaker.evaluate(() => 'mark' in window)).toBe(true);
    expect(await browser.pages()).toHaveLength(before);
  });

  it('says when the browser blocks it, and the deck goes on', async () => {
    await deck.close();
    ({ deck, problems } = await openDeck(browser, address));
    await deck.evaluate(() => Object.assign(window, { open: () => null }));
    await deck.keyboard.press('s');
    await deck.waitForSelector('[role=alert]');
    expect(await deck.$eval('[role=alert]', ({ textContent }) => textContent)).toMatch(/blocked.*pop-ups/);
    await deck.click('[role=alert] button');
    expect(await deck.$('[role=alert]')).toBeNull();
    await deck.keyboard.press('s');
    await deck.waitForSelector('[role=alert]');
    await deck.keyboard.press('ArrowRight');
    await onWall('first');
    expect(await deck.$('[role=alert]')).toBeNull();
  });
});
