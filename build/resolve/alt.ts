import type { Cell, Chart, Column, DrawnTable } from '../model/chart.ts';

/**
 * Words for a chart that its author gave none: its mark and axes, how far they go, and for each series its first,
 * last and extreme values.
 */
export function generatedAlt(spec: Chart['spec'], tables: readonly DrawnTable[]): string {
  const [table] = tables;
  const kind = kindOf(spec);
  if (!table || table.rows.length === 0) return `${kind}.`;
  const measure = table.columns.findLastIndex((_, n) => table.rows.some((row) => typeof row[n] === 'number'));
  const place = table.columns.findIndex(({ channel }, n) => n !== measure && /^[xy]/.test(channel));
  const by = place < 0 ? table.columns.findIndex((_, n) => n !== measure) : place;
  const names = table.columns.map(({ title }) => title);
  if (measure < 0 || by < 0) return `${kind} of ${names.join(', ')}: ${count(table.rows.length, 'row')}.`;
  const series = table.columns.findIndex((column, n) => n !== measure && n !== by && isSeries(column));
  const bySeries = new Map<string, (readonly Cell[])[]>();
  for (const row of table.rows) {
    const key = series < 0 ? '' : String(row[series]);
    bySeries.set(key, [...(bySeries.get(key) ?? []), row]);
  }
  const places = table.rows.map((row) => row[by] ?? '').sort((a, b) => (a < b ? -1 : 1));
  const isOrdered =
    /^[xy]/.test(table.columns[by]?.channel ?? '') && places.every((at) => /^-?\d/.test(String(at)));
  const extent = `${count(table.rows.length, 'value')}${isOrdered ? ` from ${places[0]} to ${places.at(-1)}` : ''}`;
  const stories = [...bySeries].slice(0, 6).map(([name, rows]) => story(name, rows, by, measure, isOrdered));
  return `${kind} of ${names[measure]} by ${names[by]}: ${extent}. ${stories.join(' ')}`;
}

function isSeries({ channel }: Column): boolean {
  return ['fill', 'stroke', 'facet', 'shape', 'strokeDash'].includes(channel);
}

function story(
  name: string,
  rows: readonly (readonly Cell[])[],
  by: number,
  measure: number,
  isOrdered: boolean,
): string {
  const points = rows.flatMap((row) => {
    const value = row[measure];
    return typeof value === 'number' ? [{ at: row[by], value }] : [];
  });
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return '';
  const least = points.reduce((a, b) => (b.value < a.value ? b : a));
  const most = points.reduce((a, b) => (b.value > a.value ? b : a));
  const point = ({ at, value }: typeof first): string => `${value} (${at})`;
  const ends = isOrdered ? `first ${point(first)}, last ${point(last)}, ` : '';
  const text = `${ends}lowest ${point(least)}, highest ${point(most)}.`;
  return name === '' ? `${text[0]?.toUpperCase()}${text.slice(1)}` : `${name}: ${text}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

const kinds: Readonly<Record<string, string>> = {
  bar: 'Bar chart',
  line: 'Line chart',
  trail: 'Line chart',
  area: 'Area chart',
  point: 'Scatter plot',
  circle: 'Scatter plot',
  square: 'Scatter plot',
  arc: 'Pie chart',
  rect: 'Heat map',
  tick: 'Strip plot',
  boxplot: 'Box plot',
  geoshape: 'Map',
};

/** The kind of chart that a spec's first telling mark makes. */
function kindOf(node: unknown): string {
  const [kind] = marksIn(node).flatMap((mark) => kinds[mark] ?? []);
  return kind ?? 'Chart';
}

function marksIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(marksIn);
  if (typeof node !== 'object' || node === null) return [];
  const { mark, layer, concat, hconcat, vconcat, spec } = node as Record<string, unknown>;
  const own = typeof mark === 'object' && mark !== null ? (mark as { type?: unknown }).type : mark;
  return [
    ...(typeof own === 'string' ? [own] : []),
    ...[layer, concat, hconcat, vconcat, spec].flatMap(marksIn),
  ];
}
