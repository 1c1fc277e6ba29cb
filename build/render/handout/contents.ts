import type { Page, Talk } from '../../model/talk.ts';
import { panelOf } from '../../resolve/outline.ts';
import { type Html, html, raw } from '../html.ts';
import { renderLabel } from '../inline.ts';
import type { RenderedPage } from '../slide.ts';
import type { Annex } from './annexes.ts';
import { languageOf } from './notes.ts';

/** A line of the contents. */
export interface Entry {
  /** Where it leads. */
  readonly id: string;
  /** A panel's number. */
  readonly number: string | undefined;
  readonly title: Html;
  readonly language: Html;
  readonly entries: readonly Entry[];
}

/** What a page of contents holds. */
const most = 76;
/** With more lines than these, the slides begin on the next page. */
const few = 28;

/**
 * Sections with their slides, what stands outside of sections, and the annexes. Where that is more than a page holds,
 * sections have only their panels, or nothing.
 */
export function contentsOf(pages: readonly RenderedPage[], annexes: readonly Annex[], talk: Talk): Entry[] {
  const own = annexes.map(
    ({ name, title }): Entry => ({
      id: `annex.${name}`,
      number: undefined,
      title: html`${title}`,
      language: raw(''),
      entries: [],
    }),
  );
  const shown = pages.map(({ page }) => page).filter(({ slide }) => slide.layout.name !== 'cover');
  const panels = shown.filter((page) => page.section?.slide === page.slide || panelNumber(page, talk));
  const sections = shown.filter(({ section, slide }) => section === undefined || section.slide === slide);
  const choices = talk.sections.length === 0 ? [shown] : [shown, withoutSection(panels, sections), sections];
  const chosen = choices.find(({ length }) => length + own.length <= most) ?? choices.at(-1) ?? [];
  // of two or three things, one sees that they are there
  return shown.length + own.length < 4 ? [] : [...nested(chosen, talk), ...own];
}

function withoutSection(panels: readonly Page[], sections: readonly Page[]): Page[] {
  return [...new Set([...panels, ...sections])].sort((a, b) => a.number - b.number);
}

/** The number of the panel that a page opens. */
function panelNumber({ slide }: Page, talk: Talk): string | undefined {
  const panel = panelOf(slide, talk.panels);
  return panel?.slide === slide ? panel.number : undefined;
}

function nested(pages: readonly Page[], talk: Talk): Entry[] {
  const entries: (Entry & { entries: Entry[] })[] = [];
  let opened: { readonly page: Page; readonly entries: Entry[] } | undefined;
  for (const page of pages) {
    const { id, slide, section } = page;
    const entry = {
      id,
      number: panelNumber(page, talk),
      title: renderLabel(slide.title, talk),
      language: languageOf(slide),
      entries: [],
    };
    if (opened && section === opened.page.section && section !== undefined) opened.entries.push(entry);
    else {
      entries.push(entry);
      opened = section?.slide === slide ? { page, entries: entry.entries } : undefined;
    }
  }
  return entries;
}

function countOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { entries: own }) => sum + 1 + countOf(own), 0);
}

/** Whether slides may begin on the page of these contents. */
export function isShort(entries: readonly Entry[]): boolean {
  return countOf(entries) <= few;
}

/** The contents, each line a link with the number of its page, which is filled in after a first print. */
export function renderContents(entries: readonly Entry[]): Html {
  if (entries.length === 0) return raw('');
  return html`<nav class="table-of-contents" aria-labelledby="handout.contents"><h2 id="handout.contents">Contents</h2>${pagesOf(entries).map(renderEntries)}</nav>`;
}

/** Long lists in pieces of about a page: columns as long as many pages take the browser many times as long. */
function pagesOf(entries: readonly Entry[]): Entry[][] {
  const count = Math.ceil(entries.length / most);
  return Array.from({ length: count }, (_, n) => entries.slice(n * most, (n + 1) * most));
}

function renderEntries(entries: readonly Entry[]): Html {
  // titles stand below each other, with a number before them or not
  const hasNumbers = entries.some(({ number }) => number !== undefined);
  const items = entries.map(({ id, number = '', title, language, entries: inner }) => {
    const mark = hasNumbers ? html`<span class="number">${number}</span> ` : raw('');
    const list = inner.length === 0 ? raw('') : renderEntries(inner);
    return html`<li><a href="#${id}"${language}>${mark}<span class="name">${title}</span> <span class="page-number" data-page-of="${id}"></span></a>${list}</li>`;
  });
  return html`<ol>${items}</ol>`;
}
