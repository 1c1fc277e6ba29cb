import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'puppeteer';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import type { Fault, Sight } from '../model/fault.ts';
import { messages } from '../model/messages.ts';
import { type Environment, findBrowser, openBrowser } from './browser.ts';
import { problemText } from './files.ts';

export interface InspectOptions {
  readonly sights: readonly Sight[];
  /** What looks at the slides, to run in the page. */
  readonly script: string;
  readonly env: Environment;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
  /** Called before the browser is unpacked. */
  readonly unpacking: () => void;
}

/** Opens a deck in the browser, looks at every slide at every step, and tells what is wrong there, or with the browser. */
export async function inspect(
  document: string,
  options: InspectOptions,
): Promise<readonly Fault[] | Diagnostic> {
  const { env, unpacking } = options;
  try {
    const choice = await findBrowser(env, unpacking);
    if (!choice) return diagnose('slides', messages.browserMissing('the slides'));
    const { browser, leave } = await openBrowser(choice, env);
    try {
      const page = await openDeck(browser, document);
      const faults = await walk(page, options);
      await page.close();
      return faults;
    } finally {
      await leave();
    }
  } catch (problem) {
    return diagnose('slides', messages.browserFailed('the slides', problemText(problem)));
  }
}

const address = 'http://deck.invalid/';

/** Opens a deck as a room sees it, without motion; the page is handed the document and nothing else. */
async function openDeck(browser: Browser, document: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isDeck = request.url() === address;
    void (isDeck ? request.respond({ contentType: 'text/html', body: document }) : request.abort());
  });
  await page.goto(address);
  await page.waitForSelector('.reveal.ready');
  await page.evaluate(() => window.document.fonts.ready.then(() => true));
  return page;
}

async function walk(page: Page, { sights, script, progress }: InspectOptions): Promise<Fault[]> {
  await page.evaluate(script);
  if (sights.includes('access')) await page.evaluate(axeSource());
  const count = await page.evaluate(() => window.inspector.count());
  const faults: Fault[] = [];
  for (let n = 0; n < count; n++) {
    if (n % 10 === 0) progress(`Looking at slide ${n + 1} of ${count} …`);
    faults.push(...(await page.evaluate((...at) => window.inspector.look(...at), n, sights)));
  }
  return faults;
}

function axeSource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
