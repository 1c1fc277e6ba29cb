import { join } from 'node:path';
import type { Config as VegaTheme } from 'vega-lite';
import { type BuildOptions, type BuildResult, buildTalks } from './build.ts';
import { type ChartFileOptions, writeChart } from './chart-file.ts';
import { withoutExceptions } from './check/exceptions.ts';
import { type Check, isLookedFor } from './check/rules.ts';
import { checkShown, runChecks } from './checks.ts';
import { type HandoutStyle, wholeTalk } from './model/config.ts';
import type { Deck } from './model/deck.ts';
import { type Diagnostic, diagnose, hasErrors, inOrder, newIn } from './model/diagnostic.ts';
import type { ReadContext, TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import { createRecall } from './model/recall.ts';
import type { BuildRecord } from './model/record.ts';
import type { Talk } from './model/talk.ts';
import { readDeck } from './read/deck.ts';
import { readStyle, readVegaTheme } from './read/theme.ts';
import type { Assets, Screen } from './render/document.ts';
import type { ListStyles } from './render/talks.ts';
import type { DrawnCharts } from './resolve/charts.ts';
import { publicDeck } from './resolve/public.ts';
import { talkDeck } from './resolve/select.ts';
import { resolveTalk } from './resolve/talk.ts';
import { sourceOf } from './source.ts';
import { type TakeOptions, type TakeResult, takeSlides } from './take.ts';
import { type Documents, makeDocuments } from './write/documents.ts';
import { openFolder, talkAround, templatesIn } from './write/files.ts';
import { openLibrary } from './write/library.ts';
import { citeWithCache, drawWithCache } from './write/made.ts';
import { createPreviewer } from './write/preview.ts';
import { recordOf, recordReads } from './write/record.ts';
import { steadyFiles } from './write/steady.ts';

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
  /** The name of the talk wanted, where that is not the whole. */
  readonly talk?: string | undefined;
  /** Whether index.html carries what it was built from. */
  readonly source?: boolean;
  /** The handout's style, where it is not to be the one that deck.yaml names. */
  readonly handout?: HandoutStyle | undefined;
}

interface ReadOptions extends CompileOptions {
  /** Whether to leave the deck's talks aside, whose slides may not be there. */
  readonly wholeOnly?: boolean;
}

/** A deck read, with what its talks share. */
export interface ReadDeck {
  /** The deck as each of its talks has it, by their names; the whole first. */
  readonly decks: ReadonlyMap<string, Deck>;
  readonly styles: Pick<Assets, 'theme' | 'handout' | 'images'> & Pick<ListStyles, 'talks'>;
  readonly vegaTheme: VegaTheme;
  readonly files: TalkFiles;
  /** The files read so far, by path. */
  readonly read: ReadonlyMap<string, Uint8Array>;
  /** What index.html carries of them. */
  readonly source: string | undefined;
  readonly diagnostics: Diagnostic[];
}

/** A talk read and resolved, with the mistakes in it. */
export interface ReadTalk {
  readonly name: string;
  readonly talk: Talk;
  readonly styles: ReadDeck['styles'];
  readonly files: TalkFiles;
  readonly record: BuildRecord;
  /** The files that were read. */
  readonly paths: readonly string[];
  /** What index.html carries of its files. */
  readonly source: string | undefined;
  readonly diagnostics: Diagnostic[];
}

export interface CompileResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when there are errors. */
  readonly compiled: Documents | undefined;
}

/** A talk as a live preview shows it. */
export interface PreviewResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when there are errors. */
  readonly screen: Screen | undefined;
  /** The files that it was read from. */
  readonly paths: readonly string[];
}

export interface CheckOptions extends CompileOptions {
  readonly only: readonly Check[];
  /** Count warnings as errors. */
  readonly strict: boolean;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

export interface Project {
  readonly compile: (options: CompileOptions) => Promise<CompileResult>;
  /** Compiles the talk for the screen alone; again and again, in little time. */
  readonly preview: (options: CompileOptions) => Promise<PreviewResult>;
  readonly build: (options: BuildOptions) => Promise<BuildResult>;
  /** Everything that is wrong with the talk, those warnings left out that its deck.yaml lets pass. */
  readonly check: (options: CheckOptions) => Promise<readonly Diagnostic[]>;
  /** Adds slides of somebody's deck to the talk. */
  readonly take: (options: TakeOptions) => Promise<TakeResult>;
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
  // what is compiled again is made anew only where its files have changed
  const recall = createRecall();
  const drawn: DrawnCharts = new WeakMap();
  const previewer = createPreviewer(library);
  const steady = steadyFiles(openFolder(root));
  const packaged = templatesIn(openFolder(home));

  async function readWhole(
    { trustHtml, isPublic = false, handout, wholeOnly = false, source: carries = false }: ReadOptions,
    progress: (text: string) => void,
    folder: TalkFiles,
  ): Promise<ReadDeck> {
    const diagnostics: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const { files, read } = recordReads(folder);
    const templates = new Map([...packaged, ...templatesIn(files)]);
    const context: ReadContext = { files, report, trustHtml };
    recall.begin();

    // 1. read
    const layouts = new Map(
      [...templates].filter(([path]) => /^templates\/layouts\/[^/]+\.html$/.test(path)),
    );
    const themeFile = templates.get('templates/theme.vega.json');
    const vegaTheme = recall.of('theme', [themeFile], context, (tracked) =>
      readVegaTheme(themeFile, library.schema(), tracked),
    );
    const readSheet = (path: string): string =>
      recall.of(path, [templates.get(path)], context, (tracked) =>
        readStyle(path, templates.get(path), tracked),
      );
    const styles = {
      theme: readSheet('templates/theme.css'),
      handout: handoutSheets.map((name) => readSheet(`templates/${name}.css`)).join('\n'),
      images: readSheet('templates/images.css'),
      talks: readSheet('templates/talks.css'),
    };
    const reading = { templates: layouts, schema: library.schema };
    const written = await readDeck({
      ...context,
      ...reading,
      recall,
      talkAround: () => talkAround(root),
      reading: (count) => progress(`Reading ${count} slides`),
    });
    const { config, ...shown } = isPublic ? publicDeck(written) : written;
    const whole = { ...shown, config: { ...config, handout: handout ?? config.handout } };
    if (whole.slides.length === 0 && !hasErrors(diagnostics)) {
      const message = written.slides.length > 0 ? messages.onlyDrafts() : messages.noSlides();
      report(diagnose('slides', message));
    }
    const decks = new Map([
      [wholeTalk, whole],
      ...(wholeOnly ? [] : config.talks).map((plan) => [plan.name, talkDeck(whole, plan, report)] as const),
    ]);
    const reread = (others: TalkFiles) =>
      readDeck({ ...context, ...reading, files: others, report: () => undefined });
    const carrying = { isPublic, version: library.version, report, home, reread };
    const carried = carries && !hasErrors(diagnostics) ? { deck: written, read } : undefined;
    return {
      decks,
      styles,
      vegaTheme: vegaTheme as VegaTheme,
      files,
      read,
      source: carried && (await sourceOf(carried, folder, carrying)),
      diagnostics,
    };
  }

  async function resolve(
    { decks, styles, vegaTheme, files, read, source }: ReadDeck,
    name: string,
    progress: (text: string) => void,
  ): Promise<ReadTalk> {
    const deck = decks.get(name);
    if (!deck) throw new Error(`there is no talk ${name}`);
    const diagnostics: Diagnostic[] = [];
    const talk = await resolveTalk(deck, {
      report: (diagnostic) => void diagnostics.push(diagnostic),
      drawing: (n, count) => progress(`Drawing chart ${n} of ${count}`),
      theme: vegaTheme,
      measures: library.fonts.measures,
      draw: drawWithCache(library),
      drawn,
      cite: citeWithCache(library),
    });
    return {
      name,
      talk,
      styles,
      files,
      get record() {
        return recordOf(read, deck.slides, library.version);
      },
      paths: [...read.keys()],
      source,
      diagnostics,
    };
  }

  async function read(
    options: ReadOptions,
    progress: (text: string) => void = () => undefined,
    folder: TalkFiles = steady,
  ): Promise<ReadTalk> {
    const deck = await readWhole(options, progress, folder);
    const found = await resolve(deck, options.talk ?? wholeTalk, progress);
    found.diagnostics.unshift(...deck.diagnostics);
    return found;
  }

  async function compile(options: CompileOptions): Promise<CompileResult> {
    const found = await read(options);
    const compiled = hasErrors(found.diagnostics) ? undefined : await render(found);
    return { diagnostics: inOrder(found.diagnostics), compiled };
  }

  async function preview(options: CompileOptions): Promise<PreviewResult> {
    const { talk, styles, paths, diagnostics } = await read(options);
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const screen = hasErrors(diagnostics) ? undefined : await previewer(talk, styles, report);
    return { diagnostics: inOrder(diagnostics), screen, paths };
  }

  function render(
    { talk, styles, record, source, diagnostics }: ReadTalk,
    located = false,
  ): Promise<Documents> {
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    return makeDocuments(talk, { styles, library, record, source, report, located });
  }

  function build(options: BuildOptions): Promise<BuildResult> {
    const { progress } = options;
    return buildTalks(options, {
      root,
      library,
      env,
      readDeck: () => readWhole(options, progress, openFolder(root)),
      resolve: (deck, name) => resolve(deck, name, progress),
      render,
    });
  }

  async function check({ only, strict, progress, ...options }: CheckOptions): Promise<readonly Diagnostic[]> {
    const deck = await readWhole(options, progress, openFolder(root));
    const all = deck.diagnostics;
    const talks: ReadTalk[] = [];
    for (const name of deck.decks.keys()) {
      const found = await resolve(deck, name, progress);
      all.push(...newIn(name, found.diagnostics, all));
      talks.push(found);
    }
    // what keeps a talk from compiling comes first; the rest cannot be told of half a talk
    if (!hasErrors(all)) {
      const looked = new Set<string>();
      for (const found of talks) {
        const run = found.name === wholeTalk ? runChecks : checkShown;
        const told = await run(only, {
          ...found,
          render: (located) => render(found, located),
          library,
          looked,
          env,
          progress,
        });
        all.push(...newIn(found.name, [...found.diagnostics, ...told], all));
      }
      const exceptions = deck.decks.get(wholeTalk)?.config.exceptions ?? [];
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
      read: (files) => read({ trustHtml: false, wholeOnly: true }, progress, files),
    });
  }

  const take: Project['take'] = (options) => {
    const again = (files: TalkFiles) => read({ trustHtml: false }, options.progress, files);
    return takeSlides(options, { root, home, library, files: openFolder(root), read: again });
  };

  return { compile, preview, build, check, chart, take };
}

/** The handout's styles: its pages and notes, several slides a page, its running text, its annexes. */
const handoutSheets = ['handout', 'handout-slides', 'handout-text', 'handout-annex'];
