import { basename, dirname, join, resolve } from 'node:path';
import type { Config as VegaTheme } from 'vega-lite';
import { checkBudget, weighedHtml } from './check/budget.ts';
import { checkColours } from './check/colours.ts';
import { checkEvidence } from './check/evidence.ts';
import { withoutExceptions } from './check/exceptions.ts';
import { checkFaults } from './check/faults.ts';
import { checkParity } from './check/parity.ts';
import { type Check, isLookedFor } from './check/rules.ts';
import { readSlides } from './check/slides-shown.ts';
import type { WeighedFile } from './model/budget.ts';
import type { HandoutStyle } from './model/config.ts';
import { type Diagnostic, diagnose, hasErrors, inOrder } from './model/diagnostic.ts';
import type { Sight } from './model/fault.ts';
import type { ReadContext, TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import type { BuildRecord } from './model/record.ts';
import type { Talk } from './model/talk.ts';
import { readDeck } from './read/deck.ts';
import { readStyle, readVegaTheme } from './read/theme.ts';
import type { Assets } from './render/document.ts';
import { slideProvenance } from './render/provenance.ts';
import { dateOfTalk } from './resolve/date.ts';
import { publicDeck } from './resolve/public.ts';
import { resolveTalk } from './resolve/talk.ts';
import { targetWords } from './resolve/targets.ts';
import { type Documents, makeDocuments } from './write/documents.ts';
import { openFolder, problemText, readTemplates } from './write/files.ts';
import { inspect } from './write/inspect.ts';
import { openLibrary } from './write/library.ts';
import { citeWithCache, drawWithCache } from './write/made.ts';
import { pdfsIn, refusal, replaceFolder } from './write/output.ts';
import type { PdfAbout } from './write/pdf/metadata.ts';
import { printDocuments } from './write/print.ts';
import { startPrinter } from './write/printer.ts';
import { recordOf, recordReads } from './write/record.ts';

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
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

/** A talk read and resolved, with the mistakes in it. */
interface ReadTalk {
  readonly talk: Talk;
  readonly styles: Pick<Assets, 'theme' | 'handout'>;
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
  ): Promise<ReadTalk> {
    const diagnostics: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    const { files, read } = recordReads(openFolder(root));
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

  async function build({ out, pdf, steps, progress, ...options }: BuildOptions): Promise<BuildResult> {
    const folder = resolve(root, out);
    const refused = refusal(root, folder);
    if (refused !== undefined) {
      return { diagnostics: [diagnose(out, messages.outRefused(refused))], artefacts: [], slides: 0 };
    }
    const printer = pdf ? startPrinter({ env, unpacking: () => progress(unpacking) }) : undefined;
    try {
      // 1.–3. read, resolve, render
      const found = await read(options, progress);
      const problems = found.diagnostics;
      if (hasErrors(problems)) return { diagnostics: inOrder(problems), artefacts: [], slides: 0 };
      const documents = await render(found);

      // 4. write
      const files = new Map<string, string | Uint8Array>([['index.html', documents.screen]]);
      const weighed: WeighedFile[] = [weighedHtml('index.html', documents.screen)];
      let kept: string[] = [];
      if (printer) {
        const about = aboutTalk(found.talk, env);
        const printed = await printDocuments(documents, printer, { steps, about, progress });
        for (const [name, bytes] of printed.files) files.set(name, bytes);
        weighed.push(...printed.weighed);
        problems.push(...printed.diagnostics);
        // what could not be printed anew stays as it was
        if (printed.files.size === 0) kept = pdfsIn(folder);
      }
      problems.push(...checkBudget(weighed, found.talk.deck.config.budget));
      progress(`Writing ${out}/`);
      try {
        replaceFolder(folder, files, kept);
        if (kept.length > 0) problems.push(diagnose(out, messages.pdfOlder(kept)));
      } catch (problem) {
        problems.push(diagnose(out, messages.writeFailed(problemText(problem))));
        return { diagnostics: inOrder(problems), artefacts: [], slides: documents.slides };
      }
      const artefacts = [...files].map(([name, content]) => ({
        path: join(basename(dirname(join(folder, name))), name),
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
      const { exceptions } = found.talk.deck.config;
      if (only.includes('evidence')) all.push(...checkEvidence(found.talk, found.files));
      if (only.includes('access')) all.push(...checkColours(found.talk));
      const sights = (['fit', 'access'] as const).filter((name) => only.includes(name));
      if (sights.length > 0) all.push(...(await checkSights(found, sights, progress)));
      if (only.includes('parity') && !hasErrors(all)) all.push(...(await checkPrinted(found, progress)));
      const relevant = exceptions.filter(({ rule }) => isLookedFor(rule, only));
      all.splice(0, all.length, ...withoutExceptions(all, relevant));
    }
    return inOrder(strict ? all.map((diagnostic) => ({ ...diagnostic, severity: 'error' })) : all);
  }

  /** What is wrong with the slides as the browser shows them. */
  async function checkSights(
    found: ReadTalk,
    sights: readonly Sight[],
    progress: (text: string) => void,
  ): Promise<Diagnostic[]> {
    const { screen, places } = await render(found, true);
    const script = library.inspectScript();
    const seen = await inspect(screen, {
      sights,
      script,
      places,
      env,
      progress,
      unpacking: () => progress(unpacking),
    });
    return 'rule' in seen ? [seen] : checkFaults(seen, found.talk);
  }

  /** Where the PDFs say something else than index.html; both are printed for it, and written nowhere. */
  async function checkPrinted(found: ReadTalk, progress: (text: string) => void): Promise<Diagnostic[]> {
    const { config } = found.talk.deck;
    const documents = await render(found);
    const printer = startPrinter({ env, unpacking: () => progress(unpacking) });
    try {
      const about = aboutTalk(found.talk, env);
      const { files, diagnostics } = await printDocuments(documents, printer, {
        steps: false,
        about,
        progress,
      });
      const [print, handout] = [files.get('slides.pdf'), files.get('handout.pdf')];
      if (!print || !handout) return [...diagnostics];
      progress('Reading the PDFs back …');
      const { readBack } = await import('./write/pdf/read-back.ts');
      return checkParity({
        slides: readSlides(documents.screen),
        print: await readBack(print),
        handout: await readBack(handout),
        style: config.handout,
        provenance: slideProvenance(found.record, config),
        places: documents.places,
      });
    } finally {
      await printer.close();
    }
  }

  return { compile, build, check };
}

/** The handout's styles: its pages and notes, several slides a page, its running text, its annexes. */
const handoutSheets = ['handout', 'handout-slides', 'handout-text', 'handout-annex'];

const unpacking = 'Unpacking the browser, this once';

/** What the PDFs of a talk say of themselves. */
function aboutTalk(talk: Talk, env: ProjectOptions['env']): PdfAbout {
  const { config } = talk.deck;
  const date = dateOfTalk(config.date, env.SOURCE_DATE_EPOCH);
  return { ...config, date, targets: targetWords(talk) };
}
