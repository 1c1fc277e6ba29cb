import { describe, expect, it } from 'vitest';
import { resolved, specText } from '../support/memory.ts';

type Json = Readonly<Record<string, unknown>>;

const q = (field: string, more: Json = {}): Json => ({ field, type: 'quantitative', ...more });
const o = (field: string, more: Json = {}): Json => ({ field, type: 'ordinal', ...more });
const n = (field: string, more: Json = {}): Json => ({ field, type: 'nominal', ...more });

const sales = [
  { year: 2001, country: 'A', sales: 3 },
  { year: 2002, country: 'A', sales: 5 },
  { year: 2001, country: 'B', sales: 4 },
  { year: 2002, country: 'B', sales: 1 },
];
const lines = { x: q('year', { scale: { zero: false } }), y: q('sales'), color: n('country') };
const ofLines = [
  'A · 2001\nsales 3 items',
  'A · 2002\nsales 5 items',
  'B · 2001\nsales 4 items',
  'B · 2002\nsales 1 items',
];

async function svgOf(spec: Json, values: readonly unknown[] = sales): Promise<string> {
  const { talk, reported } = await resolved({
    'slides/10.md': '# A\n\n![Sales](../charts/a.vl.json)\n',
    'charts/a.vl.json': specText({
      usermeta: { source: { publisher: 'P' }, unit: 'items (made up)' },
      data: { values },
      ...spec,
    }),
  });
  expect(reported).toEqual([]);
  return [...talk.drawings.values()][0]?.svg ?? '';
}

/** What the marks of a drawing say, in its order. */
async function said(spec: Json, values?: readonly unknown[]): Promise<string[]> {
  return wordsIn(await svgOf(spec, values));
}

function wordsIn(svg: string): string[] {
  return [...svg.matchAll(/ data-values="([^"]*)"/g)].map(([, text = '']) =>
    text.replaceAll('&#xA;', '\n').replaceAll('&quot;', '"'),
  );
}

describe('the values of a mark', () => {
  it('are those of each bar, point, tick and rectangle', async () => {
    const encoding = { x: o('year'), y: q('sales'), color: n('country') };
    for (const mark of ['bar', 'point', 'circle', 'square', 'tick']) {
      expect(new Set(await said({ mark, encoding })), mark).toEqual(new Set(ofLines));
    }
    const heat = { x: o('year'), y: n('country'), color: q('sales', { legend: null }) };
    expect(new Set(await said({ mark: 'rect', encoding: heat }))).toEqual(new Set(ofLines));
  });

  it('are those of each point of a line, trail or area, though they are one path', async () => {
    for (const mark of ['line', 'trail', 'area', { type: 'line', interpolate: 'monotone' }]) {
      expect(await said({ mark, encoding: lines })).toEqual(ofLines);
    }
  });

  it('are those of each slice', async () => {
    const encoding = { theta: q('sales', { aggregate: 'sum' }), color: n('country', { legend: null }) };
    expect(await said({ mark: 'arc', encoding })).toEqual([
      'A\nsum of sales 8 items',
      'B\nsum of sales 5 items',
    ]);
  });

  it('are those of each shape on a map', async () => {
    const square = [
      [
        [0, 0],
        [0, 9],
        [9, 9],
        [9, 0],
        [0, 0],
      ],
    ];
    const place = (name: string, sales: number): Json => ({
      type: 'Feature',
      properties: { name, sales },
      geometry: { type: 'Polygon', coordinates: square },
    });
    const encoding = { color: q('properties.sales', { title: 'sales' }), detail: n('properties.name') };
    const text = await said({ mark: 'geoshape', encoding }, [place('A', 1), place('B', 2)]);
    expect(text).toEqual(['sales 1 items', 'sales 2 items']);
  });

  it('are what Vega-Lite tells of the parts of a box plot', async () => {
    const text = await said({ mark: 'boxplot', encoding: { x: n('country'), y: q('sales') } });
    expect(text.length).toBeGreaterThan(2);
    for (const words of text) expect(words).toMatch(/\ncountry [AB]$/);
    expect(text.filter((words) => words.includes('Median of sales 4'))).toHaveLength(2);
  });

  it('stand once where a line has points of its own, and are those of both', async () => {
    const layer = [{ mark: 'line' }, { mark: 'point', encoding: { shape: n('country') } }];
    const svg = await svgOf({ encoding: lines, layer });
    expect(wordsIn(svg)).toEqual(ofLines);
    expect(svg).not.toMatch(/<line[^>]*data-values/);
  });

  it('are not those of labels, nor of rules that note some rows', async () => {
    const first = [{ filter: 'datum.year == 2001' }];
    const layer = [
      { mark: 'bar' },
      { mark: 'text', encoding: { text: q('sales') } },
      { mark: 'rule', transform: first, encoding: { y: { datum: 4 } } },
      { mark: { type: 'text', text: 'Look' }, transform: first },
    ];
    const text = await said({ encoding: { x: o('year'), y: q('sales'), xOffset: n('country') }, layer });
    expect(text).toHaveLength(4);
  });

  it('are those of labels in a chart of labels alone', async () => {
    const encoding = { x: o('year'), y: n('country'), text: q('sales') };
    expect(new Set(await said({ mark: 'text', encoding }))).toEqual(new Set(ofLines));
  });

  it('have a gap where a line has one', async () => {
    const gap = [...sales.slice(0, 2), { year: 2003, country: 'A', sales: null }];
    expect(await said({ mark: 'line', encoding: lines }, gap)).toEqual(ofLines.slice(0, 2));
  });

  it('have the digits of the data, not those that computing leaves', async () => {
    const y = q('sales', { aggregate: 'mean' });
    const thirds = [
      { year: 2001, sales: 1 },
      { year: 2001, sales: 1 },
      { year: 2001, sales: 2 },
    ];
    expect(await said({ encoding: { x: o('year'), y } }, thirds)).toEqual([
      '2001\nmean of sales 1.33333 items',
    ]);
    const large = [{ year: 2001, sales: 19373.35 }];
    expect(await said({}, large)).toEqual(['2001\nsales 19373.35 items']);
  });

  it('have no unit where there are several figures', async () => {
    const encoding = { x: q('sales'), y: q('cost'), color: n('country') };
    expect(await said({ mark: 'point', encoding }, [{ country: 'A', sales: 3, cost: 2 }])).toEqual([
      'A\nsales 3\ncost 2',
    ]);
  });

  it('are an author’s own tooltip where there is one', async () => {
    const tooltip = [n('country', { title: 'Land' }), q('sales', { format: '.1f' })];
    const encoding = { x: o('year'), y: q('sales'), tooltip };
    expect(await said({ mark: 'bar', encoding }, sales.slice(0, 1))).toEqual(['Land A\nsales 3.0']);
  });

  it('are words, whatever they look like', async () => {
    const name = '" id="x" url(#y) 1.23456 <b>';
    const [text] = await said({ encoding: { x: n('name'), y: q('sales') } }, [{ name, sales: 1 }]);
    expect(text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toBe(`${name}\nsales 1 items`);
  });

  it('are where they are drawn, in views beside each other too', async () => {
    const view = { mark: 'line', encoding: lines };
    const svg = await svgOf({
      data: { values: sales },
      mark: undefined,
      encoding: undefined,
      hconcat: [view, view],
    });
    const places = [...svg.matchAll(/<line data-values="[^"]*" transform="translate\(([\d.]+),/g)].map(
      ([, x]) => Number(x),
    );
    expect(places).toHaveLength(8);
    expect(Math.min(...places.slice(4))).toBeGreaterThan(Math.max(...places.slice(0, 4)));
  });
});
