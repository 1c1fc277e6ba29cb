import type { Table } from '../model/chart.ts';
import { nearest } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { SpecPath, SpecProblem } from './spec-schema.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The names a field may have at a place in the spec; undefined once they cannot be told. */
interface Scope {
  readonly columns: ReadonlySet<string> | undefined;
  readonly table: Table | undefined;
}

/** A field drawn as a quantity, whose every datum must be a number. */
export interface QuantityUse {
  readonly column: string;
  readonly table: Table;
}

/** Transforms whose output names depend on the data. */
const opaque = ['pivot'];
/** Keys whose `datum` is not a datum of the data: a tick, a legend entry; or that hold no fields. */
const notData = ['axis', 'legend', 'header', 'usermeta', 'values', 'datasets', 'params', 'config', 'data'];
/** Names that transforms give their output when the spec does not. */
const defaultNames: Readonly<Record<string, readonly string[]>> = {
  fold: ['key', 'value'],
  density: ['value', 'density'],
  quantile: ['prob', 'value'],
};

/**
 * Checks that every field a spec names is a column of its data or made by a transform, and lists the columns that
 * are drawn as quantities. `tableOf` gives the table behind a `data` object, if it was read from the talk.
 */
export function checkFields(
  spec: JsonObject,
  tableOf: (data: JsonObject) => Table | undefined,
): { problems: SpecProblem[]; quantities: QuantityUse[] } {
  const problems: SpecProblem[] = [];
  const quantities: QuantityUse[] = [];

  function scopeOf(data: unknown, outer: Scope): Scope {
    if (data === undefined) return outer;
    const table = isObject(data) ? tableOf(data) : undefined;
    return { table, columns: table && new Set(table.columns) };
  }

  function named(name: string, path: SpecPath, scope: Scope): void {
    const head = name.replace(/\\(.)/g, '$1');
    if (!scope.columns || scope.columns.has(head) || scope.columns.has(head.split(/[.[]/)[0] ?? head)) return;
    const known = [...scope.columns];
    problems.push({ path, message: messages.fieldNotInData(name, nearest(name, known), known) });
  }

  function expression(text: string, path: SpecPath, scope: Scope): void {
    for (const match of text.matchAll(/\bdatum(?:\.([A-Za-z_$][\w$]*)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\])/g)) {
      named(match[1] ?? match[2] ?? match[3] ?? '', path, scope);
    }
  }

  /** Everything below a node that names fields or computes with them. */
  function visit(node: unknown, path: SpecPath, scope: Scope): void {
    if (Array.isArray(node)) {
      for (const [n, item] of node.entries()) visit(item, [...path, n], scope);
    } else if (isObject(node)) {
      for (const [key, value] of Object.entries(node)) {
        const here = [...path, key];
        if (key === 'field' && typeof value === 'string') named(value, here, scope);
        else if (
          (key === 'expr' || key === 'test' || key === 'filter' || key === 'calculate') &&
          typeof value === 'string'
        ) {
          expression(value, here, scope);
        } else if (!notData.includes(key)) visit(value, here, scope);
      }
      const { field, type, aggregate } = node;
      if (
        typeof field === 'string' &&
        type === 'quantitative' &&
        aggregate !== 'count' &&
        scope.table?.columns.includes(field)
      ) {
        quantities.push({ column: field, table: scope.table });
      }
    }
  }

  function transformed(transforms: unknown, path: SpecPath, scope: Scope): Scope {
    let current = scope;
    for (const [n, transform] of Array.isArray(transforms) ? transforms.entries() : []) {
      if (!isObject(transform)) continue;
      const here = [...path, n];
      visit(transform, here, { ...current, table: undefined });
      for (const key of [
        'groupby',
        'fold',
        'flatten',
        'stack',
        'impute',
        'key',
        'lookup',
        'density',
        'loess',
        'regression',
        'on',
        'pivot',
        'value',
      ]) {
        const value = transform[key];
        const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
        if (key === 'value' && !('pivot' in transform)) continue;
        for (const name of names) if (typeof name === 'string') named(name, [...here, key], current);
      }
      if (opaque.some((name) => name in transform)) return { columns: undefined, table: undefined };
      current = {
        ...current,
        columns: current.columns && new Set([...current.columns, ...outputs(transform)]),
      };
    }
    return current;
  }

  function view(node: JsonObject, path: SpecPath, outer: Scope): void {
    const scope = transformed(node.transform, [...path, 'transform'], scopeOf(node.data, outer));
    visit(node.encoding, [...path, 'encoding'], scope);
    visit(node.facet, [...path, 'facet'], scope);
    for (const key of ['layer', 'concat', 'hconcat', 'vconcat']) {
      const children = node[key];
      if (Array.isArray(children)) {
        for (const [n, child] of children.entries())
          if (isObject(child)) view(child, [...path, key, n], scope);
      }
    }
    const inner = node.spec;
    if (isObject(inner)) view(inner, [...path, 'spec'], scope);
  }

  view(spec, [], { columns: undefined, table: undefined });
  return { problems, quantities };
}

/** The names of the fields that a transform adds. */
function outputs(transform: JsonObject): string[] {
  const names: string[] = [];
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(collect);
    else if (isObject(node)) {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'as') names.push(...[value].flat().filter((name) => typeof name === 'string'));
        else collect(value);
      }
    }
  };
  collect(transform);
  for (const [kind, defaults] of Object.entries(defaultNames)) {
    if (kind in transform && !('as' in transform)) names.push(...defaults);
  }
  const from = transform.from;
  if (isObject(from) && Array.isArray(from.fields))
    names.push(...from.fields.filter((name) => typeof name === 'string'));
  return names;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
