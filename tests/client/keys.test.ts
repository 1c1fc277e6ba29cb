import type { Browser, KeyInput, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isListed, keyGroups, nameOf } from '../../build/client/keys.ts';
import { deckOf } from '../support/decks.ts';
import { home, launch } from '../support/project.ts';
import { go, type Viewer, view } from '../support/viewer.ts';

const listed = keyGroups.flatMap(({ entries }) => entries.flatMap(({ keys }) => keys));
/** It opens a window of its own; see speaker.test.ts. */
const elsewhere = ['s'];

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const event = (key: string, more: object = {}): KeyboardEvent =>
  ({ key, code: '', ...none, ...more }) as KeyboardEvent;

describe('the name of a key', () => {
  it('holds the keys held with it, Shift only where it says something', () => {
    expect(nameOf(event('f', { ctrlKey: true }))).toBe('Control+f');
    expect(nameOf(event('f', { metaKey: true }))).toBe('Control+f');
    expect(nameOf(event(' ', { shiftKey: true }))).toBe('Shift+ ');
    expect(nameOf(event('?', { shiftKey: true }))).toBe('?');
    expect(nameOf(event('B', { shiftKey: true }))).toBe('b');
    expect(nameOf(event('ArrowLeft', { altKey: true }))).toBe('Alt+ArrowLeft');
  });

  it('is that of its place where a keyboard has other letters', () => {
    expect(nameOf(event('щ', { code: 'KeyO' }))).toBe('o');
    expect(nameOf(event('q', { code: 'KeyA' }))).toBe('q');
  });
});

describe('the list of keys', () => {
  it('names each key once', () => {
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('leaves moving to the page in the reading view', () => {
    for (const key of ['ArrowDown', ' ', 'PageDown', 'Home']) {
      expect(isListed(event(key), false), key).toBe(true);
      expect(isListed(event(key), true), key).toBe(false);
    }
    expect(isListed(event('e'), true)).toBe(true);
    expect(isListed(event('n'), false)).toBe(false);
  });
});

describe('the keys in a browser', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOf(home, true);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
  });
  beforeEach(async () => {
    await page.reload();
    await page.waitForSelector('.reveal.ready');
    await go(page, 'fdi-gdp');
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  /** All that keys change, as text. */
  const state = (): Promise<string> =>
    page.evaluate(() =>
      JSON.stringify([
        document.querySelector('section.present')?.id,
        document.querySelectorAll('section.present .fragment.visible').length,
        document.querySelector('dialog[open]')?.className,
        document.querySelector('.annex')?.matches(':not([hidden])'),
        document.querySelector('.data.shown') !== null,
        document.querySelector('.reveal')?.className,
        document.fullscreenElement !== null,
        document.documentElement.dataset.theme,
      ]),
    );
  async function press(name: string): Promise<void> {
    const [, held, key = ''] = /^(?:(\w+)\+)?(.+)$/.exec(name) ?? [];
    if (held) await page.keyboard.down(held as KeyInput);
    await page.keyboard.press((key === ' ' ? 'Space' : key) as KeyInput);
    if (held) await page.keyboard.up(held as KeyInput);
  }

  it.each(listed.filter((key) => !elsewhere.includes(key)))('does something on %j', async (key) => {
    const before = await state();
    await press(key);
    await expect.poll(state).not.toBe(before);
  });

  it('does nothing on a key that is not listed', async () => {
    const before = await state();
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789;:,-=[]\\'];
    const others = ['F1', 'F2', 'Insert', 'Delete', 'Backspace', 'Alt+ArrowRight', 'Shift+ArrowRight'];
    for (const key of [...letters, ...others]) {
      if (listed.includes(key)) continue;
      await press(key);
      expect(await state(), key).toBe(before);
    }
  });
});
