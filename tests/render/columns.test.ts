import { describe, expect, it } from 'vitest';
import { columnPieces } from '../../build/render/columns.ts';

describe('the columns of a wide table', () => {
  it('are whole where they fit', () => {
    expect(columnPieces(1, 9)).toEqual([[0]]);
    expect(columnPieces(9, 9)).toHaveLength(1);
  });

  it('are in pieces that each begin with the first, with every column once', () => {
    for (const count of [10, 17, 18, 30]) {
      const pieces = columnPieces(count, 9);
      for (const piece of pieces) {
        expect(piece[0]).toBe(0);
        expect(piece.length).toBeGreaterThan(2);
        expect(piece.length).toBeLessThanOrEqual(9);
      }
      expect(pieces.flatMap((piece) => piece.slice(1))).toEqual(
        Array.from({ length: count - 1 }, (_, n) => n + 1),
      );
    }
  });
});
