import type { Change } from './changes.ts';

/** A cell of delimited text: what it says, and where it stands, quotes included. */
export interface Cell {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

export interface Row {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
}

/** Delimited text as rows and cells, blank lines left out; the first row is the header. */
export interface Sheet {
  readonly text: string;
  readonly delimiter: string;
  readonly rows: readonly Row[];
}

/** Reads CSV or TSV as RFC 4180 has it. Quotes that stand where they mean nothing are taken as they are. */
export function readSheet(text: string, delimiter: string): Sheet {
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}\n]*)(${delimiter}|\n|$)`, 'y');
  const rows: Row[] = [];
  let cells: Cell[] = [];
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at;
    const [whole = '', written = '', end = ''] = cell.exec(text) ?? [];
    const to = at + written.length;
    cells.push({ value: unquoted(written), from: at, to });
    at += whole.length;
    if (end === delimiter) continue;
    if (cells.length > 1 || written !== '') rows.push({ from: cells[0]?.from ?? 0, to, cells });
    cells = [];
    if (end === '') break;
  }
  return { text, delimiter, rows };
}

function unquoted(written: string): string {
  return /^"[\s\S]*"$/.test(written) && written.length > 1
    ? written.slice(1, -1).replaceAll('""', '"')
    : written;
}

/** Puts values into the cells from one on; rows that there are not yet come below. What is wider than the table is left out. */
export function fill(
  { text, delimiter, rows }: Sheet,
  row: number,
  column: number,
  values: readonly (readonly string[])[],
): Change[] {
  const width = rows[0]?.cells.length ?? 0;
  const changes: Change[] = [];
  const fresh: string[] = [];
  for (const [n, given] of values.entries()) {
    const old = rows[row + n];
    const model = old ?? rows.at(-1);
    const written = Array.from({ length: Math.max(width, old?.cells.length ?? 0) }, (_, c) => {
      const value = given[c - column];
      const cell = old?.cells[c];
      const is = cell && text.slice(cell.from, cell.to);
      if (value === undefined || c < column || value === cell?.value) return is ?? '';
      const like = model?.cells[c];
      return quoted(value, delimiter, like !== undefined && text[like.from] === '"');
    }).join(delimiter);
    if (!old) fresh.push(written);
    else if (written !== text.slice(old.from, old.to)) changes.push(trim(text, old, written));
  }
  return [...changes, ...(fresh.length > 0 ? [below(text, rows.at(-1), fresh)] : [])];
}

/** Adds an empty row below another. */
export function addRow({ text, delimiter, rows }: Sheet, row: number): Change[] {
  const width = rows[0]?.cells.length ?? 1;
  return [below(text, rows[row], [delimiter.repeat(width - 1)])];
}

export function deleteRow({ rows }: Sheet, row: number): Change[] {
  const [gone, next] = [rows[row], rows[row + 1]];
  if (!gone) return [];
  if (next) return [{ from: gone.from, to: next.from, insert: '' }];
  return [{ from: rows[row - 1]?.to ?? gone.from, to: gone.to, insert: '' }];
}

/** What a spreadsheet or a text has on the clipboard, as rows of values. */
export function readPasted(pasted: string): string[][] {
  const text = pasted.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const lines = text.split('\n');
  const commas = lines.map((line) => line.split(',').length);
  // a comma in one line is most often part of a number
  const isCsv = lines.length > 1 && commas.every((count) => count > 1 && count === commas[0]);
  const delimiter = text.includes('\t') ? '\t' : isCsv ? ',' : '\0';
  return readSheet(text, delimiter).rows.map(({ cells }) => cells.map(({ value }) => value));
}

function below(text: string, above: Row | undefined, rows: readonly string[]): Change {
  const at = above?.to ?? text.length;
  const lines = rows.join('\n');
  return { from: at, to: at, insert: above ? `\n${lines}` : `${lines}\n` };
}

function quoted(value: string, delimiter: string, isUsual: boolean): string {
  const isNeeded = value.includes(delimiter) || /["\n]|^\s|\s$/.test(value);
  return isNeeded || (isUsual && value !== '') ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Only what differs in a row, so that others' changes beside it are none of its business. */
function trim(text: string, { from, to }: Row, written: string): Change {
  const old = text.slice(from, to);
  let start = 0;
  while (start < Math.min(old.length, written.length) && old[start] === written[start]) start++;
  let end = 0;
  const shorter = Math.min(old.length, written.length) - start;
  while (end < shorter && old.at(-1 - end) === written.at(-1 - end)) end++;
  return { from: from + start, to: to - end, insert: written.slice(start, written.length - end) };
}
