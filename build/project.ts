import { basename, join, resolve } from 'node:path';
import type { Config as VegaTheme } from 'vega-lite';
import { type ChartFileOptions, writeChart } from './chart-file.ts';
import { checkBudget, weighedHtml } from './check/budget.ts';
import { withoutExceptions } from './check/exceptions.ts';
import { type Check, isLookedFor } from './check/rules.ts';
import { runChecks } from './checks.ts';
import type { WeighedFile } from './model/budget.ts';
import type { HandoutStyle } from './model/config.ts';
import { type Diagnostic, diagnose, hasErrors, inOrder } from './model/diagnostic.ts';
import type { ReadContext, TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import type { BuildRecord } from './model/record.ts';
import type { Talk } from './model/talk.ts';
import { readDeck } from './read/deck.ts';
import { readStyle, readVegaTheme } from './read/theme.ts';
import type { Assets } from './render/document.ts';
import { aboutTalk } from './resolve/about.ts';
import { dateOfTalk } from './resolve/date.ts';
import { publicDeck } from './resolve/public.ts';
import { resolveTalk } from './resolve/talk.ts';
import { type Documents, makeDocuments } from './write/documents.ts';
import { BrowserFailure } from './write/failure.ts';
import { openFolder, problemText, readTemplates } from './write/files.ts';
import { idsOf, takeImages } from './write/images.ts';
import { openLibrary } from './write/library.ts';
import { citeWithCache, drawWithCache, highlightWithCache } from './write/made.ts';
import { madeIn, refusal, replaceFolder } from './write/output.ts';
import { printDocuments } from './write/print.ts';
import { startPrinter } from './write/printer.ts';
import { recordOf, recordReads } from './write/record.ts';
import { unpacking } from './write/unpack.ts';

export interface ProjectOptions {
  /** The talk's folder. */
  readonly root: string;
  /** The folder that holds the packaged lib/ and templates/. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface CompileOptions {
  readonly trustHtml: boolean;
  /** Leave out what is not for the public: notes and drafts. */
  readonly isPublic?: boolean;
  /** The handout's style, where it is not to be the one that deck.yaml names. */
  readonly handout?: HandoutStyle | undefined;
}

export interface BuildOptions extends CompileOptions {
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

/** A talk read and resolved, with the mistakes in it. */
interface ReadTalk {
  readonly talk: Talk;
  readonly styles: Pick<Assets, 'theme' | 'handout' | 'images'>;
  readonly files: TalkFiles;
  readonly record: BuildRecord;
  readonly diagnostics: Diagnostic[];
}

export interface CompileResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when there are errors. */
  readonly compiled: Documents | undefined;
}

export interface Artefact {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface CheckOptions extends CompileOptions {
  readonly only: readonly Check[];
  /** Count warnings as errors. */
  readonly strict: boolean;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What was written; empty when nothing was. */
  readonly artefacts: readonly Artefact[];
  readonly slides: number;
}

export interface Project {
  readonly compile: (options: CompileOptions) => Promise<CompileResult>;
  readonly build: (options: BuildOptions) => Promise<BuildResult>;
  /** Everything that is wrong with the talk, those warnings left out that its deck.yaml lets pass. */
  readonly check: (options: CheckOptions) => Promise<readonly Diagnostic[]>;
  /** Writes one chart of the talk to a file; tells what keeps it from that. */
  readonly chart: (options: ChartFileOptions) => Promise<readonly Diagnostic[]>;
}

/**
 * Opens a talk. What an author wrote goes in at the top, documents come out at the bottom:
 *
 *     slides/ charts/ templates/
 *       │  read      text → Deck, every node with its place
 *       │  resolve   Deck → Talk: numbers, links, pages, charts drawn
 *       │  render    Talk → HTML of screen, print view and handout
 *       │  write     fonts, one self-contained file, PDFs, dist/ replaced in one move
 *     dist/
 *
 * Mistakes of the author are diagnostics of the result; only our own are exceptions.
 */
export function openProject({ root, home, env }: ProjectOptions): Project {
  const library = openLibrary(join(home, 'lib'));

  async function read(
    { trustHtml, isPublic = false, handout }: CompileOptions,
    progress: (text: string) => void = () => undefined,
    folder: TalkFiles = openFolder(root),
  ): Promise<ReadTalk> {
    const diagnostics: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const { files, read } = recordReads(folder);
    const templates = readTemplates(home, files);
    const context: ReadContext = { files, report, trustHtml };

    // 1. read
    const layouts = new Map(
      [...templates].filter(([path]) => /^templates\/layouts\/[^/]+\.html$/.test(path)),
    );
    const theme = readVegaTheme(templates.get('templates/theme.vega.json'), library.schema(), context);
    const readSheet = (path: string): string => readStyle(path, templates.get(path), context);
    const styles = {
      theme: readSheet('templates/theme.css'),
      handout: handoutSheets.map((name) => readSheet(`templates/${name}.css`)).join('\n'),
      images: readSheet('templates/images.css'),
    };
    const whole = await readDeck({
      ...context,
      templates: layouts,
      schema: library.schema,
      reading: (count) => progress(`Reading ${count} slides`),
    });
    const { config, ...shown } = isPublic ? publicDeck(whole) : whole;
    const deck = { ...shown, config: { ...config, handout: handout ?? config.handout } };

    if (deck.slides.length === 0 && !hasErrors(diagnostics)) {
      const message = whole.slides.length > 0 ? messages.onlyDrafts() : messages.noSlides();
      report(diagnose('slides', message));
    }

    // 2. resolve
    const talk = await resolveTalk(deck, {
      report,
      drawing: (n, count) => progress(`Drawing chart ${n} of ${count}`),
      theme: theme as VegaTheme,
      measures: library.fonts.measures,
      draw: drawWithCache(library),
      cite: citeWithCache(library),
      highlight: highlightWithCache(library),
    });
    const record = recordOf(read, deck.slides, library.version);
    return { talk, styles, files, record, diagnostics };
  }

  async function compile(options: CompileOptions): Promise<CompileResult> {
    const found = await read(options);
    const compiled = hasErrors(found.diagnostics) ? undefined : await render(found);
    return { diagnostics: inOrder(found.diagnostics), compiled };
  }

  function render({ talk, styles, record, diagnostics }: ReadTalk, located = false): Promise<Documents> {
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    return makeDocuments(talk, { styles, library, record, report, located });
  }

  async function build(options: BuildOptions): Promise<BuildResult> {
    const { out, pdf, steps, noHandout = false, images, progress } = options;
    const folder = resolve(root, out);
    const nothing = (diagnostics: readonly Diagnostic[], slides = 0): BuildResult => ({
      diagnostics: inOrder(diagnostics),
      artefacts: [],
      slides,
    });
    const refused = refusal(root, folder);
    if (refused !== undefined) return nothing([diagnose(out, messages.outRefused(refused))]);
    const printer = pdf || images ? startPrinter({ env, unpacking: () => progress(unpacking) }) : undefined;
    try {
      // 1.–3. read, resolve, render
      const found = await read(options, progress);
      const problems = found.diagnostics;
      if (hasErrors(problems)) return nothing(problems);
      const documents = await render(found);
      const ids = idsOf(images ?? [], found.talk.pages, (diagnostic) => problems.push(diagnostic));
      if (hasErrors(problems)) return nothing(problems);

      // 4. write
      const about = aboutTalk(found.talk, dateOfTalk(found.talk.deck.config.date, env.SOURCE_DATE_EPOCH));
      const printing =
        printer && pdf && printDocuments(documents, printer, { steps, noHandout, about, progress });
      // made while the browser is at work
      const files = new Map<string, string | Uint8Array>([['index.html', documents.screen]]);
      const weighed: WeighedFile[] = [weighedHtml('index.html', documents.screen)];
      let kept: string[] = [];
      if (printing) {
        const printed = await printing;
        for (const [name, bytes] of printed.files) files.set(name, bytes);
        weighed.push(...printed.weighed);
        problems.push(...printed.diagnostics);
      }
      if (printer && images && !hasErrors(problems)) {
        const taken = await takeImages(documents, printer, { ids, progress });
        if (taken instanceof BrowserFailure) problems.push(diagnose('png', taken.tell('the pictures')));
        else for (const [name, bytes] of taken) files.set(name, bytes);
      }
      // what could not be made anew stays as it was
      if (hasErrors(problems)) kept = madeIn(folder).filter((name) => !files.has(name));
      problems.push(...checkBudget(weighed, found.talk.deck.config.budget));
      progress(`Writing ${out}/`);
      try {
        replaceFolder(folder, files, kept);
        if (kept.length > 0) problems.push(diagnose(out, messages.filesOlder(kept)));
      } catch (problem) {
        problems.push(diagnose(out, messages.writeFailed(problemText(problem))));
        return nothing(problems, documents.slides);
      }
      const artefacts = [...files].map(([name, content]) => ({
        path: join(basename(folder), name),
        size: Buffer.byteLength(content),
      }));
      return { diagnostics: inOrder(problems), artefacts, slides: documents.slides };
    } finally {
      await printer?.close();
    }
  }

  async function check({ only, strict, progress, ...options }: CheckOptions): Promise<readonly Diagnostic[]> {
    const found = await read(options, progress);
    const all = found.diagnostics;
    // what keeps a talk from compiling comes first; the rest cannot be told of half a talk
    if (!hasErrors(all)) {
      all.push(
        ...(await runChecks(only, {
          ...found,
          render: (located) => render(found, located),
          library,
          env,
          progress,
        })),
      );
      const { exceptions } = found.talk.deck.config;
      const relevant = exceptions.filter(({ rule }) => isLookedFor(rule, only));
      all.splice(0, all.length, ...withoutExceptions(all, relevant));
    }
    return inOrder(strict ? all.map((diagnostic) => ({ ...diagnostic, severity: 'error' })) : all);
  }

  function chart(options: ChartFileOptions): Promise<readonly Diagnostic[]> {
    const { progress } = options;
    return writeChart(options, {
      root,
      library,
      env,
      files: openFolder(root),
      read: (files) => read({ trustHtml: false }, progress, files),
    });
  }

  return { compile, build, check, chart };
}

/** The handout's styles: its pages and notes, several slides a page, its running text, its annexes. */
const handoutSheets = ['handout', 'handout-slides', 'handout-text', 'handout-annex'];
