import { posix } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Row, Table } from '../model/chart.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Recall } from '../model/recall.ts';
import { lineSpan, type Source, type Span, span, textOf, within } from '../model/source.ts';
import { jsonErrorSpan, jsonErrorText, jsonSpans } from './json.ts';
import { readSidecar } from './sidecar.ts';
import { isObject } from './spec-schema.ts';
import { withoutStacks } from './stacks.ts';
import { fromTalk, localPath, nearbyFile, readText } from './text.ts';

export interface DataContext extends ReadContext {
  readonly recall: Recall;
}

/** Reads the data file that `written` names, as seen from `fromFile`; once, however often it is asked for. */
export function loadTable(
  written: string,
  fromFile: string,
  at: Span,
  context: DataContext,
): Table | undefined {
  const local = localPath(written, fromFile);
  if (local.kind !== 'local') {
    context.report(
      diagnose(at, local.kind === 'remote' ? messages.urlRemote(written) : messages.pathOutside(written)),
    );
    return undefined;
  }
  return context.recall.of(`table ${local.path}`, [], context, (tracked) => {
    const missing = () => {
      const usual = `charts/data/${posix.basename(local.path)}`;
      const near = fromTalk(usual, fromFile, tracked) ?? nearbyFile(local.path, tracked);
      return messages.dataMissing(written, near);
    };
    const file = readText(local.path, at, tracked, missing);
    const table = file && readTable(file, tracked);
    const sidecar = readSidecar(local.path, tracked);
    return table && { ...table, sidecar };
  });
}

/** Reads a data file of a chart; CSV, TSV or a JSON array of objects. Undefined when it cannot be drawn. */
export function readTable(source: Source, context: ReadContext): Table | undefined {
  const extension = /\.(csv|tsv|json)$/i.exec(source.path)?.[1]?.toLowerCase();
  switch (extension) {
    case 'csv':
    case 'tsv':
      return readDelimited(source, extension === 'csv' ? ',' : '\t', context);
    case 'json':
      return readJson(source, context);
    default:
      context.report(diagnose(source.path, messages.dataFormat(source.path)));
      return undefined;
  }
}

interface Parsed {
  readonly record: readonly string[];
  /** The record as it stands in the file, with the blank lines before it and its line end. */
  readonly raw: string;
}

/** No chart shows more rows; a million takes four seconds and 1 GB to read. */
export const mostRows = 500_000;

/** Wider tables are turned on their side: a row for each value, as charts want them. */
export const mostColumns = 10_000;

/** A mistake is told of so many rows; more would take longer to tell than to mend. */
export const mostToldRows = 100;

function tooMany(source: Source, context: ReadContext): undefined {
  context.report(diagnose(lineSpan(source, 1), messages.dataRows(mostRows)));
}

function readDelimited(source: Source, delimiter: string, context: ReadContext): Table | undefined {
  let parsed: Parsed[];
  try {
    parsed = withoutStacks(() =>
      parse(source.text, {
        delimiter,
        raw: true,
        relax_column_count: true,
        // the header, and one row too many
        to: mostRows + 2,
        skip_empty_lines: true,
      }),
    ) as unknown as Parsed[];
  } catch (problem) {
    if (!(problem instanceof CsvError)) throw problem;
    const line = Number((problem as { lines?: number }).lines ?? 1);
    context.report(diagnose(lineSpan(source, line), messages.dataSyntax(problem.message)));
    return undefined;
  }
  let end = 0;
  const [head, ...body] = parsed.map(({ record, raw }) => {
    const start = end + raw.search(/[^\n]/);
    end += raw.length;
    return { cells: record, place: span(source, start, raw.endsWith('\n') ? end - 1 : end) };
  });
  if (!head || body.length === 0) {
    context.report(diagnose(lineSpan(source, 1), messages.dataEmpty()));
    return undefined;
  }
  if (body.length > mostRows) return tooMany(source, context);
  const columns = head.cells;
  if (columns.length > mostColumns) {
    context.report(diagnose(lineSpan(source, 1), messages.dataColumns(columns.length, mostColumns)));
    return undefined;
  }
  const first = new Map(columns.map((name, n) => [name, n] as const).reverse());
  const repeated = [...columns.keys()].filter((n) => columns[n] !== '' && first.get(columns[n] ?? '') !== n);
  const mistakes = [
    ...repeated
      .slice(0, mostToldRows)
      .map((n) =>
        diagnose(cellSpan(head.place, n, delimiter), messages.dataColumnDuplicate(columns[n] ?? '')),
      ),
    ...body.flatMap(({ cells, place }) =>
      cells.length === columns.length
        ? []
        : diagnose(place, messages.dataRagged(cells.length, columns.length)),
    ),
  ];
  mistakes.slice(0, mostToldRows).forEach(context.report);
  if (mistakes.length > 0) return undefined;
  return {
    path: source.path,
    text: source.text,
    columns,
    rows: body.map(({ cells }): Row => Object.fromEntries(columns.map((name, n) => [name, cells[n]]))),
    spanOf: (row, column) => cellSpan(body[row]?.place ?? head.place, columns.indexOf(column), delimiter),
    sidecar: undefined,
  };
}

/** Where the cell `n` of a row stands, without its quotes; the row itself if there is none. */
function cellSpan(row: Span, n: number, delimiter: string): Span {
  const cells = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}]*))(?:${delimiter}|$)`, 'gd');
  const text = textOf(row);
  for (let left = n; left > 0; left--) if (!cells.exec(text)) return row;
  const { indices } = cells.exec(text) ?? {};
  const place = indices?.[1] ?? indices?.[2];
  return place ? within(row, place[0], place[1] - place[0]) : row;
}

function readJson(source: Source, context: ReadContext): Table | undefined {
  let value: unknown;
  try {
    value = JSON.parse(source.text);
  } catch (problem) {
    context.report(diagnose(jsonErrorSpan(source, problem), messages.dataSyntax(jsonErrorText(problem))));
    return undefined;
  }
  const whole = span(source, 0, Math.min(1, source.text.length));
  if (isRows(value)) {
    if (value.length > mostRows) return tooMany(source, context);
    const places = jsonSpans(source);
    return tableOfRows(source, value, (row, column) => places([row, column]));
  }
  const empty = Array.isArray(value) && value.length === 0;
  context.report(
    diagnose(
      whole,
      empty ? messages.dataEmpty() : messages.dataSyntax('a JSON data file is an array of objects'),
    ),
  );
  return undefined;
}

/** Whether a value of a JSON text is a list of rows, at least one. */
export function isRows(value: unknown): value is Row[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

/** The table that rows in `source` make: its columns are all their keys. */
export function tableOfRows(source: Source, rows: readonly Row[], spanOf: Table['spanOf']): Table {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { path: source.path, text: source.text, columns, rows, spanOf, sidecar: undefined };
}
