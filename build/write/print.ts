import { setImmediate } from 'node:timers/promises';
import type { WeighedFile } from '../model/budget.ts';
import { type Diagnostic, diagnose, hasErrors } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { PdfAbout } from '../model/pdf-about.ts';
import { blameSlide } from './blame.ts';
import type { Documents } from './documents.ts';
import { BrowserFailure } from './failure.ts';
import { problemText } from './files.ts';
import { type PdfFile, readPdf } from './pdf/file.ts';
import { finishPdf } from './pdf/finish.ts';
import { partsOfPdf } from './pdf/parts.ts';
import { fallbackFaults, undrawnFaults } from './printed-faults.ts';
import type { PrintedJob, Printer, PrintJob } from './printer.ts';

export interface PrintOptions {
  /** Whether slides.pdf has a page for each step, or one for each slide with all steps done. */
  readonly steps: boolean;
  /** Whether to print slides.pdf alone. */
  readonly noHandout?: boolean;
  readonly about: PdfAbout;
  /** What their names begin with: that of the talk's folder and a slash, or nothing. */
  readonly prefix?: string;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

export interface Printed {
  /** Both PDFs, or none. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly weighed: readonly WeighedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A document, the file that it becomes, and the ids of the slides on its pages where each has one. */
interface NamedJob extends PrintJob {
  readonly name: string;
  readonly ids: readonly string[];
}

/** A PDF, if it could be finished, and what is to be said of it. */
interface FinishedJob {
  readonly job: NamedJob;
  readonly pdf: Uint8Array | undefined;
  /** As the browser wrote it. */
  readonly raw: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints slides.pdf and handout.pdf; tells what went wrong with the browser, and which slides are too full. */
export async function printDocuments(
  documents: Documents,
  printer: Printer,
  { steps, noHandout = false, about, prefix = '', progress }: PrintOptions,
): Promise<Printed> {
  const { slides: count } = documents;
  const slidesJob = { name: `${prefix}slides.pdf`, slides: true };
  const handoutJob = { name: `${prefix}handout.pdf`, slides: false };
  const jobs: NamedJob[] = [
    steps
      ? { document: documents.printSteps, pages: documents.steps, ids: documents.stepIds, ...slidesJob }
      : { document: documents.print, pages: count, ids: documents.ids, ...slidesJob },
  ];
  if (!noHandout) jobs.push({ document: documents.handout, pages: count, ids: [], ...handoutJob });
  progress(`Printing ${jobs[0]?.pages} slides${noHandout ? '' : ', and the handout'}`);
  const attempt = async (job: NamedJob): Promise<FinishedJob | BrowserFailure> => {
    const printed = await printer.attempt(job);
    // one is finished while the browser is still at the other
    return printed instanceof BrowserFailure ? printed : finish(job, printed, documents, about);
  };
  const outcomes = await Promise.all(jobs.map(attempt));
  const files = new Map<string, Uint8Array>();
  const weighed: WeighedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [n, job] of jobs.entries()) {
    const first = outcomes[n];
    if (!first || hasErrors(diagnostics)) break;
    // one may have broken down by the other's fault, so the second time each is alone
    const last = first instanceof BrowserFailure && first.kind !== 'other' ? await attempt(job) : first;
    if (last instanceof BrowserFailure) {
      const isSlide = last.kind !== 'other' && job.slides;
      const blamed = isSlide && (await blameSlide(last, job.name, documents, printer, progress));
      diagnostics.push(blamed || diagnose(job.name, last.tell(job.name)));
      continue;
    }
    diagnostics.push(...last.diagnostics);
    if (!last.pdf) continue;
    files.set(job.name, last.pdf);
    weighed.push({ name: job.name, size: last.pdf.length, parts: () => partsOf(last) });
  }
  // of different ages they would contradict each other
  if (hasErrors(diagnostics)) files.clear();
  return { files, weighed, diagnostics };
}

/** Finishes a printed PDF, and looks for what it lacks. */
async function finish(
  job: NamedJob,
  { pdf: raw, undrawn, overflows }: PrintedJob,
  documents: Documents,
  about: PdfAbout,
): Promise<FinishedJob> {
  const diagnostics = undrawnFaults(undrawn, documents);
  for (const { id, text, pixels } of overflows) {
    // what a step reveals has its place from the first page on
    const place = documents.places.get(id);
    if (place) diagnostics.push(diagnose(place, messages.slideOverflow(id, text.slice(0, 40), pixels)));
  }
  try {
    const file: PdfFile = readPdf(raw);
    diagnostics.push(...fallbackFaults(job.name, file, job.ids, documents));
    // what the browser sent meanwhile is heard first
    await setImmediate();
    return { job, raw, diagnostics, pdf: await finishPdf(file, about, job.document) };
  } catch (problem) {
    diagnostics.push(diagnose(job.name, messages.pdfUnreadable(job.name, problemText(problem))));
    return { job, raw, diagnostics, pdf: undefined };
  }
}

function partsOf({ job, raw }: FinishedJob): ReturnType<typeof partsOfPdf> {
  return partsOfPdf(
    readPdf(raw),
    job.ids.map((id) => `slide “${id}”`),
  );
}
