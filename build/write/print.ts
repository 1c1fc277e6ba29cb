import { setImmediate } from 'node:timers/promises';
import { type Diagnostic, diagnose, hasErrors } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { blameSlide } from './blame.ts';
import type { Documents } from './documents.ts';
import { BrowserFailure } from './failure.ts';
import { problemText } from './files.ts';
import { type PdfFile, readPdf } from './pdf/file.ts';
import { finishPdf } from './pdf/finish.ts';
import type { PdfAbout } from './pdf/metadata.ts';
import { fallbackFaults, undrawnFaults } from './printed-faults.ts';
import type { Printer, PrintJob } from './printer.ts';

export interface PrintOptions {
  /** Whether slides.pdf has a page for each step, or one for each slide with all steps done. */
  readonly steps: boolean;
  readonly about: PdfAbout;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

export interface Printed {
  /** Both PDFs, or none. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints slides.pdf and handout.pdf; tells what went wrong with the browser, and which slides are too full. */
export async function printDocuments(
  documents: Documents,
  printer: Printer,
  { steps, about, progress }: PrintOptions,
): Promise<Printed> {
  const files = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  const finishing: [string, Promise<Uint8Array | Diagnostic>][] = [];
  const [document, pages, ids] = steps
    ? [documents.printSteps, documents.steps, documents.stepIds]
    : [documents.print, documents.slides, documents.ids];
  const print = async (name: string, job: PrintJob): Promise<void> => {
    progress(`Printing ${name}${job.slides ? `, ${job.pages} pages` : ''}`);
    const printed = await printer.print(job);
    if (printed instanceof BrowserFailure) {
      diagnostics.push(
        printed.kind === 'other' || !job.slides
          ? diagnose(name, printed.tell(name))
          : await blameSlide(printed, name, documents, printer, progress),
      );
      return;
    }
    diagnostics.push(...undrawnFaults(printed.undrawn, documents));
    for (const { id, text, pixels } of printed.overflows) {
      // what a step reveals has its place from the first page on
      const place = documents.places.get(id);
      if (place) diagnostics.push(diagnose(place, messages.slideOverflow(id, text.slice(0, 40), pixels)));
    }
    const unreadable = (problem: unknown): Diagnostic =>
      diagnose(name, messages.pdfUnreadable(name, problemText(problem)));
    let file: PdfFile;
    try {
      file = readPdf(printed.pdf);
    } catch (problem) {
      diagnostics.push(unreadable(problem));
      return;
    }
    diagnostics.push(...fallbackFaults(name, file, job.slides ? ids : [], documents));
    // while the browser prints what comes next
    const finished = setImmediate().then(() => finishPdf(file, about, job.document));
    finishing.push([name, finished.catch(unreadable)]);
  };
  await print('slides.pdf', { document, pages, slides: true });
  if (!hasErrors(diagnostics))
    await print('handout.pdf', { document: documents.handout, pages: documents.slides, slides: false });
  for (const [name, finishes] of finishing) {
    const finished = await finishes;
    if (finished instanceof Uint8Array) files.set(name, finished);
    else diagnostics.push(finished);
  }
  // of different ages they would contradict each other
  if (hasErrors(diagnostics)) files.clear();
  return { files, diagnostics };
}
