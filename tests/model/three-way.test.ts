import { describe, expect, it } from 'vitest';
import { mergeTexts } from '../../build/model/three-way.ts';

const base = 'one\ntwo\nthree\nfour\nfive\n';

describe('mergeTexts', () => {
  it('takes what only one side has changed', () => {
    expect(mergeTexts('mine\n', base, base)).toEqual({ text: 'mine\n', conflicts: [] });
    expect(mergeTexts(base, base, 'theirs\n')).toEqual({ text: 'theirs\n', conflicts: [] });
    expect(mergeTexts('same\n', base, 'same\n')).toEqual({ text: 'same\n', conflicts: [] });
  });

  it('puts changes of different lines together', () => {
    const mine = base.replace('one', 'ONE');
    const theirs = base.replace('four\n', '').concat('six\n');
    expect(mergeTexts(mine, base, theirs)).toEqual({
      text: 'ONE\ntwo\nthree\nfive\nsix\n',
      conflicts: [],
    });
  });

  it('tells which lines both have changed, and keeps the rest of both', () => {
    const mine = base.replace('one', 'ONE').replace('three', 'my three');
    const theirs = base.replace('three', 'their three\nand more').replace('five', 'FIVE');
    const conflicts = [
      {
        mine: { line: 3, lines: ['my three'] },
        theirs: { line: 3, lines: ['their three', 'and more'] },
      },
    ];
    expect(mergeTexts(mine, base, theirs)).toEqual({
      text: 'ONE\ntwo\nmy three\nfour\nFIVE\n',
      conflicts,
    });
    expect(mergeTexts(mine, base, theirs, 'theirs')).toEqual({
      text: 'ONE\ntwo\ntheir three\nand more\nfour\nFIVE\n',
      conflicts,
    });
  });

  it('sees no conflict where both have written the same', () => {
    const mine = base.replace('two', 'TWO').replace('five', 'mine');
    const theirs = base.replace('two', 'TWO');
    expect(mergeTexts(mine, base, theirs)).toEqual({ text: mine, conflicts: [] });
  });
});
