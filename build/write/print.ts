import type { WeighedFile } from '../model/budget.ts';
import { type Diagnostic, diagnose, hasErrors } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { blameSlide } from './blame.ts';
import type { Documents } from './documents.ts';
import { BrowserFailure, failureOf } from './failure.ts';
import { readPdf } from './pdf/file.ts';
import { finishPdf, type PdfAbout } from './pdf/finish.ts';
import { partsOfPdf } from './pdf/parts.ts';
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
  readonly weighed: readonly WeighedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints slides.pdf and handout.pdf; tells what went wrong with the browser, and which slides are too full. */
export async function printDocuments(
  documents: Documents,
  printer: Printer,
  { steps, about, progress }: PrintOptions,
): Promise<Printed> {
  const files = new Map<string, Uint8Array>();
  const weighed: WeighedFile[] = [];
  const diagnostics: Diagnostic[] = [];
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
    diagnostics.push(...fallbackFaults(name, printed.pdf, job.slides ? ids : [], documents));
    for (const { id, text, pixels } of printed.overflows) {
      // what a step reveals has its place from the first page on
      const place = documents.places.get(id);
      if (place) diagnostics.push(diagnose(place, messages.slideOverflow(id, text.slice(0, 40), pixels)));
    }
    const finished = finish(name, printed.pdf, about);
    if (finished instanceof Uint8Array) {
      const names = job.slides ? ids.map((id) => `slide “${id}”`) : [];
      files.set(name, finished);
      weighed.push({ name, size: finished.length, parts: () => partsOfPdf(readPdf(printed.pdf), names) });
    } else diagnostics.push(finished);
  };
  await print('slides.pdf', { document, pages, slides: true });
  if (!hasErrors(diagnostics))
    await print('handout.pdf', { document: documents.handout, pages: documents.slides, slides: false });
  // of different ages they would contradict each other
  if (hasErrors(diagnostics)) files.clear();
  return { files, weighed, diagnostics };
}

function finish(name: string, pdf: Uint8Array, about: PdfAbout): Uint8Array | Diagnostic {
  try {
    return finishPdf(pdf, about);
  } catch (problem) {
    return diagnose(name, failureOf(problem).tell(name));
  }
}
