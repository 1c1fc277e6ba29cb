/** As many columns as can be read side by side on upright paper. */
export const mostColumns = 9;

/** The columns of a table in pieces of at most `most`, each of which begins with the first column. */
export function columnPieces(count: number, most: number): number[][] {
  const columns = Array.from({ length: count }, (_, n) => n);
  if (count <= most) return [columns];
  const pieces = Math.ceil((count - 1) / (most - 1));
  const size = Math.ceil((count - 1) / pieces);
  return Array.from({ length: pieces }, (_, n) => [0, ...columns.slice(1 + n * size, 1 + (n + 1) * size)]);
}
