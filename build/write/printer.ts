import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { type Environment, findBrowser, openBrowser } from './browser.ts';
import { problemText } from './files.ts';
import { countPages, openSheet, printPdf } from './pdf.ts';

/** A browser that is made ready while the deck compiles. */
export interface Printer {
  /** Prints the document to slides.pdf; what went wrong with the browser is told only now. */
  readonly print: (document: string, slides: number) => Promise<Uint8Array | Diagnostic>;
  readonly close: () => Promise<void>;
}

/** Starts the browser that `env` and the machine offer. `unpacking` is called when that will take some seconds. */
export function startPrinter(env: Environment, unpacking: () => void): Printer {
  const opened = findBrowser(env, unpacking).then((choice) => choice && openBrowser(choice, env));
  const sheet = opened
    .then((session) => session && openSheet(session.browser))
    .catch((problem: unknown) => ({ problem }));
  const failed = (problem: unknown): Diagnostic =>
    diagnose('slides.pdf', messages.browserFailed(problemText(problem)));
  return {
    async print(document, slides) {
      const page = await sheet;
      if (!page) return diagnose('slides.pdf', messages.browserMissing());
      if ('problem' in page) return failed(page.problem);
      try {
        const pdf = await printPdf(page, document);
        const pages = countPages(pdf);
        return pages === slides ? pdf : diagnose('slides.pdf', messages.pdfPages(pages, slides));
      } catch (problem) {
        return failed(problem);
      }
    },
    async close() {
      const page = await sheet;
      const session = await opened.catch(() => undefined);
      if (page && 'close' in page) await page.close().catch(() => undefined);
      await session?.leave();
    },
  };
}
