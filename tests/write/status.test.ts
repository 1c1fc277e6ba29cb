import { describe, expect, it } from 'vitest';
import { openStatus } from '../../build/write/status.ts';

describe('openStatus', () => {
  function written(isTTY: boolean, columns: number | undefined, ...texts: readonly string[]): string[] {
    const chunks: string[] = [];
    const status = openStatus({ isTTY, columns, write: (text) => chunks.push(text) });
    for (const text of texts) status.show(text);
    status.clear();
    status.clear();
    return chunks;
  }

  it('writes each text over the last, and takes the last one back once', () => {
    expect(written(true, 80, 'Reading', 'Printing')).toEqual([
      '\r\u001b[KReading',
      '\r\u001b[KPrinting',
      '\r\u001b[K',
    ]);
  });

  it('writes only what has changed', () => {
    expect(written(true, 80, 'Reading', 'Reading')).toHaveLength(2);
  });

  it('never fills the line, which would wrap', () => {
    expect(written(true, 10, 'Looking at slide 1 of 3')[0]).toBe('\r\u001b[KLooking a');
    expect(written(true, 0, 'x'.repeat(100))[0]).toHaveLength(79 + 4);
  });

  it('writes nothing where nobody looks on', () => {
    expect(written(false, 80, 'Reading', 'Printing')).toEqual([]);
  });
});
