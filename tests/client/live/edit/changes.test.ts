import { ChangeSet, Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../../build/client/live/edit/changes.ts';

function applied(before: string, after: string): string {
  const changes = ChangeSet.of([...changesBetween(before, after)], before.length);
  return changes.apply(Text.of(before.split('\n'))).toString();
}

describe('changesBetween', () => {
  it('makes the one text of the other, whatever they are', () => {
    const texts = ['', '\n', 'a', 'a\n', 'a\nb', 'a\nb\n', 'b\na\n\n', '\n\na', 'a\nx\nb\na', 'ab\nb\n\nb'];
    for (const before of texts)
      for (const after of texts) expect(applied(before, after), JSON.stringify([before, after])).toBe(after);
  });

  it('leaves alone what is the same', () => {
    expect(changesBetween('one\ntwo\nthree\n', 'one\ntwo\nthree\n')).toEqual([]);
    expect(changesBetween('one\ntwo words\nthree\n', 'one\ntwo new words\nthree\n')).toEqual([
      { from: 8, to: 8, insert: 'new ' },
    ]);
    expect(changesBetween('one\ntwo\n', 'zero\none\n')).toEqual([
      { from: 0, to: 0, insert: 'zero\n' },
      { from: 4, to: 8, insert: '' },
    ]);
  });
});
