import type { Table } from '../model/chart.ts';
import { isObject, type JsonObject } from './spec-schema.ts';

/**
 * The fields at a place in a spec, by the names that the spec may write: a column `U.S.` is `U\.S\.`. Each comes
 * with the table that it is an untouched column of, if it is one. Undefined where the fields cannot be told.
 */
export type Fields = ReadonlyMap<string, Table | undefined> | undefined;

/** The keys under which transforms name the fields that they read. */
export const transformKeys: ReadonlySet<string> = new Set([
  'density',
  'extent',
  'field',
  'flatten',
  'fold',
  'groupby',
  'impute',
  'key',
  'loess',
  'lookup',
  'on',
  'pivot',
  'quantile',
  'regression',
  'stack',
]);

/** Transforms that make new rows, which share with the old ones only what they group by. */
const summaries = ['aggregate', 'density', 'loess', 'quantile', 'regression'];

/** Transforms that may drop the very rows whose values are no numbers, so that a column's values cannot be told. */
const selections = ['filter', 'sample'];

/** Transforms that list operations, each with a name for its output. */
const operationKinds = ['aggregate', 'joinaggregate', 'window'];

/** Transforms that make a beginning and an end. */
const intervals = ['bin', 'stack', 'timeUnit'];

/** What transforms call their output when the spec does not say. */
const usualNames: Readonly<Record<string, (transform: JsonObject) => unknown>> = {
  density: () => ['value', 'density'],
  flatten: ({ flatten }) => flatten,
  fold: () => ['key', 'value'],
  loess: ({ on, loess }) => [on, loess],
  lookup: ({ from }) => (isObject(from) ? (from.fields ?? from.param) : []),
  quantile: () => ['prob', 'value'],
  regression: ({ on, regression }) => [on, regression],
};

export function fieldsOf(table: Table): Fields {
  return new Map(table.columns.map((column) => [escaped(column), table]));
}

/** The fields behind a transform. */
export function fieldsAfter(transform: JsonObject, before: Fields): Fields {
  // the names that a pivot makes are values of the data
  if (!before || 'pivot' in transform) return undefined;
  if (selections.some((kind) => kind in transform)) {
    return new Map([...before.keys()].map((name) => [name, undefined]));
  }
  const groups = strings(transform.groupby);
  // behind a mistyped group it is open what is left
  const leavesGroups =
    summaries.some((kind) => kind in transform) && groups.every((name) => isProperty(name, before));
  const kept = leavesGroups ? groups.map((name) => [name, before.get(name)] as const) : before;
  return new Map([...kept, ...made(transform).map((name) => [name, undefined] as const)]);
}

/** The names of the fields that a transform makes. */
function made(transform: JsonObject): string[] {
  const { as } = transform;
  const operations = operationKinds.flatMap((kind) => transform[kind] ?? []).filter(isObject);
  if (operations.length > 0) return operations.flatMap((operation) => strings(operation.as));
  if (intervals.some((kind) => kind in transform) && typeof as === 'string') return [as, `${as}_end`];
  if (transform.params === true) return ['coef', 'rSquared'];
  const given = strings(as);
  const usual = Object.entries(usualNames)
    .filter(([kind]) => kind in transform)
    .flatMap(([, names]) => strings(names(transform)));
  // a spec may name the first few alone
  return [...given, ...usual.slice(given.length)];
}

/** Whether there is a field of this name for an encoding, which reads `a.b` as a path into the column `a`. */
export function isField(name: string, known: NonNullable<Fields>): boolean {
  const first = firstStep(name);
  return known.has(name) || known.has(first) || known.has(escaped(first));
}

/** Whether there is a field of this name for a transform or expression, which may take it for a property as it is. */
export function isProperty(name: string, known: NonNullable<Fields>): boolean {
  return isField(name, known) || known.has(escaped(name));
}

/** The property that Vega-Lite reads first for a field: `a` of `a.b[0]`, `U.S.` of `U\.S\.`, `x y` of `['x y']`. */
function firstStep(field: string): string {
  const [plain = '', , quoted] = /^\[(['"])(.*?)\1\]|^(?:\\.|[^.[\\])*/.exec(field) ?? [];
  return quoted ?? unescaped(plain);
}

/** A property's name as a field; dots and brackets in a field would lead into the property. */
function escaped(property: string): string {
  return property.replace(/[.[\]\\]/g, '\\$&');
}

/** Text without its backslashes. */
export function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function strings(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}
