import { describe, expect, it } from 'vitest';
import { resolved, specText } from '../support/memory.ts';

describe('resolveTalk', () => {
  it('numbers pages, and gives each its section', async () => {
    const { talk } = await resolved(
      '# A\n\na\n\n---\nlayout: section\n---\n\n# S\n\n---\n\n# B\n\nb\n\n---\nlayout: section\n---\n\n# T\n',
    );
    expect(talk.pages.map(({ id, number, section }) => [id, number, section?.number])).toEqual([
      ['a', 1, undefined],
      ['s', 2, 1],
      ['b', 3, 1],
      ['t', 4, 2],
    ]);
  });

  const config = 'title: T\nbibliography: r.yaml\n';
  const list = (count: number): string =>
    JSON.stringify(
      Array.from({ length: count }, (_, n) => ({ id: `k${n}`, type: 'book', title: 'x'.repeat(100) })),
    );
  const cite = (keys: readonly number[]): string => `[${keys.map((n) => `@k${n}`).join('; ')}]`;

  it('lists what is cited, with the numbers of the whole bibliography', async () => {
    const { talk } = await resolved({
      'slides/deck.yaml': config,
      'slides/r.yaml': list(9),
      'slides/10.md': `# A\n\n${cite([7, 2])}\n\n---\nid: references\nlayout: references\n---\n\n# R\n`,
    });
    expect(
      talk.pages[1]?.references.map(({ citation: { reference } }) => [reference.id, reference.mark]),
    ).toEqual([
      ['k2', 3],
      ['k7', 8],
    ]);
    expect(talk.pages[0]?.references).toEqual([]);
  });

  it('gives a long list as many pages as it needs, each with an anchor', async () => {
    const keys = Array.from({ length: 70 }, (_, n) => n);
    const { talk } = await resolved({
      'slides/deck.yaml': config,
      'slides/r.yaml': list(70),
      'slides/10.md': `# A\n\n${cite(keys)}\n\n---\nid: references\nlayout: references\n---\n\n# R\n\n---\n\n# B\n\nb\n`,
    });
    const pages = talk.pages.filter(({ slide }) => slide.id === 'references');
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flatMap(({ references }) => references)).toHaveLength(70);
    expect(pages.map(({ id, part }) => [id, part])).toEqual(
      pages.map((_, n) => [
        n === 0 ? 'references' : `references-${n + 1}`,
        { number: n + 1, of: pages.length },
      ]),
    );
    expect(talk.pages.map(({ number }) => number)).toEqual(talk.pages.map((_, n) => n + 1));
  });

  it('lists what is cited in every layout that has a place for it', async () => {
    const { talk } = await resolved({
      'slides/deck.yaml': 'title: T\nbibliography: r.yaml\n',
      'slides/r.yaml': '- { id: a, type: book, title: A }\n',
      'slides/10.md': '# One [@a]\n\nb\n\n---\nlayout: works\n---\n\n# Works\n',
    });
    expect(talk.pages.map(({ references }) => references.length)).toEqual([0, 1]);
  });

  it('gives an empty list one page', async () => {
    const { talk } = await resolved('---\nlayout: references\n---\n\n# R\n');
    expect(talk.pages.map(({ part, references }) => [part, references])).toEqual([
      [{ number: 1, of: 1 }, []],
    ]);
  });

  it('draws the charts, and knows slides by their ids', async () => {
    const { talk, reported } = await resolved({
      'slides/10.md': '# A\n\n![Alt](../charts/a.vl.json)\n',
      'charts/a.vl.json': specText(),
    });
    expect(reported).toEqual([]);
    expect(talk.drawings.size).toBe(1);
    expect([...talk.slidesById.keys()]).toEqual(['a']);
  });
});

describe('the pages of a references slide', () => {
  it('have ids that no slide has', async () => {
    const items = Array.from({ length: 70 }, (_, n) => ({
      id: `k${n}`,
      type: 'book',
      title: 'x'.repeat(100),
    }));
    const cites = items.map(({ id }) => `@${id}`).join('; ');
    const { talk } = await resolved({
      'slides/deck.yaml': 'title: T\nbibliography: r.json',
      'slides/r.json': JSON.stringify(items),
      'slides/10.md': `---\nid: refs-2\n---\n\n# A\n\n[${cites}]\n\n---\nid: refs\nlayout: references\n---\n\n# R\n`,
    });
    const ids = talk.pages.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
