import type { Chart } from '../model/chart.ts';
import type { Talk } from '../model/talk.ts';
import { shownBlocks } from '../model/walk.ts';
import { renderTables } from './data.ts';
import { type Assets, renderDocument } from './document.ts';
import { renderEvidence } from './evidence.ts';
import { renderReferenceList } from './fill.ts';
import { outlined } from './headings.ts';
import { type Html, html, join, raw } from './html.ts';
import { pageSection, type RenderedPage } from './slide.ts';
import { stateStyle } from './states.ts';

/** The handout, laid out for paper by CSS alone. */
export function renderHandout(body: Html, talk: Talk, assets: Assets): string {
  const { title, dir } = talk.deck.config;
  const [start, end] = dir === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const running = `@page {
  @bottom-${start} { content: "${cssText(title)}" }
  @bottom-${end} { content: counter(page) ' / ' counter(pages) }
}`;
  return renderDocument(
    talk.deck.config,
    [assets.fonts, assets.theme, assets.handout, stateStyle(talk), running],
    body,
    'handout',
  );
}

/** Text for a string in CSS, which ends neither that nor the element that holds the styles. */
function cssText(text: string): string {
  return text.replace(/["\\<\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);
}

/**
 * All that the handout says: each slide above its notes, then the annexes in full, which are the data behind the charts,
 * the references, and what each claim rests on.
 */
export function renderHandoutBody(pages: readonly RenderedPage[], talk: Talk): Html {
  const { title, subtitle, authors, date } = talk.deck.config;
  // the references stand in their annex, below the notes on them
  const levelled = outlined(pages);
  const lists = levelled.filter(isReferences);
  const shown = levelled.filter((rendered) => !isReferences(rendered));
  const sheets = shown.map((rendered) => {
    const { page } = rendered;
    return html`<article><p class="place">Slide ${page.number}</p><div class="sheet">${pageSection(rendered, raw(''))}</div>${statesOf(rendered, talk)}${notesOf(rendered)}</article>`;
  });
  const list = talk.references.length === 0 ? raw('') : renderReferenceList(talk.references, talk);
  const notes = lists.filter(({ page }) => page.part.number === 1).map(notesOf);
  return html`<header class="cover-block"><h1>${title}</h1>${line(subtitle)}${line([authors.join(', '), date].filter(Boolean).join(', '))}</header>
${join(sheets, '\n')}
${annex('Data behind the charts', dataOf(talk))}
${annex('References', html`${notes}${list}`)}
${annex('Evidence', renderEvidence(talk))}`;
}

function isReferences({ page }: RenderedPage): boolean {
  return page.slide.layout.parts.includes('references');
}

/** The states of a page's charts side by side; of wide ones, below each other, those that the sheet does not show. */
function statesOf({ page }: RenderedPage, talk: Talk): Html {
  const rows = [...shownBlocks(page.slide)].flatMap((block) => {
    const drawing = block.kind === 'chart' ? talk.drawings.get(block.chart) : undefined;
    if (block.kind !== 'chart' || !drawing || block.chart.states.length === 0) return [];
    const isWide = drawing.width > 800;
    const states = isWide ? block.chart.states.slice(0, -1) : block.chart.states;
    const figures = states.map(
      ({ caption }, n) =>
        html`<figure data-state="${n}">${raw(drawing.svg)}<figcaption>${n + 1}. ${caption}</figcaption></figure>`,
    );
    return html`<div class="multiples${isWide ? ' wide' : ''}">${figures}</div>`;
  });
  return join(rows);
}

function notesOf({ notes }: RenderedPage): Html {
  return notes.html === '' ? raw('') : html`<div class="notes">${notes}</div>`;
}

function line(text: string | undefined): Html {
  return text ? html`<p>${text}</p>` : raw('');
}

/** An annex, unless there is nothing in it. */
function annex(title: string, content: Html): Html {
  return content.html === '' ? raw('') : html`<section class="annex"><h1>${title}</h1>${content}</section>`;
}

function dataOf(talk: Talk): Html {
  const seen = new Set<Chart>();
  const tables = talk.deck.slides.flatMap((slide) =>
    [...shownBlocks(slide)].flatMap((block) => {
      if (block.kind !== 'chart' || seen.has(block.chart)) return [];
      seen.add(block.chart);
      return renderTables(block.chart, talk.labels.get(block), talk);
    }),
  );
  return tables.length === 0 ? raw('') : html`<div class="tables">${join(tables, '\n')}</div>`;
}
