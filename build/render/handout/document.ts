import type { HandoutStyle } from '../../model/config.ts';
import type { BuildRecord } from '../../model/record.ts';
import type { Talk } from '../../model/talk.ts';
import { type Assets, renderDocument } from '../document.ts';
import { outlined } from '../headings.ts';
import { attribute, type Html, html, join, raw } from '../html.ts';
import { renderProvenance } from '../provenance.ts';
import type { RenderedPage } from '../slide.ts';
import { stateStyle } from '../states.ts';
import { type Annex, annexesOf, groupsOf } from './annexes.ts';
import { contentsOf, isShort, renderContents } from './contents.ts';
import { emptyPlaces, type Part, partsOf } from './parts.ts';
import { type NamedPage, pageRules } from './rules.ts';
import { renderRules, renderSheets } from './sheets.ts';
import { textPage } from './text.ts';

/** What a handout says, and the rules of its pages. */
export interface Handout {
  readonly body: Html;
  readonly rules: string;
}

/** The handout, laid out for paper by CSS alone. */
export function renderHandout({ body, rules }: Handout, talk: Talk, assets: Assets): string {
  const styles = [assets.fonts, assets.theme, assets.handout, stateStyle(talk), rules];
  return renderDocument(talk.deck.config, styles, body, 'handout');
}

/**
 * All that the handout says: title and contents, the slides as its style has them, and the annexes in full. The
 * references stand in their annex, below the notes on them.
 */
export function layOutHandout(pages: readonly RenderedPage[], talk: Talk, record: BuildRecord): Handout {
  const { config } = talk.deck;
  const style = config.handout;
  const levelled = outlined(style === 'text' ? pages.map((page) => textPage(page, talk)) : pages);
  const lists = levelled.filter(isReferences);
  const parts = partsOf(
    levelled.filter((rendered) => !isReferences(rendered)),
    talk,
    style,
  );
  const annexes = annexesOf(talk, lists);
  const groups = groupsOf(annexes);
  const contents = contentsOf(
    parts.flatMap((part) => part.pages),
    annexes,
    talk,
  );
  const provenance = renderProvenance(record, config);
  const last = annexes.length === 0 ? parts.length - 1 : undefined;
  const body = html`${renderCover(talk)}
${renderContents(contents)}
${parts.map((part, n) => renderPart(part, n, n === last ? html`${anchorsOf(lists)}${provenance}` : raw(''), { talk, isNew: n > 0 || !isShort(contents) }))}
${groups.map((group, n) => renderAnnexes(group, n, n === groups.length - 1 ? provenance : raw('')))}`;
  const named: NamedPage[] = [
    ...parts.slice(1).map(({ head }, n) => ({ name: partName(n + 1), head: head ?? '' })),
    ...groups.map((group, n) => ({ name: annexName(n), head: group.map(({ title }) => title).join(' · ') })),
  ];
  return { body, rules: pageRules(config, parts[0]?.head, named) };
}

function isReferences({ page }: RenderedPage): boolean {
  return page.slide.layout.parts.includes('references');
}

/** Where links to slides lead that are not shown as such. */
function anchorsOf(pages: readonly RenderedPage[]): Html {
  return join(pages.map(({ page }) => html`<span id="${page.id}"></span>`));
}

function renderCover({ deck }: Talk): Html {
  const { title, subtitle, authors, date } = deck.config;
  const line = (text: string | undefined): Html => (text ? html`<p>${text}</p>` : raw(''));
  return html`<header class="cover-block"><h1>${title}</h1>${line(subtitle)}${line([authors.join(', '), date].filter(Boolean).join(', '))}</header>`;
}

const partName = (n: number): string => `part-${n}`;

/** The first part shares its pages' name with the cover, so that it may begin below it. */
function renderPart(
  { pages }: Part,
  n: number,
  end: Html,
  { talk, isNew }: { readonly talk: Talk; readonly isNew: boolean },
): Html {
  const { handout: style } = talk.deck.config;
  const page = attribute('style', n === 0 ? undefined : `page: ${partName(n)}`);
  const names = ['sheets', `sheets-${style}`, isNew && 'new-page'].filter(Boolean).join(' ');
  return html`<section class="${names}"${page}>
${renderSheets(pages, talk)}${isNew ? renderRoom(pages.length, style) : raw('')}
${end}</section>`;
}

/** Lines to write on where the last page of a part has room for more slides. */
function renderRoom(slides: number, style: HandoutStyle): Html {
  const empty = style === 'notes' || style === 'text' ? 0 : emptyPlaces(slides, style);
  // of two slides in a row, one may be missing
  const rows = style === '6up' ? Math.floor(empty / 2) : empty;
  return rows === 0 ? raw('') : renderRules(36, rows);
}

const annexName = (n: number): string => `annex-${n + 1}`;

function renderAnnexes(annexes: readonly Annex[], n: number, end: Html): Html {
  const sections = annexes.map(
    ({ name, title, content }) =>
      html`<section class="annex annex-${name}"><h1 id="annex.${name}">${title}</h1>${content}</section>`,
  );
  return html`<div class="annexes" style="page: ${annexName(n)}">${sections}${end}</div>\n`;
}
