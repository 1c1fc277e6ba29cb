import { type Diagnostic, diagnose, hasErrors } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { Documents } from './documents.ts';
import { problemText } from './files.ts';
import { finishPdf } from './pdf/finish.ts';
import type { PdfAbout } from './pdf/metadata.ts';
import type { Printer } from './printer.ts';

export interface PrintOptions {
  /** Whether slides.pdf has a page for each step, or one for each slide with all steps done. */
  readonly steps: boolean;
  readonly about: PdfAbout;
}

export interface Printed {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints slides.pdf and handout.pdf; tells what went wrong with the browser, and which slides are too full. */
export async function printDocuments(
  documents: Documents,
  printer: Printer,
  { steps, about }: PrintOptions,
): Promise<Printed> {
  const files = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  const print = async (name: string, document: string, pages?: number): Promise<void> => {
    const pdf = await printer.print(name, document, pages);
    const finished = pdf instanceof Uint8Array ? finish(name, pdf, about) : pdf;
    if (finished instanceof Uint8Array) files.set(name, finished);
    else diagnostics.push(finished);
  };
  if (steps) await print('slides.pdf', documents.printSteps, documents.steps);
  else await print('slides.pdf', documents.print, documents.slides);
  if (hasErrors(diagnostics)) return { files, diagnostics };
  for (const { id, text, pixels } of await printer.overflows()) {
    // what a step reveals has its place from the first page on
    const place = documents.places.get(id);
    if (place) diagnostics.push(diagnose(place, messages.slideOverflow(id, text.slice(0, 40), pixels)));
  }
  await print('handout.pdf', documents.handout);
  return { files, diagnostics };
}

function finish(name: string, pdf: Uint8Array, about: PdfAbout): Uint8Array | Diagnostic {
  try {
    return finishPdf(pdf, about);
  } catch (problem) {
    return diagnose(name, messages.pdfUnreadable(name, problemText(problem)));
  }
}
