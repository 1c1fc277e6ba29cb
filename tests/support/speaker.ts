import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { open, temporaryFolder } from './project.ts';

const slides = `# Opening

Hello.

Note:
Welcome **everyone**.

---

---
layout: section
id: first
---

# First

---

---
id: steps
minutes: 2
incremental: true
---

# Steps

- one
- two

Note:
Then comes [the last](#last), see [a page](https://example.org).

---

---
layout: section
id: second
---

# Second

---

---
id: last
minutes: 1
---

# Last

Good bye.

Note:
${'This is much to say, and it goes on. '.repeat(200)}
`;

/** Builds a talk of five slides, of 10 minutes: 2⅓ each, 2 for the one with two steps, 1 for the last. */
export async function buildTalk(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'slides'));
  writeFileSync(join(folder, 'slides/deck.yaml'), 'title: A talk\nminutes: 10\n');
  writeFileSync(join(folder, 'slides/10.md'), slides);
  const { compiled } = await open(folder).compile({ trustHtml: false });
  if (!compiled) throw new Error('the talk has errors');
  const file = join(folder, 'index.html');
  writeFileSync(file, compiled.screen);
  return file;
}

/** A file's address on disk, and the same over http until the server is closed. */
export async function serve(file: string): Promise<{ disk: string; http: string; server: Server }> {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(request.url?.startsWith('/blank') ? '' : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { disk: pathToFileURL(file).href, http: `http://127.0.0.1:${port}/`, server };
}

/** A deck's window, with what its console should never show. */
export async function openDeck(
  browser: Browser,
  address: string,
): Promise<{ deck: Page; problems: string[] }> {
  const problems: string[] = [];
  const deck = await browser.newPage();
  watch(deck, problems);
  await deck.setViewport({ width: 1280, height: 720 });
  // a browser may deny it to files, and people to every page
  await deck.evaluateOnNewDocument(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await deck.goto(address);
  await deck.waitForSelector('.reveal.ready');
  return { deck, problems };
}

/** Opens the speaker's window with `s` and waits for the deck's answer. */
export async function openSpeaker(deck: Page, problems: string[]): Promise<Page> {
  const opened = new Promise<Page | null>((resolve) => deck.once('popup', resolve));
  await deck.bringToFront();
  await deck.keyboard.press('s');
  const speaker = await opened;
  if (!speaker) throw new Error('no speaker window');
  watch(speaker, problems);
  await speaker.setViewport({ width: 1280, height: 720 });
  await speaker.waitForSelector('.speaker');
  return speaker;
}

function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
}

/** Until the deck has answered: it knows the window then, and leads it. */
export async function answered(speaker: Page): Promise<void> {
  await speaker.evaluate(
    () => new Promise<boolean>((resolve) => addEventListener('message', () => resolve(true), { once: true })),
  );
}

/** Waits until an element of the speaker's window reads so. */
export async function reads(speaker: Page, selector: string, text: string | RegExp): Promise<void> {
  const pattern = typeof text === 'string' ? undefined : text.source;
  await speaker
    .waitForFunction(
      (selector, text, pattern) => {
        const found = document.querySelector(`.speaker ${selector}`)?.textContent ?? '';
        return pattern === undefined ? found === text : new RegExp(pattern).test(found);
      },
      { timeout: 8000 },
      selector,
      String(text),
      pattern,
    )
    .catch(async () => {
      const found = await speaker.$eval(`.speaker ${selector}`, ({ textContent }) => textContent);
      throw new Error(`${selector} reads “${found}”, not “${text}”`);
    });
}
