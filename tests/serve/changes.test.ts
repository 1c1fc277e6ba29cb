import { describe, expect, it } from 'vitest';
import { fallbackConfig } from '../../build/read/config.ts';
import type { Screen } from '../../build/render/document.ts';
import { changes } from '../../build/serve/changes.ts';

function screen(sections: Readonly<Record<string, string>>, more: Partial<Screen> = {}): Screen {
  return {
    config: fallbackConfig,
    deck: Object.keys(sections).join(),
    sections: new Map(Object.entries(sections)),
    styles: ['fonts', 'theme'],
    annex: '',
    operables: '',
    ...more,
  };
}

const before = screen({ a: 'A', b: 'B', c: 'C' });

describe('changes', () => {
  it('are none between decks that are the same', () => {
    expect(changes(before, screen({ a: 'A', b: 'B', c: 'C' }))).toBe('none');
  });

  it('are the sections with other markup and the styles with other text', () => {
    expect(changes(before, screen({ a: 'A', b: 'B2', c: 'C' }, { styles: ['fonts', 'other'] }))).toEqual({
      deck: 'a,b,c',
      changed: [{ id: 'b', html: 'B2' }],
      styles: [{ index: 1, text: 'other' }],
    });
  });

  it('name the order only where it is another one', () => {
    expect(changes(before, screen({ a: 'A', c: 'C', b: 'B' }))).toMatchObject({
      changed: [],
      order: ['a', 'c', 'b'],
    });
    expect(changes(before, screen({ a: 'A', c: 'C' }))).toMatchObject({ changed: [], order: ['a', 'c'] });
    expect(changes(before, screen({ a: 'A', n: 'N', b: 'B', c: 'C' }))).toMatchObject({
      changed: [{ id: 'n', html: 'N' }],
      order: ['a', 'n', 'b', 'c'],
    });
  });

  it('tell a slide with another id from one that is new', () => {
    const patch = changes(before, screen({ a: 'A', x: 'B2', c: 'C' }));
    expect(patch).toMatchObject({ changed: [{ id: 'x', was: 'b', html: 'B2' }] });
    expect(patch).not.toHaveProperty('order');
    expect(changes(before, screen({ x: 'A2', y: 'B2', c: 'C' }))).toMatchObject({
      changed: [
        { id: 'x', was: 'a', html: 'A2' },
        { id: 'y', was: 'b', html: 'B2' },
      ],
    });
    expect(changes(before, screen({ x: 'X', y: 'Y', b: 'B', c: 'C' }))).toMatchObject({
      changed: [
        { id: 'x', was: 'a', html: 'X' },
        { id: 'y', html: 'Y' },
      ],
      order: ['x', 'y', 'b', 'c'],
    });
  });

  it('of the evidence and of charts to operate are told where both decks have them', () => {
    const annexed = screen({ a: 'A' }, { annex: 'one', operables: 'one' });
    expect(changes(annexed, screen({ a: 'A' }, { annex: 'two', operables: 'two' }))).toMatchObject({
      annex: 'two',
      operables: 'two',
    });
    expect(changes(annexed, screen({ a: 'A' }, { annex: 'one' }))).toBe('reload');
    expect(changes(annexed, screen({ a: 'A' }, { operables: 'one' }))).toBe('reload');
  });

  it('around the slides ask for the whole deck', () => {
    for (const config of [{ title: 'Other' }, { lang: 'de' }, { theme: 'dark' }, { dir: 'rtl' }] as const)
      expect(
        changes(before, screen({ a: 'A', b: 'B', c: 'C' }, { config: { ...fallbackConfig, ...config } })),
      ).toBe('reload');
  });
});
