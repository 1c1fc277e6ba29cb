import { describe, expect, it } from 'vitest';
import { lineSpan, positionOf, span, textOf, within } from '../../build/model/source.ts';
import { source } from '../support/memory.ts';

const text = source('first\nsecond\n\nlast');

describe('positionOf', () => {
  it('counts lines and columns from 1', () => {
    expect(positionOf(span(text, 0))).toEqual({ line: 1, column: 1 });
    expect(positionOf(span(text, 4))).toEqual({ line: 1, column: 5 });
  });

  it('puts a line end at the end of its own line and what follows on the next', () => {
    expect(positionOf(span(text, 5))).toEqual({ line: 1, column: 6 });
    expect(positionOf(span(text, 6))).toEqual({ line: 2, column: 1 });
  });

  it('tells the place of an empty line and of the end of the file', () => {
    expect(positionOf(span(text, 13))).toEqual({ line: 3, column: 1 });
    expect(positionOf(span(text, text.text.length))).toEqual({ line: 4, column: 5 });
  });

  it('stands on a new line after a trailing line end', () => {
    expect(positionOf(span(source('a\n'), 2))).toEqual({ line: 2, column: 1 });
  });

  it('stands at 1:1 in an empty file', () => {
    expect(positionOf(span(source(''), 0))).toEqual({ line: 1, column: 1 });
  });

  it('counts UTF-16 code units, so that an emoji takes two columns', () => {
    expect(positionOf(span(source('😀x'), 2))).toEqual({ line: 1, column: 3 });
  });
});

describe('lineSpan', () => {
  it('holds a line without its line end', () => {
    expect(textOf(lineSpan(text, 1))).toBe('first');
    expect(textOf(lineSpan(text, 2))).toBe('second');
    expect(textOf(lineSpan(text, 3))).toBe('');
    expect(textOf(lineSpan(text, 4))).toBe('last');
  });

  it('begins at the column asked for, at most at the end of the line', () => {
    expect(textOf(lineSpan(text, 2, 4))).toBe('ond');
    expect(textOf(lineSpan(text, 2, 99))).toBe('');
    expect(positionOf(lineSpan(text, 2, 99))).toEqual({ line: 2, column: 7 });
  });

  it('is the last line where there are not so many', () => {
    expect(textOf(lineSpan(text, 40))).toBe('last');
  });

  it('is the empty line behind a trailing line end', () => {
    const ended = source('a\n');
    expect(lineSpan(ended, 2)).toEqual(span(ended, 2, 2));
  });
});

describe('within', () => {
  it('is a part of the outer span', () => {
    const second = lineSpan(text, 2);
    expect(textOf(within(second, 1, 3))).toBe('eco');
    expect(positionOf(within(second, 1, 3))).toEqual({ line: 2, column: 2 });
  });
});
