import { describe, expect, it } from 'vitest';
import { inputsHeight, isOperable } from '../../build/resolve/operable.ts';
import { halfEms, resolved, specText } from '../support/memory.ts';

type Json = Readonly<Record<string, unknown>>;

const range: Json = { name: 'a', bind: { input: 'range', min: 0, max: 1 } };
const select: Json = { name: 'chosen', select: 'point' };

describe('a chart to operate', () => {
  it('is one with an input or a selection, in any of its views', () => {
    expect(isOperable({ params: [range] })).toBe(true);
    expect(isOperable({ hconcat: [{ layer: [{ params: [select] }] }] })).toBe(true);
    expect(isOperable({ params: [{ name: 'a', value: 1 }] })).toBe(false);
    expect(isOperable({ usermeta: { params: [range] } })).toBe(false);
  });

  it('gives its inputs as many lines as they need', () => {
    const height = (width: number, ...params: Json[]): number =>
      inputsHeight({ params }, { width, height: 400 }, halfEms);
    expect(height(730, select)).toBe(44);
    expect(height(730, range)).toBe(44);
    expect(height(730, range, range)).toBe(88);
    expect(height(1120, range, range)).toBe(44);
    const options = ['a long option', 'another long option', 'the longest option of all'];
    const radio = { name: 'a', bind: { input: 'radio', options } };
    expect(height(1120, radio, range)).toBe(88);
    expect(height(730, radio)).toBe(88);
    expect(height(730, radio, range)).toBe(132);
    const bind = { x: { input: 'checkbox' }, y: { input: 'select', options } };
    expect(height(730, { name: 'a', select: 'point', bind })).toBe(44);
  });

  it('is drawn that much less high, and brings its spec, whose data are rows', async () => {
    const transform = [{ filter: 'datum.sales > a' }];
    const { talk, reported } = await resolved({
      'slides/10.md': '# A\n\n![Sales](../charts/a.vl.json)\n',
      'charts/a.vl.json': specText({
        params: [{ ...range, value: 0 }],
        transform,
        data: { url: 'data/a.csv' },
      }),
      'charts/data/a.csv': 'year,sales\n2001,3\n',
    });
    expect(reported).toEqual([]);
    const [drawing] = talk.drawings.values();
    expect(drawing).toMatchObject({
      width: 400,
      height: 156,
      operable: { id: 'a-figure-0-vega', height: 44 },
    });
    expect(drawing?.svg).toContain(' data-vega="a-figure-0-vega"');
    // reading text would take `eval` in a browser
    expect(drawing?.operable?.vega).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ values: [{ year: '2001', sales: '3' }] })]),
    });
  });
});
