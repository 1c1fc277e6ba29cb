import type { Block, Column } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { readAttributes } from './directive.ts';

type Reporting = Pick<ReadContext, 'report'>;

/** Reads the width in a column's braces, `width=40%`, as a part of 1; undefined where it has none. */
export function readWidth(
  attributes: string | undefined,
  at: Span,
  { report }: Reporting,
): number | undefined {
  let width: number | undefined;
  for (const [name, value] of readAttributes(attributes ?? '')) {
    const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(value) ?? [];
    if (name !== 'width') {
      const written = name || value;
      report(diagnose(at, messages.fieldUnknown(written, nearest(written, ['width']), ['width'])));
    } else if (percent === undefined || Number(percent) === 0)
      report(diagnose(at, messages.columnWidth(value)));
    else width = Number(percent) / 100;
  }
  return width;
}

/** Columns with their shares of the whole: those without a width have what is left in equal parts. */
export function shareWidths(
  columns: readonly { readonly width: number | undefined; readonly blocks: readonly Block[] }[],
  at: Span,
  { report }: Reporting,
): Column[] {
  const given = columns.reduce((sum, { width = 0 }) => sum + width, 0);
  const others = columns.filter(({ width }) => width === undefined).length;
  if (given > 1.0001 || (given > 0.9999 && others > 0))
    report(diagnose(at, messages.columnsWide(Math.round(given * 100))));
  const rest = (1 - given) / Math.max(1, others);
  const total = others > 0 ? 1 : given;
  return columns.map(({ width, blocks }) => ({ width: (width ?? rest) / total, blocks }));
}
