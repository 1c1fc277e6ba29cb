import { createHash } from 'node:crypto';
import type { Config } from '../model/config.ts';
import type { BuildRecord } from '../model/record.ts';
import type { Operable, Talk } from '../model/talk.ts';
import { darkCharts } from './dark.ts';
import { renderEvidence } from './evidence.ts';
import { outlined } from './headings.ts';
import { attribute, type Html, html, join, raw } from './html.ts';
import { forPaper } from './paper.ts';
import { renderSlideProvenance, slideProvenanceStyle } from './provenance.ts';
import { pageSection, type RenderedPage, renderPage } from './slide.ts';
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
}

/** Without its program the deck is a column of slides. */
const withoutScript = [
  'html, body, .reveal, .reveal .slides { position: static; width: auto; height: auto; overflow: auto }',
  '.reveal .slides { display: flex; flex-direction: column; align-items: center; gap: 24px }',
  '.reveal .slides > section.slide { position: relative; display: flex; flex: none; width: 1280px; visibility: visible }',
  '.reveal .slides .fragment { opacity: 1; visibility: visible }',
  '.slide .data .show-data { display: none }',
].join('\n');

/** index.html: every page as a slide of Reveal, notes included; nothing is loaded from elsewhere. */
export function renderScreen(pages: readonly RenderedPage[], talk: Talk, assets: Assets): string {
  const sections = pages.map((rendered) => {
    const notes = rendered.notes.html === '' ? raw('') : html`<aside class="notes">${rendered.notes}</aside>`;
    return pageSection(rendered, html`${rendered.data}${notes}`);
  });
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
  // inert text until a chart is operated
  const runtime =
    operable.length > 0
      ? html`<script type="text/plain" id="vega-runtime">${raw(assets.vegaScript)}</script>\n`
      : raw('');
  const body = html`<div class="reveal"${attribute('data-deck', deckId(pages, config))}><div class="slides">
${join(sections, '\n')}
</div></div>
${annex}${operable.map(renderOperable)}${runtime}<script>${raw(assets.clientScript)}</script>`;
  const plain = html`<noscript><style>${raw(withoutScript)}</style></noscript>`;
  const dark = darkCharts(join(pages.map(({ body }) => body)).html, assets.theme);
  const styles = [assets.fonts, assets.clientStyle, assets.theme, stateStyle(talk), dark].filter(
    (style) => style !== '',
  );
  return renderDocument(config, styles, body, 'screen', {
    policy: contentPolicy([assets.clientScript, ...(operable.length > 0 ? [assets.vegaScript] : [])]),
    plain,
  });
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
function contentPolicy(scripts: readonly string[]): Html {
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  const policy = [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    // drawings carry styles of their own
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
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
  view: 'screen' | 'print' | 'handout' | 'images',
  { policy, plain }: { readonly policy?: Html; readonly plain?: Html } = {},
): string {
  const { title, subtitle, authors, lang, dir, theme } = config;
  const meta = (name: string, content: string | undefined): Html =>
    content ? html`\n<meta${attribute('name', name)}${attribute('content', content)}>` : raw('');
  const shade = attribute('data-theme', view === 'screen' ? theme : undefined);
  return html`<!doctype html>
<html lang="${lang}" dir="${dir}" class="${view}"${shade}>
<head>
<meta charset="utf-8">
${policy}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${meta('author', authors.join(', '))}${meta('description', subtitle)}${meta('generator', 'Lectern')}
${styles.map((style) => html`<style>${raw(style)}</style>\n`)}${plain}</head>
<body>
${view === 'screen' ? body : forPaper(body)}
</body>
</html>
`.html;
}
