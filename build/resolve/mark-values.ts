import type { Cell } from '../model/chart.ts';
import {
  columnReader,
  type DrawnColumn,
  type DrawnMark,
  drawnMarks,
  type MarkSpec,
  mergedMarks,
  type SceneNode,
} from './drawn.ts';
import type { FieldNote } from './field-notes.ts';
import { valuesRole } from './slim.ts';

/** A mark's item as Vega has placed it in its group. */
interface Item extends SceneNode {
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  /** False where a line has a gap. */
  readonly defined?: boolean;
  readonly tooltip?: unknown;
  readonly mark?: { readonly name?: string; readonly clip?: unknown; readonly group?: Item };
  description?: string;
  ariaRole?: string;
}

/**
 * Gives each data mark of a drawing its values, as the data tables have them, for those who point at it: in lines,
 * what it is called and then what it measures. A line, area or trail is one path; each of its points becomes an
 * invisible rule at the end of the scene, over the height or width of an area, unless a mark of its own shows it.
 */
export function noteValues(
  spec: MarkSpec,
  root: SceneNode,
  notes: ReadonlyMap<string, FieldNote>,
  unit: string | undefined,
): void {
  const marks = drawnMarks(spec, root);
  const columnsOf = columnReader(spec, notes);
  const rowWords: RowWords = (mark) => {
    const columns = columnsOf(mark).map((column) => ({ ...column, isMeasure: isMeasure(column) }));
    // what stands in brackets is a note
    const shortUnit = unit?.replace(/\s*\(.*\)$/, '');
    return mark.rows.map((_, n) => textOf(columns, n, shortUnit));
  };
  const tables = mergedMarks(marks).map((mark) => ({ mark, words: rowWords(mark) }));
  const isPath = ({ type }: DrawnMark): boolean => /^(?:line|area|trail)$/.test(type);
  // labels say again what their marks do
  const shapes = marks.filter(({ type }) => type !== 'text');
  const worded = (shapes.length > 0 ? shapes : marks).map((mark) => ({
    mark,
    words: wordsOf(mark, tables, rowWords),
  }));
  const said = new Map<Item | undefined, Set<string>>();
  for (const { mark, words } of worded.filter(({ mark }) => !isPath(mark))) {
    for (const [n, item] of (mark.items as readonly Item[]).entries()) {
      const text = tooltipOf(item) ?? words[n] ?? '';
      if (text === '') continue;
      item.description = text;
      item.ariaRole = valuesRole;
      said.set(viewOf(item), (said.get(viewOf(item)) ?? new Set()).add(text));
    }
  }
  const points = worded
    .filter(({ mark }) => isPath(mark))
    .flatMap(({ mark, words }) =>
      (mark.items as readonly Item[]).flatMap((item, n) => {
        const text = tooltipOf(item) ?? words[n] ?? '';
        const isSaid = said.get(viewOf(item))?.has(text) ?? false;
        return text === '' || isSaid || item.defined === false || isClipped(item) ? [] : point(item, text);
      }),
    );
  const group = root.items?.[0] as { readonly items: object[] } | undefined;
  if (points.length === 0 || !group) return;
  const mark = { marktype: 'rule', role: 'mark', name: 'points', group, items: points };
  for (const item of points) Object.assign(item, { mark });
  group.items.push(mark);
}

/** What to say of each row of a mark. */
type RowWords = (mark: DrawnMark) => readonly string[];

/** What to say of each item of a mark; nothing of rules that only note some rows of a table. */
function wordsOf(
  mark: DrawnMark,
  tables: readonly { readonly mark: DrawnMark; readonly words: readonly string[] }[],
  rowWords: RowWords,
): readonly string[] {
  const fields = [...mark.channels.keys()];
  const keyOf = (row: DrawnMark['rows'][number]): string => JSON.stringify(fields.map((field) => row[field]));
  const own = rowWords(mark);
  for (const { mark: table, words } of tables) {
    if (!fields.every((field) => table.channels.has(field))) continue;
    const found = new Map<string, string>();
    for (const [n, row] of table.rows.entries()) {
      const [key, text] = [keyOf(row), words[n] ?? ''];
      // rows that this mark does not tell apart
      found.set(key, (found.get(key) ?? text) === text ? text : '');
    }
    if (!mark.rows.every((row) => found.has(keyOf(row)))) continue;
    if (mark.type === 'rule' && mark.rows.length < table.rows.length) return [];
    return mark.rows.map((row, n) => found.get(keyOf(row)) || (own[n] ?? ''));
  }
  const isNote =
    mark.type === 'rule' && tables.every(({ mark: table }) => table.rows.length > mark.rows.length);
  return isNote ? [] : own;
}

/** A row in words: names in the first line, then a line for each figure. */
function textOf(
  columns: readonly (DrawnColumn & { readonly isMeasure: boolean })[],
  n: number,
  unit: string | undefined,
): string {
  const told = columns.map((column) => ({ ...column, cell: column.cells[n] }));
  const present = told.filter(({ cell }) => cell !== null && cell !== undefined && cell !== '');
  const names = present.filter(({ isMeasure }) => !isMeasure);
  const measures = present.filter(({ isMeasure }) => isMeasure);
  // of several figures, the unit's is not known
  const of = told.filter(({ isMeasure }) => isMeasure).length === 1 ? unit : undefined;
  const named = [...names.filter(({ isText }) => isText), ...names.filter(({ isText }) => !isText)];
  return [
    named.map(({ cell }) => short(cell)).join(' · '),
    ...measures.map(({ title, cell }) =>
      [title.toLowerCase() === of?.toLowerCase() ? undefined : title, short(cell), of]
        .filter(Boolean)
        .join(' '),
    ),
  ]
    .filter(Boolean)
    .join('\n');
}

/** Whether a column holds figures, and not names, dates or years. */
function isMeasure({ isText, isPlace, channel, cells }: DrawnColumn): boolean {
  const isYear = (cell: Cell): boolean => Number.isInteger(cell) && Number(cell) > 999 && Number(cell) < 3000;
  const isNumber = cells.every((cell) => typeof cell !== 'string');
  return (
    !isText && !isPlace && channel !== 'facet' && isNumber && !(/^x/.test(channel) && cells.every(isYear))
  );
}

/** A number with as many digits as data have, not as computing leaves. */
function short(cell: Cell | undefined): string {
  if (typeof cell !== 'number') return String(cell);
  const whole = Math.trunc(Math.abs(cell)).toString().length;
  return String(Number(cell.toPrecision(Math.min(15, Math.max(6, whole + 2)))));
}

/** What an author's own `tooltip` says, in lines. */
function tooltipOf({ tooltip }: Item): string | undefined {
  if (typeof tooltip === 'string') return tooltip;
  if (typeof tooltip !== 'object' || tooltip === null) return undefined;
  return Object.entries(tooltip)
    .map(([title, value]) => `${title} ${value}`)
    .join('\n');
}

/** The group of the view that an item is in, outside those of its series. */
function viewOf({ mark }: Item): Item | undefined {
  const group = mark?.group;
  return group?.mark?.name?.endsWith('pathgroup') ? viewOf(group) : group;
}

function isClipped({ x = 0, y = 0, mark }: Item): boolean {
  const { width = 0, height = 0 } = mark?.group ?? {};
  return Boolean(mark?.clip) && (x < 0 || y < 0 || x > width || y > height);
}

/** A rule without a stroke from one end of a path's point to the other, placed in the outermost group. */
function point(item: Item, text: string): Item {
  let [left, top] = [0, 0];
  for (let group = item.mark?.group; group?.mark?.group; group = group.mark.group) {
    left += group.x ?? 0;
    top += group.y ?? 0;
  }
  const { x = 0, y = 0, x2 = x, y2 = y } = item;
  const place = (value: number): number => Math.round(value * 10) / 10;
  return {
    x: place(left + x),
    y: place(top + y),
    x2: place(left + x2),
    y2: place(top + y2),
    description: text,
    ariaRole: valuesRole,
  };
}
