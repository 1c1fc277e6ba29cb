import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readTable } from '../../build/read/data.ts';
import { checkFields } from '../../build/read/spec-fields.ts';
import { context, source } from '../support/memory.ts';

type Json = Readonly<Record<string, unknown>>;

const columns = ['a', 'b', 'date', 'region', 'x y'];
const table = readTable(source(`${columns.join(',')}\n1,2,2001-01-01,North,3\n`, 'd.csv'), context());
const other = readTable(source('id,rate\n1,2\n', 'other.csv'), context());

function check(spec: Json) {
  return checkFields({ data: { url: 'd.csv' }, ...spec }, ({ url }) =>
    url === 'd.csv' ? table : url === 'other.csv' ? other : undefined,
  );
}

/** Where fields are named that there are not, and which. */
function faults(spec: Json): string[] {
  return check(spec).problems.map(({ path, message }) => {
    const name = /“(.*?)”/.exec(message.message)?.[1];
    return `${path.join('.')}: ${name}`;
  });
}

/** What is said of a field in the encoding of a chart with these transforms. */
function after(transform: readonly Json[], ...fields: readonly string[]): string[] {
  return faults({ transform, encoding: { detail: fields.map((field) => ({ field })) } });
}

describe('a field in an encoding', () => {
  it('is a column of the data', () => {
    expect(
      faults({ encoding: { x: { field: 'a' }, y: { field: 'x y' }, tooltip: [{ field: 'b' }] } }),
    ).toEqual([]);
  });

  it('is reported where it is not, with the columns that there are', () => {
    expect(check({ encoding: { x: { field: 'regoin' } } }).problems).toEqual([
      { path: ['encoding', 'x', 'field'], message: messages.fieldNotInData('regoin', 'region', columns) },
    ]);
  });

  it('must have its letters in the right case', () => {
    expect(faults({ encoding: { x: { field: 'Region' } } })).toEqual(['encoding.x.field: Region']);
  });

  it('is checked in lists, conditions and orders of sorting', () => {
    expect(
      faults({
        encoding: {
          x: { field: 'a', sort: { field: 'p', op: 'mean' } },
          tooltip: [{ field: 'a' }, { field: 'q' }],
          color: { condition: { param: 'brush', field: 'r' }, value: 'grey' },
          order: { field: 's' },
        },
      }),
    ).toEqual([
      'encoding.x.sort.field: p',
      'encoding.tooltip.1.field: q',
      'encoding.color.condition.field: r',
      'encoding.order.field: s',
    ]);
  });

  it('may be sorted by a channel or a list', () => {
    expect(
      faults({ encoding: { x: { field: 'a', sort: '-y' }, y: { field: 'b', sort: ['q', 'r'] } } }),
    ).toEqual([]);
  });

  it('may be left to a repeat, whose names are checked where they are used', () => {
    const repeated = (name: string): Json => ({ encoding: { x: { field: { repeat: name } } } });
    expect(faults({ repeat: { row: ['a', 'b'] }, spec: repeated('row') })).toEqual([]);
    expect(faults({ repeat: ['a', 'q'], spec: repeated('repeat') })).toEqual(['repeat.1: q']);
    expect(faults({ repeat: { column: ['p'], row: ['q'] }, spec: repeated('row') })).toEqual([
      'repeat.row.0: q',
    ]);
    expect(
      faults({
        repeat: ['a', 'c'],
        spec: { transform: [{ calculate: '1', as: 'c' }], ...repeated('repeat') },
      }),
    ).toEqual([]);
  });

  it('may be the inside of a column that holds objects', () => {
    const nested = readTable(source('[{ "a": { "b": [1] } }]', 'd.json'), context());
    const found = checkFields(
      {
        data: {},
        encoding: {
          x: { field: 'a.b' },
          y: { field: 'a.b[0]' },
          text: { field: "a['b']" },
          size: { field: 'c.b' },
        },
      },
      () => nested,
    );
    expect(found.problems.map(({ path }) => path.join('.'))).toEqual(['encoding.size.field']);
  });

  it('may be a column with a dot or bracket, which are escaped', () => {
    const dotted = readTable(source('U.S.,c[0]\n1,2\n', 'd.csv'), context());
    const spec = { data: {}, encoding: { x: { field: 'U\\.S\\.' }, y: { field: 'c\\[0\\]' } } };
    expect(checkFields(spec, () => dotted).problems).toEqual([]);
  });

  it('is reported where it names such a column without escapes, as the path that it is read as', () => {
    const dotted = readTable(source('U.S.\n1\n', 'd.csv'), context());
    const spec = { data: {}, encoding: { x: { field: 'U.S.' } } };
    expect(checkFields(spec, () => dotted).problems).toEqual([
      {
        path: ['encoding', 'x', 'field'],
        message: messages.fieldNotInData('U.S.', 'U\\.S\\.', ['U\\.S\\.']),
      },
    ]);
  });

  it('may be such a column without escapes in transforms and expressions', () => {
    const dotted = readTable(source('a.b\n1\n', 'd.csv'), context());
    const spec = {
      data: {},
      transform: [
        { calculate: "datum['a.b'] * 2", as: 'c.d' },
        { aggregate: [{ op: 'sum', field: 'c.d', as: 's' }], groupby: ['a.b'] },
      ],
      encoding: { x: { field: 'a\\.b' }, y: { field: 's' } },
    };
    expect(checkFields(spec, () => dotted).problems).toEqual([]);
  });

  it('may be counted without a name', () => {
    expect(faults({ encoding: { y: { aggregate: 'count', field: '*' } } })).toEqual([]);
  });

  it('is checked where another is least or greatest', () => {
    expect(faults({ encoding: { y: { aggregate: { argmax: 'q' }, field: 'a' } } })).toEqual([
      'encoding.y.aggregate.argmax: q',
    ]);
  });
});

describe('an expression', () => {
  it('computes with columns, in either way of naming them', () => {
    expect(
      after([
        { filter: `datum.a > 1 && datum['x y'] < 2 || datum["b"] == 3 && datum[ 'region' ] == 'datum'` },
      ]),
    ).toEqual([]);
  });

  it('is reported for each name that is no column', () => {
    expect(after([{ calculate: "datum.q + datum['r s'] + datum.a", as: 'c' }])).toEqual([
      'transform.0.calculate: q',
      'transform.0.calculate: r s',
    ]);
  });

  it('is checked in filters, conditions and values', () => {
    expect(
      faults({
        transform: [{ filter: 'datum.p' }],
        encoding: {
          color: { condition: { test: 'datum.q > 1', value: 'red' }, value: 'grey' },
          text: { value: { expr: 'datum.r' } },
        },
      }),
    ).toEqual(['transform.0.filter: p', 'encoding.color.condition.test: q', 'encoding.text.value.expr: r']);
  });

  it('is checked in marks', () => {
    expect(faults({ mark: { type: 'text', text: { expr: 'datum.q' }, size: { expr: 'datum.a' } } })).toEqual([
      'mark.text.expr: q',
    ]);
  });

  it('may use names of any script, and names in strings are text', () => {
    const german = readTable(source('größe\n1\n', 'd.csv'), context());
    const spec = { data: {}, transform: [{ filter: "datum.größe > 1 && datum.größe != 'datum.q'" }] };
    expect(checkFields(spec, () => german).problems).toEqual([]);
    expect(after([{ filter: `"it's datum.p" == datum.q && '\\' datum.r' == 1` }])).toEqual([
      'transform.0.filter: q',
    ]);
    expect(after([{ filter: "item.datum.q || mydatum['r']" }])).toEqual([]);
  });

  it('about a mark may use what Vega-Lite makes for its encoding', () => {
    const color = (test: unknown): Json => ({ condition: { test, value: 'red' }, value: 'grey' });
    const drawn = (test: unknown): string[] =>
      faults({
        mark: { type: 'bar', opacity: { expr: typeof test === 'string' ? test : '1' } },
        encoding: {
          x: { timeUnit: 'year', field: 'date' },
          y: { aggregate: 'mean', field: 'a' },
          color: color(test),
        },
      });
    for (const name of ['mean_a', 'year_date', 'year_date_end', 'mean_a_start', '__count', 'mean_x y']) {
      expect(drawn(`datum['${name}'] > 1`), name).toEqual([]);
      expect(drawn({ and: [{ field: name, gt: 1 }] }), name).toEqual([]);
    }
    expect(drawn('datum.mean_q > 1')).toEqual([
      'encoding.color.condition.test: mean_q',
      'mark.opacity.expr: mean_q',
    ]);
    expect(after([{ filter: 'datum.mean_a > 1' }])).toEqual(['transform.0.filter: mean_a']);
  });

  it('may use names that are computed, and parameters', () => {
    expect(after([{ filter: 'datum[column] > cut && mydatum.q && datum' }])).toEqual([]);
  });

  it('about ticks and legends has another datum', () => {
    const condition = { condition: { test: 'datum.value == 1', value: 'red' }, value: 'grey' };
    expect(
      faults({
        encoding: {
          x: { field: 'a', axis: { labelExpr: 'datum.label', labelColor: condition } },
          color: { field: 'b', legend: { labelExpr: 'datum.label' } },
          row: { field: 'region', header: { labelExpr: 'datum.value' } },
        },
      }),
    ).toEqual([]);
  });
});

describe('a filter', () => {
  it('names a field, alone or among others', () => {
    expect(
      after([
        { filter: { field: 'p', equal: 1 } },
        { filter: { and: [{ field: 'a', gt: 1 }, { not: { field: 'q', oneOf: ['r'] } }] } },
        { filter: { param: 'brush' } },
      ]),
    ).toEqual(['transform.0.filter.field: p', 'transform.1.filter.and.1.not.field: q']);
  });

  it('computes, alone or among others', () => {
    expect(
      after([{ filter: { not: 'datum.p' } }, { filter: { or: ['datum.a', { and: ['datum.q'] }] } }]),
    ).toEqual(['transform.0.filter.not: p', 'transform.1.filter.or.1.and.0: q']);
    expect(
      faults({ encoding: { color: { condition: { test: { not: 'datum.r' }, value: 1 }, value: 2 } } }),
    ).toEqual(['encoding.color.condition.test.not: r']);
  });
});

describe('a selection', () => {
  const params = [{ name: 'p', select: { type: 'point', fields: ['a', 'q'], on: 'mouseover' } }];

  it('is of fields', () => {
    expect(faults({ params })).toEqual(['params.0.select.fields.1: q']);
  });

  it('is not checked where several views share it, for each has fields of its own', () => {
    expect(faults({ params, layer: [{}, { transform: [{ calculate: '1', as: 'q' }] }] })).toEqual([]);
  });
});

describe('the fields that a transform makes', () => {
  it('are those it names', () => {
    for (const transform of [
      { calculate: 'datum.a * 2', as: 'new' },
      { aggregate: [{ op: 'sum', field: 'a', as: 'new' }], groupby: ['region'] },
      { joinaggregate: [{ op: 'mean', field: 'a', as: 'new' }] },
      { window: [{ op: 'rank', as: 'new' }], sort: [{ field: 'a' }] },
      { bin: true, field: 'a', as: 'new' },
      { bin: true, field: 'a', as: ['low', 'new'] },
      { timeUnit: 'year', field: 'date', as: 'new' },
      { stack: 'a', groupby: ['region'], as: ['from', 'new'] },
      { fold: ['a', 'b'], as: ['key', 'new'] },
      { flatten: ['a'], as: ['new'] },
      { density: 'a', as: ['new', 'density'] },
      { quantile: 'a', as: ['prob', 'new'] },
      { regression: 'a', on: 'b', as: ['x', 'new'] },
      { loess: 'a', on: 'b', as: ['x', 'new'] },
      { lookup: 'a', from: { data: { url: 'other.csv' }, key: 'id', fields: ['rate'] }, as: ['new'] },
      { lookup: 'a', from: { param: 'pick', key: 'a' }, as: 'new' },
    ]) {
      expect(after([transform], 'new'), JSON.stringify(transform)).toEqual([]);
    }
  });

  it('have their usual names otherwise', () => {
    expect(after([{ fold: ['a', 'b'] }], 'key', 'value')).toEqual([]);
    expect(after([{ density: 'a' }], 'value', 'density')).toEqual([]);
    expect(after([{ quantile: 'a' }], 'prob', 'value')).toEqual([]);
    expect(after([{ regression: 'a', on: 'b' }], 'a', 'b')).toEqual([]);
    expect(after([{ flatten: ['a'] }], 'a')).toEqual([]);
    expect(
      after([{ lookup: 'a', from: { data: { url: 'other.csv' }, key: 'id', fields: ['rate'] } }], 'rate'),
    ).toEqual([]);
  });

  it('have a beginning and an end', () => {
    for (const transform of [
      { bin: true, field: 'a', as: 'new' },
      { timeUnit: 'month', field: 'date', as: 'new' },
      { stack: 'a', groupby: [], as: 'new' },
    ]) {
      expect(after([transform], 'new', 'new_end'), JSON.stringify(transform)).toEqual([]);
    }
    expect(after([{ bin: true, field: 'a', as: ['new', 'end'] }], 'new_end')).toHaveLength(1);
  });

  it('are the parameters of a regression that is asked for them', () => {
    expect(after([{ regression: 'a', on: 'b', params: true }], 'coef', 'rSquared')).toEqual([]);
    expect(after([{ regression: 'a', on: 'b', params: true }], 'a')).toHaveLength(1);
  });

  it('are all that is left by a summary, beside its groups', () => {
    for (const transform of [
      { aggregate: [{ op: 'mean', field: 'a', as: 'm' }], groupby: ['b'] },
      { density: 'a', groupby: ['b'], as: ['m', 'density'] },
      { quantile: 'a', groupby: ['b'], as: ['m', 'value'] },
      { regression: 'a', on: 'date', groupby: ['b'], as: ['date', 'm'] },
      { loess: 'a', on: 'date', groupby: ['b'], as: ['date', 'm'] },
    ]) {
      expect(after([transform], 'm', 'b', 'region'), JSON.stringify(transform)).toEqual([
        'encoding.detail.2.field: region',
      ]);
    }
    for (const transform of [
      { joinaggregate: [{ op: 'mean', field: 'a', as: 'm' }], groupby: ['b'] },
      { window: [{ op: 'rank', as: 'm' }], groupby: ['b'] },
      { fold: ['a', 'b'], as: ['k', 'm'] },
    ]) {
      expect(after([transform], 'm', 'region'), JSON.stringify(transform)).toEqual([]);
    }
  });

  it('are all that there might be behind a summary by a mistyped group', () => {
    expect(after([{ aggregate: [{ op: 'count', as: 'n' }], groupby: ['regoin'] }], 'region', 'n')).toEqual([
      'transform.0.groupby.0: regoin',
    ]);
  });

  it('may be named in part', () => {
    expect(after([{ flatten: ['a', 'b'], as: ['new'] }], 'new', 'b')).toEqual([]);
  });

  it('are not those that it usually makes once it names others', () => {
    expect(after([{ fold: ['a', 'b'], as: ['k', 'v'] }], 'k', 'value')).toEqual([
      'encoding.detail.1.field: value',
    ]);
  });

  it('are there for the transforms behind it, not for those before', () => {
    expect(after([{ filter: 'datum.c' }, { calculate: '1', as: 'c' }, { filter: 'datum.c' }])).toEqual([
      'transform.0.filter: c',
    ]);
  });

  it('cannot be told behind a pivot', () => {
    expect(
      after([{ pivot: 'region', value: 'a', groupby: ['date'] }, { filter: 'datum.North' }], 'South'),
    ).toEqual([]);
  });
});

describe('the fields that a transform uses', () => {
  it('are columns', () => {
    for (const [transform, place] of [
      [{ aggregate: [{ op: 'sum', field: 'q', as: 's' }], groupby: ['a'] }, 'aggregate.0.field'],
      [{ aggregate: [{ op: 'count', as: 's' }], groupby: ['q'] }, 'groupby.0'],
      [{ joinaggregate: [{ op: 'sum', field: 'q', as: 's' }] }, 'joinaggregate.0.field'],
      [{ window: [{ op: 'lag', field: 'q', as: 's' }] }, 'window.0.field'],
      [{ window: [{ op: 'rank', as: 's' }], sort: [{ field: 'q' }] }, 'sort.0.field'],
      [{ bin: true, field: 'q', as: 's' }, 'field'],
      [{ timeUnit: 'year', field: 'q', as: 's' }, 'field'],
      [{ stack: 'q', groupby: [], as: 's' }, 'stack'],
      [{ fold: ['a', 'q'] }, 'fold.1'],
      [{ flatten: ['q'] }, 'flatten.0'],
      [{ impute: 'q', key: 'a' }, 'impute'],
      [{ impute: 'a', key: 'q' }, 'key'],
      [{ density: 'q' }, 'density'],
      [{ regression: 'q', on: 'a' }, 'regression'],
      [{ regression: 'a', on: 'q' }, 'on'],
      [{ loess: 'q', on: 'a' }, 'loess'],
      [{ lookup: 'q', from: { data: { url: 'other.csv' }, key: 'id', fields: ['rate'] } }, 'lookup'],
      [{ quantile: 'q' }, 'quantile'],
      [{ extent: 'q', param: 'p' }, 'extent'],
      [{ lookup: 'a', from: { data: { url: 'other.csv' }, key: 'q', fields: ['rate'] } }, 'from.key'],
      [{ lookup: 'a', from: { data: { url: 'other.csv' }, key: 'id', fields: ['q'] } }, 'from.fields.0'],
      [{ pivot: 'q', value: 'a' }, 'pivot'],
      [{ pivot: 'a', value: 'q' }, 'value'],
    ] as const) {
      expect(after([transform]), JSON.stringify(transform)).toEqual([`transform.0.${place}: q`]);
    }
  });
});

it('the fields of a lookup are not checked where its data cannot be told', () => {
  expect(after([{ lookup: 'a', from: { param: 'pick', key: 'q', fields: ['r'] } }])).toEqual([]);
  expect(after([{ lookup: 'a', from: { data: { name: 'mine' }, key: 'q', fields: ['r'] } }])).toEqual([]);
});

describe('the data of a part of a chart', () => {
  it('is that of the whole', () => {
    const bad = { encoding: { x: { field: 'q' } } };
    expect(
      faults({
        layer: [{ layer: [bad] }],
      }),
    ).toEqual(['layer.0.layer.0.encoding.x.field: q']);
    expect(faults({ hconcat: [{ vconcat: [bad] }, { concat: [bad] }] })).toEqual([
      'hconcat.0.vconcat.0.encoding.x.field: q',
      'hconcat.1.concat.0.encoding.x.field: q',
    ]);
    expect(faults({ facet: { field: 'p' }, spec: bad })).toEqual([
      'facet.field: p',
      'spec.encoding.x.field: q',
    ]);
    expect(faults({ facet: { row: { field: 'p' }, column: { field: 'a' } }, spec: {} })).toEqual([
      'facet.row.field: p',
    ]);
  });

  it('may be its own', () => {
    const layer = [
      { encoding: { x: { field: 'a' } } },
      { data: { url: 'other.csv' }, encoding: { x: { field: 'rate' }, y: { field: 'a' } } },
    ];
    expect(faults({ layer })).toEqual(['layer.1.encoding.y.field: a']);
  });

  it('is what the encoding of the whole is read from', () => {
    const own = { transform: [{ calculate: '1', as: 'c' }] };
    expect(faults({ encoding: { y: { field: 'c' } }, layer: [own, own] })).toEqual([]);
    expect(faults({ encoding: { y: { field: 'c' } }, layer: [{}, own, {}] })).toEqual([
      'encoding.y.field: c',
    ]);
    expect(
      faults({ encoding: { y: { field: 'c' } }, layer: [own, { encoding: { y: { datum: 1 } } }] }),
    ).toEqual([]);
  });

  it('goes through the transforms of the whole, then its own', () => {
    expect(
      faults({
        transform: [{ calculate: '1', as: 'c' }],
        layer: [
          { transform: [{ calculate: 'datum.c', as: 'd' }], encoding: { x: { field: 'd' } } },
          { encoding: { x: { field: 'c' }, y: { field: 'd' } } },
        ],
      }),
    ).toEqual(['layer.1.encoding.y.field: d']);
  });

  it('cannot be told when it is not a file of the talk', () => {
    for (const data of [{ name: 'mine' }, { sequence: { start: 0, stop: 3 } }, null]) {
      expect(faults({ data, transform: [{ filter: 'datum.q' }], encoding: { x: { field: 'r' } } })).toEqual(
        [],
      );
    }
  });

  it('does not hold what metadata, parameters and settings say', () => {
    expect(
      faults({
        usermeta: { field: 'q' },
        params: [{ name: 'p', value: { field: 'q' } }],
        config: { field: 'q' },
        datasets: { mine: [{ field: 'q' }] },
        encoding: { x: { field: 'a' } },
      }),
    ).toEqual([]);
  });
});

describe('quantities', () => {
  const quantities = (spec: Json): string[] =>
    check(spec).quantities.map((use) => `${use.table.path} ${use.column}`);
  const field = (name: string, more: Json = {}): Json => ({ field: name, type: 'quantitative', ...more });

  it('are the columns drawn as such', () => {
    expect(
      quantities({
        encoding: {
          x: { field: 'date', type: 'temporal' },
          y: field('a'),
          size: field('b', { aggregate: 'sum' }),
        },
      }),
    ).toEqual(['d.csv a', 'd.csv b']);
  });

  it('are found in layers, each of its table', () => {
    expect(
      quantities({
        layer: [
          { encoding: { y: field('a') } },
          { data: { url: 'other.csv' }, encoding: { y: field('rate') } },
        ],
      }),
    ).toEqual(['d.csv a', 'other.csv rate']);
  });

  it('are found in repeats', () => {
    expect(
      quantities({
        repeat: ['a', 'b'],
        spec: { encoding: { y: { field: { repeat: 'repeat' }, type: 'quantitative' } } },
      }),
    ).toEqual(['d.csv a', 'd.csv b']);
  });

  it('are told once, however many layers share them', () => {
    expect(quantities({ encoding: { y: field('a') }, layer: [{}, {}] })).toEqual(['d.csv a']);
  });

  it('may be columns with dots', () => {
    const dotted = readTable(source('U.S.\n1\n', 'd.csv'), context());
    const found = checkFields({ data: {}, encoding: { y: field('U\\.S\\.') } }, () => dotted);
    expect(found.quantities).toEqual([{ column: 'U.S.', table: dotted }]);
  });

  it('are not what a transform makes, be it under the name of a column', () => {
    expect(
      quantities({
        transform: [
          { calculate: '1', as: 'c' },
          { calculate: 'toNumber(datum.a)', as: 'a' },
        ],
        encoding: { x: field('c'), y: field('a'), size: field('b') },
      }),
    ).toEqual(['d.csv b']);
  });

  it('are not what is counted, nor a part of a date', () => {
    for (const aggregate of ['count', 'distinct', 'valid', 'missing']) {
      expect(quantities({ encoding: { y: field('region', { aggregate }) } }), aggregate).toEqual([]);
    }
    expect(
      quantities({ encoding: { x: field('date', { timeUnit: 'month' }), y: { aggregate: 'count' } } }),
    ).toEqual([]);
  });

  it('are not columns behind a filter, which may leave out what is no number', () => {
    expect(
      quantities({ transform: [{ filter: "datum.region == 'North'" }], encoding: { y: field('a') } }),
    ).toEqual([]);
  });
});
