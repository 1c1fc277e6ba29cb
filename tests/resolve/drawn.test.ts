import { describe, expect, it } from 'vitest';
import type { Cell } from '../../build/model/chart.ts';
import { draw, drawStates } from '../../build/resolve/draw.ts';
import { halfEms } from '../support/memory.ts';

type Json = Readonly<Record<string, unknown>>;

const size = { width: 400, height: 200 };
const q = (field: string, more: Json = {}): Json => ({ field, type: 'quantitative', ...more });
const o = (field: string, more: Json = {}): Json => ({ field, type: 'ordinal', ...more });
const n = (field: string, more: Json = {}): Json => ({ field, type: 'nominal', ...more });
const t = (field: string, more: Json = {}): Json => ({ field, type: 'temporal', ...more });

const sales = [
  { year: 2001, country: 'A', sales: 3 },
  { year: 2002, country: 'A', sales: 5 },
  { year: 2001, country: 'B', sales: 4 },
  { year: 2002, country: 'B', sales: 1 },
];
const days = [
  { day: '2002-01-15', kind: 'A', value: 5 },
  { day: '2001-01-15', kind: 'A', value: 1 },
  { day: '2001-06-15', kind: 'B', value: 2 },
];
const bars = { mark: 'bar', encoding: { x: o('year'), y: q('sales') } };
const lines = { mark: 'line', encoding: { x: q('year'), y: q('sales'), color: n('country') } };

/** A table as its titles and rows. */
type Plain = [readonly string[], ...(readonly Cell[])[]];

async function drawn(
  spec: Json,
  values: readonly unknown[] = sales,
): Promise<{ svg: string; tables: Plain[] }> {
  const { svgs, tables, problems } = await drawStates(
    { specs: [{ data: { values }, ...spec }], size, theme: {} },
    halfEms,
  );
  expect(problems).toEqual([]);
  return {
    svg: svgs[0] ?? '',
    tables: tables.map(({ columns, rows }) => [columns.map(({ title }) => title), ...rows]),
  };
}

/** The only table of a drawing. */
async function table(spec: Json, values?: readonly unknown[]): Promise<Plain | undefined> {
  const { tables } = await drawn(spec, values);
  expect(tables).toHaveLength(1);
  return tables[0];
}

/** How many bars, dots or other shapes a drawing has. */
function shapes(svg: string, mark: string): number {
  const groups = [...svg.matchAll(new RegExp(`<g class="mark-${mark} role-mark [^>]*>(.*?)</g>`, 'g'))];
  return groups.flatMap(([, inside = '']) => [...inside.matchAll(/<(?:path|text|line) /g)]).length;
}

describe('the data of a drawing', () => {
  it('has a row for each bar that a filter leaves', async () => {
    const { svg, tables } = await drawn({ ...bars, transform: [{ filter: 'datum.sales > 3' }] });
    expect(tables).toEqual([
      [
        ['year', 'sales'],
        [2001, 4],
        [2002, 5],
      ],
    ]);
    expect(shapes(svg, 'rect')).toBe(2);
  });

  it('has what was calculated', async () => {
    const transform = [{ calculate: 'datum.sales * 2', as: 'twice' }];
    expect(await table({ mark: 'point', transform, encoding: { x: n('country'), y: q('twice') } })).toEqual([
      ['country', 'twice'],
      ['A', 6],
      ['A', 10],
      ['B', 8],
      ['B', 2],
    ]);
  });

  it('has a row for each bar of an average or a count', async () => {
    const of = (y: Json): Promise<{ svg: string; tables: Plain[] }> =>
      drawn({ mark: 'bar', encoding: { x: n('country'), y } });
    const { svg, tables } = await of(q('sales', { aggregate: 'mean' }));
    expect(tables).toEqual([
      [
        ['country', 'mean of sales'],
        ['A', 4],
        ['B', 2.5],
      ],
    ]);
    expect(shapes(svg, 'rect')).toBe(2);
    expect((await of({ aggregate: 'count' })).tables).toEqual([
      [
        ['country', 'count'],
        ['A', 2],
        ['B', 2],
      ],
    ]);
  });

  it('has a row for each dot of columns that were folded', async () => {
    const { svg, tables } = await drawn(
      {
        transform: [{ fold: ['a', 'b'] }],
        mark: 'point',
        encoding: { x: o('year'), y: q('value'), color: n('key') },
      },
      [
        { year: 1, a: 3, b: 4 },
        { year: 2, a: 5, b: 6 },
      ],
    );
    expect(tables).toEqual([
      [
        ['year', 'key', 'value'],
        [1, 'a', 3],
        [2, 'a', 5],
        [1, 'b', 4],
        [2, 'b', 6],
      ],
    ]);
    expect(shapes(svg, 'symbol')).toBe(4);
  });

  it('has running totals', async () => {
    const window = { window: [{ op: 'sum', field: 'sales', as: 'total' }], groupby: ['country'] };
    const { svg, tables } = await drawn({
      transform: [window],
      mark: 'point',
      encoding: { x: o('year'), y: q('total'), color: n('country') },
    });
    expect(tables).toEqual([
      [
        ['year', 'country', 'total'],
        [2001, 'A', 3],
        [2002, 'A', 8],
        [2001, 'B', 4],
        [2002, 'B', 5],
      ],
    ]);
    expect(shapes(svg, 'symbol')).toBe(4);
  });

  it('has the parts of a stack, not where they begin and end', async () => {
    const y = q('sales', { stack: 'normalize' });
    const expected = [
      ['year', 'country', 'sales'],
      [2001, 'A', 3],
      [2002, 'A', 5],
      [2001, 'B', 4],
      [2002, 'B', 1],
    ];
    for (const encoding of [bars.encoding, { ...bars.encoding, y }])
      expect(await table({ mark: 'bar', encoding: { ...encoding, color: n('country') } })).toEqual(expected);
    const transform = [{ stack: 'sales', groupby: ['year'], as: ['low', 'high'] }];
    const steps = { x: o('year'), y: q('low'), y2: { field: 'high' }, color: n('country') };
    expect(await table({ mark: 'bar', transform, encoding: steps })).toEqual(expected);
  });

  it('keeps an author’s own fields that are called like a stack’s ends', async () => {
    const encoding = { x: n('kind'), y: q('p_start'), y2: { field: 'p_end' } };
    expect(await table({ mark: 'bar', encoding }, [{ kind: 'A', p_start: 1, p_end: 3, p: 9 }])).toEqual([
      ['kind', 'p start', 'p end'],
      ['A', 1, 3],
    ]);
  });

  it('has what tells bars beside each other apart', async () => {
    expect(await table({ ...bars, encoding: { ...bars.encoding, xOffset: n('country') } })).toEqual([
      ['year', 'country', 'sales'],
      [2001, 'A', 3],
      [2002, 'A', 5],
      [2001, 'B', 4],
      [2002, 'B', 1],
    ]);
  });

  it('has both ends of bins, however they are cut', async () => {
    const values = [1, 2, 3, 11, 12, 25].map((age) => ({ age }));
    for (const bin of [true, { maxbins: 5 }, { step: 5 }]) {
      expect(
        await table({ mark: 'bar', encoding: { x: q('age', { bin }), y: { aggregate: 'count' } } }, values),
      ).toEqual([
        ['age from', 'age to', 'count'],
        [0, 5, 3],
        [10, 15, 2],
        [20, 25, 1],
      ]);
    }
  });

  it('has a line’s points series by series, whatever tells these apart', async () => {
    for (const channel of ['color', 'detail', 'strokeDash']) {
      const encoding = { x: q('year'), y: q('sales'), [channel]: n('country') };
      expect(await table({ mark: { type: 'line', point: true }, encoding }), channel).toEqual([
        ['country', 'year', 'sales'],
        ['A', 2001, 3],
        ['A', 2002, 5],
        ['B', 2001, 4],
        ['B', 2002, 1],
      ]);
    }
  });

  it('has the part of a trellis in front', async () => {
    const expected = [
      ['country', 'year', 'sales'],
      ['A', 2001, 3],
      ['A', 2002, 5],
      ['B', 2001, 4],
      ['B', 2002, 1],
    ];
    for (const channel of ['row', 'column', 'facet']) {
      const encoding = { ...bars.encoding, [channel]: n('country') };
      expect(await table({ ...bars, encoding }), channel).toEqual(expected);
    }
    const layer = [bars, { ...bars, mark: 'point' }];
    expect(await table({ facet: { row: n('country') }, spec: { layer } })).toEqual(expected);
  });

  it('has the slices of a pie', async () => {
    const values = [
      { kind: 'A', share: 3 },
      { kind: 'B', share: 5 },
    ];
    expect(await table({ mark: 'arc', encoding: { theta: q('share'), color: n('kind') } }, values)).toEqual([
      ['kind', 'share'],
      ['A', 3],
      ['B', 5],
    ]);
  });

  it('has gaps where a line has them, and no row for a bar that is none', async () => {
    const values = [...sales, { year: 2003, country: 'B', sales: null }];
    expect((await table(lines, values))?.at(-1)).toEqual(['B', 2003, null]);
    expect(await table(bars, values)).toHaveLength(5);
  });

  it('has degrees for places on a map', async () => {
    const encoding = { longitude: q('lon'), latitude: q('lat'), color: n('city') };
    const values = [
      { city: 'A', lon: 10, lat: 50 },
      { city: 'B', lon: 20, lat: 40 },
    ];
    expect(await table({ mark: 'circle', projection: { type: 'mercator' }, encoding }, values)).toEqual([
      ['city', 'lon', 'lat'],
      ['A', 10, 50],
      ['B', 20, 40],
    ]);
  });

  it('has the measures of a repeated chart side by side', async () => {
    const values = [
      { year: 1, a: 2, b: 3 },
      { year: 2, a: 4, b: 5 },
    ];
    const spec = {
      mark: 'bar',
      encoding: { x: o('year'), y: { field: { repeat: 'repeat' }, type: 'quantitative' } },
    };
    expect(await table({ repeat: ['a', 'b'], spec }, values)).toEqual([
      ['year', 'a', 'b'],
      [1, 2, 3],
      [2, 4, 5],
    ]);
  });

  it('is that of a parameter’s value', async () => {
    const params = [{ name: 'least', value: 4 }];
    expect(await table({ ...bars, params, transform: [{ filter: 'datum.sales >= least' }] })).toEqual([
      ['year', 'sales'],
      [2001, 4],
      [2002, 5],
    ]);
  });

  it('is none where marks show no data', async () => {
    expect((await drawn({ mark: 'rule', encoding: { y: { datum: 3 } } })).tables).toEqual([]);
  });

  it('is none where a filter leaves nothing, and Vega says so', async () => {
    const spec = { ...bars, data: { values: sales }, transform: [{ filter: 'datum.sales > 300' }] };
    const { tables, problems } = await draw({ specs: [spec], size, theme: {} }, halfEms);
    expect(tables).toEqual([]);
    expect(problems.map(({ message }) => message.rule)).toContain('spec-warning');
  });

  it('has what colours the parts of a map', async () => {
    const geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const values = ['A', 'B'].map((name, i) => ({ type: 'Feature', name, sales: i, geometry }));
    const encoding = { color: q('sales'), detail: n('name') };
    expect(await table({ mark: 'geoshape', encoding }, values)).toEqual([['sales'], [0], [1]]);
  });

  it('keeps the order of the data where a chart sorts its bars', async () => {
    const encoding = { y: n('kind', { sort: '-x' }), x: q('value') };
    const values = [
      { kind: 'A', value: 3 },
      { kind: 'B', value: 5 },
    ];
    expect(await table({ mark: 'bar', encoding }, values)).toEqual([
      ['kind', 'value'],
      ['A', 3],
      ['B', 5],
    ]);
  });

  it('has a box plot without outliers where these are not asked for', async () => {
    const mark = { type: 'boxplot', outliers: false };
    expect((await drawn({ mark, encoding: { x: n('country'), y: q('sales') } })).tables.flat(2)).toContain(
      'mid box sales',
    );
  });

  it('has a row for each of the dots that are alike', async () => {
    const spec = { mark: 'point', encoding: { x: q('year'), y: q('sales') } };
    const twice = [1, 2].map(() => ({ year: 2001, sales: 3 }));
    expect(await table(spec, twice)).toEqual([
      ['year', 'sales'],
      [2001, 3],
      [2001, 3],
    ]);
  });

  it('of a box plot without outliers is drawn without complaint', async () => {
    const { tables } = await drawn({ mark: 'boxplot', encoding: { x: n('country'), y: q('sales') } });
    expect(tables.length).toBeGreaterThan(0);
  });

  it('has all of 5,000 dots, and at once', async () => {
    const values = Array.from({ length: 5000 }, (_, i) => ({ name: `n${i}`, x: i % 97, y: i }));
    const encoding = { x: q('x'), y: q('y'), color: n('name', { legend: null }) };
    expect(await table({ mark: 'point', encoding }, values)).toHaveLength(5001);
  });
});

describe('dates', () => {
  it('go as far into detail as any of them does, and from left to right', async () => {
    const encoding = { x: t('day'), y: q('value') };
    expect(await table({ mark: 'line', encoding }, days)).toEqual([
      ['day', 'value'],
      ['2001-01-15', 1],
      ['2001-06-15', 2],
      ['2002-01-15', 5],
    ]);
    const years = [
      { day: '2001', value: 1 },
      { day: '2002', value: 2 },
    ];
    expect(await table({ mark: 'line', encoding }, years)).toEqual([
      ['day', 'value'],
      ['2001', 1],
      ['2002', 2],
    ]);
  });

  it('are years, months or quarters where the chart shows these', async () => {
    const first = async (timeUnit: string): Promise<(Cell | undefined)[]> => {
      const y = q('value', { aggregate: 'sum' });
      const rows = await table({ mark: 'bar', encoding: { x: o('day', { timeUnit }), y } }, days);
      return (rows ?? []).slice(1).map(([cell]) => cell as Cell);
    };
    expect((await first('year')).sort()).toEqual(['2001', '2002']);
    expect((await first('yearmonth')).sort()).toEqual(['2001-01', '2001-06', '2002-01']);
    expect(await first('month')).toEqual(['Jan', 'Jun']);
    expect(await first('quarter')).toEqual(['Q1', 'Q2']);
    expect((await first('day')).sort()).toEqual(['Fri', 'Mon', 'Tue']);
  });

  it('are dates in a colour and a label too', async () => {
    for (const channel of ['color', 'text']) {
      const encoding = { x: n('kind'), y: q('value'), [channel]: t('day') };
      const rows = await table({ mark: channel === 'text' ? 'text' : 'point', encoding }, days);
      expect(rows?.flat(), channel).toContain('2001-06-15');
    }
  });

  it('in one part of a chart leave numbers of another as they are', async () => {
    const line = { mark: 'line', encoding: { x: t('day'), y: q('value') } };
    const bar = {
      data: { values: [{ kind: 'A', w: 4 }] },
      mark: 'bar',
      encoding: { y: n('kind'), x: q('w') },
    };
    for (const hconcat of [
      [line, bar],
      [bar, line],
    ]) {
      const { tables } = await drawn({ hconcat }, days);
      expect(tables).toContainEqual([
        ['kind', 'w'],
        ['A', 4],
      ]);
      expect(tables.flat(2)).toContain('2001-06-15');
    }
  });
});

describe('layers', () => {
  const label = { mark: 'text', encoding: { ...bars.encoding, text: n('country') } };

  it('that note or mark some rows add nothing', async () => {
    const transform = [{ filter: 'datum.year == 2002' }];
    const rule = { mark: 'rule', transform, encoding: { x: q('year') } };
    const note = { mark: 'text', transform, encoding: { x: q('year'), y: q('sales'), text: n('country') } };
    expect(await table({ layer: [lines, note, rule] })).toEqual(await table(lines));
  });

  it('that label every row join their words', async () => {
    expect(await table({ layer: [bars, label] })).toEqual([
      ['year', 'country', 'sales'],
      [2001, 'A', 3],
      [2002, 'A', 5],
      [2001, 'B', 4],
      [2002, 'B', 1],
    ]);
  });

  it('with a second measure of the same rows make one table', async () => {
    const layer = ['a', 'b'].map((field) => ({ mark: 'line', encoding: { x: o('year'), y: q(field) } }));
    const values = [
      { year: 1, a: 2, b: 3 },
      { year: 2, a: 4, b: 5 },
    ];
    expect(await table({ layer }, values)).toEqual([
      ['year', 'a', 'b'],
      [1, 2, 3],
      [2, 4, 5],
    ]);
  });

  it('with a second measure keep both values of rows that are alike in the first', async () => {
    const layer = ['a', 'b'].map((field) => ({ mark: 'point', encoding: { x: q('year'), y: q(field) } }));
    const values = [
      { year: 1, a: 2, b: 3 },
      { year: 1, a: 2, b: 4 },
    ];
    expect(await table({ layer }, values)).toEqual([
      ['year', 'a', 'b'],
      [1, 2, 3],
      [1, 2, 4],
    ]);
  });

  it('with an average have a table of their own', async () => {
    const mean = { mark: 'rule', encoding: { y: q('sales', { aggregate: 'mean' }) } };
    expect((await drawn({ layer: [bars, mean] })).tables[1]).toEqual([['mean of sales'], [3.25]]);
  });

  it('with the same fields of other rows make one table', async () => {
    const of = (...values: unknown[]): Json => ({ ...bars, data: { values } });
    const layer = [of({ year: 1, sales: 2 }, { year: 2, sales: 3 }), of({ year: 3, sales: 9 })];
    expect(await table({ layer })).toEqual([
      ['year', 'sales'],
      [1, 2],
      [2, 3],
      [3, 9],
    ]);
  });

  it('of a box plot tell its box, its median and its whiskers', async () => {
    const values = [1, 2, 3, 4, 5, 50].map((v) => ({ kind: 'A', v }));
    const { tables } = await drawn({ mark: 'boxplot', encoding: { x: n('kind'), y: q('v') } }, values);
    const told = tables.flatMap(([titles, row]) => titles.map((title, i) => [title, row?.[i]]));
    for (const found of [
      ['lower whisker v', 1],
      ['lower box v', 2.25],
      ['mid box v', 3.5],
      ['upper box v', 4.75],
      ['upper whisker v', 5],
      ['v', 50],
    ])
      expect(told).toContainEqual(found);
  });

  it('of parts side by side keep their data', async () => {
    const other = {
      data: { values: [{ kind: 'x', w: 7 }] },
      mark: 'point',
      encoding: { x: n('kind'), y: q('w') },
    };
    const { tables } = await drawn({ vconcat: [bars, other] });
    expect(tables).toEqual([
      await table(bars),
      [
        ['kind', 'w'],
        ['x', 7],
      ],
    ]);
  });
});

describe('the names of columns', () => {
  it('are the author’s, wherever these are given', async () => {
    const encoding = {
      x: o('year', { title: ['The', 'year'] }),
      y: q('sales', { axis: { title: 'Sales (US$)' } }),
      color: n('country', { legend: { title: 'Country' } }),
    };
    expect((await table({ mark: 'bar', encoding }))?.[0]).toEqual(['The year', 'Country', 'Sales (US$)']);
    expect((await table({ facet: n('country', { header: { title: 'Land' } }), spec: bars }))?.[0]).toEqual([
      'Land',
      'year',
      'sales',
    ]);
    const binned = {
      x: q('sales', { bin: true, title: 'Size' }),
      y: { aggregate: 'count', title: 'Number' },
    };
    expect((await table({ mark: 'bar', encoding: binned }))?.[0]).toEqual(['Size from', 'Size to', 'Number']);
  });

  it('are not those of an axis that counts in other units than the data', async () => {
    const axis = { title: 'Thousands', labelExpr: 'datum.value / 1000' };
    const encoding = { x: o('year'), y: q('sales', { axis }) };
    expect((await table({ mark: 'bar', encoding }))?.[0]).toEqual(['year', 'sales']);
  });

  it('are those of the fields where a title is hidden', async () => {
    const encoding = { x: o('year', { title: null }), y: q('sales', { axis: { title: null } }) };
    expect((await table({ mark: 'bar', encoding }))?.[0]).toEqual(['year', 'sales']);
  });

  it('may hold dots, brackets and blanks', async () => {
    const values = [{ 'U.S. sales': 3, 'a[b]': 'x', 'per cent (%)': 'y' }];
    for (const more of [{}, { aggregate: 'sum' }]) {
      const encoding = { x: n('a\\[b\\]'), y: q('U\\.S\\. sales', more), color: n('per cent (%)') };
      const rows = await table({ mark: 'bar', encoding }, values);
      expect(rows?.[0].slice(0, 2)).toEqual(['a[b]', 'per cent (%)']);
      expect(rows?.[1]).toEqual(['x', 'y', 3]);
    }
  });
});
