import * as v from 'valibot';
import { nearest } from '../model/diagnostic.ts';
import { type Message, messages } from '../model/messages.ts';
import { text } from './config.ts';
import { paramsIn } from './params.ts';
import { isObject, type JsonObject, type SpecPath, type SpecProblem } from './spec-schema.ts';

/** The states that a chart goes through, each told by the values of its parameters, by a patch of its spec or both. */
export const StepFields = v.array(
  v.strictObject({
    caption: v.pipe(
      text,
      v.regex(/\S/, 'must say what this state shows'),
      v.description('What this state shows.'),
    ),
    params: v.optional(
      v.pipe(
        v.custom<JsonObject>(isObject, 'must give parameters their values, as {"name": value}'),
        v.description('Parameters of the chart and their values.'),
        v.metadata({ type: 'object' }),
      ),
    ),
    patch: v.optional(
      v.pipe(
        v.custom<JsonObject>(isObject, 'must be a part of a chart, in braces'),
        v.description('A part of the chart, merged into it (RFC 7396).'),
        v.metadata({ type: 'object' }),
      ),
    ),
  }),
  'must be a list of a caption with params or a patch',
);

type Step = v.InferOutput<typeof StepFields>[number];

/** What is wrong with steps by themselves, whatever they draw. */
export function checkSteps(spec: JsonObject, steps: readonly Step[]): SpecProblem[] {
  const known = paramsIn(spec).map(({ param }) => String(param.name));
  return steps.flatMap(({ params = {}, patch = {} }, n): SpecProblem[] => {
    const path = ['usermeta', 'steps', n] as const;
    const names = Object.keys(params);
    if (names.length + Object.keys(patch).length === 0) return [{ path, message: messages.stepEmpty() }];
    const unknown = names.filter((name) => !known.includes(name));
    const told = (name: string): Message => messages.stepParamUnknown(name, nearest(name, known), known);
    return unknown.map((name) => ({ path: [...path, 'params', name], message: told(name) }));
  });
}

/** The spec in the state of a step: its patch merged in (RFC 7396), then its parameters set. */
export function inState(spec: JsonObject, { params = {}, patch = {} }: Step): JsonObject {
  return withParams(merged(spec, patch), params) as JsonObject;
}

/** Where an author wrote what is wrong at `path` in the state of step `n`, though not in the chart as it stands. */
export function placeInStep(path: SpecPath, n: number, { patch }: Step): SpecPath {
  const [key = ''] = path;
  const step = ['usermeta', 'steps', n] as const;
  return patch && key in patch ? [...step, 'patch', ...path] : step;
}

function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, merged(result.get(key), value));
  }
  return Object.fromEntries(result);
}

function withParams(node: unknown, values: JsonObject): unknown {
  if (Array.isArray(node)) return node.map((item) => withParams(item, values));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'params' && Array.isArray(value)
        ? value.map((param) => withValue(param, values))
        : isOpaque(key)
          ? value
          : withParams(value, values),
    ]),
  );
}

function withValue(param: unknown, values: JsonObject): unknown {
  if (!isObject(param) || !Object.hasOwn(values, String(param.name))) return param;
  const { expr: _, ...rest } = param;
  return { ...rest, value: values[String(param.name)] };
}

/** What holds data or belongs to programs, not views. */
const isOpaque = (key: string): boolean => ['values', 'datasets', 'usermeta'].includes(key);
