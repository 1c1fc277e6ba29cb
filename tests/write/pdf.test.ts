import { describe, expect, it } from 'vitest';
import { countPages } from '../../build/write/pdf.ts';
import { bytesOf } from '../support/memory.ts';

describe('countPages', () => {
  const count = (text: string): number => countPages(bytesOf(text));

  it('counts the objects that are pages', () => {
    expect(count('1 0 obj\n<</Type /Page\n/Parent 3 0 R>>\n2 0 obj\n<</Type/Page>>\n')).toBe(2);
  });

  it('does not count their tree, nor what only begins alike', () => {
    expect(count('<</Type /Pages /Count 2>> <</Type /PageLabel>> <</S /Page>>')).toBe(0);
  });

  it('counts none in an empty file or one of bytes', () => {
    expect(count('')).toBe(0);
    expect(countPages(new Uint8Array([0, 255, 128]))).toBe(0);
  });
});
