import { describe, expect, it } from 'vitest';
import type { ColourKey } from '../../build/model/chart.ts';
import { draw } from '../../build/resolve/draw.ts';
import { halfEms } from '../support/memory.ts';

type Json = Readonly<Record<string, unknown>>;

const values = ['Apples', 'Pears'].flatMap((kind, n) =>
  [1, 2].map((year) => ({ kind, year, sales: n + year, isFirst: n === 0 })),
);
const x: Json = { field: 'year', type: 'ordinal' };
const y: Json = { field: 'sales', type: 'quantitative' };
const color: Json = { field: 'kind', type: 'nominal', scale: { range: ['#111111', '#eeeeee'] } };

async function keys(spec: Json): Promise<readonly ColourKey[]> {
  const request = { specs: [{ data: { values }, ...spec }], size: { width: 400, height: 200 }, theme: {} };
  const { colours, problems } = await draw(request, halfEms);
  expect(problems).toEqual([]);
  return colours;
}

describe('the colours of a drawing', () => {
  it('are those of the values drawn', async () => {
    for (const mark of ['line', 'bar', 'area', 'point']) {
      expect(await keys({ mark, encoding: { x, y, color } })).toEqual([
        {
          field: 'kind',
          hasLegend: true,
          isToldOtherwise: false,
          series: [
            { value: 'Apples', colour: '#111111', isLabelled: false },
            { value: 'Pears', colour: '#eeeeee', isLabelled: false },
          ],
        },
      ]);
    }
  });

  it('are told otherwise by shape, dash, place or part of a trellis', async () => {
    const kind = { field: 'kind', type: 'nominal' };
    for (const [mark, encoding] of [
      ['point', { shape: kind }],
      ['line', { strokeDash: kind }],
      ['bar', { y: kind, x: y }],
      ['bar', { column: kind }],
    ] as const)
      expect(await keys({ mark, encoding: { x, y, color, ...encoding } })).toMatchObject([
        { isToldOtherwise: true },
      ]);
  });

  it('are labelled where the drawing names them, whole, outside of its legend', async () => {
    const labelled = async (text: string): Promise<boolean[]> => {
      const label = { mark: { type: 'text', text }, encoding: { color: { value: 'black' } } };
      const [key] = await keys({ encoding: { x, y, color }, layer: [{ mark: 'line' }, label] });
      return (key?.series ?? []).map(({ isLabelled }) => isLabelled);
    };
    expect(await labelled('pears: 12%')).toEqual([false, true]);
    expect(await labelled('Spears')).toEqual([false, false]);
  });

  it('have no legend where the spec has none', async () => {
    expect(await keys({ mark: 'line', encoding: { x, y, color: { ...color, legend: null } } })).toMatchObject(
      [{ hasLegend: false }],
    );
  });

  it('are no series where they are measured, highlight, or belong to text', async () => {
    const measured = { field: 'sales', type: 'quantitative' };
    expect(await keys({ mark: 'bar', encoding: { x, y, color: measured } })).toEqual([]);
    expect(await keys({ mark: 'text', encoding: { x, y, color, text: y } })).toEqual([]);
    const [highlight] = await keys({
      mark: 'bar',
      encoding: { x, y, color: { field: 'isFirst', type: 'nominal' } },
    });
    expect(highlight?.series).toEqual([]);
  });
});
