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
  const root = fromHtml(svg.replace(/clip\d+/g, 'clip'), { fragment: true, space: 'svg' });
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
