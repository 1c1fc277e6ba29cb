import { join, relative, resolve as resolvePath } from 'node:path';
import { type BuildOptions, type BuildResult, buildTalks, nothing } from './build.ts';
import type { ChartFileOptions } from './chart-file.ts';
import { withoutExceptions } from './check/exceptions.ts';
import { type Check, isLookedFor } from './check/rules.ts';
import { wholeTalk } from './model/config.ts';
import { type Diagnostic, diagnose, hasErrors, inOrder, newIn } from './model/diagnostic.ts';
import type { TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import type { Talk } from './model/talk.ts';
import { type CompileOptions, openReader, type ReadDeck, type ReadTalk } from './reading.ts';
import type { Screen } from './render/document.ts';
import type { TakeOptions, TakeResult } from './take.ts';
import { refusal } from './write/dist.ts';
import { type Documents, makeDocuments } from './write/documents.ts';
import { openFolder } from './write/files.ts';
import { openLibrary } from './write/library.ts';
import { type Holder, locked } from './write/lock.ts';
import { recover } from './write/output.ts';
import { createPreviewer, type Previewer } from './write/preview.ts';
import { isKnown, keepMade, lasting, orderOf, unchanged } from './write/unchanged.ts';

export interface ProjectOptions {
  /** The talk's folder. */
  readonly root: string;
  /** The folder that holds the packaged lib/ and templates/. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface CompileResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when there are errors. */
  readonly compiled: Documents | undefined;
}

/** Talks as a live preview shows them. */
export interface PreviewResult {
  /** The whole, as much of it as can be read. */
  readonly talk: Talk | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Those without errors, by their names. */
  readonly screens: ReadonlyMap<string, Screen>;
  /** The names of all talks of the deck. */
  readonly talks: readonly string[];
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
  /** Compiles talks by their names for the screen alone; again and again, in little time. */
  readonly preview: (names: readonly string[], options: CompileOptions) => Promise<PreviewResult>;
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
  const { prepareCharts, readWhole, resolve, read } = openReader(root, home, library);
  const previewers = new Map<string, Previewer>();

  async function compile(options: CompileOptions): Promise<CompileResult> {
    const found = await read(options);
    const compiled = hasErrors(found.diagnostics) ? undefined : await render(found);
    return { diagnostics: inOrder(found.diagnostics), compiled };
  }

  async function preview(names: readonly string[], options: CompileOptions): Promise<PreviewResult> {
    prepareCharts();
    const deck = await readWhole(options);
    const diagnostics = deck.diagnostics;
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const screens = new Map<string, Screen>();
    let talk: Talk | undefined;
    for (const name of names.filter((wanted) => deck.decks.has(wanted))) {
      const found = await resolve(deck, name);
      if (name === wholeTalk) talk = found.talk;
      diagnostics.push(...newIn(name, found.diagnostics, diagnostics));
      if (hasErrors(diagnostics)) continue;
      const previewer = previewers.get(name) ?? createPreviewer(library);
      previewers.set(name, previewer);
      screens.set(name, await previewer(found.talk, found.styles, report));
    }
    return {
      talk,
      diagnostics: inOrder(diagnostics),
      screens,
      talks: [...deck.decks.keys()],
      paths: [...deck.looks.read.keys()],
    };
  }

  function render(
    { talk, styles, record, source, diagnostics }: ReadTalk,
    located = false,
  ): Promise<Documents> {
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    return makeDocuments(talk, { styles, library, record, source, report, located });
  }

  async function build(options: BuildOptions): Promise<BuildResult> {
    const { out, progress } = options;
    const folder = resolvePath(root, out);
    const refused = (): BuildResult | undefined => {
      const why = refusal(root, folder);
      return why === undefined ? undefined : nothing([diagnose(out, messages.outRefused(why))]);
    };
    const work = async (): Promise<BuildResult> => {
      recover(folder);
      // what lies there beside its files is told each time
      return refused() ?? buildAlone(options, folder);
    };
    const waiting = ({ pid }: Holder): void =>
      progress(`Waiting for another build of ${out}/, process ${pid}`);
    const before = refused();
    if (before) return before;
    const outcome = await locked(folder, work, { waiting });
    if ('done' in outcome) return outcome.done;
    const { pid, path } = outcome.holder;
    return nothing([diagnose(out, messages.outBusy(pid, relative(root, path)))]);
  }

  /** Builds into a folder that nobody else builds into meanwhile. */
  async function buildAlone(options: BuildOptions, folder: string): Promise<BuildResult> {
    const { progress } = options;
    const order = orderOf(options, { home, library, env });
    const before = unchanged<BuildResult>(order, folder, openFolder(root));
    if (before) return { ...before, isUnchanged: true };
    // later builds find most drawings in the cache
    if (!isKnown(folder)) prepareCharts();
    let deck: ReadDeck | undefined;
    const built = await buildTalks(options, {
      folder,
      library,
      env,
      async readDeck() {
        deck = await readWhole(options, progress);
        return deck;
      },
      resolve: (deck, name) => resolve(deck, name, progress),
      render,
    });
    if (deck && built.artefacts.length > 0 && !hasErrors(built.diagnostics))
      keepMade(order, folder, deck.looks, { ...built, diagnostics: lasting(built.diagnostics) });
    return built;
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
    const { checkShown, runChecks } = await import('./checks.ts');
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

  async function chart(options: ChartFileOptions): Promise<readonly Diagnostic[]> {
    const { progress } = options;
    const { writeChart } = await import('./chart-file.ts');
    return writeChart(options, {
      root,
      library,
      env,
      files: openFolder(root),
      read: (files) => read({ trustHtml: false, wholeOnly: true }, progress, files),
    });
  }

  const take: Project['take'] = async (options) => {
    const { takeSlides } = await import('./take.ts');
    const again = (files: TalkFiles) => read({ trustHtml: false }, options.progress, files);
    return takeSlides(options, { root, home, library, files: openFolder(root), read: again });
  };

  return { compile, preview, build, check, chart, take };
}
