import type { ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { drawStates } from '../../build/resolve/draw.ts';
import { halfEms } from '../support/memory.ts';

const size = { width: 400, height: 200 };
const values = [
  { year: 2001, kind: 'B', sales: 3 },
  { year: 2002, kind: 'A', sales: 40000 },
  { year: 2003, kind: 'C', sales: 70 },
];
const field = (name: string, type: string) => ({ field: name, type });

const draw = (specs: readonly Record<string, unknown>[]) =>
  drawStates({ specs: specs.map((spec) => ({ data: { values }, ...spec })), size, theme: {} }, halfEms);

/** The parts of an SVG that Vega calls axes and legends. */
function guides(svg: string): string[] {
  const found = (nodes: readonly ElementContent[]): string[] =>
    nodes.flatMap((node) => {
      if (node.type !== 'element') return [];
      const isGuide = /role-(?:axis|legend)$/.test([node.properties.className].flat().join(' '));
      return isGuide ? [toHtml(node, { space: 'svg' })] : found(node.children);
    });
  const root = fromHtml(svg.replace(/(clip|gradient_)\d+/g, '$1'), { fragment: true, space: 'svg' });
  return found(root.children as ElementContent[]);
}

describe('the states of a chart', () => {
  it.each([
    ['numbers and years in order', { x: field('year', 'ordinal'), y: field('sales', 'quantitative') }],
    ['names', { y: field('kind', 'nominal'), x: field('sales', 'quantitative') }],
    ['dates', { x: { ...field('year', 'temporal'), timeUnit: 'year' }, y: field('sales', 'quantitative') }],
    [
      'colours',
      { x: field('year', 'ordinal'), y: field('sales', 'quantitative'), color: field('kind', 'nominal') },
    ],
  ])('keep their axes, legends and plot still: %s', async (_, encoding) => {
    const until = (year: number) => ({
      transform: [{ filter: `datum.year <= ${year}` }],
      mark: { type: 'bar', tooltip: false },
      encoding,
    });
    const { svgs, problems } = await draw([until(2001), until(2002), until(2003)]);
    expect(problems).toEqual([]);
    const [first = '', ...others] = svgs;
    expect(guides(first).length).toBeGreaterThanOrEqual(2);
    for (const svg of others) {
      expect(guides(svg)).toEqual(guides(first));
      expect(/<svg[^>]*>/.exec(svg)?.[0]).toBe(/<svg[^>]*>/.exec(first)?.[0]);
    }
    expect(new Set(svgs).size).toBe(3);
  });

  it('leave a domain that the spec gives itself', async () => {
    const to = (most: number) => ({
      mark: 'bar',
      encoding: {
        x: field('year', 'ordinal'),
        y: { ...field('sales', 'quantitative'), scale: { domain: [0, most] } },
      },
    });
    const { svgs } = await draw([to(40000), to(80000)]);
    expect(svgs[0]).not.toContain('80,000');
    expect(svgs[1]).toContain('80,000');
  });

  it.each([
    ['a scale of another kind', 'y', field('sales', 'quantitative'), { scale: { type: 'log' } }],
    ['names in place of numbers', 'x', field('year', 'quantitative'), field('year', 'ordinal')],
    ['another field', 'y', field('sales', 'quantitative'), field('year', 'quantitative')],
    ['colours of another kind', 'color', field('sales', 'quantitative'), field('kind', 'nominal')],
    ['a domain of its own', 'y', field('sales', 'quantitative'), { scale: { domain: [0, 90000] } }],
  ])('do not share a scale with %s', async (_, channel, first, second) => {
    const encoding = { x: field('year', 'ordinal'), y: field('sales', 'quantitative') };
    const states = [first, { ...first, ...second }].map((definition) => ({
      mark: 'point',
      encoding: { ...encoding, [channel]: definition },
    }));
    const words = (svg = ''): string[] =>
      [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text = '']) => text).sort();
    const { svgs, problems } = await draw(states);
    expect(problems).toEqual([]);
    for (const [n, state] of states.entries())
      expect(words(svgs[n])).toEqual(words((await draw([state])).svgs[0]));
  });

  it.each([
    ['colours of a ramp', { y: field('kind', 'nominal'), color: field('sales', 'quantitative') }],
    ['the sizes of marks', { y: field('kind', 'nominal'), size: field('sales', 'quantitative') }],
  ])('share %s', async (_, encoding) => {
    const until = (year: number) => ({
      transform: [{ filter: `datum.year <= ${year}` }],
      mark: { type: 'circle', tooltip: false },
      encoding: { x: field('year', 'ordinal'), ...encoding },
    });
    const { svgs } = await draw([until(2001), until(2003)]);
    expect(guides(svgs[0] ?? '')).toEqual(guides(svgs[1] ?? ''));
  });

  it('share the scale of a field with what is made from it, and of a layer that is still empty', async () => {
    const y = field('sales', 'quantitative');
    const x = field('year', 'ordinal');
    // bars and points leave other gaps across
    const sales = (svg = ''): string[] => guides(svg).filter((guide) => guide.includes('40,000'));
    const { svgs } = await draw([
      { mark: 'point', encoding: { x, y } },
      { mark: 'line', encoding: { x, y: { ...y, aggregate: 'mean', title: 'sales' } } },
      { mark: 'bar', encoding: { x, y, detail: field('kind', 'nominal') } },
    ]);
    expect(sales(svgs[0]).length).toBeGreaterThan(0);
    for (const svg of svgs) expect(sales(svg)).toEqual(sales(svgs[0]));
    const until = (year: number) => ({
      resolve: { scale: { y: 'independent' } },
      layer: [
        { mark: 'point', encoding: { x, y: field('year', 'quantitative') } },
        { transform: [{ filter: `datum.year > ${year}` }], mark: 'line', encoding: { x, y } },
      ],
    });
    const [empty = '', full = ''] = (await draw([until(2005), until(2000)])).svgs;
    expect(guides(empty)).toEqual(guides(full));
  });

  it('leave room for the labels of every state', async () => {
    const labelled = (text: string) => ({
      layer: [{ mark: 'bar' }, { mark: { type: 'text', text, align: 'left', x: 'width' } }],
      encoding: { x: field('year', 'ordinal'), y: field('sales', 'quantitative') },
    });
    const long = 'a label beside the plot';
    const { svgs } = await draw([labelled(''), labelled(long)]);
    const [alone] = (await draw([labelled(long)])).svgs;
    const width = (svg: string | undefined) =>
      /class="background"[^>]* d="M0.5,0.5h(\d+)/.exec(svg ?? '')?.[1];
    expect(Math.abs(Number(width(svgs[0])) - Number(width(alone)))).toBeLessThanOrEqual(1);
    expect(width(svgs[1])).toBe(width(svgs[0]));
  });

  it('may be facets', async () => {
    const until = (year: number) => ({
      transform: [{ filter: `datum.year <= ${year}` }],
      mark: 'bar',
      encoding: {
        x: field('year', 'ordinal'),
        y: field('sales', 'quantitative'),
        row: field('kind', 'nominal'),
      },
    });
    const { svgs, problems } = await draw([until(2002), until(2003)]);
    expect(problems).toEqual([]);
    expect(svgs).toHaveLength(2);
  });

  it('tell which draw the same as the one before, and which draw nothing', async () => {
    const until = (year: number) => ({
      transform: [{ filter: `datum.year <= ${year}` }],
      mark: 'bar',
      encoding: { x: field('year', 'ordinal'), y: { value: 3 } },
    });
    const { same, blank } = await draw([until(1999), until(2002), until(2002), until(2003)]);
    expect(same).toEqual([2]);
    expect(blank).toEqual([0]);
  });

  it('may be box plots, which Vega-Lite warns of selections in, not of values', async () => {
    const box = (until: number) => ({
      params: [{ name: 'until', value: until }],
      transform: [{ filter: 'datum.year <= until' }],
      mark: 'boxplot',
      encoding: { y: field('sales', 'quantitative') },
    });
    expect((await draw([box(2002), box(2003)])).problems).toEqual([]);
    const picked = [...box(2002).params, { name: 'picked', select: 'point' }];
    expect((await draw([{ ...box(2002), params: picked }])).problems).toHaveLength(1);
  });

  it('put the rows of all states into the tables', async () => {
    const only = (year: number) => ({
      transform: [{ filter: `datum.year == ${year}` }],
      mark: 'bar',
      encoding: { x: field('year', 'ordinal'), y: field('sales', 'quantitative') },
    });
    const { tables } = await draw([only(2001), only(2002), only(2002)]);
    expect(tables.map(({ rows }) => rows)).toEqual([[[2002, 40000]], [[2001, 3]]]);
  });
});
