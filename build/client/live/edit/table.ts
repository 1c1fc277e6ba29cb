import { redo, undo } from '@codemirror/commands';
import { ChangeSet, type TransactionSpec } from '@codemirror/state';
import type { ShownDiagnostic } from '../../../model/patch.ts';
import { addRow, deleteRow, fill, readPasted, readSheet, type Sheet } from './cells.ts';
import { type Change, changesBetween } from './changes.ts';
import { type OpenFile, textOf } from './file.ts';
import { createGrid } from './grid.ts';
import { make } from './shell.ts';

/** A data file as a table of cells; what is done to them is done to the file's text. */
export interface Table {
  readonly element: HTMLElement;
  /** The file's text may be another one. */
  readonly update: () => void;
  readonly mark: (diagnostics: readonly ShownDiagnostic[]) => void;
  readonly focus: () => void;
  readonly goTo: (line: number) => void;
}

export interface TableOptions {
  readonly edit: (spec: TransactionSpec) => void;
  readonly run: (command: typeof undo) => void;
  readonly save: () => void;
  readonly leave: () => void;
  readonly asText: () => void;
}

export function isTable(path: string): boolean {
  return /\.(?:csv|tsv)$/i.test(path);
}

export function createTable(file: OpenFile, { edit, run, save, leave, asText }: TableOptions): Table {
  const delimiter = /\.tsv$/i.test(file.path) ? '\t' : ',';
  let sheet: Sheet = readSheet(textOf(file), delimiter);
  const grid = createGrid({
    label: file.path,
    write: (row, column, value) => change(fill(sheet, row, column, [[value]])),
    paste(row, column, text) {
      const values = readPasted(text);
      change(fill(sheet, row, column, values));
      const left =
        Math.max(...values.map(({ length }) => length)) + column - (sheet.rows[0]?.cells.length ?? 0);
      note.textContent = left > 0 ? `${left} of the pasted columns did not fit and were left out.` : '';
    },
    key(event) {
      const name = event.key.toLowerCase();
      if (event.key === 'Escape') leave();
      else if (!(event.ctrlKey || event.metaKey)) return false;
      else if (name === 's') save();
      else if (name === 'z' && !event.shiftKey) run(undo);
      else if (name === 'y' || name === 'z') run(redo);
      else return false;
      return true;
    },
  });
  const note = make('span', 'note');
  note.role = 'status';
  const bar = make('div', 'bar');
  bar.append(
    button('Add row', () => {
      const at = grid.active().row;
      change(addRow(sheet, at));
      grid.activate(at + 1, 0);
    }),
    button('Delete row', () => {
      const { row, column } = grid.active();
      // the header is what makes it a table
      if (row === 0) return;
      change(deleteRow(sheet, row));
      grid.activate(Math.min(row, sheet.rows.length - 1), column);
    }),
    note,
    button('As text', asText),
  );
  const element = make('div', 'table');
  element.append(bar, grid.element);
  grid.show(sheet);

  function change(changes: readonly Change[]): void {
    if (changes.length > 0) edit({ changes: [...changes], userEvent: 'input' });
  }

  return {
    element,
    update() {
      const text = textOf(file);
      if (text === sheet.text) return;
      // the cell in hand stays it when rows come or go above
      const { row, column } = grid.active();
      const at = sheet.rows[row]?.from ?? 0;
      const moved = ChangeSet.of([...changesBetween(sheet.text, text)], sheet.text.length).mapPos(at, 1);
      sheet = readSheet(text, delimiter);
      const now = sheet.rows.findIndex(({ to }) => moved <= to);
      grid.show(sheet);
      grid.activate(now < 0 ? sheet.rows.length - 1 : now, column);
    },
    mark(diagnostics) {
      const marks = new Map<number, string>();
      for (const { file: path, line = 1, severity, message } of diagnostics)
        if (path === file.path) marks.set(rowOfLine(line), `${severity}: ${message}`);
      grid.mark(marks);
    },
    focus: () => grid.element.focus(),
    goTo: (line) => grid.activate(rowOfLine(line), grid.active().column),
  };

  function rowOfLine(line: number): number {
    const start = file.state.doc.line(Math.min(line, file.state.doc.lines)).from;
    const row = sheet.rows.findIndex(({ to }) => start <= to);
    return row < 0 ? 0 : row;
  }
}

function button(name: string, run: () => void): HTMLButtonElement {
  const made = make('button', '', name);
  made.type = 'button';
  made.addEventListener('click', run);
  return made;
}
