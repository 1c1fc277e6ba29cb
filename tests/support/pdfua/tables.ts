import { type Document, nameOf, textOf, type Value } from './objects.ts';
import type { Element } from './tree.ts';

/** Tables are regular, and each of their cells has a heading that can be found (ISO 14289-1, 7.2 and 7.5). */
export function checkTables(document: Document, elements: readonly Element[]): string[] {
  const ids = elements.flatMap(({ dictionary }) => textOf(dictionary.get('ID')) ?? []);
  const twice = ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `7.9-2 the id ${id} is there twice`);
  const tables = elements.filter(({ type }) => type === 'Table');
  return [...twice, ...tables.flatMap((table) => checkTable(document, table, new Set(ids)))];
}

function checkTable(document: Document, table: Element, ids: ReadonlySet<string>): string[] {
  const findings: string[] = [];
  const found = (rule: string, text: string): void =>
    void findings.push(`${rule} table ${table.number} ${text}`);
  const rows = table.kids.flatMap((kid) =>
    kid.type === 'TR' ? [kid] : kid.kids.filter(({ type }) => type === 'TR'),
  );
  const attribute = (cell: Element, name: string): Value | undefined =>
    document
      .list(cell.dictionary.get('A'))
      .map((value) => document.dictionary(value))
      .find((own) => nameOf(own.get('O')) === 'Table' && own.has(name))
      ?.get(name);
  const span = (cell: Element, name: string): number => (attribute(cell, name) as number | undefined) ?? 1;
  const columns = rows[0]?.kids.reduce((sum, cell) => sum + span(cell, 'ColSpan'), 0) ?? 0;
  const grid: boolean[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.kids) {
      while (grid[y]?.[x]) x++;
      for (let down = 0; down < span(cell, 'RowSpan'); down++) {
        if (!grid[y + down]) found('7.2-41', `has a cell that is higher than it, in row ${y + 1}`);
        for (let right = 0; right < span(cell, 'ColSpan'); right++) {
          if (grid[y + down]?.[x + right]) found('7.2-15', `has cells on top of each other, in row ${y + 1}`);
          const line = grid[y + down];
          if (line) line[x + right] = true;
        }
      }
      x += span(cell, 'ColSpan');
      const scope = nameOf(attribute(cell, 'Scope'));
      if (cell.type === 'TH' && !/^(?:Row|Column|Both)$/.test(scope ?? ''))
        found('7.5-1', `has a heading without scope, in row ${y + 1}`);
      for (const header of document.list(attribute(cell, 'Headers'))) {
        const id = textOf(header) ?? '';
        if (!ids.has(id)) found('7.5-2', `has a cell under ${id}, which is nowhere`);
      }
    }
  }
  for (const [y, line] of grid.entries()) {
    if (
      Array.from({ length: Math.max(columns, line.length) }, (_, x) => line[x]).filter(Boolean).length !==
      columns
    )
      found('7.2-42', `has ${line.filter(Boolean).length} cells in row ${y + 1}, not ${columns}`);
  }
  return findings;
}
