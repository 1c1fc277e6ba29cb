import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { type Environment, findBrowser, openBrowser } from './browser.ts';
import { problemText } from './files.ts';
import { findOverflows, type Overflow } from './fit.ts';
import { countPages, openSheet, printPdf } from './sheet.ts';

/** A browser that is made ready while the deck compiles. */
export interface Printer {
  /**
   * Prints a document to the PDF called `name`, which has `pages` pages where that is known; what went wrong with the
   * browser is told only now.
   */
  readonly print: (name: string, document: string, pages?: number) => Promise<Uint8Array | Diagnostic>;
  /** What runs out of the slides of the document that was printed last. */
  readonly overflows: () => Promise<readonly Overflow[]>;
  readonly close: () => Promise<void>;
}

/** Starts the browser that `env` and the machine offer. `unpacking` is called when that will take some seconds. */
export function startPrinter(env: Environment, unpacking: () => void): Printer {
  const opened = findBrowser(env, unpacking).then((choice) => choice && openBrowser(choice, env));
  const sheet = opened
    .then((session) => session && openSheet(session.browser))
    .catch((problem: unknown) => ({ problem }));
  const failed = (name: string, problem: unknown): Diagnostic =>
    diagnose(name, messages.browserFailed(name, problemText(problem)));
  return {
    async print(name, document, expected) {
      const page = await sheet;
      if (!page) return diagnose(name, messages.browserMissing(name));
      if ('problem' in page) return failed(name, page.problem);
      try {
        const pdf = await printPdf(page, document);
        const pages = countPages(pdf);
        return expected === undefined || pages === expected
          ? pdf
          : diagnose(name, messages.pdfPages(pages, expected));
      } catch (problem) {
        return failed(name, problem);
      }
    },
    async overflows() {
      const page = await sheet;
      return page && 'evaluate' in page ? page.evaluate(findOverflows).catch(() => []) : [];
    },
    async close() {
      const page = await sheet;
      const session = await opened.catch(() => undefined);
      if (page && 'close' in page) await page.close().catch(() => undefined);
      await session?.leave();
    },
  };
}
