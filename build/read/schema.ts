import * as v from 'valibot';
import { nearest } from '../model/diagnostic.ts';
import { type Message, messages } from '../model/messages.ts';

export type Path = readonly (string | number)[];
type Issue = v.BaseIssue<unknown>;

/** Told of a mistake: where in the value it is, and whether the last key's name is what is wrong. */
export type ReportIssue = (path: Path, message: Message, isName: boolean) => void;

/**
 * Checks a plain value, which it may change, and reports every mistake. Unknown keys are left out of the result,
 * which is undefined when anything else is wrong.
 */
export function checkValue<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  report: ReportIssue,
): v.InferOutput<S> | undefined {
  const reported = new Set<string>();
  for (;;) {
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    let removed = false;
    for (const issue of result.issues) {
      const path = isKeyOfList(issue) ? pathOf(issue).slice(0, -1) : pathOf(issue);
      const isName = isUnknownKey(issue) && !isKeyOfList(issue);
      const message = messageOf(issue, path, schema);
      const id = JSON.stringify([path, message.message]);
      if (!reported.has(id)) report(path, message, isName);
      reported.add(id);
      // an object names only its first stranger, so take that out and look again
      if (isName) removed = remove(value, path);
    }
    if (!removed) return undefined;
  }
}

function pathOf(issue: Issue): Path {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

/** A list where an object belongs is taken for one whose keys are 0, 1 and so on. */
function isKeyOfList(issue: Issue): boolean {
  const key = issue.path?.at(-1);
  return key?.type === 'object' && Array.isArray(key.input);
}

function remove(value: unknown, path: Path): boolean {
  const parent = path
    .slice(0, -1)
    .reduce((node, key) => (node as Record<string, unknown> | undefined)?.[key], value);
  return typeof parent === 'object' && parent !== null && Reflect.deleteProperty(parent, path.at(-1) ?? '');
}

function messageOf(issue: Issue, path: Path, schema: v.GenericSchema): Message {
  const name = path.join('.') || 'document';
  const key = String(path.at(-1) ?? 'document');
  if (isKeyOfList(issue) || (issue.type === 'strict_object' && issue.expected === 'Object')) {
    return messages.fieldsExpected(name);
  }
  if (isUnknownKey(issue)) {
    const known = keysAt(schema, path.slice(0, -1));
    return messages.fieldUnknown(key, nearest(key, known), known);
  }
  if (issue.type === 'strict_object') return messages.fieldMissing(key);
  return messages.fieldInvalid(name, issue.message);
}

/** The parts of a schema that lead to the keys of an object inside it. */
interface Node {
  readonly entries?: Readonly<Record<string, Node>>;
  readonly value?: Node;
  readonly item?: Node;
  readonly wrapped?: Node;
  readonly pipe?: readonly Node[];
}

function keysAt(schema: v.GenericSchema, path: Path): string[] {
  let node: Node | undefined = inner(schema as Node);
  for (const step of path) node = inner(node?.entries?.[String(step)] ?? node?.value ?? node?.item);
  return Object.keys(node?.entries ?? {});
}

function inner(node: Node | undefined): Node | undefined {
  const next = node?.wrapped ?? (node?.entries ? undefined : node?.pipe?.[0]);
  return next === undefined || next === node ? node : inner(next);
}
