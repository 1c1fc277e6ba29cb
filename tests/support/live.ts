import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import type { Diagnostic } from '../../build/model/diagnostic.ts';
import { type Serving, serve } from '../../build/serve/server.ts';
import { home, open, temporaryFolder } from './project.ts';

/** A talk in a folder of its own that a live preview serves. */
export interface LiveTalk extends Serving {
  readonly root: string;
  readonly address: string;
  readonly write: (path: string, text: string | Uint8Array) => void;
  readonly has: (path: string) => boolean;
  /** What was told of it, the latest last. */
  readonly told: (readonly Diagnostic[])[];
}

export async function liveTalk(
  files: Readonly<Record<string, string>>,
  host = '127.0.0.1',
): Promise<LiveTalk> {
  const root = temporaryFolder();
  const write = (path: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const told: (readonly Diagnostic[])[] = [];
  const serving = await serve({
    root,
    home,
    project: open(root),
    trustHtml: false,
    host,
    port: 0,
    told: (diagnostics) => void told.push(diagnostics),
  });
  const [address = ''] = serving.addresses;
  return { ...serving, address, root, write, has: (path) => existsSync(join(root, path)), told };
}

/** Opens what is served, and waits for its deck. */
export async function openLive(
  browser: Browser,
  { address }: Pick<LiveTalk, 'address'>,
  hash = '',
): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.setViewport({ width: 1280, height: 720 });
  await page.goto(`${address}${hash}`);
  await page.waitForSelector('.reveal.ready');
  return { page, problems };
}

/** Waits until a slide says these words. */
export async function says(page: Page, id: string, words: string): Promise<void> {
  await page
    .waitForFunction(
      (id, words) => document.getElementById(id)?.textContent.includes(words),
      { timeout: 10_000 },
      id,
      words,
    )
    .catch(async () => {
      const text = await page.evaluate((id) => document.getElementById(id)?.textContent, id);
      throw new Error(`the slide “${id}” says “${text}”, not “${words}”`);
    });
}
