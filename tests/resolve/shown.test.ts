import { describe, expect, it } from 'vitest';
import { countNumbers, readShown } from '../../build/resolve/shown.ts';

describe('a number as it is shown', () => {
  it.each([
    ['1,741', 1741, 0.5],
    ['1 741', 1741, 0.5],
    ['3.5 bn', 3.5e9, 0.05e9],
    ['US$42.1 bn', 42.1e9, 0.05e9],
    ['5 million', 5e6, 0.5e6],
    ['1.55 tn', 1.55e12, 0.005e12],
    ['12×', 12, 0.5],
    ['twelvefold', 12, 0.5],
    ['twelve-fold', 12, 0.5],
    ['tripled', 3, 0.5],
    ['doubled', 2, 0.5],
    ['11th', 11, 0.5],
    ['0.72', 0.72, 0.005],
    ['−5.5', -5.5, 0.05],
    ['–5.5', -5.5, 0.05],
    ['-5.5', -5.5, 0.05],
  ])('reads %s', (text, value, tolerance) => {
    const shown = readShown(text);
    expect(shown?.value).toBeCloseTo(value, 6);
    expect(shown?.tolerance).toBeCloseTo(tolerance, 6);
    expect(shown?.percent).toBe(false);
  });

  it('knows percentages', () => {
    for (const text of ['84%', '84 %', '84 percent'])
      expect(readShown(text), text).toMatchObject({ value: 84, tolerance: 0.5, percent: true });
  });

  it('is none of the words that objects have by themselves', () => {
    expect(readShown('constructor')).toBeUndefined();
    expect(readShown('5 constructor')).toMatchObject({ value: 5 });
  });

  it('knows a half as a percentage', () => {
    for (const text of ['half', 'Half', 'fell by half', 'halved'])
      expect(readShown(text), text).toEqual({ value: 50, tolerance: 5, percent: true });
  });

  it('finds none in words', () => {
    for (const text of ['', 'many', 'n/a']) expect(readShown(text), text).toBeUndefined();
  });
});

it('counts the numbers of a text', () => {
  expect(['84%', '1,741', '3.5 bn', 'tripled', '1,000 to 2,000', '20–25'].map(countNumbers)).toEqual([
    1, 1, 1, 0, 2, 2,
  ]);
});
