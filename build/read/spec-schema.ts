import { nearest } from '../model/diagnostic.ts';
import { type Message, messages } from '../model/messages.ts';

/** The parts of JSON Schema that Vega-Lite's schema uses. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | readonly Schema[];
}

export interface SchemaDocument extends Schema {
  readonly definitions: Readonly<Record<string, Schema>>;
}

export type SpecPath = readonly (string | number)[];

/** A mistake in a spec and the path of keys that leads to it. */
export interface SpecProblem {
  readonly path: SpecPath;
  readonly message: Message;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The alternatives that each schema stands for, kept for all specs checked with a document. */
const expansions = new WeakMap<SchemaDocument, Map<Schema, readonly Schema[]>>();

/**
 * Checks a spec against Vega-Lite's schema. A plain validator answers a mistyped name with every alternative that
 * did not match; this one follows the alternatives that fit best so far, and so can name the near word.
 */
export function checkSpec(spec: JsonObject, document: SchemaDocument): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const expanded = expansions.get(document) ?? new Map<Schema, readonly Schema[]>();
  expansions.set(document, expanded);

  function expand(schema: Schema): readonly Schema[] {
    const known = expanded.get(schema);
    if (known) return known;
    expanded.set(schema, []);
    const target =
      schema.$ref === undefined ? undefined : document.definitions[schema.$ref.split('/').at(-1) ?? ''];
    const leaves = target ? expand(target) : schema.anyOf ? schema.anyOf.flatMap(expand) : [schema];
    const unique = [...new Set(leaves)];
    expanded.set(schema, unique);
    return unique;
  }

  function expandAll(schemas: readonly Schema[]): readonly Schema[] {
    return schemas.length === 1 && schemas[0] ? expand(schemas[0]) : [...new Set(schemas.flatMap(expand))];
  }

  function fits(value: unknown, schema: Schema): boolean {
    if (schema.const !== undefined) return value === schema.const;
    if (schema.enum) return schema.enum.includes(value);
    if (schema.type === undefined) return true;
    return typeof schema.type === 'string'
      ? hasType(value, schema.type)
      : schema.type.some((type) => hasType(value, type));
  }

  /** How badly an object misses a schema: names it does not know, then what it lacks, then values of another kind. */
  function misses(value: JsonObject, schema: Schema): number {
    let score = 0;
    for (const [key, inner] of Object.entries(value)) {
      const property = propertyOf(schema, key);
      if (!property) score += 100;
      else if (!expand(property).some((leaf) => fits(inner, leaf))) score += 1;
    }
    for (const key of schema.required ?? []) if (!(key in value)) score += 10;
    return score;
  }

  /** The schemas that an object misses least. */
  function bestOf(value: JsonObject, fitting: readonly Schema[]): readonly Schema[] {
    if (fitting.length === 1) return fitting;
    const scores = fitting.map((schema) => misses(value, schema));
    const least = Math.min(...scores);
    return fitting.filter((_, n) => scores[n] === least);
  }

  function visit(value: unknown, alternatives: readonly Schema[], path: SpecPath): void {
    const fitting = alternatives.filter((schema) => fits(value, schema));
    if (fitting.length === 0) {
      problems.push({ path, message: wrongValue(value, alternatives, path) });
    } else if (Array.isArray(value)) {
      const items = expandAll(fitting.flatMap((schema) => schema.items ?? []));
      if (items.length > 0) for (const [n, item] of value.entries()) visit(item, items, [...path, n]);
    } else if (isObject(value)) {
      const best = bestOf(value, fitting);
      const lacking = best[0]?.required?.find((key) => !(key in value));
      if (lacking !== undefined) {
        problems.push({ path, message: messages.specIncomplete(lacking, path.join('.') || 'The chart') });
      }
      for (const [key, inner] of Object.entries(value)) {
        const properties = best.flatMap((schema) => propertyOf(schema, key) ?? []);
        if (properties.length > 0) visit(inner, expandAll(properties), [...path, key]);
        else problems.push({ path: [...path, key], message: unknownName(key, path, namesIn(best)) });
      }
    }
  }

  visit(spec, expand(document), []);
  return problems;
}

function namesIn(schemas: readonly Schema[]): readonly string[] {
  return [...new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

function propertyOf(schema: Schema, key: string): Schema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  const { additionalProperties = true } = schema;
  return additionalProperties === true
    ? {}
    : additionalProperties === false
      ? undefined
      : additionalProperties;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function unknownName(key: string, path: SpecPath, known: readonly string[]): Message {
  const near = nearest(key, known);
  return path.at(-1) === 'encoding'
    ? messages.channelUnknown(key, near, known)
    : messages.specUnknown(key, path.join('.') || 'a chart', near, known);
}

function wrongValue(value: unknown, alternatives: readonly Schema[], path: SpecPath): Message {
  const words = alternatives
    .flatMap(({ const: one, enum: many }) => many ?? (one === undefined ? [] : [one]))
    .filter((word) => typeof word === 'string');
  const isMark = path.at(-1) === 'mark' || (path.at(-1) === 'type' && path.at(-2) === 'mark');
  if (isMark && typeof value === 'string') return messages.markUnknown(value, nearest(value, words), words);
  const types = [
    ...new Set(
      alternatives.flatMap(({ type, enum: many, const: one }) =>
        many || one !== undefined ? [] : (type ?? []),
      ),
    ),
  ];
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  const options = [
    ...new Set([...types.map((type) => `of type ${type}`), ...words.slice(0, 30).map((word) => `“${word}”`)]),
  ];
  const expected = options.join(', ') + (near === undefined ? '' : ` – did you mean “${near}”?`);
  return messages.specValue(path.join('.'), expected);
}
