import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { BuildRecord } from '../model/record.ts';
import type { Span } from '../model/source.ts';
import type { Talk } from '../model/talk.ts';
import { type Assets, renderPrint, renderScreen, renderSteps, screenOf } from '../render/document.ts';
import { layOutHandout, renderHandout } from '../render/handout/document.ts';
import { type Picture, renderCard, renderContactSheet } from '../render/images.ts';
import { renderPage } from '../render/slide.ts';
import { embedFonts } from './fonts.ts';
import type { Library } from './library.ts';

/** The documents of a talk, whole in memory, each made when it is asked for. */
export interface Documents {
  readonly screen: string;
  /** The same with these of its pages alone. */
  readonly screenOf: (ids: readonly string[]) => string;
  /** What each page shows apart from its number, by its id. */
  readonly shown: ReadonlyMap<string, string>;
  readonly print: string;
  /** The print view with a page for each step. */
  readonly printSteps: string;
  readonly handout: string;
  /** The pages with these ids in one picture. */
  readonly contactSheet: (ids: readonly string[]) => Picture;
  /** What links to the talk may show. */
  readonly card: Picture;
  readonly slides: number;
  /** How many pages the print view with a page for each step has. */
  readonly steps: number;
  /** The print view of one page by its id, at each of its steps. */
  readonly alone: (id: string) => string;
  /** Where each page's slide stands, by the page's id, in order. */
  readonly places: ReadonlyMap<string, Span>;
  /** The id of the page that each page of the print view shows, and of that with a page for each step. */
  readonly ids: readonly string[];
  readonly stepIds: readonly string[];
  /** The ids of pages with characters that no font of the deck draws. */
  readonly uncovered: ReadonlySet<string>;
  /** Whether there are such characters anywhere, in the title of the talk, say. */
  readonly lacksGlyphs: boolean;
  /** How the names of the deck's fonts begin in a PDF; undefined where the theme brings fonts of its own. */
  readonly families: readonly string[] | undefined;
}

export interface DocumentOptions {
  readonly styles: Pick<Assets, 'theme' | 'handout' | 'images'>;
  readonly library: Library;
  /** What the PDFs say they were made from. */
  readonly record: BuildRecord;
  /** What index.html carries of the files that it was built from. */
  readonly source?: string | undefined;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Whether slides say where things stand in their files, for checks. */
  readonly located?: boolean;
}

/** Renders a talk: its pages, their fonts, and the documents around both. */
export async function makeDocuments(
  talk: Talk,
  { styles, library, record, source, report, located = false }: DocumentOptions,
): Promise<Documents> {
  const pages = talk.pages.map((page) => renderPage(page, talk, { located }));
  const handout = layOutHandout(pages, talk, record);
  const written = pages.flatMap(({ body, notes, data }) => [body, notes, data]);
  const text = [...written, handout.body].map(({ html }) => html).join('');
  const fonts = await embedFonts(text, /<(em|i|cite)\b/.test(text), library);
  const places = new Map(talk.pages.map(({ id, slide }) => [id, slide.span]));
  const uncovered = new Set(
    pages.flatMap(({ page, ...parts }) => {
      const markup = [parts.body, parts.notes, parts.data].map(({ html }) => html).join('');
      return fonts.missing.some((character) => markup.includes(character)) ? page.id : [];
    }),
  );
  if (fonts.missing.length > 0) {
    const [first] = uncovered;
    const at = (first === undefined ? undefined : places.get(first)) ?? 'slides';
    report(diagnose(at, messages.glyphMissing(fonts.missing.join(' '), first)));
  }
  const { clientStyle, clientScript } = library;
  const assets: Assets = {
    fonts: talk.formulas.size > 0 ? `${fonts.css}\n${library.mathStyle}` : fonts.css,
    ...styles,
    clientStyle,
    clientScript,
    source,
    get vegaScript() {
      return library.vegaScript;
    },
  };
  let screen: string | undefined;
  return {
    slides: pages.length,
    steps: pages.reduce((sum, { steps }) => sum + steps + 1, 0),
    places,
    ids: pages.map(({ page }) => page.id),
    stepIds: pages.flatMap(({ page, steps }) => Array.from({ length: steps + 1 }, () => page.id)),
    uncovered,
    lacksGlyphs: fonts.missing.length > 0,
    families: /@font-face/i.test(styles.theme + styles.handout) ? undefined : familiesOf(library),
    get screen() {
      screen ??= renderScreen(screenOf(pages, talk, assets), assets);
      return screen;
    },
    screenOf: (ids) =>
      renderScreen(
        screenOf(
          pages.filter(({ page }) => ids.includes(page.id)),
          talk,
          assets,
        ),
        assets,
      ),
    get shown() {
      return new Map(
        pages.map(({ page, body }) => [page.id, body.html.replace(/<p class="page">\d+<\/p>/, '')]),
      );
    },
    get print() {
      return renderPrint(pages, talk, assets, record);
    },
    get printSteps() {
      return renderSteps(pages, talk, assets, record);
    },
    alone: (id) =>
      renderSteps(
        pages.filter(({ page }) => page.id === id),
        talk,
        assets,
        record,
      ),
    contactSheet: (ids) =>
      renderContactSheet(
        pages.filter(({ page }) => ids.includes(page.id)),
        talk,
        assets,
      ),
    get card() {
      return renderCard(talk, assets);
    },
    get handout() {
      return renderHandout(handout, talk, assets);
    },
  };
}

function familiesOf({ fonts }: Library): string[] {
  return [...new Set(fonts.faces.map(({ family }) => family.replaceAll(' ', '')))];
}
