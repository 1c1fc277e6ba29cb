import type { Chart } from '../../model/chart.ts';
import type { Talk } from '../../model/talk.ts';
import { shownBlocks } from '../../model/walk.ts';
import { mostColumns } from '../columns.ts';
import { renderTables } from '../data.ts';
import { renderEvidence } from '../evidence.ts';
import { renderReferenceList } from '../fill.ts';
import { type Html, html, join, raw } from '../html.ts';
import type { RenderedPage } from '../slide.ts';
import { renderNotes } from './notes.ts';
import { chartsInStates } from './states.ts';

export interface Annex {
  /** Its anchor is `annex.NAME`. */
  readonly name: 'steps' | 'data' | 'references' | 'evidence';
  readonly title: string;
  readonly content: Html;
}

/**
 * The annexes that have something in them; `lists` are the pages that list references, in whose place theirs stands,
 * with their anchors and the notes on them.
 */
export function annexesOf(talk: Talk, lists: readonly RenderedPage[]): Annex[] {
  const { handout } = talk.deck.config;
  // beside notes and in text the states stand with their slide
  const hasStates = handout === 'notes' || handout === 'text';
  const annexes: Annex[] = [
    {
      name: 'steps',
      title: 'Charts step by step',
      content: hasStates ? raw('') : chartsInStates(talk),
    },
    { name: 'data', title: 'Data behind the charts', content: dataOf(talk) },
    { name: 'references', title: 'References', content: referencesOf(talk, lists) },
    { name: 'evidence', title: 'Evidence', content: renderEvidence(talk) },
  ];
  return annexes.filter(({ content }) => content.html !== '');
}

function referencesOf(talk: Talk, lists: readonly RenderedPage[]): Html {
  const notes = lists.filter(({ page }) => page.part.number === 1).map(renderNotes);
  const isEmpty = talk.references.length === 0 && join(notes).html === '';
  if (isEmpty) return raw('');
  const anchors = lists.map(({ page }) => html`<span id="${page.id}"></span>`);
  const list = talk.references.length === 0 ? raw('') : renderReferenceList(talk.references, talk);
  return html`${anchors}${notes}${list}`;
}

/**
 * The tables of every chart once, however many slides show it: small ones in columns, others as wide as the page, the
 * widest in pieces.
 */
function dataOf(talk: Talk): Html {
  const charts = new Map<string, { readonly chart: Chart; readonly labels: Set<string> }>();
  for (const slide of talk.deck.slides) {
    for (const block of shownBlocks(slide)) {
      if (block.kind !== 'chart') continue;
      const { chart } = block;
      const key = JSON.stringify([
        chart.source.path,
        chart.caption || chart.alt,
        talk.drawings.get(chart)?.tables,
      ]);
      const known = charts.get(key) ?? { chart, labels: new Set() };
      known.labels.add(talk.labels.get(block) ?? '');
      charts.set(key, known);
    }
  }
  const tables = [...charts.values()].flatMap(({ chart, labels }) =>
    renderTables(chart, [...labels].filter(Boolean).join(', '), talk, mostColumns),
  );
  return tables.length === 0 ? raw('') : html`<div class="tables">${join(tables, '\n')}</div>`;
}

/** Lines of short annexes that have room on one page. */
const aPage = 20;

/** Annexes that stand under one head; short ones share their pages. */
export function groupsOf(annexes: readonly Annex[]): Annex[][] {
  const groups: { annexes: Annex[]; lines: number }[] = [];
  for (const annex of annexes) {
    const lines = linesOf(annex);
    const last = groups.at(-1);
    if (last && last.lines + lines <= aPage) {
      last.annexes.push(annex);
      last.lines += lines;
    } else groups.push({ annexes: [annex], lines });
  }
  return groups.map((group) => group.annexes);
}

/** About how many lines an annex takes: its rows and items; pictures and notes are more than a page would share. */
function linesOf({ content }: Annex): number {
  if (/<figure|class="notes"/.test(content.html)) return aPage;
  return content.html.match(/<(?:tr|li|h2|caption)\b/g)?.length ?? 0;
}
