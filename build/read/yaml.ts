import type * as v from 'valibot';
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Span, span, textOf } from '../model/source.ts';
import { isDeepYaml } from './depth.ts';
import { checkValue, type Path } from './schema.ts';
import { withoutStacks } from './stacks.ts';

/** A YAML document checked against its schema, with the place of every node. */
export interface Checked<T> {
  readonly value: T;
  readonly spanOf: (path: Path) => Span;
  /** The place of a key. */
  readonly nameOf: (path: Path) => Span;
}

/** One bracket too many may bring a mistake for each character behind it. */
const mostTold = 20;

/**
 * Parses the YAML in `at` and checks it with `schema`. Reports every mistake; undefined when the document
 * cannot be used. Unknown keys are reported and left out.
 */
export function readYaml<S extends v.GenericSchema>(
  at: Span,
  schema: S,
  context: ReadContext,
): Checked<v.InferOutput<S>> | undefined {
  if (isDeepYaml(textOf(at))) {
    context.report(diagnose(at, messages.tooDeep()));
    return undefined;
  }
  const document = withoutStacks(() => parseDocument(textOf(at), { prettyErrors: false }));
  const problems: { readonly pos: readonly [number, number]; readonly text: string }[] = [];
  visit(document, {
    Alias: (_, { range, source }) => {
      const [start = 0, end = start] = range ?? [];
      problems.push({
        pos: [start, end],
        text: `write the value out instead of *${source}, or put it in quotes`,
      });
    },
  });
  const told = new Set(problems.map(({ pos }) => pos[0]));
  for (const { pos, message } of document.errors)
    if (!told.has(pos[0])) problems.push({ pos, text: message.split('\n')[0] ?? message });
  for (const { pos, text } of problems.slice(0, mostTold)) {
    context.report(
      diagnose(span(at.source, at.start + pos[0], at.start + pos[1]), messages.yamlSyntax(text)),
    );
  }
  if (problems.length > 0) return undefined;
  const spanOf = (path: Path): Span => {
    if (path.length === 0) return at;
    const node = document.getIn(path, true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    // what is missing is missed in what should hold it
    return range ? span(at.source, at.start + range[0], at.start + range[1]) : spanOf(path.slice(0, -1));
  };
  const nameOf = (path: Path): Span => keySpan(document.contents, path, at);
  const value = checkValue(schema, plain(document.contents) ?? {}, (path, message, isName) => {
    context.report(diagnose(isName ? nameOf(path) : spanOf(path), message));
  });
  return value === undefined ? undefined : { value, spanOf, nameOf };
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
  return node;
}

function keySpan(root: unknown, path: Path, at: Span): Span {
  let node = root;
  for (const part of path.slice(0, -1)) node = isMap(node) || isSeq(node) ? node.get(part, true) : undefined;
  if (!isMap(node)) return at;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === path.at(-1));
  const range = isScalar(pair?.key) ? pair.key.range : undefined;
  return range ? span(at.source, at.start + range[0], at.start + range[1]) : at;
}
