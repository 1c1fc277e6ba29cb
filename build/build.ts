import { basename, join } from 'node:path';
import { checkBudget, weighedHtml } from './check/budget.ts';
import type { WeighedFile } from './model/budget.ts';
import { folderOf, wholeTalk } from './model/config.ts';
import { type Diagnostic, diagnose, hasErrors, inOrder, nearest, newIn } from './model/diagnostic.ts';
import { messages } from './model/messages.ts';
import { configPath } from './read/config.ts';
import type { CompileOptions, ReadDeck, ReadTalk } from './reading.ts';
import { aboutTalk } from './resolve/about.ts';
import { dateOfTalk } from './resolve/date.ts';
import { madeIn } from './write/dist.ts';
import type { Documents } from './write/documents.ts';
import { BrowserFailure } from './write/failure.ts';
import { problemText } from './write/files.ts';
import { idsOf, takeImages, unknownIds } from './write/images.ts';
import type { Library } from './write/library.ts';
import { listTalks } from './write/listing.ts';
import { replaceFolder } from './write/output.ts';
import { printDocuments } from './write/print.ts';
import { type Printer, startPrinter } from './write/printer.ts';
import { unpacking } from './write/unpack.ts';

export interface BuildOptions extends Omit<CompileOptions, 'talk'> {
  /** The talks to build by their names; all where there are none. */
  readonly talks?: readonly string[];
  /** Where the artefacts go, relative to the talk's folder. */
  readonly out: string;
  readonly pdf: boolean;
  /** Whether slides.pdf has a page for each step, or one for each slide with all steps done. */
  readonly steps: boolean;
  /** Whether to do without handout.pdf. */
  readonly noHandout?: boolean;
  /** Whether to take pictures of the slides, and of which: the ids of slides, or all. */
  readonly images?: 'all' | readonly string[] | undefined;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

export interface Artefact {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface BuiltTalk {
  readonly name: string;
  readonly title: string;
  readonly slides: number;
  readonly artefacts: readonly Artefact[];
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What was written; empty when nothing was. */
  readonly artefacts: readonly Artefact[];
  /** What was written for each talk. */
  readonly talks: readonly BuiltTalk[];
  /** Whether all of it was there already, from a build of the very same. */
  readonly isUnchanged?: boolean;
}

export interface BuildContext {
  /** What is replaced. */
  readonly folder: string;
  readonly library: Library;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readDeck: () => Promise<ReadDeck>;
  readonly resolve: (deck: ReadDeck, name: string) => Promise<ReadTalk>;
  readonly render: (talk: ReadTalk) => Promise<Documents>;
}

/** A talk that is to become files. */
interface RenderedTalk extends ReadTalk {
  readonly documents: Documents;
}

interface MadeTalk {
  readonly talk: RenderedTalk;
  /** By their paths in dist/. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly weighed: readonly WeighedFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether there is all that was wanted. */
  readonly isWhole: boolean;
}

/**
 * Builds the talks of a deck, the whole into the folder itself and each other into one inside it. All are resolved and
 * rendered before the first is printed; the folder is replaced at the end, in one move.
 */
export async function buildTalks(options: BuildOptions, context: BuildContext): Promise<BuildResult> {
  const { talks: wanted = [], out, pdf, images, progress } = options;
  const { folder, env, library } = context;
  const printer = pdf || images ? startPrinter({ env, unpacking: () => progress(unpacking) }) : undefined;
  try {
    // 1. read
    const deck = await context.readDeck();
    const problems = deck.diagnostics;
    const known = [...deck.decks.keys()];
    const unknown = wanted.filter((name) => !known.includes(name));
    // what talks a deck.yaml with mistakes has, no one knows
    if (unknown.length > 0 && !hasErrors(problems))
      return nothing(unknown.map((name) => unknownTalk(name, known)));

    // 2.–3. resolve, render
    const names = wanted.length === 0 ? known : known.filter((name) => wanted.includes(name));
    const talks = await renderTalks(names, deck, context);
    const pages = talks.flatMap(({ talk }) => talk.pages);
    if (Array.isArray(images) && !hasErrors(problems)) problems.push(...unknownIds(images, pages));
    if (hasErrors(problems)) return nothing(problems);

    // 4. write
    const made: MadeTalk[] = [];
    for (const talk of talks) {
      // what kept the browser from one would keep it from the next
      const result = await makeTalk(talk, hasErrors(problems) ? undefined : printer, options, env);
      made.push(result);
      problems.push(...newIn(talk.name, result.diagnostics, problems));
    }
    const files = new Map(made.flatMap((talk) => [...talk.files]));
    const { older, untouched } = keptFiles(folder, made, wanted.length > 0);
    const kept = [...older, ...untouched];
    const weighed = made.flatMap((talk) => talk.weighed);
    problems.push(...checkBudget(weighed, deck.decks.get(wholeTalk)?.config.budget));
    if (deck.decks.size > 1)
      files.set(
        'talks.html',
        await listTalks(deck.decks, { styles: deck.styles, library, folder, files, kept }),
      );
    progress(`Writing ${out}/`);
    try {
      replaceFolder(folder, files, kept);
      if (older.length > 0) problems.push(diagnose(out, messages.filesOlder(older)));
    } catch (problem) {
      return nothing([...problems, diagnose(out, messages.writeFailed(problemText(problem)))]);
    }
    const artefactsIn = (some: MadeTalk['files']): Artefact[] =>
      [...some].map(([name, content]) => ({
        path: join(basename(folder), name),
        size: Buffer.byteLength(content),
      }));
    return {
      diagnostics: inOrder(problems),
      artefacts: artefactsIn(files),
      talks: made.map(({ talk, files: own }) => ({
        name: talk.name,
        title: talk.talk.deck.config.title,
        slides: talk.documents.slides,
        artefacts: artefactsIn(own),
      })),
    };
  } finally {
    await printer?.close();
  }
}

/** The result of a build that came to nothing. */
export function nothing(diagnostics: readonly Diagnostic[]): BuildResult {
  return { diagnostics: inOrder(diagnostics), artefacts: [], talks: [] };
}

function unknownTalk(name: string, known: readonly string[]): Diagnostic {
  return diagnose(configPath, messages.talkUnknown(name, nearest(name, known), known));
}

/** Resolves talks, and renders them as long as nothing is wrong; what is wrong is added to what the deck's reading told. */
async function renderTalks(
  names: readonly string[],
  deck: ReadDeck,
  { resolve: resolveTalk, render }: BuildContext,
): Promise<RenderedTalk[]> {
  const problems = deck.diagnostics;
  const talks: RenderedTalk[] = [];
  for (const name of names) {
    const found = await resolveTalk(deck, name);
    if (!hasErrors([...problems, ...found.diagnostics]))
      talks.push({ ...found, documents: await render(found) });
    problems.push(...newIn(name, found.diagnostics, problems));
  }
  return talks;
}

/** Makes the files of a talk; its PDFs and pictures only with a printer. */
async function makeTalk(
  talk: RenderedTalk,
  printer: Printer | undefined,
  { pdf, steps, noHandout = false, images, progress }: BuildOptions,
  env: BuildContext['env'],
): Promise<MadeTalk> {
  const { name, documents } = talk;
  const prefix = folderOf(name);
  const { date } = talk.talk.deck.config;
  const about = aboutTalk(talk.talk, dateOfTalk(date, env.SOURCE_DATE_EPOCH));
  const printing =
    printer && pdf && printDocuments(documents, printer, { steps, noHandout, about, prefix, progress });
  // made while the browser is at work
  const index = `${prefix}index.html`;
  const files = new Map<string, string | Uint8Array>([[index, documents.screen]]);
  const weighed: WeighedFile[] = [weighedHtml(index, documents.screen)];
  const diagnostics: Diagnostic[] = [];
  if (printing) {
    const printed = await printing;
    for (const [path, bytes] of printed.files) files.set(path, bytes);
    weighed.push(...printed.weighed);
    diagnostics.push(...printed.diagnostics);
  }
  const ids = idsOf(images ?? [], talk.talk.pages);
  if (printer && ids.length > 0 && !hasErrors(diagnostics)) {
    const taken = await takeImages(documents, printer, { ids, progress });
    if (taken instanceof BrowserFailure)
      diagnostics.push(diagnose(`${prefix}png`, taken.tell('the pictures')));
    else for (const [path, bytes] of taken) files.set(prefix + path, bytes);
  }
  const isWhole = !hasErrors(diagnostics) && (printer !== undefined || !(pdf || images));
  return { talk, files, weighed, diagnostics, isWhole };
}

/** Files of earlier builds that stay as they are: those that could not be made anew, and those of talks not asked for. */
function keptFiles(
  folder: string,
  made: readonly MadeTalk[],
  isSome: boolean,
): { readonly older: string[]; readonly untouched: string[] } {
  const [older, untouched]: [string[], string[]] = [[], []];
  for (const [name, paths] of madeIn(folder)) {
    const talk = made.find((candidate) => candidate.talk.name === name);
    if (talk && !talk.isWhole) older.push(...paths.filter((path) => !talk.files.has(path)));
    else if (!talk && isSome) untouched.push(...paths);
  }
  return { older, untouched };
}
