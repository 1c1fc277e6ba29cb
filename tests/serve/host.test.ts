import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { machineAddresses } from '../../build/serve/listen.ts';
import { type LiveTalk, liveTalk, openLive, says } from '../support/live.ts';
import { launch } from '../support/project.ts';
import { type RawOptions, sendRaw, upgrade, wire } from '../support/raw.ts';

const files = {
  'slides/deck.yaml': 'title: A talk\ntalks: { short: { slides: [one] } }\n',
  'slides/10.md': '# One\n\nWords.\n',
};
const edited = {
  method: 'POST',
  body: JSON.stringify({ file: 'slides/20.md', base: null, text: '# Two\n' }),
};

describe('a live preview that others reach', () => {
  let live: LiveTalk;
  let port: number;
  let access: string;
  let cookie: string;
  let token: string;
  beforeEach(async () => {
    live = await liveTalk(files, '0.0.0.0');
    const { port: own, searchParams } = new URL(live.address);
    port = Number(own);
    access = searchParams.get('token') ?? '';
    cookie = `Cookie: lectern-${port}=${access}`;
    token = /"token":"(\w+)"/.exec((await send('/', [own127(), cookie])).text)?.[1] ?? '';
  });
  afterEach(() => live.close());

  const own127 = (): string => `Host: 127.0.0.1:${port}`;
  const send = (path: string, lines: readonly string[], options = {}, raw: RawOptions = {}) =>
    sendRaw(port, wire(path, [...lines, 'Connection: close'], options), raw);
  const stream = (lines: readonly string[]) =>
    sendRaw(port, wire(`/live?token=${token}&version=x`, [own127(), ...lines, ...upgrade]), { wait: 300 });

  it('is told to nobody without its token, in whatever way', async () => {
    expect(access).toMatch(/^\w{32}$/);
    const tokens = ['', access.slice(1), `${access}0`, access.toUpperCase(), '0'.repeat(32), token];
    const queries = [
      '',
      ...tokens.map((wrong) => `?token=${wrong}`),
      `?token=&token=${access}`,
      `?Token=${access}`,
    ];
    for (const path of ['/', '/short/', '/short', '/edit.js', '/favicon.ico', '/live', '/x', '/slides/10.md'])
      for (const query of queries) {
        const { status, text } = await send(path + query, [own127()]);
        expect([path, query, status]).toEqual([path, query, 403]);
        expect(text).toMatch(/Open the address that lectern dev has printed, with its token\./);
        expect(text).not.toMatch(/cookie|Words/i);
      }
    const cookies = [
      ...tokens.map((wrong) => `lectern-${port}=${wrong}`),
      `lectern-${port + 1}=${access}`,
      `lectern=${access}`,
      access,
      `x=lectern-${port}=${access}`,
    ];
    for (const wrong of cookies) {
      const lines = [own127(), `Cookie: ${wrong}`, `X-Lectern-Token: ${token}`];
      expect([wrong, (await send('/', lines)).status]).toEqual([wrong, 403]);
      expect((await send('/edit/save', lines, edited)).status).toBe(403);
      expect((await send(`/edit/save?token=${access}`, lines, edited)).status).toBe(403);
      expect((await stream([`Cookie: ${wrong}`])).status).toBe(403);
    }
    expect(live.has('slides/20.md')).toBe(false);
  });

  it('gives a cookie for the token, and all else for the cookie', async () => {
    const { status, text } = await send(`/short/?token=${access}`, [own127()]);
    expect(status).toBe(200);
    expect(text).toMatch(
      new RegExp(`^Set-Cookie: lectern-${port}=${access}; HttpOnly; SameSite=Strict; Path=/\r$`, 'm'),
    );
    expect(text).toMatch(/^Refresh: 0; url=\.\/\r$/m);
    expect(text).not.toContain('Words.');
    const known = [own127(), `Cookie: a=b; lectern-${port}=0; ${cookie.slice(8)}; c`];
    expect((await send('/short/', known)).text).toContain('Words.');
    expect((await send('/edit/save', known, edited)).status).toBe(403);
    expect((await send('/edit/save', [...known, `X-Lectern-Token: ${token}`], edited)).status).toBe(200);
    expect(live.has('slides/20.md')).toBe(true);
    expect((await stream([cookie])).status).toBe(101);
  });

  it('is asked for by the address that the connection has come to', async () => {
    for (const host of ['evil.com', '0.0.0.0', '198.51.100.7', '127.0.0.1.evil.com', '[::1]']) {
      expect((await send('/', [`Host: ${host}:${port}`, cookie])).status).toBe(403);
      expect((await send(`/?token=${access}`, [`Host: ${host}:${port}`])).status).toBe(403);
    }
    expect((await send('/', [own127(), cookie, 'Origin: http://evil.com'])).status).toBe(403);
    expect((await send('/', [`Host: localhost:${port}`, cookie])).status).toBe(200);
    for (const host of machineAddresses('IPv4')) {
      expect((await send('/', [`Host: ${host}:${port}`, cookie], {}, { host })).status).toBe(200);
      const other = await send('/', [own127(), cookie], {}, { host });
      expect(other.status).toBe(host === '127.0.0.1' ? 200 : 403);
    }
  });
});

describe.skipIf(!machineAddresses().includes('::1'))('a live preview on IPv6', () => {
  it('is this machine’s alone on ::1', async () => {
    const live = await liveTalk(files, '::1');
    const port = Number(new URL(live.address).port);
    expect(live.address).toBe(`http://[::1]:${port}/`);
    const status = async (...lines: string[]): Promise<number> =>
      (await sendRaw(port, wire('/', [...lines, 'Connection: close']), { host: '::1' })).status;
    expect(await status(`Host: [::1]:${port}`, `Origin: http://[::1]:${port}`)).toBe(200);
    expect(await status(`Host: localhost:${port}`)).toBe(200);
    for (const host of [
      '::1',
      '[::1]',
      `::1:${port}`,
      `127.0.0.1:${port}`,
      `[::]:${port}`,
      `[::1]:${port}.evil.com`,
    ])
      expect([host, await status(`Host: ${host}`)]).toEqual([host, 403]);
    await live.close();
  });

  it('has both kinds of addresses on ::', async () => {
    const live = await liveTalk(files, '::');
    const { port: own, searchParams } = new URL(live.address);
    const port = Number(own);
    expect(live.isShared).toBe(true);
    for (const host of machineAddresses()) {
      const name = host.includes(':') ? `[${host}]` : host;
      const lines = [`Host: ${name}:${port}`, `Cookie: lectern-${port}=${searchParams.get('token')}`];
      const { status } = await sendRaw(port, wire('/', [...lines, 'Connection: close']), { host });
      expect([host, status]).toEqual([host, 200]);
    }
    await live.close();
  });
});

describe('a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  const expectLive = async (page: Page, live: LiveTalk): Promise<void> => {
    live.write('slides/10.md', '# One\n\nOther words.\n');
    await says(page, 'one', 'Other words.');
    await page.keyboard.press('e');
    const written = (): string | undefined =>
      document.querySelector('lectern-editor')?.shadowRoot?.querySelector('.cm-content')?.textContent ??
      undefined;
    await expect.poll(() => page.evaluate(written), { timeout: 10_000 }).toContain('Other words.');
  };

  it('is let in by the address, also from elsewhere, and then does what it does at home', async () => {
    const live = await liveTalk(files, '0.0.0.0');
    const { host } = new URL(live.address);
    // another site, on this machine
    const site = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<a href="${live.address}">the talk</a>`);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
    await Promise.all([page.waitForSelector('.reveal.ready'), page.click('a')]);
    expect(page.url()).toBe(`http://${host}/`);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await expectLive(page, live);
    expect(problems).toEqual([]);
    await page.close();
    site.close();
    await live.close();
  });

  it.skipIf(!machineAddresses().includes('::1'))('is told of changes and edits over IPv6', async () => {
    const live = await liveTalk(files, '::1');
    const { page, problems } = await openLive(browser, live);
    await expectLive(page, live);
    expect(problems).toEqual([]);
    await page.close();
    await live.close();
  });

  it('shows nothing of the talk to pages from elsewhere', async () => {
    const live = await liveTalk(files);
    const { host } = new URL(live.address);
    const site = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<h1>Elsewhere</h1>');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const token = /"token":"(\w+)"/.exec(await (await fetch(live.address)).text())?.[1] ?? '';
    const page = await browser.newPage();
    // another site, and another origin of the same
    for (const name of ['localhost', '127.0.0.1']) {
      await page.goto(`http://${name}:${(site.address() as AddressInfo).port}/`);
      const got = await page.evaluate(
        async (host, token, body) => {
          const outcome = (promise: Promise<unknown>): Promise<string> =>
            promise.then(
              (value) => String(value),
              () => 'refused',
            );
          const load = (tag: 'img' | 'script', path: string): Promise<unknown> =>
            new Promise((resolve, reject) => {
              const element = document.createElement(tag);
              element.onload = () => resolve('loaded');
              element.onerror = reject;
              element.src = `http://${host}${path}`;
              document.body.append(element);
            });
          const framed = async (): Promise<unknown> => {
            const frame = document.createElement('iframe');
            frame.src = `http://${host}/`;
            const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
            document.body.append(frame);
            await loaded;
            return 'framed';
          };
          const stream = (): Promise<unknown> =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(`ws://${host}/live?token=${token}&version=x`);
              socket.onmessage = resolve;
              socket.onerror = reject;
            });
          const post = (init: RequestInit): Promise<unknown> =>
            fetch(`http://${host}/edit/save`, { method: 'POST', body, ...init }).then(({ type }) => type);
          return [
            await outcome(fetch(`http://${host}/`)),
            await outcome(load('img', '/favicon.ico')),
            await outcome(load('script', '/edit.js')),
            await outcome(stream()),
            await outcome(post({ headers: { 'X-Lectern-Token': token } })),
            await outcome(framed()),
            // what is sent without asking is not answered to the page
            await outcome(fetch(`http://${host}/`, { mode: 'no-cors' })),
            await outcome(post({ mode: 'no-cors' })),
          ];
        },
        host,
        token,
        edited.body,
      );
      expect(got).toEqual([...Array(5).fill('refused'), 'framed', 'refused', 'refused']);
      const frame = page.frames().at(-1);
      expect(await frame?.content()).not.toContain('Words.');
    }
    expect(live.has('slides/20.md')).toBe(false);
    site.close();
    await page.close();
    await live.close();
  });
});
