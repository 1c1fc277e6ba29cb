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

  it('finds at least the first line of a token that has lost its indentation', () => {
    const place = locate('two\nthree', cursorOver(whole('> one\n> two\n> three')));
    expect(place.start).toBe(8);
  });

  it('gives the rest of the span for what it cannot find', () => {
    const cursor = cursorOver(whole('one two'));
    locate('one', cursor);
    expect(locate('three', cursor)).toMatchObject({ start: 3, end: 7 });
    expect(locate('two', cursor)).toMatchObject({ start: 4, end: 7 });
  });

  it('gives the rest of the span for an empty token', () => {
    expect(locate('', cursorOver(whole('one')))).toMatchObject({ start: 0, end: 3 });
  });
});
