import { describe, expect, it } from 'vitest';
import type { Cell, DrawnTable } from '../../build/model/chart.ts';
import { generatedAlt } from '../../build/resolve/alt.ts';
import { resolved, specText } from '../support/memory.ts';

/** A table with columns written `title channel`. */
function table(columns: readonly string[], ...rows: readonly (readonly Cell[])[]): DrawnTable {
  const named = columns.map((column) => column.split(' '));
  return { columns: named.map(([title = '', channel = '']) => ({ name: title, title, channel })), rows };
}

const alt = (mark: string, ...tables: readonly DrawnTable[]): string => generatedAlt({ mark }, tables);

describe('the words for a chart', () => {
  it('say what goes how far, with its first, last, lowest and highest values', () => {
    expect(alt('line', table(['year x', 'sales y'], [2001, 3], [2002, 5], [2003, 4]))).toBe(
      'Line chart of sales by year: 3 values from 2001 to 2003. First 3 (2001), last 4 (2003), lowest 3 (2001), highest 5 (2002).',
    );
  });

  it('say so of every series, told apart by all that tells it apart', () => {
    const rows = [
      ['A', 'f', 1, 3],
      ['A', 'm', 1, 5],
      ['A', 'f', 2, 4],
      ['A', 'm', 2, 6],
    ];
    expect(alt('line', table(['land facet', 'sex stroke', 'year x', 'rate y'], ...rows))).toBe(
      'Line chart of rate by year: 4 values from 1 to 2. A, f: first 3 (1), last 4 (2), lowest 3 (1), highest 4 (2). A, m: first 5 (1), last 6 (2), lowest 5 (1), highest 6 (2).',
    );
  });

  it('begin with the first place, wherever its row stands', () => {
    expect(alt('bar', table(['day y', 'v x'], ['2003-05', 1], ['2001-05', 2]))).toContain(
      'from 2001-05 to 2003-05. First 2 (2001-05), last 1 (2003-05),',
    );
  });

  it('know no first and last of names, though these begin with digits', () => {
    expect(alt('bar', table(['age x', 'v y'], ['5-9', 1], ['10-14', 2]))).toBe(
      'Bar chart of v by age: 2 values. Lowest 1 (5-9), highest 2 (10-14).',
    );
  });

  it('are of the height of dots, not of their size', () => {
    expect(alt('point', table(['gdp x', 'life y', 'people size'], [1, 70, 9], [2, 75, 4]))).toMatch(
      /^Scatter plot of life by gdp: .*last 75 \(2\)/,
    );
  });

  it('are of the first of two measures', () => {
    expect(alt('bar', table(['year x', 'a y2', 'b y'], [1, 2, 3], [2, 4, 5]))).toMatch(
      /^Bar chart of a by year: 2 values from 1 to 2\. First 2/,
    );
  });

  it('tell the rows of a heat map apart', () => {
    const rows = [
      [1, 'A', 3],
      [2, 'A', 5],
      [1, 'B', 4],
    ];
    expect(alt('rect', table(['year x', 'land y', 'v fill'], ...rows))).toMatch(
      /^Heat map of v by year: .* A: first 3 .* B: first 4/,
    );
  });

  it('pass over gaps', () => {
    expect(alt('line', table(['year x', 'v y'], [1, null], [2, 5], [3, null]))).toBe(
      'Line chart of v by year: 3 values from 1 to 3. First 5 (2), last 5 (2), lowest 5 (2), highest 5 (2).',
    );
  });

  it('name columns where nothing is measured, and the kind alone where nothing is drawn', () => {
    expect(alt('geoshape', table(['land fill'], ['A']))).toBe('Map of land: 1 row.');
    expect(alt('bar')).toBe('Bar chart.');
    expect(alt('bar', table(['year x']))).toBe('Bar chart.');
  });

  it('tell of six series at most', () => {
    const rows = [...'abcdefgh'].map((name, n) => [name, n, n]);
    expect(alt('line', table(['name stroke', 'x x', 'y y'], ...rows)).match(/first/g)).toHaveLength(6);
  });

  it('name the kind by the first mark that tells it', () => {
    const kind = (spec: object): string => generatedAlt({ ...spec }, []);
    expect(kind({ layer: [{ mark: 'rule' }, { mark: { type: 'area' } }] })).toBe('Area chart.');
    expect(kind({ facet: {}, spec: { hconcat: [{ mark: 'arc' }] } })).toBe('Pie chart.');
    expect(kind({ mark: 'text' })).toBe('Chart.');
  });
});

it('is what a chart is called whose author gave it no words', async () => {
  const named = async (words: string): Promise<string | undefined> => {
    const { talk } = await resolved({
      'slides/10.md': `# A\n\n![${words}](../charts/a.vl.json)\n`,
      'charts/a.vl.json': specText(),
    });
    return [...talk.drawings.values()][0]?.alt;
  };
  expect(await named('')).toBe(
    'Bar chart of sales by year: 1 value from 2001 to 2001. First 3 (2001), last 3 (2001), lowest 3 (2001), highest 3 (2001).',
  );
  expect(await named('Sales rose')).toBe('Sales rose');
});
