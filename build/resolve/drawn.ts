import * as vega from 'vega';
import type { Cell, Column, DrawnTable, Row } from '../model/chart.ts';
import { type FieldNote, readable, unescaped } from './field-notes.ts';

// vega's types leave out how it writes time units
const { timeUnitSpecifier, defaultLocale } = vega as unknown as {
  timeUnitSpecifier: (units: readonly string[]) => string;
  defaultLocale: () => { timeFormat: (specifier: string) => (date: Date) => string };
};

/** The parts of a compiled Vega spec that say what is drawn. */
export interface MarkSpec {
  readonly type: string;
  readonly name?: string;
  readonly from?: { readonly facet?: { readonly groupby?: string | readonly string[] } };
  readonly encode?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly marks?: readonly MarkSpec[];
  readonly data?: readonly { readonly transform?: readonly TransformSpec[] }[];
  readonly scales?: readonly { readonly name: string; readonly type: string }[];
}

interface TransformSpec {
  readonly type: string;
  readonly field?: string;
  readonly fields?: readonly unknown[];
  readonly units?: readonly string[];
  readonly as?: readonly string[];
}

/** A scenegraph's group, mark or mark's item. */
export interface SceneNode {
  readonly marktype?: string;
  readonly name?: string;
  readonly datum?: Row;
  readonly items?: readonly SceneNode[];
}

/** What one mark draws: fields by the channel that shows them, and its data, a row for each of its items. */
export interface DrawnMark {
  readonly type: string;
  readonly channels: Map<string, string>;
  readonly rows: Row[];
  readonly items: readonly SceneNode[];
}

/** A column with its cells in the order of a mark's rows. */
export interface DrawnColumn extends Column {
  readonly isText: boolean;
  /** Whether it says where on an axis of names or dates something stands. */
  readonly isPlace: boolean;
  readonly cells: readonly Cell[];
}

/** A column for each field of a mark, those that rows are told apart by in front. */
export type ReadColumns = (mark: Pick<DrawnMark, 'channels' | 'rows'>) => DrawnColumn[];

const shown =
  /^(?:x|y)[2c]?$|^(?:fill|stroke|size|shape|text|theta|opacity|strokeDash|strokeWidth|angle|url)$|Angle$|Radius$/;

/**
 * The data behind a drawing, as its marks hold it after every transform. Marks that show the same rows share a
 * table; notes and rules on some of a table's rows add nothing to it.
 */
export function drawnTables(
  spec: MarkSpec,
  root: SceneNode,
  notes: ReadonlyMap<string, FieldNote>,
): DrawnTable[] {
  const columnsOf = columnReader(spec, notes);
  return mergedMarks(drawnMarks(spec, root)).map((mark) => tableOf(mark, columnsOf(mark)));
}

/** The marks of a drawing that show data, those with the most rows first. */
export function drawnMarks(spec: MarkSpec, root: SceneNode): DrawnMark[] {
  const marks = markSpecs(spec);
  const origins = originsOf(transformsIn(spec));
  const drawn = new Map<
    string,
    { type: string; channels: Map<string, string>; rows: Row[]; items: SceneNode[] }
  >();
  for (const [node, inherited] of nodesIn(root, {})) {
    const mark = marks.get(node.name ?? '');
    if (!mark || node.marktype === 'group') continue;
    const found = drawn.get(node.name ?? '') ?? {
      type: node.marktype ?? '',
      channels: mark,
      rows: [],
      items: [],
    };
    for (const item of node.items ?? []) {
      if (!item.datum) continue;
      found.rows.push({ ...inherited, ...item.datum });
      found.items.push(item);
    }
    drawn.set(node.name ?? '', found);
  }
  return [...drawn.values()]
    .filter(({ channels, rows }) => channels.size > 0 && rows.length > 0)
    .map((mark) => ({ ...mark, channels: plainFields(mark, origins) }))
    .sort((a, b) => b.rows.length - a.rows.length);
}

/** One mark in place of all that show the same rows, each with what they show of it. */
export function mergedMarks(marks: readonly DrawnMark[]): DrawnMark[] {
  const merged: DrawnMark[] = [];
  for (const mark of marks) {
    if (merged.some((larger) => absorbs(larger, mark))) continue;
    merged.push({ ...mark, channels: new Map(mark.channels), rows: [...mark.rows] });
  }
  return merged;
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

function transformsIn(spec: MarkSpec): TransformSpec[] {
  const own = (spec.data ?? []).flatMap(({ transform = [] }) => transform);
  return [...own, ...(spec.marks ?? []).flatMap(transformsIn)];
}

/** What fields are made from for drawing alone: a stack's ends, a time unit's end, places on a map. */
function originsOf(transforms: readonly TransformSpec[]): Map<string, string> {
  const pairs = transforms.flatMap(({ type, field, fields = [], as = [] }) => {
    const from = type === 'stack' ? [field, field] : type === 'timeunit' ? as.slice(0, 1).concat(as) : fields;
    return type === 'geopoint' || type === 'stack' || type === 'timeunit'
      ? as.map((name, n) => [name, from[n]] as const)
      : [];
  });
  return new Map(
    pairs.flatMap(([name, from]) => (typeof from === 'string' ? [[name, unescaped(from)] as const] : [])),
  );
}

/** The fields that a production rule reads, as `field` or in the signals that Vega-Lite writes. */
function fieldsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { field, signal, offset } = value as Record<string, unknown>;
  if (typeof field === 'string') return [unescaped(field), ...fieldsIn(offset)];
  if (typeof signal !== 'string') return [];
  return [...signal.matchAll(/datum\[("(?:[^"\\]|\\.)*")\]/g)].map(([, name = '""']) => JSON.parse(name));
}

/** A scene's marks, with what the groups around them hold. */
export function* nodesIn(node: SceneNode, inherited: Row): Generator<[SceneNode, Row]> {
  for (const child of node.items ?? []) {
    if (child.marktype !== undefined) yield [child, inherited];
    const isGroup = node.marktype === 'group';
    yield* nodesIn(child, isGroup && child.datum ? { ...inherited, ...child.datum } : inherited);
  }
}

/** The channels by field, those that are made for drawing replaced by what they are made from. */
function plainFields(
  { channels, rows }: DrawnMark,
  origins: ReadonlyMap<string, string>,
): Map<string, string> {
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  return new Map(
    [...channels].flatMap(([field, channel]) => {
      const origin = origins.get(field) ?? field.replace(/_offsetted_rect_(?:start|end)$/, '');
      const name = keys.has(origin) ? origin : field;
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
  const rows = new Map<string | undefined, number[]>();
  for (const [n, row] of larger.rows.entries()) {
    const own = key(row);
    const alike = rows.get(own);
    if (alike) alike.push(n);
    else rows.set(own, [n]);
  }
  // rows that look alike are taken in turn
  const places = mark.rows.map((row) => {
    const alike = rows.get(key(row)) ?? [];
    return alike.length > 1 ? alike.shift() : alike[0];
  });
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

/** Reads columns: what the rows are told apart by stands in front, what is measured behind. */
export function columnReader(spec: MarkSpec, notes: ReadonlyMap<string, FieldNote>): ReadColumns {
  const scales = scaleTypes(spec);
  const units = new Map(
    transformsIn(spec).flatMap(({ as: [name = ''] = [], units: of }) => (of ? [[name, of] as const] : [])),
  );
  return ({ channels, rows }) => {
    const columns = [...channels].map(([name, channel]) => {
      const { title = readable(name), isDate = false } = notes.get(name) ?? {};
      const values = rows.map((row) => row[name]);
      const isTime = isDate || values.some((value) => value instanceof Date);
      const isText = values.some((value) => typeof value === 'string');
      const isPlace =
        /^[xy]/.test(channel) && (isTime || /^(?:band|point)$/.test(scales.get(channel[0] ?? '') ?? ''));
      const rank = channel === 'facet' ? 0 : isPlace ? 1 : isText ? 2 : channel.startsWith('x') ? 3 : 4;
      const cells = columnCells(isTime ? values.map(dateOf) : values, units.get(name));
      return { name, title, channel, rank, isText, isPlace, cells };
    });
    return columns.sort((a, b) => a.rank - b.rank);
  };
}

function tableOf({ rows }: DrawnMark, columns: readonly DrawnColumn[]): DrawnTable {
  const across = columns.find(({ channel, isText }) => /^x2?$/.test(channel) && !isText)?.name;
  const apart = columns.flatMap(({ name, channel, isText }) => (isText || channel === 'facet' ? name : []));
  const order = inOrder(rows, apart, across);
  return {
    columns: columns.map(({ name, title, channel }) => ({ name, title, channel })),
    rows: order.map((n) => columns.map(({ cells }) => cells[n] ?? null)),
  };
}

/** Which row comes first, second and so on: those of each series together, from left to right. */
function inOrder(rows: readonly Row[], apart: readonly string[], across: string | undefined): number[] {
  const seen = new Map<string, number>();
  const placed = rows.map((row, n) => {
    const key = JSON.stringify(apart.map((name) => row[name]));
    const series = seen.get(key) ?? seen.size;
    seen.set(key, series);
    const value = across === undefined ? undefined : row[across];
    const place =
      typeof value === 'number' || value instanceof Date ? Number(value) : Number.POSITIVE_INFINITY;
    return { n, series, place };
  });
  return placed.sort((a, b) => a.series - b.series || a.place - b.place || 0).map(({ n }) => n);
}

function dateOf(value: unknown): unknown {
  return typeof value === 'number' ? new Date(value) : value;
}

/**
 * A column's values. Dates are written as far as any of them goes into detail, parts of them such as months as the
 * drawing writes them.
 */
function columnCells(values: readonly unknown[], units: readonly string[] = ['year']): Cell[] {
  const isWhole =
    units.includes('year') && !units.some((unit) => /^(?:quarter|week|day|dayofyear)$/.test(unit));
  const write = isWhole ? isoWriter(values) : defaultLocale().timeFormat(timeUnitSpecifier(units));
  return values.map((value) => {
    if (value instanceof Date) return write(value);
    // sums leave traces of binary fractions
    if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(12)) : null;
    return value === null || value === undefined ? null : String(value);
  });
}

function isoWriter(values: readonly unknown[]): (date: Date) => string {
  const dates = values.filter((value) => value instanceof Date).map((date) => date.toISOString());
  const ends = ['-01-01T00:00:00.000Z', '-01T00:00:00.000Z', 'T00:00:00.000Z', ':00.000Z'];
  const end = ends.find((tail) => dates.every((date) => date.endsWith(tail))) ?? '';
  return (date) => date.toISOString().slice(0, -end.length || undefined);
}
