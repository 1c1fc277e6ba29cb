import type { Config as VegaTheme } from 'vega-lite';
import { type HandoutStyle, wholeTalk } from './model/config.ts';
import type { Deck } from './model/deck.ts';
import { type Diagnostic, diagnose, hasErrors } from './model/diagnostic.ts';
import type { ReadContext, TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import { createRecall } from './model/recall.ts';
import type { BuildRecord } from './model/record.ts';
import type { Talk } from './model/talk.ts';
import { readDeck } from './read/deck.ts';
import { layoutFiles } from './read/layouts.ts';
import { readStyle, readVegaTheme } from './read/theme.ts';
import type { Assets } from './render/document.ts';
import type { ListStyles } from './render/talks.ts';
import type { DrawnCharts } from './resolve/charts.ts';
import { publicDeck } from './resolve/public.ts';
import { talkDeck } from './resolve/select.ts';
import { resolveTalk } from './resolve/talk.ts';
import { sourceOf } from './source.ts';
import { openDrawer } from './write/drawer.ts';
import { openFolder, talkAround, templatesIn } from './write/files.ts';
import { keptSlides } from './write/kept-slides.ts';
import type { Library } from './write/library.ts';
import { citeWithCache, drawWithCache, highlightWithCache } from './write/made.ts';
import { type RecordedFiles, recordOf, recordReads } from './write/record.ts';
import { steadyFiles } from './write/steady.ts';

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

export interface ReadOptions extends CompileOptions {
  /** Whether to leave the deck's talks aside, whose slides may not be there. */
  readonly wholeOnly?: boolean;
}

/** A deck read, with what its talks share. */
export interface ReadDeck {
  /** The deck as each of its talks has it, by their names; the whole first. */
  readonly decks: ReadonlyMap<string, Deck>;
  readonly styles: Pick<Assets, 'theme' | 'handout' | 'images'> & Pick<ListStyles, 'talks'>;
  readonly vegaTheme: VegaTheme;
  /** Draws charts, for so long in all as a talk may take. */
  readonly draw: ReturnType<typeof drawWithCache>;
  readonly files: TalkFiles;
  /** What was read for it. */
  readonly looks: RecordedFiles;
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
  /** What index.html carries of its files. */
  readonly source: string | undefined;
  readonly diagnostics: Diagnostic[];
}

/** Reads a talk's folder, again and again. */
export interface Reader {
  /** Has Vega loaded for the talk's charts, if it has any, while other work is done. */
  readonly prepareCharts: () => void;
  /** The deck, with what its talks are cut from it. */
  readonly readWhole: (
    options: ReadOptions,
    progress?: (text: string) => void,
    folder?: TalkFiles,
  ) => Promise<ReadDeck>;
  /** One of its talks, by its name. */
  readonly resolve: (deck: ReadDeck, name: string, progress?: (text: string) => void) => Promise<ReadTalk>;
  /** Both. */
  readonly read: (
    options: ReadOptions,
    progress?: (text: string) => void,
    folder?: TalkFiles,
  ) => Promise<ReadTalk>;
}

/** Opens a talk's folder for reading; what is read again is made anew only where its files have changed. */
export function openReader(root: string, home: string, library: Library): Reader {
  const recall = createRecall();
  const kept = keptSlides(root, library);
  const drawer = openDrawer(library.drawProgram);
  const drawn: DrawnCharts = new WeakMap();
  const steady = steadyFiles(openFolder(root));
  const packaged = templatesIn(openFolder(home));
  const silent = (): void => undefined;

  function prepareCharts(): void {
    if (steady.list('charts').some((name) => name.endsWith('.vl.json'))) drawer.prepare();
  }

  async function readWhole(
    { trustHtml, isPublic = false, handout, wholeOnly = false, source: carries = false }: ReadOptions,
    progress: (text: string) => void = silent,
    folder: TalkFiles = steady,
  ): Promise<ReadDeck> {
    const diagnostics: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const looks = recordReads(folder);
    const { files, read } = looks;
    const templates = new Map([...packaged, ...templatesIn(files, report)]);
    const context: ReadContext = { files, report, trustHtml };
    recall.begin();

    // 1. read
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
    const reading = { templates: layoutFiles(templates), schema: library.schema };
    const written = await readDeck({
      ...context,
      ...reading,
      recall,
      kept,
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
      draw: drawWithCache(library, drawer.draw),
      files,
      looks,
      source: carried && (await sourceOf(carried, folder, carrying)),
      diagnostics,
    };
  }

  async function resolve(
    { decks, styles, vegaTheme, draw, files, looks: { read }, source }: ReadDeck,
    name: string,
    progress: (text: string) => void = silent,
  ): Promise<ReadTalk> {
    const deck = decks.get(name);
    if (!deck) throw new Error(`there is no talk ${name}`);
    const diagnostics: Diagnostic[] = [];
    const talk = await resolveTalk(deck, {
      report: (diagnostic) => void diagnostics.push(diagnostic),
      drawing: (n, count) => progress(`Drawing chart ${n} of ${count}`),
      theme: vegaTheme,
      measures: library.fonts.measures,
      draw,
      drawn,
      cite: citeWithCache(library),
      highlight: highlightWithCache(library),
    });
    return {
      name,
      talk,
      styles,
      files,
      get record() {
        return recordOf(read, deck.slides, library.version);
      },
      source,
      diagnostics,
    };
  }

  async function read(
    options: ReadOptions,
    progress: (text: string) => void = silent,
    folder: TalkFiles = steady,
  ): Promise<ReadTalk> {
    const deck = await readWhole(options, progress, folder);
    const found = await resolve(deck, options.talk ?? wholeTalk, progress);
    found.diagnostics.unshift(...deck.diagnostics);
    return found;
  }

  return { prepareCharts, readWhole, resolve, read };
}

/** The handout's styles: its pages and notes, several slides a page, its running text, its annexes. */
const handoutSheets = ['handout', 'handout-slides', 'handout-text', 'handout-annex'];
