import type { Server } from 'node:http';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from '../support/project.ts';
import { answered, buildTalk, openDeck, openSpeaker, reads, serve } from '../support/speaker.ts';

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
    await answered(speaker);
  });
  afterEach(async () => {
    expect(problems).toEqual([]);
    if (!speaker.isClosed()) await speaker.close();
    if (!deck.isClosed()) await deck.close();
  });

  const onWall = (id: string): Promise<unknown> => deck.waitForSelector(`section.present#${id}`);
  const shown = (where: string): Promise<number> =>
    speaker.$$eval(
      `.${where} .stage .fragment`,
      (all) => all.filter((one) => getComputedStyle(one).visibility === 'visible').length,
    );
  const title = (where: string): Promise<string | undefined> =>
    speaker.$$eval(`.${where} .stage .title`, ([title]) => title?.textContent);
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
    await answered(speaker);
    await speaker.reload();
    await reads(speaker, '.elapsed dd', /^20:0\d$/);
    await reads(speaker, '.now h2', 'Now: 5 of 5');
    // Reveal writes the address a moment after it has moved
    await deck.waitForFunction(() => location.hash.endsWith('/last'));
    await deck.reload();
    await deck.waitForSelector('section.present#last');
    await answered(speaker);
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
    await answered(speaker);
    await speaker.close();
    await deck.keyboard.press('ArrowRight');
    await onWall('first');
    const alert = (): Promise<string | undefined> =>
      deck.$$eval('[role=alert]', ([alert]) => alert?.firstChild?.textContent ?? undefined);
    await deck.waitForSelector('[role=alert]');
    expect(await alert()).toMatch(/closed.*Press s/);
    await deck.keyboard.press('ArrowRight');
    await onWall('steps');
    expect(await alert()).toBeUndefined();
    speaker = await openSpeaker(deck, problems);
    await reads(speaker, '.toggle', 'Pause');
    await reads(speaker, '.now h2', /^Now: 3/);
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
