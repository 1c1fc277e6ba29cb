import * as v from 'valibot';
import type { Chart, Provenance, Table } from '../model/chart.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import { type Message, messages } from '../model/messages.ts';
import { type Source, type Span, span } from '../model/source.ts';
import { type DataContext, isRows, loadTable, mostToldRows, tableOfRows } from './data.ts';
import { isDeep } from './depth.ts';
import { jsonErrorSpan, jsonErrorText, jsonSpans } from './json.ts';
import { checkParams } from './params.ts';
import { checkValue } from './schema.ts';
import { isSource, SourceFields, unit } from './sidecar.ts';
import { checkFields } from './spec-fields.ts';
import { checkSpec, isObject, type JsonObject, type SchemaDocument, type SpecPath } from './spec-schema.ts';
import { checkSteps, inState, placeInStep, StepFields } from './steps.ts';

/** What Vega-Lite has no word for and Lectern needs; other keys of usermeta belong to other programs. */
export const UserMeta = v.looseObject({
  source: v.optional(v.pipe(SourceFields, v.description('Where the data comes from.'))),
  unit,
  steps: v.optional(v.pipe(StepFields, v.description('The states that the chart goes through.')), []),
});

export interface ChartContext extends DataContext {
  readonly schema: SchemaDocument;
}

/** What a spec file holds, apart from where and how it is placed on a slide. */
export type ChartSpec = Pick<Chart, 'source' | 'spec' | 'states' | 'tables' | 'sources' | 'unit' | 'spanOf'>;

/** Reads a spec with its data and checks names, values and fields. Undefined when it cannot be drawn. */
export function readChartSpec(source: Source, context: ChartContext): ChartSpec | undefined {
  let json: unknown;
  try {
    json = JSON.parse(source.text);
  } catch (problem) {
    context.report(diagnose(jsonErrorSpan(source, problem), messages.chartJson(jsonErrorText(problem))));
    return undefined;
  }
  if (!isObject(json)) {
    context.report(diagnose(span(source, 0, 1), messages.chartJson('a chart is a JSON object')));
    return undefined;
  }
  if (isDeep(json)) {
    context.report(diagnose(span(source, 0, 1), messages.tooDeep()));
    return undefined;
  }
  const places = jsonSpans(source);
  const own = readOneState(json, source, places, context);
  let sound = true;
  const fail = (path: SpecPath, message: Message): void => {
    context.report(diagnose(places(path), message));
    sound = false;
  };
  const usermeta = isObject(json.usermeta) ? json.usermeta : {};
  for (const key of Object.keys(usermeta)) {
    const near = key in UserMeta.entries ? undefined : nearest(key, Object.keys(UserMeta.entries));
    if (near) context.report(diagnose(places(['usermeta', key]), messages.usermetaNear(key, near)));
  }
  const meta = checkValue(UserMeta, structuredClone(usermeta), (path, message) =>
    fail(['usermeta', ...path], message),
  );
  if (!meta) return undefined;
  for (const { path, message } of checkSteps(json, meta.steps)) fail(path, message);
  if (!sound || !own) return undefined;

  // what the chart as it stands is warned of is not told again
  const errorsOnly: ChartContext = {
    ...context,
    report: (diagnostic) => diagnostic.severity === 'error' && context.report(diagnostic),
  };
  const states = meta.steps.flatMap((step, n) => {
    const placesInStep = (path: SpecPath): Span => places(placeInStep(path, n, step));
    const state = readOneState(inState(json, step), source, placesInStep, errorsOnly);
    return state ? { ...state, caption: step.caption } : [];
  });
  if (states.length < meta.steps.length) return undefined;
  const tables = [...new Set([own, ...states].flatMap((state) => state.tables))];
  const sources = sourcesOf(meta.source, tables);
  if (sources.length === 0) context.report(diagnose(source.path, messages.chartSource()));
  return {
    source,
    spec: own.spec,
    states: states.map(({ caption, spec }) => ({ caption, spec })),
    tables,
    sources,
    unit: meta.unit ?? tables.find(({ sidecar }) => sidecar?.unit !== undefined)?.sidecar?.unit,
    spanOf: places,
  };
}

/** A spec checked, with its data put in; `places` tells where its author wrote it. Undefined when it is wrong. */
function readOneState(
  json: JsonObject,
  source: Source,
  places: Chart['spanOf'],
  context: ChartContext,
): Pick<Chart, 'spec' | 'tables'> | undefined {
  let sound = true;
  const fail = (path: SpecPath, message: Message): void => {
    context.report(diagnose(places(path), message));
    sound = false;
  };
  const params = checkParams(json);
  const isTold = (place: string): boolean => params.some(({ path }) => path.join('.') === place);
  for (const { path, message } of checkSpec(json, context.schema)) {
    if (!isTold(path.join('.'))) fail(path, message);
  }
  for (const { path, message } of params) {
    if (message.severity === 'error') fail(path, message);
    else context.report(diagnose(places(path), message));
  }

  const found = new Map<JsonObject, Table>();
  for (const { data, path } of filesIn(json, [])) {
    const table = loadTable(String(data.url), source.path, places([...path, 'url']), context);
    if (table) found.set(data, table);
    else sound = false;
  }
  const numbers = new Map<Table, Set<string>>();
  if (sound) {
    const inline = ({ values }: JsonObject, path: SpecPath): Table | undefined =>
      isRows(values)
        ? tableOfRows(source, values, (row, column) => places([...path, 'values', row, column]))
        : undefined;
    const { problems, quantities } = checkFields(json, (data, path) => found.get(data) ?? inline(data, path));
    for (const { path, message } of problems) fail(path, message);
    for (const { column, table } of quantities) {
      numbers.set(table, (numbers.get(table) ?? new Set()).add(column));
      let told = 0;
      for (const [n, row] of table.rows.entries()) {
        const value = row[column];
        if (told === mostToldRows) break;
        if (value === undefined || value === null || value === '' || !Number.isNaN(Number(value))) continue;
        context.report(
          diagnose(table.spanOf(n, column), messages.dataNotNumber(String(value), column, source.path)),
        );
        told++;
        sound = false;
      }
    }
  }
  const spec = inlineData(json, found, numbers);
  return sound && isObject(spec) ? { spec, tables: [...found.values()] } : undefined;
}

/** What the spec says itself, filled up from its data's sidecar; or else what each of its data files says. */
function sourcesOf(own: Provenance | undefined, tables: readonly Table[]): Provenance[] {
  const beside = tables.flatMap(({ sidecar }) => sidecar?.source ?? []);
  return (own ? [{ ...beside[0], ...own }] : beside).filter(isSource);
}

/** Every `{"url": …}` that stands for the data of a view or a lookup. */
function filesIn(node: unknown, path: SpecPath): { data: JsonObject; path: SpecPath }[] {
  if (Array.isArray(node)) return node.flatMap((item, n) => filesIn(item, [...path, n]));
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = [...path, key];
    if (isFile(key, value)) return [{ data: value, path: here }];
    return isOwnData(key) ? [] : filesIn(value, here);
  });
}

function isFile(key: string, value: unknown): value is JsonObject {
  return key === 'data' && isObject(value) && typeof value.url === 'string';
}

const isOwnData = (key: string): boolean => key === 'values' || key === 'datasets';

/**
 * The spec with every `{"url": …}` replaced by the file's own text, in which form Vega parses it as it would have
 * parsed the file; only that quantities are read as numbers, for an empty value would be drawn as 0.
 */
function inlineData(
  node: unknown,
  tables: ReadonlyMap<JsonObject, Table>,
  numbers: ReadonlyMap<Table, ReadonlySet<string>>,
): unknown {
  if (Array.isArray(node)) return node.map((item) => inlineData(item, tables, numbers));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (!isFile(key, value)) return [key, isOwnData(key) ? value : inlineData(value, tables, numbers)];
      const table = tables.get(value);
      const { url, ...rest } = value;
      const written = isObject(rest.format) ? rest.format : {};
      // Vega-Lite reads a dot or a bracket in these names as a path
      const quantities = [...((table && numbers.get(table)) ?? [])].flatMap((column) =>
        /[.[\]]/.test(column) ? [] : [[column, 'number'] as const],
      );
      const parse =
        written.parse === undefined || isObject(written.parse)
          ? { ...Object.fromEntries(quantities), ...written.parse }
          : written.parse;
      const format = {
        type: /\.(\w+)$/.exec(String(url))?.[1]?.toLowerCase(),
        ...written,
        ...(isObject(parse) && Object.keys(parse).length === 0 ? {} : { parse }),
      };
      return [key, table ? { ...rest, values: table.text, format } : rest];
    }),
  );
}
