import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import type { DrawRequest, DrawResult } from '../../build/resolve/draw.ts';
import { drawLimits, openDrawer } from '../../build/write/drawer.ts';
import { library } from '../support/memory.ts';

const position = { field: 'a', type: 'quantitative' };

/** A chart of points, its parts replaced by those given. */
function chart(parts: Readonly<Record<string, unknown>> = {}): DrawRequest {
  const spec = {
    data: { values: [{ a: 1 }] },
    mark: 'point',
    encoding: { x: position, y: position },
    ...parts,
  };
  return { specs: [spec], size: { width: 90, height: 90 }, theme: {} };
}

const sequence = (stop: number) => chart({ data: { sequence: { start: 0, stop, as: 'a' } } });
const rules = ({ problems }: DrawResult): string[] => problems.map(({ message: { rule } }) => rule);

describe('openDrawer', () => {
  it('ends a chart that takes too long, does not try it again, and draws the next one', async () => {
    const { draw } = openDrawer(library.drawProgram);
    const backtracking = chart({
      data: { values: [{ a: 1, text: `${'a'.repeat(60)}!` }] },
      transform: [{ filter: 'test(/^(a+)+$/, datum.text)' }],
    });
    const slow = await draw(backtracking);
    expect(slow).toMatchObject({
      svg: '',
      problems: [{ message: messages.chartSlow(drawLimits.seconds) }],
    });
    const begun = performance.now();
    expect(await draw(backtracking)).toEqual(slow);
    expect(performance.now() - begun).toBeLessThan(drawLimits.seconds * 500);
    expect(await draw(chart())).toMatchObject({ problems: [], svg: expect.stringContaining('<svg') });
  });

  it('ends a chart that takes too much memory, and draws the next one', async () => {
    const { draw } = openDrawer(library.drawProgram, { ...drawLimits, megabytes: 60 });
    expect(rules(await draw(sequence(1e7)))).toEqual(['chart-memory']);
    expect(rules(await draw(chart()))).toEqual([]);
  });

  it.each([
    ['a sequence', sequence(1e9)],
    [
      'bins',
      chart({
        data: { values: [{ a: 0 }, { a: 1 }] },
        encoding: { x: { ...position, bin: { step: 1e-9 } }, y: { aggregate: 'count' } },
      }),
    ],
    ['ticks', chart({ encoding: { x: { ...position, axis: { tickCount: 1e9 } }, y: position } })],
    ['an expression', chart({ transform: [{ calculate: 'sequence(1e9)', as: 'b' }] })],
  ])('says so of %s that would never end', async (_, request) => {
    const found = rules(await openDrawer(library.drawProgram, { seconds: 3, megabytes: 400 }).draw(request));
    expect(['chart-slow', 'chart-memory']).toContain(found.at(-1));
  });

  it('draws charts that are asked for at once', async () => {
    const { draw } = openDrawer(library.drawProgram);
    const [one, two] = await Promise.all([draw(chart({ title: 'One' })), draw(chart({ title: 'Two' }))]);
    expect(one.svg).toContain('One');
    expect(two.svg).toContain('Two');
  });

  it('draws with the process that was prepared', async () => {
    const { draw, prepare } = openDrawer(library.drawProgram);
    prepare();
    prepare();
    expect(rules(await draw(chart()))).toEqual([]);
  });

  it('draws no more when the time for all is over', async () => {
    const { draw } = openDrawer(library.drawProgram);
    expect(rules(await draw(chart(), performance.now() - 1))).toEqual(['charts-slow']);
    expect(rules(await draw(chart(), performance.now() + 60_000))).toEqual([]);
  });

  it('throws a fault of ours', async () => {
    const request = { ...chart(), specs: undefined } as unknown as DrawRequest;
    await expect(openDrawer(library.drawProgram).draw(request)).rejects.toThrow(/undefined/);
  });
});
