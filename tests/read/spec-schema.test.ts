import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { checkSpec } from '../../build/read/spec-schema.ts';
import { vegaSchema } from '../support/memory.ts';
import { home } from '../support/project.ts';

type Json = Readonly<Record<string, unknown>>;

const data = { url: 'data/a.csv' };
const x = { field: 'a', type: 'quantitative' };

/** The places, rules and texts of what is said of a spec. */
function check(spec: Json) {
  return checkSpec(spec, vegaSchema()).map(({ path, message }) => [
    path.join('.'),
    message.rule,
    message.message,
  ]);
}

/** A chart with the given parts replaced. */
function chart(parts: Json): Json {
  return { data, mark: 'point', encoding: { x }, ...parts };
}

/** Specs in the manner of Vega-Lite's gallery, each using what the others do not. */
const valid: Readonly<Record<string, Json>> = {
  'a bar chart with sorting, axes and a tooltip': chart({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: 'A', subtitle: ['b', 'c'], anchor: 'start' },
    width: { step: 20 },
    height: 'container',
    mark: { type: 'bar', cornerRadiusEnd: 4, tooltip: true },
    encoding: {
      y: { field: 'a', type: 'nominal', sort: '-x', axis: { labelAngle: 0, title: null } },
      x: { aggregate: 'sum', field: 'b', type: 'quantitative', stack: null },
      color: { field: 'c', scale: { scheme: 'tableau10' }, legend: null },
      tooltip: [{ field: 'a' }, { field: 'b', format: '.1f', title: 'B' }],
    },
  }),
  'layers with a shared encoding and resolved scales': {
    data,
    encoding: { x: { field: 'd', type: 'temporal', timeUnit: 'yearmonth' } },
    layer: [
      { mark: { type: 'line', interpolate: 'monotone', point: { filled: false } }, encoding: { y: x } },
      { mark: 'rule', encoding: { y: { datum: 3 }, size: { value: 2 } } },
      {
        transform: [{ filter: { field: 'd', equal: { year: 2006 } } }],
        mark: { type: 'text', align: 'left', dx: 5 },
        encoding: { text: { field: 'a', format: ',.0f' } },
      },
    ],
    resolve: { scale: { y: 'independent' }, axis: { x: 'shared' } },
  },
  'a selection with conditions': chart({
    params: [
      { name: 'brush', select: { type: 'interval', encodings: ['x'] } },
      { name: 'pick', select: 'point', bind: 'legend', value: [{ a: 1 }] },
      { name: 'cut', value: 3, bind: { input: 'range', min: 0, max: 10, step: 1 } },
    ],
    encoding: {
      x,
      color: { condition: { param: 'brush', field: 'c', type: 'nominal' }, value: 'grey' },
      opacity: {
        condition: [
          { test: 'datum.a > cut', value: 1 },
          { param: 'pick', empty: false, value: 0.5 },
        ],
        value: 0.2,
      },
      size: {
        condition: { test: { and: [{ field: 'a', gt: 2 }, { not: { param: 'pick' } }] }, value: 80 },
        value: 20,
      },
    },
  }),
  'a repeat over rows and columns': {
    data,
    repeat: { row: ['a', 'b'], column: ['c', 'd'] },
    spec: {
      mark: 'point',
      encoding: {
        x: { field: { repeat: 'column' }, type: 'quantitative' },
        y: { field: { repeat: 'row' }, type: 'quantitative' },
      },
    },
  },
  'a repeat over layers': {
    data,
    repeat: { layer: ['a', 'b'] },
    spec: {
      mark: 'line',
      encoding: { y: { field: { repeat: 'layer' } }, color: { datum: { repeat: 'layer' } } },
    },
  },
  'a wrapped facet': {
    data,
    facet: {
      field: 'g',
      type: 'ordinal',
      header: { labelOrient: 'bottom' },
      sort: { op: 'median', field: 'a' },
    },
    columns: 3,
    spec: { mark: 'bar', encoding: { x: { bin: { maxbins: 20 }, field: 'a' }, y: { aggregate: 'count' } } },
    spacing: { row: 5, column: 10 },
  },
  'facets as channels': chart({
    encoding: {
      x,
      row: { field: 'g' },
      column: { field: 'h', header: null },
      facet: { field: 'i', columns: 2 },
    },
  }),
  'charts side by side and one below another': {
    data,
    hconcat: [
      { mark: 'bar', encoding: { x }, width: 100 },
      {
        vconcat: [
          { mark: 'tick', encoding: { x } },
          { data: { values: [1, 2] }, mark: 'arc', encoding: { theta: { field: 'data' } } },
        ],
      },
      { concat: [{ mark: 'area', encoding: { x } }], columns: 1 },
    ],
    center: true,
  },
  'a map with a lookup': {
    data: { url: 'data/world.json', format: { type: 'topojson', feature: 'countries' } },
    transform: [
      { lookup: 'id', from: { data: { url: 'data/a.csv' }, key: 'id', fields: ['rate'] }, default: 'none' },
      { lookup: 'id', from: { param: 'pick', key: 'id' }, as: 'picked' },
    ],
    projection: { type: 'albersUsa', rotate: [10, 0, 0] },
    mark: { type: 'geoshape', stroke: 'white' },
    encoding: { color: { field: 'rate', type: 'quantitative' }, shape: { field: 'geo', type: 'geojson' } },
  },
  'places on a map': chart({
    projection: { type: 'mercator' },
    encoding: {
      longitude: { field: 'lon', type: 'quantitative' },
      latitude: { field: 'lat', type: 'quantitative' },
      longitude2: { field: 'lon2' },
      latitude2: { field: 'lat2' },
    },
  }),
  'composite marks': {
    data,
    layer: [
      {
        mark: { type: 'boxplot', extent: 'min-max', median: { color: 'white' }, ticks: true },
        encoding: { x },
      },
      { mark: { type: 'errorbar', extent: 'ci', ticks: { color: 'red' } }, encoding: { x } },
      { mark: { type: 'errorband', borders: true }, encoding: { x, xError: { field: 'e' } } },
    ],
  },
  'every transform': chart({
    transform: [
      {
        aggregate: [
          { op: 'mean', field: 'a', as: 'm' },
          { op: 'count', as: 'n' },
        ],
        groupby: ['g'],
      },
      { bin: { step: 5 }, field: 'a', as: ['lo', 'hi'] },
      { calculate: "datum['a b'] * 2", as: 'twice' },
      { density: 'a', bandwidth: 0.3, groupby: ['g'], extent: [0, 10] },
      { extent: 'a', param: 'range' },
      {
        filter: { or: ['datum.a > 1', { field: 'g', oneOf: ['x', 'y'] }, { field: 'a', range: [0, null] }] },
      },
      { filter: { not: { field: 'a', valid: false } } },
      { flatten: ['list'], as: ['item'] },
      { fold: ['a', 'b'], as: ['key', 'value'] },
      { impute: 'a', key: 'd', method: 'mean', frame: [-1, 1], keyvals: { start: 0, stop: 10, step: 2 } },
      { joinaggregate: [{ op: 'sum', field: 'a', as: 'total' }] },
      { loess: 'a', on: 'b', bandwidth: 0.5 },
      { pivot: 'g', value: 'a', groupby: ['d'], op: 'max' },
      { quantile: 'a', probs: [0.25, 0.5] },
      { regression: 'a', on: 'b', method: 'poly', order: 3, params: true },
      { sample: 100 },
      {
        stack: 'a',
        groupby: ['g'],
        offset: 'normalize',
        sort: [{ field: 'h', order: 'descending' }],
        as: ['s0', 's1'],
      },
      { timeUnit: { unit: 'yearquarter', step: 1, utc: true }, field: 'd', as: 'quarter' },
      {
        window: [
          { op: 'rank', as: 'rank' },
          { op: 'lag', field: 'a', param: 2, as: 'before' },
        ],
        sort: [{ field: 'a' }],
        frame: [null, 0],
      },
    ],
  }),
  'data of its own': {
    datasets: { mine: [{ a: 1 }] },
    hconcat: [
      { data: { name: 'mine' }, mark: 'bar', encoding: { x } },
      {
        data: { values: 'a,b\n1,2', format: { type: 'csv', parse: { a: 'number' } } },
        mark: 'bar',
        encoding: { x },
      },
      { data: { sequence: { start: 0, stop: 10, as: 't' } }, mark: 'bar', encoding: { x } },
      { data: { sphere: true }, mark: 'geoshape' },
      { data: { graticule: { step: [15, 15] } }, mark: 'geoshape' },
      { data: null, mark: 'text', encoding: { text: { value: 'A' } } },
    ],
  },
  'expressions in place of values': chart({
    params: [{ name: 'w', expr: 'width / 2' }],
    mark: { type: 'text', text: { expr: "format(datum.a, '.2f')" }, dx: { expr: 'w' } },
    encoding: {
      x: { ...x, scale: { domain: [0, { expr: 'w' }], range: [{ expr: 'w' }, 0], type: 'log', base: 2 } },
      y: {
        ...x,
        axis: {
          values: { expr: 'sequence(0, 10)' },
          labelExpr: 'datum.value',
          labelColor: { condition: { test: 'datum.value > 3', value: 'red' }, value: 'grey' },
        },
      },
      color: { value: { expr: "'red'" } },
    },
  }),
  'its own theme and metadata': chart({
    usermeta: { source: { publisher: 'A' }, anything: [1, { b: null }] },
    config: {
      view: { stroke: null },
      axis: { gridColor: '#ddd' },
      axisX: { grid: false },
      range: { category: ['#111', '#222'], heatmap: { scheme: 'viridis' } },
      style: { note: { fontSize: 12 } },
      mark: { invalid: null },
    },
    background: 'transparent',
    padding: { left: 5, top: 5, right: 5, bottom: 5 },
    autosize: { type: 'fit', contains: 'padding' },
    view: { fill: null },
  }),
};

describe('a valid spec gives no false alarm:', () => {
  for (const [name, spec] of Object.entries(valid)) {
    it(name, () => expect(check(spec)).toEqual([]));
  }

  for (const name of readdirSync(join(home, 'charts')).filter((file) => file.endsWith('.vl.json'))) {
    it(`charts/${name}`, () => {
      expect(check(JSON.parse(readFileSync(join(home, 'charts', name), 'utf8')))).toEqual([]);
    });
  }
});

/** Whether the hint of the only message names `near`. */
function suggests(spec: Json, near: string): boolean {
  const [problem, ...others] = checkSpec(spec, vegaSchema());
  return others.length === 0 && `${problem?.message.message} ${problem?.message.hint}`.includes(`“${near}”`);
}

describe('a mistyped name is reported where it stands, with the near one:', () => {
  it('at the top', () => {
    const spec = chart({ transforms: [] });
    expect(check(spec)).toMatchObject([['transforms', 'spec-unknown', expect.anything()]]);
    expect(suggests(spec, 'transform')).toBe(true);
  });

  it('of a channel', () => {
    const spec = chart({ encoding: { x, colour: { field: 'a' } } });
    expect(check(spec)).toMatchObject([['encoding.colour', 'channel-unknown', expect.anything()]]);
    expect(suggests(spec, 'color')).toBe(true);
  });

  it('of a mark, in either form', () => {
    for (const [mark, path] of [
      ['lien', 'mark'],
      [{ type: 'lien' }, 'mark.type'],
    ] as const) {
      expect(check(chart({ mark })), path).toMatchObject([[path, 'mark-unknown', expect.anything()]]);
      expect(suggests(chart({ mark }), 'line'), path).toBe(true);
    }
  });

  it('of a property of a mark', () => {
    expect(check(chart({ mark: { type: 'bar', cornerRadus: 3 } }))).toMatchObject([
      ['mark.cornerRadus', 'spec-unknown', expect.anything()],
    ]);
  });

  it('in an axis, a scale, a legend', () => {
    for (const [part, key, near] of [
      ['axis', 'gird', 'grid'],
      ['axis', 'lableAngle', 'labelAngle'],
      ['scale', 'domian', 'domain'],
    ] as const) {
      const spec = chart({ encoding: { x: { ...x, [part]: { [key]: null } } } });
      expect(check(spec)).toMatchObject([[`encoding.x.${part}.${key}`, 'spec-unknown', expect.anything()]]);
      expect(suggests(spec, near), key).toBe(true);
    }
  });

  it('in a transform', () => {
    const spec = chart({
      transform: [{ calculate: '1', as: 'b' }, { aggregate: [{ op: 'sum', feild: 'a', as: 's' }] }],
    });
    expect(check(spec)).toMatchObject([['transform.1.aggregate.0.feild', 'spec-unknown', expect.anything()]]);
    expect(suggests(spec, 'field')).toBe(true);
  });

  it('in a layer, a facet and a concatenation', () => {
    const bad = { mark: 'bar', encoding: { x: { ...x, titel: 'A' } } };
    expect(check({ data, layer: [{ mark: 'bar', encoding: { x } }, bad] })).toMatchObject([
      ['layer.1.encoding.x.titel', 'spec-unknown', expect.anything()],
    ]);
    expect(check({ data, facet: { field: 'g' }, spec: bad })).toMatchObject([
      ['spec.encoding.x.titel', 'spec-unknown', expect.anything()],
    ]);
    expect(check({ data, vconcat: [{ hconcat: [bad] }] })).toMatchObject([
      ['vconcat.0.hconcat.0.encoding.x.titel', 'spec-unknown', expect.anything()],
    ]);
  });

  it('in a condition', () => {
    const spec = chart({
      encoding: { x, color: { condition: { test: 'true', valeu: 'red' }, value: 'grey' } },
    });
    expect(check(spec)).not.toEqual([]);
    expect(check(spec)[0]?.[0]).toMatch(/^encoding\.color\.condition/);
  });

  it('in the theme of the spec', () => {
    expect(check(chart({ config: { axsi: {} } }))).toMatchObject([
      ['config.axsi', 'spec-unknown', expect.anything()],
    ]);
  });

  it('each of several', () => {
    const spec = chart({
      transforms: [],
      mark: { type: 'lien', strokWidth: 2 },
      encoding: { x: { ...x, tpye: 1 }, zz: x },
    });
    expect(check(spec).map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'transforms',
        'mark.type',
        'mark.strokWidth',
        'encoding.x.tpye',
        'encoding.zz',
      ]),
    );
  });
});

describe('a value of the wrong kind is reported where it stands:', () => {
  it('a word that is none of those', () => {
    const spec = chart({ encoding: { x: { field: 'a', type: 'quantative' } } });
    expect(check(spec)).toMatchObject([
      ['encoding.x.type', 'spec-value', expect.stringContaining('quantitative')],
    ]);
    expect(suggests(spec, 'quantitative')).toBe(true);
  });

  it('a word for a number', () => {
    expect(check(chart({ mark: { type: 'bar', opacity: 'half' } }))).toMatchObject([
      ['mark.opacity', 'spec-value', expect.stringContaining('number')],
    ]);
  });

  it('a number for a list, an object for a word', () => {
    expect(check(chart({ transform: 3 }))).toMatchObject([['transform', 'spec-value', expect.anything()]]);
    expect(check(chart({ description: {} }))[0]?.[0]).toBe('description');
  });

  it('an operation that there is not', () => {
    const spec = chart({ encoding: { x: { ...x, aggregate: 'avrage' } } });
    expect(check(spec)[0]?.[0]).toBe('encoding.x.aggregate');
    expect(suggests(spec, 'average')).toBe(true);
  });
});

describe('what a spec lacks is reported where it is missing:', () => {
  it('the type of a mark', () => {
    const spec = chart({ mark: { color: 'red' } });
    expect(checkSpec(spec, vegaSchema())).toEqual([
      { path: ['mark'], message: messages.specIncomplete('type', 'mark') },
    ]);
  });

  it('the name of a calculated field', () => {
    expect(check(chart({ transform: [{ calculate: '1' }] }))).toMatchObject([
      ['transform.0', 'spec-incomplete', expect.stringContaining('as')],
    ]);
  });

  it('everything', () => {
    expect(check({})[0]).toMatchObject(['', 'spec-incomplete', expect.anything()]);
  });
});

it('takes names that every object has for names like others', () => {
  expect(check(chart({ constructor: 1 }))).toMatchObject([
    ['constructor', 'spec-unknown', expect.anything()],
  ]);
  expect(check(chart({ encoding: { x, toString: {} } }))).toMatchObject([
    ['encoding.toString', 'channel-unknown', expect.anything()],
  ]);
});
