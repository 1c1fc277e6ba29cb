import { describe, expect, it } from 'vitest';
import { attributionOf } from '../../build/resolve/attribution.ts';

describe('what is said of a deck', () => {
  it('is its title, authors, date, slide and licence, as far as there are any', () => {
    const none = { title: 'T', authors: [], date: undefined, licence: undefined };
    expect(attributionOf(none)).toBe('“T”');
    expect(attributionOf({ ...none, authors: ['A', 'B', 'C'], date: '2024' }, 's')).toBe(
      '“T” by A, B, and C, 2024, slide “s”',
    );
    expect(attributionOf({ ...none, licence: 'CC-BY-4.0' })).toBe('“T”. CC-BY-4.0');
  });
});
