import type { Cell, Chart, Column, DrawnTable } from '../model/chart.ts';

/**
 * Words for a chart that its author gave none: its mark and axes, how far they go, and for each series its first,
 * last and extreme values.
 */
export function generatedAlt(spec: Chart['spec'], tables: readonly DrawnTable[]): string {
  const [table] = tables;
  const kind = kindOf(spec);
  if (!table || table.rows.length === 0) return `${kind}.`;
  const measure = measureOf(table);
  const place = table.columns.findIndex(({ channel }, n) => n !== measure && /^[xy]/.test(channel));
  const by = place < 0 ? table.columns.findIndex((_, n) => n !== measure) : place;
  const names = table.columns.map(({ title }) => title);
  if (measure < 0 || by < 0) return `${kind} of ${names.join(', ')}: ${count(table.rows.length, 'row')}.`;
  const isOrdered = place >= 0 && table.rows.every((row) => isOnScale(row[by] ?? null));
  const rows = isOrdered
    ? [...table.rows].sort((a, b) => ((a[by] ?? 0) < (b[by] ?? 0) ? -1 : 1))
    : table.rows;
  const apart = table.columns.flatMap((column, n) =>
    n !== measure &&
    n !== by &&
    isSeries(
      column,
      rows.map((row) => row[n]),
    )
      ? n
      : [],
  );
  const bySeries = new Map<string, (readonly Cell[])[]>();
  for (const row of table.rows) bySeries.set(seriesOf(row, apart), []);
  for (const row of rows) bySeries.get(seriesOf(row, apart))?.push(row);
  const reach = isOrdered ? ` from ${rows[0]?.[by]} to ${rows.at(-1)?.[by]}` : '';
  const stories = [...bySeries].slice(0, 6).map(([name, own]) => story(name, own, by, measure, isOrdered));
  return `${kind} of ${names[measure]} by ${names[by]}: ${count(rows.length, 'value')}${reach}. ${stories.join(' ')}`;
}

/** The column that the chart is about: the first that goes upwards if the last number does, dots' sizes left out. */
function measureOf({ columns, rows }: DrawnTable): number {
  const measures = columns.flatMap(({ channel }, n) =>
    !/^(?:size|opacity|strokeWidth|text)$/.test(channel) && rows.some((row) => typeof row[n] === 'number')
      ? n
      : [],
  );
  const isUpright = (n: number): boolean => columns[n]?.channel.startsWith('y') ?? false;
  const last = measures.at(-1) ?? -1;
  return (isUpright(last) ? measures.find(isUpright) : undefined) ?? last;
}

/** Whether a place is a number or a date, which has a before and after. */
function isOnScale(at: Cell): boolean {
  return typeof at === 'number' || /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+Z?)?)?| Q\d)?$/.test(at ?? '');
}

function isSeries({ channel }: Column, values: readonly (Cell | undefined)[]): boolean {
  if (/^[xy]/.test(channel)) return values.some((value) => typeof value === 'string');
  return /^(?:fill|stroke|facet|shape|strokeDash|detail)$/.test(channel);
}

function seriesOf(row: readonly Cell[], apart: readonly number[]): string {
  return apart.map((n) => row[n]).join(', ');
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
