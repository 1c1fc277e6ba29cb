import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { createRecall } from '../../build/model/recall.ts';
import { readChartSpec } from '../../build/read/chart.ts';
import { at, context, source, specText, told, vegaSchema } from '../support/memory.ts';

const path = 'charts/a.vl.json';
const meta = (...steps: unknown[]) => ({ source: { publisher: 'A' }, steps });
const params = [{ name: 'until', value: 2002 }];
const values = [
  { year: 2001, sales: 3 },
  { year: 2002, sales: 4 },
];

function read(parts: Record<string, unknown>) {
  const spec = specText({ data: { values }, ...parts });
  const recorded = context();
  const chart = readChartSpec(source(spec, path), {
    ...recorded,
    schema: vegaSchema(),
    recall: createRecall(),
  });
  return { chart, told: told(recorded), column: (text: string) => spec.indexOf(text) + 1 };
}

describe('steps', () => {
  it('are states of the spec with their parameters set', () => {
    const steps = [1, 2].map((n) => ({ caption: `to ${n}`, params: { until: n } }));
    const { chart, told: reported } = read({ params, usermeta: meta(...steps) });
    expect(reported).toEqual([]);
    expect(chart?.states.map(({ caption, spec }) => [caption, spec.params])).toEqual([
      ['to 1', [{ name: 'until', value: 1 }]],
      ['to 2', [{ name: 'until', value: 2 }]],
    ]);
    expect(chart?.spec.params).toEqual(params);
  });

  it('set parameters in place of their expressions, and selections of the parts of a chart', () => {
    const layer = [{ params: [{ name: 'picked', select: 'point' }], mark: 'bar' }];
    const picked = [{ year: 2001 }];
    const { chart, told: reported } = read({
      params: [{ name: 'until', expr: '1 + 1' }],
      mark: undefined,
      layer,
      usermeta: meta({ caption: 'A', params: { until: 7, picked } }),
    });
    // told once, of the chart as it stands
    expect(reported.map((one) => (one as { rule: string }).rule)).toEqual(['param-unused']);
    expect(chart?.states[0]?.spec).toMatchObject({
      params: [{ name: 'until', value: 7 }],
      layer: [{ params: [{ name: 'picked', select: 'point', value: picked }], mark: 'bar' }],
    });
    expect(chart?.states[0]?.spec.params).not.toMatchObject([{ expr: '1 + 1' }]);
  });

  it('merge a patch into the spec: objects key by key, all else whole, null taken out', () => {
    const patch = { mark: null, layer: [{ mark: 'line' }], encoding: { y: { aggregate: 'mean' } } };
    const { chart, told: reported } = read({ usermeta: meta({ caption: 'A', patch }) });
    expect(reported).toEqual([]);
    expect(chart?.states[0]?.spec).not.toHaveProperty('mark');
    expect(chart?.states[0]?.spec).toMatchObject({
      layer: [{ mark: 'line' }],
      encoding: {
        x: { field: 'year' },
        y: { field: 'sales', type: 'quantitative', aggregate: 'mean' },
      },
    });
  });

  it('are reported where params or a patch are lists, as in a spec, and where a patch takes out what a chart needs', () => {
    const step = (parts: object) => read({ params, usermeta: meta({ caption: 'A', ...parts }) });
    const list = step({ params: [{ name: 'until', value: 2001 }] });
    const problem = messages.fieldInvalid(
      'steps.0.params',
      'must give parameters their values, as {"name": value}',
    );
    expect(list.told).toEqual([
      at(`${path}:1:${list.column('"params":[{"name":"until","value":2001')}`, problem),
    ]);
    const patch = step({ patch: [{ mark: 'line' }] });
    const part = messages.fieldInvalid('steps.0.patch', 'must be a part of a chart, in braces');
    expect(patch.told).toEqual([at(`${path}:1:${patch.column('"patch"')}`, part)]);
    const without = step({ patch: { data: null } });
    const lacks = messages.specIncomplete('data', 'The chart');
    expect(without.told).toEqual([at(`${path}:1:${without.column('{"caption"')}`, lacks)]);
  });

  it('are missed where their name is not quite right', () => {
    const { told: reported, column } = read({ usermeta: { source: { publisher: 'A' }, step: [] } });
    const near = messages.usermetaNear('step', 'steps');
    expect(reported).toEqual([at(`${path}:1:${column('"step"')}`, near)]);
    // what other programs wrote
    expect(read({ usermeta: { source: { publisher: 'A' }, embedOptions: {}, vintage: 1 } }).told).toEqual([]);
  });

  it('are reported where they name a parameter that is not there, with the near one', () => {
    const {
      chart,
      told: reported,
      column,
    } = read({
      params,
      usermeta: meta({ caption: 'A', params: { untill: 1 } }),
    });
    expect(chart).toBeUndefined();
    expect(reported).toEqual([
      at(`${path}:1:${column('"untill"')}`, messages.stepParamUnknown('untill', 'until', ['until'])),
    ]);
  });

  it('are reported where they change nothing', () => {
    const { told: reported } = read({
      params,
      usermeta: meta({ caption: 'A' }, { caption: 'B', params: {} }, { caption: 'C', patch: {} }),
    });
    expect(reported.map((one) => (one as { rule: string }).rule)).toEqual([
      'step-empty',
      'step-empty',
      'step-empty',
    ]);
  });

  it('are reported where the author wrote what is wrong in a patch', () => {
    const { told: reported, column } = read({
      usermeta: meta({ caption: 'A', patch: { encoding: { y: { field: 'sale' } } } }),
    });
    expect(reported).toEqual([
      at(
        `${path}:1:${column('"field":"sale"')}`,
        messages.fieldNotInData('sale', 'sales', ['year', 'sales']),
      ),
    ]);
  });

  it('need a caption and know their fields', () => {
    const { told: reported } = read({
      params,
      usermeta: meta({ params: { until: 1 } }, { caption: ' ', parms: {} }),
    });
    expect(reported.map((one) => (one as { rule: string }).rule).sort()).toEqual([
      'field-invalid',
      'field-missing',
      'field-unknown',
    ]);
    expect(read({ usermeta: { steps: 'one' } }).told).toHaveLength(1);
  });
});
