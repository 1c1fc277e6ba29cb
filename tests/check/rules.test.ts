import { describe, expect, it } from 'vitest';
import { isLookedFor } from '../../build/check/rules.ts';

describe('isLookedFor', () => {
  it('knows which check tells of a rule', () => {
    expect(isLookedFor('slide-overflow', ['fit'])).toBe(true);
    expect(isLookedFor('slide-overflow', ['evidence', 'access'])).toBe(false);
    expect(isLookedFor('contrast', ['access'])).toBe(true);
    expect(isLookedFor('figure-unbacked', ['fit'])).toBe(false);
  });

  it('holds what compiling tells of for looked for always', () => {
    expect(isLookedFor('alt-missing', ['fit'])).toBe(true);
  });
});
