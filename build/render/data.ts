import { posix } from 'node:path';
import type { Cell, Chart, DrawnTable } from '../model/chart.ts';
import { sourceText } from '../model/provenance.ts';
import type { Page, Talk } from '../model/talk.ts';
import { shownBlocks } from '../model/walk.ts';
import { columnPieces } from './columns.ts';
import { attribute, type Html, html, join, raw } from './html.ts';

/** The tables of the data behind a page's charts, for those who cannot see them and those who want to look closer. */
export function renderData({ slide, part }: Page, talk: Talk): Html {
  if (part.number > 1) return raw('');
  const tables = [...shownBlocks(slide)].flatMap((block) =>
    block.kind === 'chart' ? renderTables(block.chart, talk.labels.get(block), talk) : [],
  );
  if (tables.length === 0) return raw('');
  return html`<div class="data"><button type="button" class="show-data" aria-expanded="false">Data</button><div class="tables" role="region" aria-label="Data" tabindex="-1">${tables}</div></div>`;
}

/**
 * The tables behind a chart; `label` is what the chart is called, as in `Figure 3`. Tables of more than `most` columns
 * are in pieces that each begin with the first column.
 */
export function renderTables(
  chart: Chart,
  label: string | undefined,
  talk: Talk,
  most = Number.POSITIVE_INFINITY,
): Html[] {
  const drawing = talk.drawings.get(chart);
  const source = sourceText(chart.sources, chart.unit);
  const title = [label, chart.caption || drawing?.alt].filter(Boolean).join('. ');
  // a chart in a fence has no file of its own
  const own = chart.source.path.endsWith('.md') ? (label ?? 'data') : chart.source.path;
  const file = posix
    .basename(chart.tables[0]?.path ?? own)
    .replace(/\.[\w.]+$/, '')
    .toLowerCase()
    .replaceAll(' ', '-');
  const tables = (drawing?.tables ?? []).flatMap((table) => pieces(table, most));
  return tables.map((table, n, all) => {
    const part = all.length === 1 ? '' : ` (${n + 1} of ${all.length})`;
    const name = all.length === 1 ? file : `${file}-${n + 1}`;
    const below = source && html` <span class="source">Source: ${source}</span>`;
    return renderTable(table, html`${title}${part}${below}`, name);
  });
}

/** The columns of a table in pieces of at most `most`, each of which begins with the first column. */
function pieces({ columns, rows }: DrawnTable, most: number): DrawnTable[] {
  return columnPieces(columns.length, most).map((own) => {
    const pick = <T>(cells: readonly T[]): T[] => own.flatMap((n) => cells.slice(n, n + 1));
    return { columns: pick(columns), rows: rows.map(pick) };
  });
}

function renderTable({ columns, rows }: DrawnTable, caption: Html, name: string): Html {
  const isNumber = columns.map((_, n) => rows.every((row) => typeof row[n] !== 'string'));
  const side = (n: number): Html => (isNumber[n] ? raw(' class="right"') : raw(''));
  const head = columns.map(({ title }, n) => html`<th scope="col"${side(n)}>${title}</th>`);
  const body = rows.map(
    (row) => html`<tr>${row.map((cell, n) => html`<td${side(n)}>${textOf(cell)}</td>`)}</tr>`,
  );
  return html`<table${attribute('data-name', name)}><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${join(body)}</tbody></table>`;
}

function textOf(cell: Cell): string {
  return cell === null ? '' : String(cell);
}
