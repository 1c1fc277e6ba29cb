import type { Row } from '../model/chart.ts';
import type { Condition, Slide, ValueQuery } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { type Message, messages } from '../model/messages.ts';
import { plainText } from '../model/text.ts';
import { inlinesOf } from '../model/walk.ts';
import { countNumbers, readShown, type Shown } from './shown.ts';

/** Compares every checked number with its data, at the precision shown. */
export function checkValues(slides: readonly Slide[], report: ReadContext['report']): void {
  for (const slide of slides) {
    for (const inline of inlinesOf(slide)) {
      if (inline.kind !== 'value' || !inline.query) continue;
      const text = plainText(inline.children);
      const shown = readShown(text);
      const message =
        countNumbers(text) > 1
          ? messages.valueSeveral(text)
          : shown
            ? mismatch(slide.id, text, shown, inline.query)
            : messages.valueUnreadable(text);
      if (message) report(diagnose(inline.span, message));
    }
  }
}

function mismatch(slide: string, text: string, shown: Shown, query: ValueQuery): Message | undefined {
  const result = compute(query);
  if (typeof result !== 'number') return result;
  // a share of 0.84 is shown as 84%, and a ratio may be
  const isPercent = query.as === 'share' || query.as === 'change' || (query.as === 'ratio' && shown.percent);
  const computed = isPercent ? result * 100 : result;
  const isFall = query.as === 'change' && falling.test(text);
  const agrees = (value: number): boolean => Math.abs(computed - value) <= shown.tolerance * (1 + 1e-9);
  if (agrees(isFall ? -Math.abs(shown.value) : shown.value)) return undefined;
  const tell = query.as === 'change' && !isFall && agrees(-shown.value) ? 'valueFall' : 'valueMismatch';
  return messages[tell](slide, text, `${readable(computed)}${isPercent ? '%' : ''}`, query.table.path);
}

/** Words that make a change a fall. */
const falling = /\b(?:fell|fall(?:s|en)?|dropped|declined|shrank|down|less|fewer|lower|halved)\b/i;

/** The figure that the data gives, or what keeps it from giving one. */
function compute(query: ValueQuery): number | Message {
  const own = pick(query, query.where);
  if (!Array.isArray(own)) return own;
  switch (query.as) {
    case 'sum':
      return own.reduce((sum, value) => sum + value, 0);
    case 'max':
      return own.reduce((most, value) => Math.max(most, value));
    case 'min':
      return own.reduce((least, value) => Math.min(least, value));
    case undefined:
      return single(own);
    case 'share':
    case 'ratio':
    case 'change': {
      const base = pick(query, query.over ?? []);
      if (!Array.isArray(base)) return base;
      const part = single(own);
      const whole = query.as === 'share' ? base.reduce((sum, value) => sum + value, 0) : single(base);
      if (typeof part !== 'number') return part;
      if (typeof whole !== 'number') return whole;
      return query.as === 'change' ? part / whole - 1 : part / whole;
    }
  }
}

function single([first, ...rest]: readonly number[]): number | Message {
  return first === undefined || rest.length > 0 ? messages.valueRows(rest.length + 1) : first;
}

/** The numbers in the query's column of the rows that meet the conditions; at least one. */
function pick({ table, field, factor }: ValueQuery, conditions: readonly Condition[]): number[] | Message {
  const stranger = [field, ...conditions.map(({ column }) => column)].find(
    (name) => !table.columns.includes(name),
  );
  if (stranger !== undefined)
    return messages.fieldNotInData(stranger, nearest(stranger, table.columns), table.columns);
  const meets = (row: Row): boolean => conditions.every(({ column, value }) => cell(row, column) === value);
  const values = table.rows.filter(meets).map((row) => row[field]);
  if (values.length === 0) return noRow(table.rows, conditions);
  const gap = values.find(
    (value) => value === null || value === undefined || value === '' || Number.isNaN(Number(value)),
  );
  return gap === undefined
    ? values.map((value) => Number(value) * factor)
    : messages.valueGap(field, String(gap));
}

function noRow(rows: readonly Row[], conditions: readonly Condition[]): Message {
  const where = conditions.map(({ column, value }) => `${column}=${value}`).join(', ');
  for (const { column, value } of conditions) {
    const held = [...new Set(rows.map((row) => cell(row, column)))];
    if (held.includes(value)) continue;
    // the year before is not what is meant by a year that is not there
    const near = Number.isNaN(Number(value)) ? nearest(value, held) : undefined;
    return messages.valueNoRow(where, { column, near, held });
  }
  return messages.valueNoRow(where);
}

const cell = (row: Row, column: string): string => String(row[column] ?? '');

function readable(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString('en-US', { maximumSignificantDigits: 6 });
}
