import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkColours, indistinctTo } from '../../build/check/colours.ts';
import { messages } from '../../build/model/messages.ts';
import { at, resolved, specText, told } from '../support/memory.ts';

/** What is said of a line chart of two products in two colours. */
async function said(colours: readonly string[], encoding: object = {}, layers: readonly object[] = []) {
  const products = ['Apples', 'Pears', 'Plums'].slice(0, colours.length);
  const scale = { domain: products, range: colours };
  const values = products.flatMap((product, n) => [1, 2].map((year) => ({ product, year, sales: n * year })));
  const parts = {
    data: { values },
    encoding: {
      x: { field: 'year', type: 'ordinal' },
      y: { field: 'sales', type: 'quantitative' },
      color: { field: 'product', type: 'nominal', scale },
      ...encoding,
    },
    ...(layers.length > 0 ? { mark: undefined, layer: [{ mark: 'line' }, ...layers] } : { mark: 'line' }),
  };
  const { talk } = await resolved({
    'charts/a.vl.json': specText(parts),
    'slides/10.md': '# A\n\n![b](../charts/a.vl.json)\n',
  });
  return told({ reported: checkColours(talk) });
}
const chart = 'charts/a.vl.json';
const place = 'slides/10.md:3:1';
const alike = (one: string, other: string, ...viewers: string[]) =>
  at(place, messages.chartColours(chart, one, other, viewers));
const names = { mark: 'text', encoding: { text: { field: 'product' } } };

describe('checkColours', () => {
  it('passes series that differ in lightness and hue', async () => {
    expect(await said(['#0A505E', '#DF7A31'])).toEqual([]);
  });

  it('names both series, and for whom they look alike', async () => {
    expect(await said(['#C8281E', '#1E7D32'])).toEqual([
      alike('Apples', 'Pears', 'in greyscale', 'with deuteranopia'),
    ]);
    expect(await said(['#E69F00', '#0A505E', '#FF8A9A'])).toEqual([
      alike('Apples', 'Plums', 'in greyscale', 'with tritanopia'),
    ]);
  });

  it('passes series that are named in the drawing, or told apart by dashes as well', async () => {
    expect(await said(['#C8281E', '#1E7D32'], {}, [names])).toEqual([]);
    expect(await said(['#C8281E', '#1E7D32'], { strokeDash: { field: 'product', type: 'nominal' } })).toEqual(
      [],
    );
  });

  it('tells of colours that nothing explains', async () => {
    const color = { field: 'product', type: 'nominal', legend: null };
    expect(await said(['', ''], { color })).toEqual([
      at(place, messages.chartKey(chart, 'product', ['Apples', 'Pears'])),
    ]);
    expect(await said(['', ''], { color }, [names])).toEqual([]);
  });
});

describe('the theme’s colours for series', () => {
  it('can be told apart by everyone', () => {
    const { range } = JSON.parse(readFileSync('templates/theme.vega.json', 'utf8'));
    const colours: readonly string[] = range.category;
    const pairs = colours.flatMap((a, n) => colours.slice(n + 1).map((b) => [a, b] as const));
    expect(pairs).toHaveLength(15);
    for (const [a, b] of pairs) expect([a, b, ...indistinctTo({ colour: a }, { colour: b })]).toEqual([a, b]);
  });
});
