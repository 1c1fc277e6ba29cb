import type { Table } from '../model/chart.ts';
import { nearest } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { isObject, type JsonObject, type SpecPath, type SpecProblem } from './spec-schema.ts';
import {
  type Fields,
  fieldsAfter,
  fieldsOf,
  isField,
  isProperty,
  transformKeys,
  unescaped,
} from './spec-transforms.ts';

/** A field drawn as a quantity, whose every datum must be a number. */
export interface QuantityUse {
  readonly column: string;
  readonly table: Table;
}

/** What a view takes over from those around it. */
interface Scope {
  readonly fields: Fields;
  /** The encoding of the layers around it, by channel. */
  readonly channels: ReadonlyMap<string, Placed>;
  /** The fields of each repeat around it, by what repeats: `row`, `column`, `layer` or `repeat`. */
  readonly repeats: ReadonlyMap<string, readonly Placed[]>;
}

interface Placed {
  readonly value: unknown;
  readonly path: SpecPath;
}

type NameTest = (name: string, known: NonNullable<Fields>) => boolean;

/** How the parts of a spec name fields: under which keys, and which names hold there and in expressions. */
interface Manner {
  readonly keys: ReadonlySet<string>;
  readonly isField: NameTest;
  readonly isDatum: NameTest;
}

/** A mark's datum also holds what Vega-Lite makes for its encoding: `mean_sales`, `year_date_end`, `__count`. */
const isDrawn: NameTest = (name, known) => {
  const base = name.replace(/_(?:start|end|range|mid)$/, '');
  return (
    isProperty(name, known) ||
    name.startsWith('__') ||
    [...known.keys()].some((field) => `_${base}`.endsWith(`_${unescaped(field)}`))
  );
};

const channelKeys = new Set(['argmax', 'argmin', 'field']);
const transforms: Manner = { keys: transformKeys, isField: isProperty, isDatum: isProperty };
const encodings: Manner = { keys: channelKeys, isField, isDatum: isDrawn };
const marks: Manner = { keys: channelKeys, isField: isDrawn, isDatum: isDrawn };

/** Keys whose strings are expressions; under the last three they stand among conditions. */
const expressions = new Set(['calculate', 'expr', 'filter', 'test', 'and', 'or', 'not']);
/** Keys that name no fields, or whose `datum` is not one of the data: a tick, a legend entry, the rows of a lookup. */
const notData = new Set(['axis', 'data', 'from', 'header', 'legend', 'scale', 'values']);
const quoted = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/.source;
/** A property of the datum; or a string, so that none is seen inside it. */
const propertyOrString = new RegExp(
  String.raw`(?<![\p{ID_Continue}$.])datum(?:\.([\p{ID_Start}$_][\p{ID_Continue}$]*)|\[\s*(${quoted})\s*\])|${quoted}`,
  'gu',
);
/** Aggregations of anything, not just numbers. */
const counts: readonly unknown[] = ['count', 'distinct', 'missing', 'valid'];

/**
 * Checks that every field a spec names is a column of its data or made by a transform, and lists the columns that
 * are drawn as quantities. `tableOf` gives the table behind the `data` object at a path, if it can be told. What is
 * in doubt passes: the fields of a parameter that several views share, or behind a pivot.
 */
export function checkFields(
  spec: JsonObject,
  tableOf: (data: JsonObject, path: SpecPath) => Table | undefined,
): { problems: SpecProblem[]; quantities: QuantityUse[] } {
  // what layers share is seen once for each of them, and told once
  const problems = new Map<string, SpecProblem>();
  const quantities: QuantityUse[] = [];

  function named(name: string, path: SpecPath, fields: Fields, isKnown: NameTest): void {
    if (!fields || name === '*' || isKnown(name, fields)) return;
    const known = [...fields.keys()];
    const message = messages.fieldNotInData(name, nearest(name, known), known);
    problems.set(`${path.join('.')} ${name}`, { path, message });
  }

  function expression(text: string, path: SpecPath, fields: Fields, isKnown: NameTest): void {
    for (const [, plain, string] of text.matchAll(propertyOrString)) {
      const name = plain ?? (string && unescaped(string.slice(1, -1)));
      if (name !== undefined) named(name, path, fields, isKnown);
    }
  }

  /** Everything at and below a value that names fields or computes with them; `key` is the last name in its path. */
  function visit(value: unknown, key: string, path: SpecPath, scope: Scope, manner: Manner): void {
    if (Array.isArray(value)) {
      for (const [n, item] of value.entries()) visit(item, key, [...path, n], scope, manner);
    } else if (typeof value === 'string') {
      if (manner.keys.has(key)) named(value, path, scope.fields, manner.isField);
      else if (expressions.has(key)) expression(value, path, scope.fields, manner.isDatum);
    } else if (isObject(value)) {
      if (manner.keys.has(key)) {
        for (const field of repeated(value, scope)) visit(field.value, key, field.path, scope, manner);
      }
      for (const [inner, item] of Object.entries(value)) {
        // a condition is told of the mark that is drawn
        const its = inner === 'test' ? marks : manner;
        if (!notData.has(inner)) visit(item, inner, [...path, inner], scope, its);
      }
      if (manner === encodings) quantity(value, scope);
    }
  }

  function quantity({ field, type, aggregate, timeUnit }: JsonObject, scope: Scope): void {
    if (type !== 'quantitative' || timeUnit !== undefined || counts.includes(aggregate)) return;
    const names = isObject(field) ? repeated(field, scope).map(({ value }) => value) : [field];
    for (const name of names) {
      const table = typeof name === 'string' ? scope.fields?.get(name) : undefined;
      if (!table) continue;
      const column = unescaped(String(name));
      const isNew = quantities.every((use) => use.table !== table || use.column !== column);
      if (isNew) quantities.push({ column, table });
    }
  }

  function dataFields(data: unknown, path: SpecPath): Fields {
    const table = isObject(data) ? tableOf(data, path) : undefined;
    return table && fieldsOf(table);
  }

  function transformed(list: unknown, path: SpecPath, scope: Scope): Scope {
    let current = scope;
    for (const { value: transform, path: here } of items(list, path)) {
      if (!isObject(transform)) continue;
      visit(transform, 'transform', here, current, transforms);
      if ('pivot' in transform) visit(transform.value, 'field', [...here, 'value'], current, transforms);
      const { from } = transform;
      if (isObject(from)) {
        const other = { ...current, fields: dataFields(from.data, [...here, 'from', 'data']) };
        for (const key of ['key', 'fields']) {
          visit(from[key], 'field', [...here, 'from', key], other, transforms);
        }
      }
      current = { ...current, fields: fieldsAfter(transform, current.fields) };
    }
    return current;
  }

  function view(node: JsonObject, path: SpecPath, outer: Scope): void {
    const fields = node.data === undefined ? outer.fields : dataFields(node.data, [...path, 'data']);
    const scope = {
      ...transformed(node.transform, [...path, 'transform'], { ...outer, fields }),
      channels: new Map([...outer.channels, ...placed(node.encoding, [...path, 'encoding'])]),
      repeats: new Map([...outer.repeats, ...repeats(node.repeat, [...path, 'repeat'])]),
    };
    visit(node.facet, 'facet', [...path, 'facet'], scope, encodings);
    const parts = partsOf(node, path);
    for (const part of parts) {
      const inherited = part.path.at(-2) === 'layer' ? scope : { ...scope, channels: new Map() };
      if (isObject(part.value)) view(part.value, part.path, inherited);
    }
    if (parts.length > 0) return;
    for (const [channel, { value, path: place }] of scope.channels) {
      visit(value, channel, place, scope, encodings);
    }
    visit(node.mark, 'mark', [...path, 'mark'], scope, marks);
    for (const { value: param, path: place } of items(node.params, [...path, 'params'])) {
      const select = isObject(param) ? param.select : undefined;
      if (isObject(select)) visit(select.fields, 'field', [...place, 'select', 'fields'], scope, marks);
    }
  }

  view(spec, [], { fields: undefined, channels: new Map(), repeats: new Map() });
  return { problems: [...problems.values()], quantities };
}

/** The views within a view. */
function partsOf(node: JsonObject, path: SpecPath): Placed[] {
  const lists = ['layer', 'concat', 'hconcat', 'vconcat'].flatMap((key) => items(node[key], [...path, key]));
  return 'spec' in node ? [...lists, { value: node.spec, path: [...path, 'spec'] }] : lists;
}

/** The fields that stand for `{"repeat": "row"}`. */
function repeated(value: JsonObject, { repeats: around }: Scope): readonly Placed[] {
  return typeof value.repeat === 'string' ? (around.get(value.repeat) ?? []) : [];
}

function repeats(repeat: unknown, path: SpecPath): [string, Placed[]][] {
  if (Array.isArray(repeat)) return [['repeat', items(repeat, path)]];
  return placed(repeat, path).map(([key, { value, path: place }]) => [key, items(value, place)]);
}

function placed(node: unknown, path: SpecPath): [string, Placed][] {
  return Object.entries(isObject(node) ? node : {}).map(([key, value]) => [
    key,
    { value, path: [...path, key] },
  ]);
}

function items(list: unknown, path: SpecPath): Placed[] {
  return Array.isArray(list) ? list.map((value, n) => ({ value, path: [...path, n] })) : [];
}
