import { nearest } from '../model/diagnostic.ts';
import { type Message, messages } from '../model/messages.ts';
import { isObject, type JsonObject, type SpecPath, type SpecProblem } from './spec-schema.ts';

/** The inputs that a deck can show; Vega makes a field of text of any other word. */
const inputs = [
  'checkbox',
  'radio',
  'select',
  'range',
  'number',
  'text',
  'search',
  'date',
  'time',
  'month',
  'week',
  'color',
];
/** What other programs call them. */
const otherNames: Readonly<Record<string, string>> = {
  slider: 'range',
  dropdown: 'select',
  menu: 'select',
  toggle: 'checkbox',
  switch: 'checkbox',
  buttons: 'radio',
  string: 'text',
};

/** What is wrong with a spec's parameters where Vega-Lite would be silent. */
export function checkParams(spec: JsonObject): SpecProblem[] {
  return paramsIn(spec).flatMap(({ param, path }) => {
    const bound = bindingsOf(param, [...path, 'bind']).flatMap(({ bind, path: place }) => [
      ...checkBinding(bind, place),
    ]);
    const unused = isUnused(param, spec)
      ? [{ path: [...path, 'name'], message: messages.paramUnused(String(param.name)) }]
      : [];
    return [...bound, ...unused];
  });
}

/** The parameters of a spec and of the views in it. */
export function paramsIn(node: unknown, path: SpecPath = []): { param: JsonObject; path: SpecPath }[] {
  if (Array.isArray(node)) return node.flatMap((item, n) => paramsIn(item, [...path, n]));
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = [...path, key];
    if (key === 'params' && Array.isArray(value))
      return value.flatMap((param, n) => (isObject(param) ? [{ param, path: [...here, n] }] : []));
    return ['layer', 'concat', 'hconcat', 'vconcat', 'spec'].includes(key) ? paramsIn(value, here) : [];
  });
}

/** The input of a parameter, or those of a selection by its fields. */
export function bindingsOf(
  { bind, select }: JsonObject,
  path: SpecPath = [],
): { bind: JsonObject; path: SpecPath }[] {
  if (!isObject(bind) || 'legend' in bind) return [];
  if (select === undefined || 'input' in bind || 'element' in bind) return [{ bind, path }];
  return Object.entries(bind).flatMap(([field, inner]) =>
    isObject(inner) ? [{ bind: inner, path: [...path, field] }] : [],
  );
}

function* checkBinding(bind: JsonObject, path: SpecPath): Generator<SpecProblem> {
  const { input, element, options, min, max } = bind;
  const at = (key: string, message: Message): SpecProblem => ({
    path: key in bind ? [...path, key] : path,
    message,
  });
  if (element !== undefined) yield at('element', messages.bindElement());
  else if (typeof input === 'string' && !inputs.includes(input)) {
    yield at('input', messages.bindUnknown(input, otherNames[input] ?? nearest(input, inputs), inputs));
  } else if (input === 'radio' || input === 'select') {
    if (!Array.isArray(options) || options.length === 0) yield at('options', messages.bindOptions(input));
  } else if (input === 'range') {
    const lacking = ['min', 'max'].filter((key) => !(key in bind));
    if (lacking.length > 0) yield at('input', messages.bindRange(lacking));
    else if (Number(min) >= Number(max)) yield at('max', messages.bindRangeEmpty(Number(min), Number(max)));
  }
}

/** Whether nothing reads what the audience sets; a selection that moves the scales needs no other reader. */
function isUnused({ name, bind, select }: JsonObject, spec: JsonObject): boolean {
  if (typeof name !== 'string' || bind === 'scales' || (bind === undefined && select === undefined))
    return false;
  const word = new RegExp(
    `(?<![\\p{ID_Continue}$])${name.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{ID_Continue}$])`,
    'u',
  );
  return !wordsIn(spec, '').some((text) => word.test(text));
}

/** The texts of a spec that can name a parameter. */
function wordsIn(node: unknown, key: string): string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return node.flatMap((item) => wordsIn(item, key));
  if (!isObject(node) || ['values', 'datasets', 'usermeta', 'bind'].includes(key)) return [];
  return Object.entries(node).flatMap(([inner, value]) =>
    inner === 'name' || inner === 'description' || inner === 'title' ? [] : wordsIn(value, inner),
  );
}
