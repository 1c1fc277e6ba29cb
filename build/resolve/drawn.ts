import type { Cell, DrawnTable, Row } from '../model/chart.ts';

/** The parts of a compiled Vega spec that say what is drawn. */
interface MarkSpec {
  readonly type: string;
  readonly name?: string;
  readonly from?: { readonly facet?: { readonly groupby?: string | readonly string[] } };
  readonly encode?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly marks?: readonly MarkSpec[];
  readonly scales?: readonly { readonly name: string; readonly type: string }[];
}

/** A scenegraph's group, mark or mark's item. */
export interface SceneNode {
  readonly marktype?: string;
  readonly name?: string;
  readonly datum?: Row;
  readonly items?: readonly SceneNode[];
}

/** What one mark draws: fields by the channel that shows them, and its data. */
interface DrawnMark {
  readonly type: string;
  readonly channels: Map<string, string>;
  readonly rows: Row[];
}

const shown =
  /^(?:x|y)[2c]?$|^(?:fill|stroke|size|shape|text|theta|opacity|strokeDash|strokeWidth|angle|url)$|Angle$|Radius$/;

/**
 * The data behind a drawing, as its marks hold it after every transform. Marks that show the same rows share a
 * table; notes and rules on some of a table's rows add nothing to it.
 */
export function drawnTables(
  spec: MarkSpec,
  root: SceneNode,
  titles: ReadonlyMap<string, string>,
): DrawnTable[] {
  const marks = markSpecs(spec);
  const drawn = new Map<string, DrawnMark>();
  for (const [node, inherited] of nodesIn(root, {})) {
    const mark = marks.get(node.name ?? '');
    if (!mark || node.marktype === 'group') continue;
    const found = drawn.get(node.name ?? '') ?? { type: node.marktype ?? '', channels: mark, rows: [] };
    for (const { datum } of node.items ?? []) if (datum) found.rows.push({ ...inherited, ...datum });
    drawn.set(node.name ?? '', found);
  }
  const merged: DrawnMark[] = [];
  const bySize = [...drawn.values()]
    .filter(({ channels, rows }) => channels.size > 0 && rows.length > 0)
    .map((mark) => ({ ...mark, channels: plainFields(mark) }))
    .sort((a, b) => b.rows.length - a.rows.length);
  for (const mark of bySize) if (!merged.some((larger) => absorbs(larger, mark))) merged.push(mark);
  return merged.map((mark) => tableOf(mark, scaleTypes(spec), titles));
}

/** The fields that each named mark shows, with the channels that show them. */
function markSpecs(
  spec: MarkSpec,
  outer: ReadonlyMap<string, string> = new Map(),
): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const mark of spec.marks ?? []) {
    // the lines of a chart are told apart by some channel, the parts of a trellis by none
    const by = mark.name?.endsWith('pathgroup') ? 'detail' : 'facet';
    const facets = [mark.from?.facet?.groupby ?? []].flat().map((field) => [field, by] as const);
    const around = new Map([...outer, ...facets]);
    if (mark.type === 'group') for (const [name, fields] of markSpecs(mark, around)) found.set(name, fields);
    else if (mark.name) {
      const fields = new Map(around);
      for (const [channel, value] of Object.entries({ ...mark.encode?.enter, ...mark.encode?.update })) {
        if (!shown.test(channel)) continue;
        for (const field of fieldsIn(value)) {
          if ((fields.get(field) ?? 'detail') === 'detail') fields.set(field, channel);
        }
      }
      found.set(mark.name, fields);
    }
  }
  return found;
}

/** The fields that a production rule reads, as `field` or in the signals that Vega-Lite writes. */
function fieldsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { field, signal } = value as { field?: unknown; signal?: unknown };
  if (typeof field === 'string') return [field.replace(/\\(.)/g, '$1')];
  if (typeof signal !== 'string') return [];
  return [...signal.matchAll(/datum\[("(?:[^"\\]|\\.)*")\]/g)].map(([, name = '""']) => JSON.parse(name));
}

function* nodesIn(node: SceneNode, inherited: Row): Generator<[SceneNode, Row]> {
  for (const child of node.items ?? []) {
    if (child.marktype !== undefined) yield [child, inherited];
    const isGroup = node.marktype === 'group';
    yield* nodesIn(child, isGroup && child.datum ? { ...inherited, ...child.datum } : inherited);
  }
}

/** The channels by field, a stack’s ends replaced by what is stacked. */
function plainFields({ channels, rows }: DrawnMark): Map<string, string> {
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  return new Map(
    [...channels].flatMap(([field, channel]) => {
      const [, base = field] = (!field.startsWith('bin_') && /^(.*)_(?:start|end)$/.exec(field)) || [];
      const name = keys.has(base) ? base : field;
      return keys.has(name) ? [[name, channel] as const] : [];
    }),
  );
}

/**
 * Whether `mark` shows rows of `larger`, to which then joins what it shows of all of them beside what that does; or
 * the same fields of other rows, which then join it.
 */
function absorbs(larger: DrawnMark, mark: DrawnMark): boolean {
  const fields = [...larger.channels.keys()];
  const key = (row: Row): string | undefined =>
    fields.every((field) => field in row) ? JSON.stringify(fields.map((field) => row[field])) : undefined;
  const rows = new Map(larger.rows.map((row, n) => [key(row), n]));
  const places = mark.rows.map((row) => rows.get(key(row)));
  if (key(mark.rows[0] ?? {}) === undefined) return false;
  if (places.includes(undefined)) {
    const isLike = mark.channels.size === fields.length && fields.every((field) => mark.channels.has(field));
    if (isLike) larger.rows.push(...mark.rows);
    return isLike;
  }
  const more = [...mark.channels].filter(([field]) => !larger.channels.has(field));
  const isNote = places.length < larger.rows.length && /^(?:text|rule)$/.test(mark.type);
  if (isNote) return true;
  for (const [field, channel] of more) {
    larger.channels.set(field, channel);
    for (const [n, place = 0] of places.entries())
      larger.rows[place] = { ...larger.rows[place], [field]: mark.rows[n]?.[field] };
  }
  return true;
}

/** The types of the scales by channel, those of parts of a trellis or concatenation among them. */
function scaleTypes(spec: MarkSpec): ReadonlyMap<string, string> {
  const scales = [spec, ...(spec.marks ?? [])].flatMap(({ scales = [] }) => scales);
  return new Map(scales.map(({ name, type }) => [name.replace(/^.*_/, ''), type]));
}

/** What the rows are told apart by stands in front, what is measured behind. */
function tableOf(
  { channels, rows }: DrawnMark,
  scales: ReadonlyMap<string, string>,
  titles: ReadonlyMap<string, string>,
): DrawnTable {
  const columns = [...channels].map(([name, channel]) => {
    const type = scales.get(channel.slice(0, 1)) ?? '';
    const isTime = /^(?:time|utc)$/.test(type);
    const values = rows.map((row) => row[name]);
    const isText = values.some((value) => typeof value === 'string');
    const isPlace = isTime || /^(?:band|point)$/.test(type);
    const rank = channel === 'facet' ? 0 : isPlace ? 1 : isText ? 2 : channel.startsWith('x') ? 3 : 4;
    const cells = columnCells(isTime ? values.map(dateOf) : values);
    return { name, title: titles.get(name) ?? readable(name), channel, rank, isText, cells };
  });
  columns.sort((a, b) => a.rank - b.rank);
  const lines = rows.map((_, n) => columns.map(({ cells }) => cells[n] ?? null));
  const across = columns.findIndex(({ channel, isText }) => /^x2?$/.test(channel) && !isText);
  const names = columns.flatMap(({ isText }, n) => (isText ? n : []));
  return {
    columns: columns.map(({ name, title, channel }) => ({ name, title, channel })),
    rows: inOrder([...new Map(lines.map((line) => [JSON.stringify(line), line])).values()], names, across),
  };
}

/** The rows of each series together, from left to right. */
function inOrder(rows: Cell[][], names: readonly number[], across: number): Cell[][] {
  const series = (row: readonly Cell[]): string => JSON.stringify(names.map((n) => row[n]));
  const seen = [...new Set(rows.map(series))];
  return rows.sort((a, b) => {
    const bySeries = seen.indexOf(series(a)) - seen.indexOf(series(b));
    const [left, right] = [a[across], b[across]];
    const byPlace = typeof left === 'number' && typeof right === 'number' ? left - right : 0;
    return bySeries || byPlace;
  });
}

function dateOf(value: unknown): unknown {
  return typeof value === 'number' ? new Date(value) : value;
}

function readable(field: string): string {
  return field.replace(/^__/, '').replaceAll('_', ' ');
}

/** A column's values; dates are written as far as any of them goes into detail. */
function columnCells(values: readonly unknown[]): Cell[] {
  const dates = values.filter((value) => value instanceof Date).map((date) => date.toISOString());
  const ends = ['-01-01T00:00:00.000Z', '-01T00:00:00.000Z', 'T00:00:00.000Z', ':00.000Z'];
  const end = ends.find((tail) => dates.every((date) => date.endsWith(tail))) ?? '';
  return values.map((value) => {
    if (value instanceof Date) return value.toISOString().slice(0, -end.length || undefined);
    // sums leave traces of binary fractions
    if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(12)) : null;
    return value === null || value === undefined ? null : String(value);
  });
}

/** What an author or Vega-Lite calls the fields that a spec's encodings make, by the name they have in the data. */
export function fieldTitles(node: unknown, titles: Map<string, string> = new Map()): Map<string, string> {
  if (Array.isArray(node)) for (const item of node) fieldTitles(item, titles);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return titles;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'encoding' && typeof value === 'object' && value !== null) {
      for (const channel of Object.values(value).flat()) noteTitle(channel, titles);
    } else if (!['data', 'datasets', 'config', 'transform'].includes(key)) fieldTitles(value, titles);
  }
  return titles;
}

function noteTitle(channel: unknown, titles: Map<string, string>): void {
  if (typeof channel !== 'object' || channel === null) return;
  const { field, aggregate, timeUnit, bin, title } = channel as Record<string, unknown>;
  const name = typeof field === 'string' ? field.replace(/\\(.)/g, '$1') : '';
  const own = typeof title === 'string' && title !== '' ? title : undefined;
  const put = (key: string, fallback: string): void => {
    if (own !== undefined || !titles.has(key)) titles.set(key, own ?? fallback);
  };
  if (aggregate === 'count') put('__count', 'count');
  else if (typeof aggregate === 'string') put(`${aggregate}_${name}`, `${aggregate} of ${readable(name)}`);
  else if (typeof timeUnit === 'string') put(`${timeUnit}_${name}`, readable(name));
  else if (bin) {
    const prefix = `bin_maxbins_${(bin as { maxbins?: number }).maxbins ?? 10}_${name}`;
    put(prefix, `${readable(name)} from`);
    put(`${prefix}_end`, `${readable(name)} to`);
  } else if (name !== '') put(name, readable(name));
}
