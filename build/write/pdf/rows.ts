import type { PdfFile } from './file.ts';
import { isElement, newElement, type StructureElement } from './tree.ts';

/** Adds the cells that short rows of a table lack, as HTML lets them; all rows then have the same columns. */
export function padRows(file: PdfFile, table: StructureElement): void {
  const rows = table.kids.filter(isElement).filter(({ type }) => type === 'TR');
  const taken = rows.map(() => new Set<number>());
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.kids.filter(isElement)) {
      while (taken[y]?.has(x)) x++;
      const [columns, down] = [span(cell, 'ColSpan'), span(cell, 'RowSpan')];
      for (const line of taken.slice(y, y + down))
        for (let right = 0; right < columns; right++) line.add(x + right);
      x += columns;
    }
  }
  const most = Math.max(0, ...taken.map(({ size }) => size));
  for (const [y, row] of rows.entries())
    for (let n = taken[y]?.size ?? 0; n < most; n++) row.kids.push(newElement(file, 'TD', row, []));
}

function span({ extra }: StructureElement, name: string): number {
  return Number(new RegExp(`/${name}\\s+(\\d+)`).exec(extra.get('A') ?? '')?.[1] ?? 1);
}
