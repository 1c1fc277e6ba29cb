import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import type { Fault, Sight } from '../model/fault.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { type Environment, findBrowser } from './browser.ts';
import { BrowserFailure, failureOf } from './failure.ts';
import { attend, type Patience, patienceFor, usualPatience } from './patience.ts';
import { openBrowser } from './session.ts';

export interface InspectOptions {
  readonly sights: readonly Sight[];
  /** What looks at the slides, to run in the page. */
  readonly script: string;
  /** Where each slide stands, by its id, in order. */
  readonly places: ReadonlyMap<string, Span>;
  readonly env: Environment;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
  /** Called before the browser is unpacked. */
  readonly unpacking: () => void;
  readonly patience?: Patience;
}

/**
 * Opens a deck in the browser, looks at every slide at every step, and tells what is wrong there, or with the browser.
 * One that breaks down is replaced by a fresh one, unless the last broke down at the same slide.
 */
export async function inspect(
  document: string,
  options: InspectOptions,
): Promise<readonly Fault[] | Diagnostic> {
  const faults: Fault[][] = [];
  let brokenAt: number | undefined;
  for (;;) {
    try {
      await look(document, faults, options);
      return faults.flat();
    } catch (problem) {
      const failure = failureOf(problem);
      const at = faults.length;
      const [id, place] = [...options.places][at] ?? [];
      if (failure.kind === 'other') return diagnose('slides', failure.tell('the slides'));
      if (brokenAt === at)
        return diagnose(place ?? 'slides', failure.tell(place ? `slide “${id}”` : 'the slides'));
      brokenAt = at;
    }
  }
}

/** Looks at the slides that come after those in `faults`, and adds to them what is wrong with each. */
async function look(document: string, faults: Fault[][], options: InspectOptions): Promise<void> {
  const { env, unpacking, places, patience = usualPatience } = options;
  const choice = await findBrowser(env, unpacking);
  if (!choice) throw new BrowserFailure('other', messages.browserMissing);
  const session = await openBrowser(choice, env, { limit: patience.start });
  try {
    const page = await attend({ gone: session.gone, limit: patience.start }, session.newPage);
    const broken = new Promise<string>((resolve) => page.once('error', ({ message }) => resolve(message)));
    const gone = Promise.race([session.gone, broken]);
    await attend({ gone, limit: patienceFor(places.size, patience) }, async (sign) => {
      await openDeck(page, document);
      sign();
      await walk(page, faults, options, sign);
    });
  } finally {
    await session.leave();
  }
}

const address = 'http://deck.invalid/';

/** Opens a deck as a room sees it, without motion; the page is handed the document and nothing else. */
async function openDeck(page: Page, document: string): Promise<void> {
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
}

async function walk(
  page: Page,
  faults: Fault[][],
  { sights, script, progress }: InspectOptions,
  sign: () => void,
): Promise<void> {
  await page.evaluate(script);
  if (sights.includes('access')) await page.evaluate(axeSource());
  const count = await page.evaluate(() => window.inspector.count());
  for (let n = faults.length; n < count; n++) {
    progress(`Looking at slide ${n + 1} of ${count}`);
    faults.push([...(await page.evaluate((...at) => window.inspector.look(...at), n, sights))]);
    sign();
  }
}

function axeSource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
