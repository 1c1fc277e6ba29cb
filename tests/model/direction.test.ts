import { describe, expect, it } from 'vitest';
import { directionOf } from '../../build/model/direction.ts';

describe('directionOf', () => {
  it('is from the right for scripts that are written so', () => {
    for (const lang of ['ar', 'ar-EG', 'he', 'fa', 'ur', 'yi', 'dv', 'az-Arab'])
      expect([lang, directionOf(lang)]).toEqual([lang, 'rtl']);
  });

  it('is from the left for all others, and for what is no language tag', () => {
    for (const lang of ['en', 'de', 'zh-Hans', 'ar-Latn', 'az', 'tlh', '', 'not a tag'])
      expect([lang, directionOf(lang)]).toEqual([lang, 'ltr']);
  });
});
