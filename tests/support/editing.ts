import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, ElementHandle, KeyInput, Page } from 'puppeteer';
import { type Serving, serve } from '../../build/serve/server.ts';
import { home, open, temporaryFolder } from './project.ts';

/** A live preview on this machine. */
export interface Served extends Serving {
  readonly address: string;
}

/** A talk in a folder of its own, served as `lectern dev` does. */
export interface ServedTalk extends Served {
  readonly root: string;
  readonly write: (path: string, content: string) => void;
  readonly held: (path: string) => string;
}

export async function serveTalk(files: Readonly<Record<string, string>>, port = 0): Promise<ServedTalk> {
  const root = temporaryFolder();
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    ...(await serveFolder(root, port)),
    root,
    write,
    held: (path) => readFileSync(join(root, path), 'utf8'),
  };
}

export async function serveFolder(root: string, port = 0): Promise<Served> {
  const host = '127.0.0.1';
  const told = (): void => undefined;
  const serving = await serve({ root, home, project: open(root), trustHtml: false, host, port, told });
  const [address = ''] = serving.addresses;
  return { ...serving, address };
}

/** A browser's window with a talk that is edited, and what can be seen of the editor. */
export interface Window {
  readonly page: Page;
  /** What its console should never show. */
  readonly problems: string[];
  readonly press: (...keys: string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** The lines of the editor that are to be seen. */
  readonly text: () => Promise<string>;
  readonly status: () => Promise<string>;
  /** The text of an element of the editor; undefined when it is not there or hidden. */
  readonly see: (selector: string) => Promise<string | undefined>;
  readonly click: (selector: string, words?: string) => Promise<void>;
  /** Puts the cursor behind words that are to be seen. */
  readonly after: (words: string) => Promise<void>;
}

export async function openTalk(browser: Browser, address: string, slide = ''): Promise<Window> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // a server that is gone, or is another one, is told of by the browser too
    if (message.type() === 'error' && !/ERR_CONNECTION|code: 403/.test(message.text()))
      problems.push(message.text());
  });
  await page.setViewport({ width: 1440, height: 810 });
  await page.goto(address + (slide && `#/${slide}`));
  await page.waitForSelector('.reveal.ready');
  const root = 'lectern-editor';
  const see = (selector: string): Promise<string | undefined> =>
    page.evaluate(
      (host, wanted) => {
        const found = document.querySelector(host)?.shadowRoot?.querySelector<HTMLElement>(wanted);
        return found && found.getClientRects().length > 0 ? found.innerText : undefined;
      },
      root,
      selector,
    );
  return {
    page,
    problems,
    async press(...keys) {
      for (const key of keys) {
        const names = key.split('+') as KeyInput[];
        for (const held of names.slice(0, -1)) await page.keyboard.down(held);
        await page.keyboard.press(names.at(-1) as KeyInput);
        for (const held of names.slice(0, -1)) await page.keyboard.up(held);
      }
    },
    type: (text) => page.keyboard.type(text),
    text: async () => (await see('.cm-content')) ?? '',
    status: async () => (await see('.status')) ?? '',
    see,
    async click(selector, words = '') {
      for (let tries = 0; ; tries++) {
        const handle = await page.evaluateHandle(
          (host, wanted, text) => {
            const found =
              document.querySelector(host)?.shadowRoot?.querySelectorAll<HTMLElement>(wanted) ?? [];
            return [...found].find(({ textContent }) => textContent?.includes(text));
          },
          root,
          selector,
          words,
        );
        const element = handle.asElement() as ElementHandle<Element> | null;
        // not there yet, or drawn anew while the mouse was on its way
        const isClicked =
          element &&
          (await element.click().then(
            () => true,
            () => false,
          ));
        if (isClicked) return;
        if (tries > 50) throw new Error(`not clicked: ${selector} ${words}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async after(words) {
      await page.evaluate(
        (host, wanted) => {
          const shadow = document.querySelector(host)?.shadowRoot;
          const content = shadow?.querySelector<HTMLElement>('.cm-content');
          const lines = [...(content?.querySelectorAll('.cm-line') ?? [])];
          const line = lines.find(({ textContent }) => textContent?.includes(wanted));
          if (!content || !line) throw new Error(`no “${wanted}” in the editor`);
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let left = (line.textContent ?? '').indexOf(wanted) + wanted.length;
          while (walker.nextNode()) {
            const length = walker.currentNode.textContent?.length ?? 0;
            if (left <= length) break;
            left -= length;
          }
          content.focus();
          getSelection()?.setBaseAndExtent(walker.currentNode, left, walker.currentNode, left);
        },
        root,
        words,
      );
      // CodeMirror learns of it from the browser
      await new Promise((resolve) => setTimeout(resolve, 60));
    },
  };
}
