import { describe, expect, it } from 'vitest';
import { countPages } from '../../build/write/sheet.ts';
import { bytesOf } from '../support/memory.ts';

describe('countPages', () => {
  const count = (text: string): number => countPages(bytesOf(text));

  it('reads the count at the root of the page tree', () => {
    expect(count('<</Type /Pages\n/Count 8\n/Kids [2 0 R]>> <</Type /Pages /Parent 1 0 R /Count 2>>')).toBe(
      8,
    );
  });

  it('is not misled by what a title says', () => {
    expect(count('<</Title (/Type /Page /Type /Page)>> <</Type /Pages /Count 1>>')).toBe(1);
  });

  it('counts none in an empty file or one of bytes', () => {
    expect(count('')).toBe(0);
    expect(countPages(new Uint8Array([0, 255, 128]))).toBe(0);
  });
});
