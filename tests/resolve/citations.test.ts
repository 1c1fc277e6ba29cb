import { describe, expect, it } from 'vitest';
import { styles } from '../../build/model/reference.ts';
import { resolved } from '../support/memory.ts';

const bibliography = `
@book{zhu, title={Zebras}, author={Zhu, An}, year=2007}
@book{one, title={One}, author={Shi, A. and Li, B.}, year=2007}
@book{two, title={Two}, author={Shi, A. and Li, B.}, year=2007}
`;

/** A talk that cites these keys, in a style. */
async function talk(style: string, keys: readonly string[]) {
  const { talk: made, reported } = await resolved({
    'slides/deck.yaml': `title: T\nbibliography: r.bib\nstyle: ${style}\n`,
    'slides/r.bib': bibliography,
    'slides/10.md': `# A\n\n[${keys.map((key) => `@${key}`).join('; ')}]\n\n---\nlayout: references\n---\n\n# R\n`,
  });
  expect(reported).toEqual([]);
  return made;
}

/** What the slide of references lists. */
async function listed(style: string, keys: readonly string[]): Promise<(readonly [string, number])[]> {
  const { pages } = await talk(style, keys);
  return (pages[1]?.references ?? []).map(({ citation: { reference } }) => [reference.id, reference.mark]);
}

describe('styles that number', () => {
  for (const style of ['numeric', 'vancouver']) {
    it(`number and list in the bibliography’s order in ${style}`, async () => {
      expect(await listed(style, ['two', 'one', 'zhu'])).toEqual([
        ['zhu', 1],
        ['one', 2],
        ['two', 3],
      ]);
    });

    it(`give a work the same number whatever else is cited in ${style}`, async () => {
      expect(await listed(style, ['two'])).toEqual([['two', 3]]);
    });

    it(`print numbers, and names in sentences, in ${style}`, async () => {
      const { citations } = await talk(style, ['two']);
      expect(citations.get('two')).toMatchObject({ names: 'Shi and Li', authorDate: undefined });
    });
  }
});

describe('styles of author and year', () => {
  for (const style of ['apa', 'chicago-author-date']) {
    it(`list by the alphabet in ${style}`, async () => {
      expect((await listed(style, ['zhu', 'two', 'one'])).map(([id]) => id)).toEqual(['one', 'two', 'zhu']);
    });

    it(`call a work 2007b also where 2007a is not cited in ${style}`, async () => {
      const years = async (keys: readonly string[]) => {
        const { citations } = await talk(style, keys);
        return ['one', 'two'].map((key) => citations.get(key)?.authorDate?.year);
      };
      expect(await years(['one', 'two'])).toEqual(['2007a', '2007b']);
      expect(await years(['two'])).toEqual(['2007a', '2007b']);
    });
  }
});

it('lists a work with every slide that cites it, each once', async () => {
  const { talk: made } = await resolved({
    'slides/deck.yaml': 'title: T\nbibliography: r.bib\n',
    'slides/r.bib': bibliography,
    'slides/10.md':
      '# A [@zhu]\n\n[@zhu; @one]\n\n---\n\n# B\n\nAs @zhu says\n\nNote:\n[@two]\n\n---\nlayout: references\n---\n\n# R\n',
  });
  expect(made.pages[2]?.references.map(({ citation, citedOn }) => [citation.reference.id, citedOn])).toEqual([
    ['zhu', ['a', 'b']],
    ['one', ['a']],
    ['two', ['b']],
  ]);
});

it('cites nothing in a talk without a bibliography, in any style', async () => {
  for (const style of styles) {
    const { talk: made } = await resolved({
      'slides/deck.yaml': `title: T\nstyle: ${style}\n`,
      'slides/10.md': '# A\n\nb\n',
    });
    expect(made.citations.size, style).toBe(0);
  }
});

it('cites nothing from an empty bibliography, in any style', async () => {
  for (const style of styles) {
    const { talk: made } = await resolved({
      'slides/deck.yaml': `title: T\nstyle: ${style}\nbibliography: r.yaml\n`,
      'slides/r.yaml': '[]',
      'slides/10.md': '# A\n\nb\n',
    });
    expect(made.citations.size, style).toBe(0);
  }
});
