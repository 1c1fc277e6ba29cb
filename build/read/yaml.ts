import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { z } from 'zod';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Span, span, textOf } from '../model/source.ts';

/** A YAML document checked against its schema, with the place of every node. */
export interface Checked<T> {
  readonly value: T;
  readonly spanOf: (path: readonly (string | number)[]) => Span;
}

type Path = readonly (string | number)[];

/**
 * Parses the YAML in `at` and checks it with `schema`. Reports every mistake; undefined when the document
 * cannot be used. Unknown keys are reported and left out.
 */
export function readYaml<S extends z.ZodType>(
  at: Span,
  schema: S,
  context: ReadContext,
): Checked<z.output<S>> | undefined {
  const document = parseDocument(textOf(at), { prettyErrors: false });
  if (document.errors.length > 0) {
    for (const { pos, message } of document.errors) {
      const text = message.split('\n')[0] ?? message;
      context.report(
        diagnose(span(at.source, at.start + pos[0], at.start + pos[1]), messages.yamlSyntax(text)),
      );
    }
    return undefined;
  }
  const spanOf = (path: Path): Span => {
    const node = document.getIn(path, true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    return range ? span(at.source, at.start + range[0], at.start + range[1]) : at;
  };
  const result = schema.safeParse(plain(document.contents) ?? {});
  if (result.success) return { value: result.data, spanOf };

  const unknown: Path[] = [];
  for (const issue of result.error.issues) {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, path);
      for (const key of issue.keys) {
        unknown.push([...path, key]);
        context.report(
          diagnose(
            keySpan(document.contents, path, key, at),
            messages.fieldUnknown(key, nearest(key, known), known),
          ),
        );
      }
    } else {
      context.report(
        diagnose(spanOf(path), messages.fieldInvalid(path.join('.') || 'document', issue.message)),
      );
    }
  }
  if (
    unknown.length < result.error.issues.length &&
    result.error.issues.some((i) => i.code !== 'unrecognized_keys')
  ) {
    return undefined;
  }
  for (const path of unknown) document.deleteIn(path);
  const again = schema.safeParse(plain(document.contents) ?? {});
  return again.success ? { value: again.data, spanOf } : undefined;
}

/** The value of a node, with numbers whose spelling matters (`04`, `1.50`) left as text. */
function plain(node: unknown): unknown {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key)), plain(value)]));
  }
  if (isSeq(node)) return node.items.map(plain);
  if (isScalar(node)) {
    const { value, source } = node;
    return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value;
  }
  return isAlias(node) ? undefined : node;
}

function keySpan(root: unknown, path: Path, key: string, at: Span): Span {
  let node = root;
  for (const part of path) node = isMap(node) || isSeq(node) ? node.get(part, true) : undefined;
  if (!isMap(node)) return at;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  const range = isScalar(pair?.key) ? pair.key.range : undefined;
  return range ? span(at.source, at.start + range[0], at.start + range[1]) : at;
}

/** The keys that the object schema at `path` knows. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let current: unknown = schema;
  for (const part of path) {
    const def = definition(current);
    if (def?.type === 'object') current = def.shape?.[String(part)];
    else if (def?.type === 'record') current = def.valueType;
    else if (def?.type === 'array') current = def.element;
  }
  const def = definition(current);
  return def?.type === 'object' ? Object.keys(def.shape ?? {}) : [];
}

interface Definition {
  readonly type: string;
  readonly shape?: Record<string, unknown>;
  readonly valueType?: unknown;
  readonly element?: unknown;
  readonly innerType?: unknown;
}

function definition(schema: unknown): Definition | undefined {
  const def = (schema as { def?: Definition } | undefined)?.def;
  return def?.innerType === undefined ? def : definition(def.innerType);
}
