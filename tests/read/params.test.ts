import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { checkParams } from '../../build/read/params.ts';

type Json = Readonly<Record<string, unknown>>;

/** The rules that parameters break, in a chart whose opacity reads `a`. */
function broken(...params: readonly Json[]): [string, string][] {
  const mark = { type: 'bar', opacity: { expr: 'a / 10' } };
  return checkParams({ params, mark }).map(({ path, message }) => [path.join('.'), message.rule]);
}
const bound = (bind: Json): [string, string][] => broken({ name: 'a', bind });

describe('a bound input', () => {
  it('is one that a slide can show', () => {
    for (const input of ['checkbox', 'number', 'text', 'date', 'color']) expect(bound({ input })).toEqual([]);
    expect(bound({ input: 'slider', min: 0, max: 1 })).toEqual([['params.0.bind.input', 'bind-unknown']]);
    expect(messages.bindUnknown('slider', 'range', ['range']).hint).toMatch(/“range”/);
    expect(bound({ element: '#a' })).toEqual([['params.0.bind.element', 'bind-element']]);
    expect(bound({ input: 'range', min: 0, max: 1, element: '#a' })).toHaveLength(1);
  });

  it('of a choice has options, one of a range two ends', () => {
    expect(bound({ input: 'select', options: [1, 2] })).toEqual([]);
    expect(bound({ input: 'select' })).toEqual([['params.0.bind', 'bind-options']]);
    expect(bound({ input: 'radio', options: [] })).toEqual([['params.0.bind.options', 'bind-options']]);
    expect(bound({ input: 'range', min: 0, max: 1 })).toEqual([]);
    expect(bound({ input: 'range' })).toEqual([['params.0.bind.input', 'bind-range']]);
    expect(bound({ input: 'range', min: 1, max: 1 })).toEqual([['params.0.bind.max', 'bind-range']]);
  });

  it('of a selection stands by its field', () => {
    const bind = { country: { input: 'dropdown', options: ['A'] } };
    const select = { type: 'point', fields: ['country'] };
    expect(broken({ name: 'a', select, bind })).toEqual([['params.0.bind.country.input', 'bind-unknown']]);
    expect(broken({ name: 'a', select, bind: 'legend' })).toEqual([]);
    expect(broken({ name: 'a', select, bind: { legend: 'dblclick' } })).toEqual([]);
  });
});

describe('a parameter that the audience sets', () => {
  const input = { input: 'checkbox' };

  it('is read by something', () => {
    expect(broken({ name: 'a', bind: input }, { name: 'b', bind: input })).toEqual([
      ['params.1.name', 'param-unused'],
    ]);
    expect(broken({ name: 'b', bind: input }, { name: 'c', expr: '1 + b' })).toEqual([]);
    expect(broken({ name: 'b', select: 'point' })).toEqual([['params.0.name', 'param-unused']]);
    expect(broken({ name: 'b', value: 1 })).toEqual([]);
    expect(broken({ name: '[b-a]{', bind: input })).toEqual([['params.0.name', 'param-unused']]);
  });

  it('may move the scales alone', () => {
    expect(broken({ name: 'b', select: 'interval', bind: 'scales' })).toEqual([]);
  });

  it('is found in the views of a chart, and its readers too', () => {
    const view = { mark: 'bar', params: [{ name: 'b', select: 'point' }] };
    const reader = { mark: 'line', transform: [{ filter: { param: 'b' } }] };
    expect(checkParams({ hconcat: [view, { mark: 'line' }] })).toMatchObject([
      { path: ['hconcat', 0, 'params', 0, 'name'] },
    ]);
    expect(checkParams({ hconcat: [view, { layer: [reader] }] })).toEqual([]);
  });

  it('is not read by data, a name or a title that has its word', () => {
    const spec = { data: { values: [{ x: 'b' }] }, title: 'b', params: [{ name: 'b', bind: input }] };
    expect(checkParams(spec)).toMatchObject([{ message: { rule: 'param-unused' } }]);
  });
});
