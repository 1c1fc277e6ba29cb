import { describe, expect, it } from 'vitest';
import { slidesIn } from '../../../../build/client/live/edit/around.ts';

describe('slidesIn', () => {
  it('finds slides with and without front matter, and no separators in code', () => {
    const text = '# One\n\ntext\n\n---\n\n# Two\n\n```\n---\n```\n\n---\nid: three\n---\n\n# Three\n';
    expect(slidesIn(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      '# One\n\ntext',
      '# Two\n\n```\n---\n```',
      '---\nid: three\n---\n\n# Three',
    ]);
    expect(slidesIn('')).toEqual([]);
  });
});
