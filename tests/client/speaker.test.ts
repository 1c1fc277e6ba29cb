import type { Server } from 'node:http';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from '../support/project.ts';
import { buildTalk, openDeck, openSpeaker, reads, serve } from '../support/speaker.ts';
import { slideOf } from '../support/viewer.ts';

let browser: Browser;
let server: Server;
let addresses: { readonly disk: string; readonly http: string };

beforeAll(async () => {
  const served = await serve(await buildTalk());
  [addresses, server] = [served, served.server];
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

describe.each(['disk', 'http'] as const)('the deck and its speaker view, from %s', (scheme) => {
  let deck: Page;
  let speaker: Page;
  let problems: string[];

  beforeEach(async () => {
    ({ deck, problems } = await openDeck(browser, addresses[scheme]));
    speaker = await openSpeaker(deck, problems);
    await linked();
  });
  afterEach(async () => {
    expect(problems).toEqual([]);
    if (!speaker.isClosed()) await speaker.close();
    if (!deck.isClosed()) await deck.close();
  });

  /** Until the deck has answered: it knows the window then, and leads it. */
  const linked = async (): Promise<void> => {
    const heard = await speaker.evaluate(
      () =>
        new Promise<boolean>((resolve) => addEventListener('message', () => resolve(true), { once: true })),
    );
    expect(heard).toBe(true);
  };
  const onWall = (id: string): Promise<unknown> => deck.waitForSelector(`section.present#${id}`);
  const shown = (where: string): Promise<number> =>
    speaker.$$eval(
      `.${where} .stage .fragment`,
      (all) => all.filter((one) => getComputedStyle(one).visibility === 'visible').length,
    );
  const title = (where: string): Promise<string | undefined> =>
    speaker.$$eval(`.${where} .stage .title`, ([title]) => title?.textContent);
  /** Sets the clock of the speaker's window forward, in seconds. */
  const wait = (seconds: number): Promise<void> =>
    speaker.evaluate((ms) => {
      const { now } = Date;
      Date.now = () => now() + ms;
    }, seconds * 1000);

  it('shows the slide on the wall, the next one, the notes and the plan', async () => {
    expect(await speaker.title()).toBe('Speaker view: A talk');
    await reads(speaker, '.now h2', 'Now: 1 of 5');
    await reads(speaker, '.next h2', 'Next slide');
    expect([await title('now'), await title('next')]).toEqual(['Opening', 'First']);
    expect(await speaker.$eval('.said .text strong', ({ textContent }) => textContent)).toBe('everyone');
    await reads(speaker, '.elapsed', 'Elapsed of 10:000:00');
    await reads(speaker, '.planned dd', '2.3 min, until 2:20');
    await reads(speaker, '.clock dd', /\d:\d\d/);
    await reads(speaker, '.status', '');
    const sections = await speaker.$$eval('.sections li', (all) =>
      all.map((item) => [item.textContent, item.ariaCurrent, item.querySelectorAll('.cells span').length]),
    );
    expect(sections).toEqual([
      ['Opening1 of 1 · 2.3 min', 'step', 1],
      ['First4.3 min', null, 2],
      ['Second3.3 min', null, 2],
    ]);
  });

  it('keeps the notes from the audience', async () => {
    expect(await deck.$eval('section.present .notes', (notes) => notes.checkVisibility())).toBe(false);
  });

  it('follows the deck through slides and steps, one step ahead of it', async () => {
    for (const id of ['first', 'steps']) {
      await deck.keyboard.press('ArrowRight');
      await onWall(id);
    }
    await reads(speaker, '.now h2', 'Now: 3 of 5, step 0 of 2');
    await reads(speaker, '.next h2', 'Next step');
    expect([await shown('now'), await shown('next')]).toEqual([0, 1]);
    await deck.keyboard.press('ArrowRight');
    await reads(speaker, '.now h2', 'Now: 3 of 5, step 1 of 2');
    expect([await shown('now'), await shown('next')]).toEqual([1, 2]);
    await deck.keyboard.press('ArrowRight');
    await reads(speaker, '.next h2', 'Next slide');
    expect([await shown('now'), await title('next')]).toEqual([2, 'Second']);
    await deck.keyboard.press('ArrowLeft');
    await reads(speaker, '.now h2', 'Now: 3 of 5, step 1 of 2');
    expect([await shown('now'), await shown('next')]).toEqual([1, 2]);
    await deck.keyboard.press('End');
    await reads(speaker, '.next h2', 'The talk ends here');
    expect(await title('next')).toBeUndefined();
    expect(await speaker.$eval('.sections [aria-current]', ({ textContent }) => textContent)).toContain(
      '2 of 2',
    );
    expect(await speaker.$$('.sections .done, .sections .current')).toHaveLength(5);
  });

  it('leads the deck with keys and buttons', async () => {
    const steps = (): Promise<number> => deck.$$eval('.present .fragment.visible', ({ length }) => length);
    await speaker.keyboard.press('ArrowRight');
    await onWall('first');
    await speaker.keyboard.press('Space');
    await onWall('steps');
    await speaker.keyboard.press('PageDown');
    await reads(speaker, '.now h2', 'Now: 3 of 5, step 1 of 2');
    expect(await steps()).toBe(1);
    await speaker.keyboard.press('PageUp');
    await reads(speaker, '.now h2', 'Now: 3 of 5, step 0 of 2');
    expect(await steps()).toBe(0);
    await speaker.keyboard.down('Shift');
    await speaker.keyboard.press('Space');
    await speaker.keyboard.up('Shift');
    await onWall('first');
    await speaker.keyboard.press('End');
    await onWall('last');
    await speaker.keyboard.press('ArrowLeft');
    await onWall('second');
    await speaker.keyboard.press('Home');
    await onWall('opening');
    await speaker.click('.onward');
    await onWall('first');
    // the button that was clicked is not pressed again
    await speaker.keyboard.press('Space');
    await onWall('steps');
    await speaker.click('.previous');
    await onWall('first');
    // with the Tab key, it is
    await speaker.focus('.previous');
    await speaker.keyboard.press('Enter');
    await onWall('opening');
  });

  it('turns the wall black and tells so', async () => {
    await speaker.keyboard.press('b');
    await deck.waitForSelector('.reveal.paused');
    await reads(speaker, '.status', /black/);
    await speaker.keyboard.press('b');
    await deck.waitForSelector('.reveal:not(.paused)');
    await reads(speaker, '.status', '');
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
    await linked();
    await reads(speaker, '.elapsed dd', paused);
    await speaker.click('.toggle');
    await reads(speaker, '.toggle', 'Pause');
    await speaker.click('.toggle');
    await speaker.click('.reset');
    await reads(speaker, '.elapsed dd', '0:00');
    await reads(speaker, '.toggle', 'Start');
    await linked();
    await reads(speaker, '.elapsed dd', '0:00');
  });

  it('goes on after either window was loaded anew, its time kept', async () => {
    await speaker.keyboard.press('End');
    await onWall('last');
    // the talk began twenty minutes ago
    await speaker.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() - 1_200_000;
    });
    await speaker.click('.toggle');
    await speaker.click('.reset');
    await speaker.click('.toggle');
    await linked();
    await speaker.reload();
    await reads(speaker, '.elapsed dd', /^20:0\d$/);
    await reads(speaker, '.now h2', 'Now: 5 of 5');
    await deck.reload();
    await deck.waitForSelector('section.present#last');
    await linked();
    await speaker.keyboard.press('ArrowLeft');
    await onWall('second');
    await reads(speaker, '.now h2', 'Now: 4 of 5');
    // the deck had it from the speaker's window, and gives it back
    await speaker.reload();
    await reads(speaker, '.elapsed dd', /^20:\d\d$/);
    await reads(speaker, '.status', '');
  });

  it('tells when the deck has gone, and turns its own slides until it is back', async () => {
    await deck.goto(scheme === 'disk' ? 'about:blank' : `${addresses.http}blank`);
    await reads(speaker, '.status', /has gone/);
    await speaker.keyboard.press('ArrowRight');
    await reads(speaker, '.now h2', 'Now: 2 of 5');
    for (const heading of ['step 0', 'step 1', 'step 2']) {
      await speaker.keyboard.press('Space');
      await reads(speaker, '.now h2', `Now: 3 of 5, ${heading} of 2`);
    }
    await speaker.keyboard.press('PageUp');
    await reads(speaker, '.now h2', 'Now: 3 of 5, step 1 of 2');
    await speaker.keyboard.press('End');
    await reads(speaker, '.now h2', 'Now: 5 of 5');
    await speaker.keyboard.press('Home');
    await reads(speaker, '.now h2', 'Now: 1 of 5');
    await deck.close();
    await speaker.keyboard.press('ArrowRight');
    await reads(speaker, '.now h2', 'Now: 2 of 5');
    await reads(speaker, '.status', /has gone/);
  });

  it('is opened anew after it was closed, its time kept, and the deck tells once that it was', async () => {
    await speaker.click('.toggle');
    await linked();
    await speaker.close();
    await deck.keyboard.press('ArrowRight');
    await onWall('first');
    const alert = (): Promise<string | undefined> =>
      deck.$$eval('[role=alert]', ([alert]) => alert?.firstChild?.textContent ?? undefined);
    expect(await alert()).toMatch(/closed.*Press s/);
    await deck.keyboard.press('ArrowRight');
    await onWall('steps');
    expect(await alert()).toBeUndefined();
    speaker = await openSpeaker(deck, problems);
    await reads(speaker, '.toggle', 'Pause');
    await reads(speaker, '.now h2', /^Now: 3/);
  });

  it('is brought to the front, not opened twice', async () => {
    await speaker.evaluate(() => Object.assign(window, { mark: true }));
    const before = (await browser.pages()).length;
    await deck.bringToFront();
    await deck.keyboard.press('s');
    await linked();
    expect(await speaker.evaluate(() => 'mark' in window)).toBe(true);
    expect(await browser.pages()).toHaveLength(before);
  });

  it('says when the browser blocks it, and the deck goes on', async () => {
    await speaker.close();
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

  /** Messages as they would be, but for one thing; the first is right, and the last moves are refused. */
  const faults = {
    secret: { data: { secret: 'another' } },
    'no secret': { data: { secret: undefined } },
    deck: { data: { deck: 'another' } },
    origin: { origin: 'https://example.org' },
    window: { isForeign: true },
  } as const;

  it('obeys its own windows only', async () => {
    const secret = await speaker.evaluate(() => window.name.replace('lectern-speaker:', ''));
    const id = await deck.$eval('.reveal', (reveal) => (reveal as HTMLElement).dataset.deck);
    const state = { kind: 'state', slide: 'last', step: 0, isBlack: false, timer: undefined };
    type Fault = { data?: object; origin?: string; isForeign?: boolean };
    /** Hands a window a message, as its browser would; where it has led once the deck has been heard again. */
    const toSpeaker = async (message: unknown, { data, origin, isForeign }: Fault = {}): Promise<string> =>
      speaker.evaluate(
        (data, from, isForeign) => {
          const source = isForeign ? window : (window.opener as Window);
          const event = { data, source, origin: from ?? self.origin };
          dispatchEvent(new MessageEvent('message', event));
          return document.querySelector('.now h2')?.textContent ?? '';
        },
        { secret, deck: id, message, ...data },
        origin,
        isForeign,
      );
    expect(await toSpeaker(state)).toBe('Now: 5 of 5');
    await reads(speaker, '.now h2', 'Now: 1 of 5');
    for (const [name, fault] of Object.entries(faults))
      expect(await toSpeaker(state, fault), name).toBe('Now: 1 of 5');
    const shapes = [
      { slide: 'nowhere' },
      { slide: undefined },
      { slide: ['last'] },
      { step: -1 },
      { step: 0.5 },
      { step: '0' },
      { isBlack: 'no' },
      { kind: 'hello' },
      { timer: { elapsed: -1 } },
      { timer: { elapsed: Number.NaN } },
      { timer: { elapsed: 0, since: 'now' } },
    ];
    for (const shape of shapes)
      expect(await toSpeaker({ ...state, ...shape }), JSON.stringify(shape)).toBe('Now: 1 of 5');
    for (const message of [undefined, null, 'state', 5, [state]])
      expect(await toSpeaker(message), String(message)).toBe('Now: 1 of 5');
    await toSpeaker({ ...state, slide: '<img src="x" onerror="document.title = 1">' });
    expect(await speaker.$('.speaker img')).toBeNull();

    const press = { kind: 'press', key: 'End' };
    const popup = await deck.evaluateHandle(
      (name) => window.open('', name) as Window,
      `lectern-speaker:${secret}`,
    );
    const toDeck = (message: unknown, { data, origin, isForeign }: Fault = {}): Promise<string> =>
      deck.evaluate(
        (popup, data, from, isForeign) => {
          const event = { data, source: isForeign ? window : popup, origin: from ?? self.origin };
          dispatchEvent(new MessageEvent('message', event));
          return document.querySelector('section.present')?.id ?? '';
        },
        popup,
        { secret, deck: id, message, ...data },
        origin,
        isForeign,
      );
    expect(await toDeck(press)).toBe('last');
    expect(await toDeck({ kind: 'press', key: 'Home' })).toBe('opening');
    for (const [name, fault] of Object.entries(faults))
      expect(await toDeck(press, fault), name).toBe('opening');
    for (const message of [
      undefined,
      { kind: 'press', key: 35 },
      { kind: 'press', key: 'constructor' },
      { kind: 'press', key: 'ArrowDown' },
      { kind: 'go', id: '<b>' },
      { kind: 'go', id: 7 },
      { kind: 'state', key: 'End' },
      { kind: 'hello', timer: { elapsed: '0' } },
    ])
      expect(await toDeck(message), JSON.stringify(message)).toBe('opening');
    // none of them moved it later, either
    await linked();
    expect(await slideOf(deck)).toBe('opening');
    await reads(speaker, '.now h2', 'Now: 1 of 5');
  });

  it('works without any deck when it is opened by hand, and says what to do', async () => {
    const alone = await browser.newPage();
    await alone.evaluateOnNewDocument(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    await alone.goto(`${addresses[scheme]}?speaker`);
    await reads(alone, '.status', /Open the deck and press s/);
    await alone.keyboard.press('ArrowRight');
    await reads(alone, '.now h2', 'Now: 2 of 5');
    await reads(alone, '.toggle', 'Pause');
    await alone.close();
  });
});
