import { describe, expect, it } from 'vitest';
import { textWidth } from '../../build/resolve/text-width.ts';

const measures = {
  Inter: { a: [500, 600], b: [250, 300], '😀': [1200, 1300] },
  'Source Serif 4': { a: [400] },
};

describe('textWidth', () => {
  it('adds the widths of the characters at the size of the text', () => {
    expect(textWidth('ab', 10, 'Inter', 400, measures)).toBe(7.5);
    expect(textWidth('ab', 20, 'Inter', 400, measures)).toBe(15);
    expect(textWidth('', 20, 'Inter', 400, measures)).toBe(0);
  });

  it('knows bold from regular, in words and numbers', () => {
    for (const weight of ['bold', 'bolder', 500, 600, '700', 900]) {
      expect(textWidth('a', 10, 'Inter', weight, measures), String(weight)).toBe(6);
    }
    for (const weight of ['normal', 'lighter', 300, 400, '400']) {
      expect(textWidth('a', 10, 'Inter', weight, measures), String(weight)).toBe(5);
    }
  });

  it('takes the regular width of a family that has no bold', () => {
    expect(textWidth('a', 10, 'Source Serif 4', 'bold', measures)).toBe(4);
  });

  it('takes the first family of a list, quoted or not', () => {
    expect(textWidth('a', 10, '"Source Serif 4", Georgia, serif', 400, measures)).toBe(4);
    expect(textWidth('a', 10, " 'Source Serif 4' ", 400, measures)).toBe(4);
  });

  it('takes Inter for a family that the deck does not have', () => {
    expect(textWidth('a', 10, 'Comic Sans', 400, measures)).toBe(5);
  });

  it('takes an unknown character for one em, once for each code point', () => {
    expect(textWidth('小我', 10, 'Inter', 400, measures)).toBe(20);
    expect(textWidth('😀', 10, 'Inter', 400, measures)).toBe(12);
    expect(textWidth('𠮷', 10, 'Inter', 'bold', measures)).toBe(10);
  });
});
