import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Span, textOf, within } from '../model/source.ts';

/** Markdown drops the cells of a row that has more than the header. */
export function reportSurplusCells(
  table: Span,
  columns: number,
  { report }: Pick<ReadContext, 'report'>,
): void {
  let offset = 0;
  for (const row of textOf(table).split('\n')) {
    const cells = row
      .trim()
      // in a quote, the quote's marks come first
      .replace(/^[\s>]*\|?/, '')
      .replace(/(?<!\\)\|$/, '')
      .split(/(?<!\\)\|/).length;
    if (cells > columns)
      report(diagnose(within(table, offset, row.length), messages.tableCells(cells, columns)));
    offset += row.length + 1;
  }
}
