import type { Server } from 'node:http';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from '../support/project.ts';
import { answered, buildTalk, openDeck, openSpeaker, reads, serve } from '../support/speaker.ts';
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

describe.each(['disk', 'http'] as const)(
  'messages between the deck and its speaker view, from %s',
  (scheme) => {
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
      await answered(speaker);
      expect(await slideOf(deck)).toBe('opening');
      await reads(speaker, '.now h2', 'Now: 1 of 5');
    });
  },
);
