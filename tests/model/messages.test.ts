import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';

describe('the catalogue', () => {
  it('lists no slots of a layout without any', () => {
    expect(messages.slotUnknown('body', 'index', undefined, []).hint).toContain('It has none');
  });

  it('says what may have been meant, then all there is', () => {
    const { hint } = messages.layoutUnknown('panle', 'panel', ['panel', 'text']);
    expect(hint).toMatch(/panel.*panel, text/);
  });

  it('lists all there is where nothing is near', () => {
    const { hint } = messages.layoutUnknown('zzz', undefined, ['panel', 'text']);
    expect(hint).toContain('panel, text');
  });

  it('does not list more than can be read next to a near name', () => {
    const names = Array.from({ length: 30 }, (_, n) => `name${n}`);
    expect(messages.specUnknown('nam1', 'mark', 'name1', names).hint).not.toContain('name29');
  });

  it('names the talk without series as such', () => {
    expect(messages.seriesUnknown('a', undefined, []).hint).toContain('deck.yaml');
  });
});
