import type { Sheet } from './cells.ts';
import { make } from './shell.ts';

/** Rows of cells to write in, of which only those in sight are there. */
export interface Grid {
  readonly element: HTMLElement;
  readonly show: (sheet: Sheet) => void;
  /** The cell in hand; row 0 is the header. */
  readonly active: () => { readonly row: number; readonly column: number };
  readonly activate: (row: number, column: number) => void;
  /** Marks rows about which something is said. */
  readonly mark: (marks: ReadonlyMap<number, string>) => void;
}

export interface GridOptions {
  readonly label: string;
  readonly write: (row: number, column: number, value: string) => void;
  readonly paste: (row: number, column: number, text: string) => void;
  /** Told of keys that are none of the grid's; whether something was done with one. */
  readonly key: (event: KeyboardEvent) => boolean;
}

/** In CSS pixels, as in edit.css; and how many rows are made beyond those in sight. */
const rowHeight = 26;
const beyond = 12;

export function createGrid({ label, write, paste, key }: GridOptions): Grid {
  const element = make('div', 'grid');
  element.tabIndex = 0;
  element.role = 'grid';
  element.ariaLabel = label;
  const table = make('table', '');
  const columns = make('colgroup', '');
  const head = make('thead', '');
  const body = make('tbody', '');
  table.role = 'none';
  head.role = 'rowgroup';
  body.role = 'rowgroup';
  table.append(columns, head, body);
  element.append(table);
  let sheet: Sheet = { text: '', delimiter: ',', rows: [] };
  let marks: ReadonlyMap<number, string> = new Map();
  let numeric: readonly boolean[] = [];
  let [row, column] = [1, 0];
  let input: HTMLInputElement | undefined;
  /** What the input began with: it cannot hold all that a cell can. */
  let begun = '';
  let isRendering = false;

  const width = (): number => sheet.rows[0]?.cells.length ?? 0;
  const valueAt = (r: number, c: number): string => sheet.rows[r]?.cells[c]?.value ?? '';

  function render(): void {
    const first = Math.max(1, Math.floor(element.scrollTop / rowHeight) - beyond);
    const last = Math.min(
      sheet.rows.length,
      first + Math.ceil(element.clientHeight / rowHeight) + 2 * beyond + 1,
    );
    const rows = Array.from({ length: Math.max(0, last - first) }, (_, n) => line(first + n));
    isRendering = true;
    head.replaceChildren(line(0));
    body.replaceChildren(space(first - 1), ...rows, space(sheet.rows.length - last));
    isRendering = false;
    if (input) place(input);
  }

  /** Puts the input, which goes along with its cell, back where it was; out of sight, what it holds is written. */
  function place(held: HTMLInputElement): void {
    const cell = cellOf(row, column);
    if (!cell) {
      commit();
      return;
    }
    const { selectionStart, selectionEnd } = held;
    cell.replaceChildren(held);
    held.focus();
    held.setSelectionRange(selectionStart, selectionEnd);
  }

  function line(r: number): HTMLTableRowElement {
    const made = make('tr', '');
    made.role = 'row';
    made.ariaRowIndex = String(r + 1);
    const number = make('th', 'number', r === 0 ? '#' : String(r));
    number.role = r === 0 ? 'columnheader' : 'rowheader';
    const mark = marks.get(r);
    if (mark !== undefined) {
      number.classList.add(mark.startsWith('error') ? 'error' : 'warning');
      number.title = mark;
    }
    const count = Math.max(width(), sheet.rows[r]?.cells.length ?? 0);
    const cells = Array.from({ length: count }, (_, c) => {
      const cell = make(r === 0 ? 'th' : 'td', numeric[c] && r > 0 ? 'figure' : '', valueAt(r, c));
      cell.id = `cell-${r}-${c}`;
      cell.role = r === 0 ? 'columnheader' : 'gridcell';
      cell.classList.toggle('active', r === row && c === column);
      return cell;
    });
    made.append(number, ...cells);
    return made;
  }

  function cellOf(r: number, c: number): HTMLElement | null {
    return table.querySelector<HTMLElement>(`#cell-${r}-${c}`);
  }

  function activate(r: number, c: number): void {
    row = Math.max(0, Math.min(r, sheet.rows.length - 1));
    column = Math.max(0, Math.min(c, width() - 1));
    element.setAttribute('aria-activedescendant', `cell-${row}-${column}`);
    // clear of the header, which stays in sight
    const top = (row - 1) * rowHeight;
    const room = element.clientHeight - 2 * rowHeight;
    if (row > 0 && room > 0) element.scrollTop = Math.min(top, Math.max(element.scrollTop, top - room));
    render();
    cellOf(row, column)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function begin(text: string): void {
    input = make('input', '');
    input.value = text;
    begun = text === '' ? valueAt(row, column) : input.value;
    input.ariaLabel = `${valueAt(0, column)}, row ${row}`;
    input.addEventListener('blur', () => isRendering || commit());
    render();
  }

  function commit(): void {
    const { value } = input ?? {};
    if (value === undefined) return;
    input = undefined;
    if (value !== begun) write(row, column, value);
    render();
  }

  function move(rows: number, cells: number): void {
    commit();
    activate(row + rows, column + cells);
    element.focus();
  }

  element.addEventListener('keydown', (event) => {
    const isHandled = input ? writing(event) : reading(event) || key(event);
    if (isHandled) event.preventDefault();
  });

  function writing({ key: name, shiftKey }: KeyboardEvent): boolean {
    if (name === 'Escape') {
      input = undefined;
      render();
      element.focus();
    } else if (name === 'Enter') move(shiftKey ? -1 : 1, 0);
    else if (name === 'Tab') move(0, shiftKey ? -1 : 1);
    else return false;
    return true;
  }

  function reading({ key: name, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    const page = Math.floor(element.clientHeight / rowHeight) - 1;
    const isFar = ctrlKey || metaKey;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [isFar ? sheet.rows.length : 1, 0],
      ArrowUp: [isFar ? -sheet.rows.length : -1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      PageDown: [page, 0],
      PageUp: [-page, 0],
      Home: [isFar ? -sheet.rows.length : 0, -width()],
      End: [isFar ? sheet.rows.length : 0, width()],
      Enter: [shiftKey ? -1 : 1, 0],
    };
    const step = moves[name];
    if (step) move(...step);
    else if (name === 'Tab') {
      // beyond the row's ends the key leaves the table
      if (column + (shiftKey ? -1 : 1) < 0 || column + (shiftKey ? -1 : 1) >= width()) return false;
      move(0, shiftKey ? -1 : 1);
    } else if (name === 'F2') begin(valueAt(row, column));
    else if (name === 'Delete' || name === 'Backspace') write(row, column, '');
    else if (name.length === 1 && !isFar && !altKey) {
      // the key itself goes into the cell
      begin('');
      return false;
    } else return false;
    return true;
  }

  element.addEventListener('mousedown', ({ target }) => {
    const [, r, c] = /^cell-(\d+)-(\d+)$/.exec((target as HTMLElement).id) ?? [];
    if (r === undefined) return;
    commit();
    activate(Number(r), Number(c));
  });
  element.addEventListener('dblclick', () => {
    if (!input) begin(valueAt(row, column));
  });
  element.addEventListener('copy', (event) => {
    if (input) return;
    event.clipboardData?.setData('text/plain', valueAt(row, column));
    event.preventDefault();
  });
  element.addEventListener('paste', (event) => {
    if (input) return;
    paste(row, column, event.clipboardData?.getData('text/plain') ?? '');
    event.preventDefault();
  });
  element.addEventListener('scroll', () => requestAnimationFrame(render));
  new ResizeObserver(() => render()).observe(element);

  return {
    element,
    show(next) {
      sheet = next;
      const sample = sheet.rows.slice(0, 300);
      const count = width();
      const longest = Array.from({ length: count }, (_, c) =>
        Math.max(...sample.map(({ cells }) => cells[c]?.value.length ?? 0)),
      );
      // a few that are none, such as a gap, make a column of numbers no other one
      const isNumber = (value = ''): boolean => !Number.isNaN(Number(value));
      numeric = longest.map((_, c) => {
        const numbers = sample.slice(1).filter(({ cells }) => isNumber(cells[c]?.value));
        return numbers.length > 0.7 * (sample.length - 1);
      });
      const widths = [
        Math.max(5, String(sheet.rows.length).length + 3),
        ...longest.map((n) => Math.min(36, Math.max(7, n + 3))),
      ];
      columns.replaceChildren(
        ...widths.map((ch) => {
          const made = make('col', '');
          made.style.width = `${ch}ch`;
          return made;
        }),
      );
      table.style.width = `${widths.reduce((sum, ch) => sum + ch, 0)}ch`;
      element.ariaRowCount = String(sheet.rows.length);
      render();
    },
    active: () => ({ row, column }),
    activate,
    mark(given) {
      marks = given;
      render();
    },
  };
}

/** Stands for rows that are out of sight. */
function space(rows: number): HTMLTableRowElement {
  const made = make('tr', '');
  made.ariaHidden = 'true';
  made.style.height = `${Math.max(0, rows) * rowHeight}px`;
  return made;
}
