import { CsvError, parse } from 'csv-parse/sync';
import type { Row, Table } from '../model/chart.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { lineSpan, type Source, type Span, span } from '../model/source.ts';
import { jsonErrorSpan, jsonErrorText } from './json.ts';
import { localPath, nearbyFile, readText } from './text.ts';

export interface DataContext extends ReadContext {
  /** Tables read so far, by path; undefined for one that could not be read. */
  readonly tables: Map<string, Table | undefined>;
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
  if (!context.tables.has(local.path)) {
    const missing = messages.dataMissing(written, nearbyFile(local.path, context));
    const file = readText(local.path, at, context, missing);
    context.tables.set(local.path, file && readTable(file, context));
  }
  return context.tables.get(local.path);
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
  readonly info: { readonly lines: number };
}

function readDelimited(source: Source, delimiter: string, context: ReadContext): Table | undefined {
  let parsed: Parsed[];
  try {
    parsed = parse(source.text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[];
  } catch (problem) {
    if (!(problem instanceof CsvError)) throw problem;
    const line = Number((problem as { lines?: number }).lines ?? 1);
    context.report(diagnose(lineSpan(source, line), messages.dataSyntax(problem.message)));
    return undefined;
  }
  const [head, ...body] = parsed;
  if (!head || body.length === 0) {
    context.report(diagnose(lineSpan(source, 1), messages.dataEmpty()));
    return undefined;
  }
  const columns = head.record;
  const ragged = body.filter(({ record }) => record.length !== columns.length);
  for (const { record, info } of ragged) {
    context.report(
      diagnose(lineSpan(source, info.lines), messages.dataRagged(record.length, columns.length)),
    );
  }
  if (ragged.length > 0) return undefined;
  const rows = body.map(({ record }): Row => Object.fromEntries(columns.map((name, n) => [name, record[n]])));
  const lines = body.map(({ info }) => info.lines);
  return {
    path: source.path,
    text: source.text,
    columns,
    rows,
    spanOf: (row, column) => {
      const line = lineSpan(source, lines[row] ?? 1);
      const value = String(rows[row]?.[column] ?? '');
      const before = columns.slice(0, columns.indexOf(column)).map((name) => String(rows[row]?.[name] ?? ''));
      const from = source.text.indexOf(value, line.start + before.join(delimiter).length);
      return from < 0 || from > line.end ? line : span(source, from, from + value.length);
    },
  };
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
  if (
    !Array.isArray(value) ||
    !value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  ) {
    context.report(diagnose(whole, messages.dataSyntax('a JSON data file is an array of objects')));
    return undefined;
  }
  if (value.length === 0) {
    context.report(diagnose(whole, messages.dataEmpty()));
    return undefined;
  }
  const rows = value as Row[];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    path: source.path,
    text: source.text,
    columns,
    rows,
    spanOf: (row, column) => {
      const text = JSON.stringify(rows[row]?.[column]);
      const at = source.text.indexOf(text);
      return at < 0 ? whole : span(source, at, at + text.length);
    },
  };
}
