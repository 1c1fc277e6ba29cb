import { describe, expect, it } from 'vitest';
import { edited } from '../../build/model/edits.ts';
import { within } from '../../build/model/source.ts';
import { whole } from '../support/memory.ts';

describe('edits', () => {
  const at = whole('one two three');

  it('are made in the order of the text, whatever their own', () => {
    const edits = [
      { at: within(at, 8, 5), text: '3' },
      { at: within(at, 0, 3), text: '1' },
      { at: within(at, 4, 0), text: '+' },
    ];
    expect(edited(at, edits)).toBe('1 +two 3');
  });

  it('that overlap give way to the one that begins first, or is longer', () => {
    const edits = [
      { at: within(at, 5, 6), text: 'x' },
      { at: within(at, 4, 3), text: '2' },
      { at: within(at, 4, 1), text: 'y' },
    ];
    expect(edited(at, edits)).toBe('one 2 three');
  });

  it('outside of the span are left alone', () => {
    expect(edited(within(at, 4, 3), [{ at: within(at, 0, 3), text: '1' }])).toBe('two');
  });
});
