import { createHash } from 'node:crypto';
import type { Config } from '../model/config.ts';
import type { BuildRecord } from '../model/record.ts';
import { sourceElement } from '../model/source-archive.ts';
import type { Operable, Talk } from '../model/talk.ts';
import { darkCharts } from './dark.ts';
import { renderEvidence } from './evidence.ts';
import { outlined } from './headings.ts';
import { attribute, type Html, html, join, raw } from './html.ts';
import { forPaper } from './paper.ts';
import { renderSlideProvenance, slideProvenanceStyle } from './provenance.ts';
import { attributionStyle, pageSection, type RenderedPage, renderPage } from './slide.ts';
import { stateStyle } from './states.ts';

/** Text that a document carries inside itself. */
export interface Assets {
  /** `@font-face` rules with the fonts in them. */
  readonly fonts: string;
  /** The theme's styles. */
  readonly theme: string;
  /** The handout's styles. */
  readonly handout: string;
  /** Those of the pictures of the talk. */
  readonly images: string;
  /** Reveal's styles and the deck's own program. */
  readonly clientStyle: string;
  readonly clientScript: string;
  /** The program that runs charts which the audience can operate. */
  readonly vegaScript: string;
  /** What the deck was built from, packed; only the screen carries it. */
  readonly source?: string | undefined;
}

/** Without its program the deck is a column of slides. */
const withoutScript = [
  'html, body, .reveal, .reveal .slides { position: static; width: auto; height: auto; overflow: auto }',
  '.reveal .slides { display: flex; flex-direction: column; align-items: center; gap: 24px }',
  '.reveal .slides > section.slide { position: relative; display: flex; flex: none; width: 1280px; visibility: visible }',
  '.reveal .slides .fragment { opacity: 1; visibility: visible }',
  '.slide .data .show-data { display: none }',
].join('\n');

/** index.html in the pieces that a live preview changes one by one. */
export interface Screen {
  readonly config: Config;
  /** Tells a deck from others. */
  readonly deck: string;
  /** Each page's section by its id, in order. */
  readonly sections: ReadonlyMap<string, string>;
  readonly styles: readonly string[];
  /** The evidence, and the charts to operate. */
  readonly annex: string;
  readonly operables: string;
}

/** Every page as a slide of Reveal, notes included. */
export function screenOf(
  pages: readonly RenderedPage[],
  talk: Talk,
  { fonts, clientStyle, theme }: Pick<Assets, 'fonts' | 'clientStyle' | 'theme'>,
): Screen {
  const sections = pages.map((rendered): [string, string] => [rendered.page.id, screenSection(rendered)]);
  const { config } = talk.deck;
  const evidence = renderEvidence(talk);
  const annex =
    evidence.html === ''
      ? raw('')
      : html`<section class="annex" aria-label="Evidence" tabindex="-1" hidden><button type="button" class="close" aria-label="Close">×</button>
<h1>Evidence</h1>
${evidence}
</section>
`;
  const operable = [...talk.drawings.values()].flatMap((drawing) => drawing.operable ?? []);
  const dark = darkCharts(join(pages.map(({ body }) => body)).html, theme);
  return {
    config,
    deck: deckId(pages, config),
    sections: new Map(sections),
    styles: [
      fonts,
      clientStyle,
      theme,
      stateStyle(talk),
      dark,
      sections.some(([, section]) => section.includes(attributed)) ? attributionStyle : '',
    ],
    annex: annex.html,
    operables: join(operable.map(renderOperable)).html,
  };
}

const screenSections = new WeakMap<RenderedPage, string>();

/** A page's section with its data and notes; made once of each page. */
function screenSection(rendered: RenderedPage): string {
  const known = screenSections.get(rendered);
  if (known !== undefined) return known;
  const notes = rendered.notes.html === '' ? raw('') : html`<aside class="notes">${rendered.notes}</aside>`;
  const section = pageSection(rendered, html`${rendered.data}${notes}`).html;
  screenSections.set(rendered, section);
  return section;
}

/** How the line begins that says whose a slide is. */
const attributed = 'class="attribution"';

/** What runs in a deck, and what it carries. */
export interface Programs extends Pick<Assets, 'clientScript' | 'vegaScript'> {
  /** As in `Assets`. */
  readonly source?: string | undefined;
  /** In a live preview: where its server hears it, a script that it may load later, and what the page is to know. */
  readonly live?: { readonly connect: string; readonly script: string; readonly state: object };
}

/** index.html; nothing is loaded from elsewhere. */
export function renderScreen(
  { config, deck, sections, styles, annex, operables }: Screen,
  programs: Programs,
): string {
  const { clientScript, live } = programs;
  const state = live
    ? html`<script type="application/json" id="live">${raw(JSON.stringify(live.state))}</script>`
    : raw('');
  // inert text until a chart is operated
  const runtime =
    operables !== ''
      ? html`<script type="text/plain" id="vega-runtime">${raw(programs.vegaScript)}</script>\n`
      : raw('');
  // the program runs before that is there
  const carries = attribute('data-source', programs.source && sourceElement.id);
  const body = html`<div class="reveal"${attribute('data-deck', deck)}${carries}><div class="slides">
${raw([...sections.values()].join('\n'))}
</div></div>
${raw(annex)}${raw(operables)}${runtime}${state}<script>${raw(clientScript)}</script>${renderSource(programs.source)}`;
  const plain = html`<noscript><style>${raw(withoutScript)}</style></noscript>`;
  return renderDocument(config, styles, body, 'screen', {
    policy: contentPolicy([clientScript, ...(operables !== '' ? [programs.vegaScript] : [])], live),
    plain,
  });
}

/** The deck's source, which browsers leave alone; last, as nothing waits for it. */
function renderSource(source: string | undefined): Html {
  const { type, id } = sourceElement;
  return source === undefined ? raw('') : html`\n<script type="${type}" id="${id}">${raw(source)}</script>`;
}

/** Tells a deck from others: the same as long as its title and its slides' ids are. */
function deckId(pages: readonly RenderedPage[], { title }: Config): string {
  const ids = [title, ...pages.map(({ page }) => page.id)];
  return createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 12);
}

/** The spec of a chart that the audience can operate, in a form that cannot end its element. */
function renderOperable({ id, vega, height }: Operable): Html {
  const spec = JSON.stringify(vega).replace(/</g, '\\u003c');
  return html`<script type="application/json"${attribute('id', id)}${attribute('data-height', height)}>${raw(spec)}</script>\n`;
}

/** Lets run these scripts and no other, and loads nothing that is not in the file. */
export function contentPolicy(scripts: readonly string[], live?: Programs['live']): Html {
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  const allowed = [...hashes, ...(live ? [live.script] : [])];
  const policy = [
    "default-src 'none'",
    ...(allowed.length > 0 ? [`script-src ${allowed.join(' ')}`] : []),
    // drawings carry styles of their own
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    ...(live ? [`connect-src ${live.connect}`] : []),
  ].join('; ');
  return html`<meta http-equiv="Content-Security-Policy"${attribute('content', policy)}>\n`;
}

/** The pages as fixed boxes, one a sheet, laid out by CSS alone; the last says what the talk was made from. */
export function renderPrint(
  pages: readonly RenderedPage[],
  talk: Talk,
  assets: Assets,
  record: BuildRecord,
): string {
  const last = renderSlideProvenance(record, talk.deck.config);
  const sections = outlined(pages).map((rendered, n) =>
    pageSection(rendered, n === pages.length - 1 ? last : raw('')),
  );
  return renderSheets(sections, talk, assets);
}

/** Every page as it is before its first step and after each; only the first has its anchors and its headings. */
export function renderSteps(
  pages: readonly RenderedPage[],
  talk: Talk,
  assets: Assets,
  record: BuildRecord,
): string {
  const last = renderSlideProvenance(record, talk.deck.config);
  const sheets = pages.flatMap(({ page, steps }) =>
    Array.from({ length: steps + 1 }, (_, shown) => ({ shown, ...renderPage(page, talk, { shown }) })),
  );
  const sections = outlined(sheets).map((sheet, n) => {
    const shown = sheets[n]?.shown ?? 0;
    const extra = n === sheets.length - 1 ? last : raw('');
    if (shown === 0) return pageSection(sheet, extra);
    const body = raw(
      sheet.body.html.replace(/(<\/?)h[1-6]\b/g, '$1div').replace(/ id="[^"]*:(?:mark|note)-\d+"/g, ''),
    );
    return pageSection({ ...sheet, body }, extra, `${sheet.page.id}--${shown}`);
  });
  return renderSheets(sections, talk, assets);
}

function renderSheets(sections: readonly Html[], talk: Talk, assets: Assets): string {
  const style = '@page { size: 1280px 720px; margin: 0 }';
  const styles = [assets.fonts, assets.theme, stateStyle(talk), slideProvenanceStyle, style];
  return renderDocument(talk.deck.config, styles, join(sections, '\n'), 'print');
}

/** A whole document: its head, the styles in it, its body; `policy` comes before all that it rules, `plain` last. */
export function renderDocument(
  config: Config,
  styles: readonly string[],
  body: Html,
  view: 'screen' | 'talks' | 'print' | 'handout' | 'images',
  { policy, plain }: { readonly policy?: Html; readonly plain?: Html } = {},
): string {
  const { title, subtitle, authors, lang, dir, theme } = config;
  const meta = (name: string, content: string | undefined): Html =>
    content ? html`\n<meta${attribute('name', name)}${attribute('content', content)}>` : raw('');
  const isScreen = view === 'screen' || view === 'talks';
  const isTaken = view !== 'screen' && body.html.includes(attributed);
  const own = isTaken ? [...styles, attributionStyle] : styles;
  const shade = attribute('data-theme', isScreen ? theme : undefined);
  return html`<!doctype html>
<html lang="${lang}" dir="${dir}" class="${view}"${shade}>
<head>
<meta charset="utf-8">
${policy}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${meta('author', authors.join(', '))}${meta('description', subtitle)}${meta('generator', 'Lectern')}
${own.map((style) => (style === '' ? raw('') : html`<style>${raw(style)}</style>\n`))}${plain}</head>
<body>
${isScreen ? body : forPaper(body)}
</body>
</html>
`.html;
}
