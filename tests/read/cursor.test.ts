import { describe, expect, it } from 'vitest';
import { span, textOf } from '../../build/model/source.ts';
import { cursorOver, locate } from '../../build/read/cursor.ts';
import { source, whole } from '../support/memory.ts';

describe('locate', () => {
  it('finds a token and moves past it', () => {
    const cursor = cursorOver(whole('one two one'));
    expect(locate('one', cursor)).toMatchObject({ start: 0, end: 3 });
    expect(locate('one', cursor)).toMatchObject({ start: 8, end: 11 });
  });

  it('begins and ends with its span', () => {
    const text = source('a b a b');
    const cursor = cursorOver(span(text, 2, 5));
    expect(locate('a', cursor)).toMatchObject({ start: 4, end: 5 });
    expect(locate('b', cursor).end).toBeLessThanOrEqual(5);
  });

  it('finds a token that the lexer gave blank lines at its end', () => {
    expect(textOf(locate('one\n\n', cursorOver(whole('> one'))))).toBe('one');
  });

  it('finds all lines of a token that has lost its indentation', () => {
    for (const [raw, text, found] of [
      ['two\nthree', '> one\n> two\n> three', 'two\n> three'],
      ['a\n\nb', '- a\n\n  b\n', 'a\n\n  b'],
      ['- a\n- b', '> - a\n> - b\n', '- a\n> - b'],
      ['> a\n> b', '> > a\n> > b\n', '> a\n> > b'],
      ['    a', '-\t\ta', '\t\ta'],
    ] as const) {
      expect(textOf(locate(raw, cursorOver(whole(text)))), text).toBe(found);
    }
  });

  it('passes by what has only the first line of a token', () => {
    expect(locate('a\nb', cursorOver(whole('a c\n> a\n> b')))).toMatchObject({ start: 6, end: 11 });
  });

  it('finds signs that patterns are made of, and the bars of table cells', () => {
    const raw = '*a* (b) [c] {d} $^.+?\\';
    expect(textOf(locate(raw, cursorOver(whole(`x ${raw} y`))))).toBe(raw);
    expect(textOf(locate('a | b', cursorOver(whole('| a \\| b | c |'))))).toBe('a \\| b');
  });

  it('finds a token of many words', () => {
    const raw = 'word '.repeat(20_000);
    expect(textOf(locate(raw, cursorOver(whole(`- ${raw}`))))).toBe(raw);
  });

  it('leaves the next quote what belongs to it', () => {
    const cursor = cursorOver(whole('> a\n>\n> > b\n'));
    expect(textOf(locate('a\n>', cursor))).toBe('a');
    expect(textOf(locate('> b', cursor))).toBe('> b');
  });

  it('finds blanks and line ends that stand alone', () => {
    expect(locate(' ', cursorOver(whole('a b')))).toMatchObject({ start: 1, end: 2 });
    expect(locate('\n', cursorOver(whole('a\n  b')))).toMatchObject({ start: 1, end: 4 });
  });

  it('gives the rest of the span for what it cannot find', () => {
    const cursor = cursorOver(whole('one two'));
    locate('one', cursor);
    expect(locate('three', cursor)).toMatchObject({ start: 3, end: 7 });
    expect(locate('two', cursor)).toMatchObject({ start: 4, end: 7 });
  });

  it('gives the place of the cursor for an empty token', () => {
    expect(locate('', cursorOver(whole('one')))).toMatchObject({ start: 0, end: 0 });
  });
});
