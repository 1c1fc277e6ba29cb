import type { HTTPRequest, Page } from 'puppeteer';
import { messages } from '../model/messages.ts';
import { type Environment, findBrowser } from './browser.ts';
import { BrowserFailure, failureOf } from './failure.ts';
import { findOverflows, type Overflow } from './fit.ts';
import { attend, type Patience, patienceFor, usualPatience } from './patience.ts';
import { type BrowserSession, openBrowser } from './session.ts';
import { countPages, openSheet, printPdf } from './sheet.ts';
import { findUndrawn, type Undrawn } from './undrawn.ts';

/** A document to print. */
export interface PrintJob {
  readonly document: string;
  /** How many pages it has, or about how many. */
  readonly pages: number;
  /** Whether each page is a slide: then its pages are counted, and what runs out of them is looked for. */
  readonly slides: boolean;
}

export interface PrintedJob {
  readonly pdf: Uint8Array;
  /** What it does not show. */
  readonly undrawn: readonly Undrawn[];
  /** What runs out of its slides. */
  readonly overflows: readonly Overflow[];
}

/** A browser that is made ready while the deck compiles. What goes wrong with it is told when it is to print. */
export interface Printer {
  /**
   * Tries to print a document once, beside others; where the browser breaks down, all that it was printing fails, and
   * the next attempt finds a fresh one.
   */
  readonly attempt: (job: PrintJob) => Promise<PrintedJob | BrowserFailure>;
  readonly close: () => Promise<void>;
}

export interface PrinterOptions {
  readonly env: Environment;
  /** Called when the browser has to be unpacked, which takes some seconds. */
  readonly unpacking: () => void;
  readonly patience?: Patience;
}

/** A browser with pages to print from. */
interface Press {
  readonly session: BrowserSession;
  /** Those that nothing is printed from. */
  readonly sheets: Page[];
  readonly newSheet: () => Promise<Page>;
  readonly gone: Promise<string>;
}

/** How many documents are printed side by side. */
const sheetsAtOnce = 2;

/** Starts the browser that `env` and the machine offer. */
export function startPrinter({ env, unpacking, patience = usualPatience }: PrinterOptions): Printer {
  const closing = new AbortController();
  const start = async (): Promise<Press> => {
    const choice = await findBrowser(env, unpacking);
    if (!choice) throw new BrowserFailure('other', messages.browserMissing);
    const session = await openBrowser(choice, env, { limit: patience.start, unwanted: closing.signal });
    try {
      let breakDown: (how: string) => void;
      const broken = new Promise<string>((resolve) => {
        breakDown = resolve;
      });
      const gone = Promise.race([session.gone, broken]);
      const newSheet = async (): Promise<Page> => {
        const page = await openSheet(session);
        page.once('error', ({ message }) => breakDown(message));
        return page;
      };
      const sheets = await attend({ gone, limit: patience.start }, () =>
        Promise.all(Array.from({ length: sheetsAtOnce }, newSheet)),
      );
      return { session, sheets, newSheet, gone };
    } catch (problem) {
      await session.leave();
      throw problem;
    }
  };
  const begin = (): Promise<Press> => {
    const press = start();
    // told when there is something to print
    press.catch(() => undefined);
    return press;
  };
  const leave = (press: Promise<Press>): Promise<void> =>
    press.then(
      ({ session }) => session.leave(),
      () => undefined,
    );
  let press = begin();

  async function attempt({ document, pages, slides }: PrintJob): Promise<PrintedJob | BrowserFailure> {
    const own = press;
    try {
      const { sheets, newSheet, gone } = await own;
      return await attend({ gone, limit: patienceFor(pages, patience) }, async (sign) => {
        const page = sheets.pop() ?? (await newSheet());
        const failed: string[] = [];
        const note = (request: HTTPRequest): void => void failed.push(request.url());
        page.on('requestfailed', note);
        const pdf = await printPdf(page, document, sign);
        page.off('requestfailed', note);
        const undrawn = await page.evaluate(findUndrawn, failed);
        const count = countPages(pdf);
        if (slides && count !== pages)
          throw new BrowserFailure('other', () => messages.pdfPages(count, pages));
        const overflows = slides ? await page.evaluate(findOverflows) : [];
        sheets.push(page);
        return { pdf, undrawn, overflows };
      });
    } catch (problem) {
      const failure = failureOf(problem);
      if (failure.kind !== 'other' && press === own) {
        press = begin();
        await leave(own);
      }
      return failure;
    }
  }

  return {
    attempt,
    async close() {
      closing.abort();
      await leave(press);
    },
  };
}
