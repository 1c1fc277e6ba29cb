import { describe, expect, it } from 'vitest';
import type { CslItem, Run } from '../../build/model/reference.ts';
import { type CiteResult, citeWithStyle } from '../../build/resolve/csl.ts';
import { library } from '../support/memory.ts';

const year = (...parts: readonly number[]) => ({ 'date-parts': [parts] });

const book: CslItem = {
  id: 'taylor',
  type: 'book',
  title: 'Innovation & policy',
  author: [{ family: 'Taylor', given: 'Mark Zachary' }],
  issued: year(2016),
  publisher: 'OUP',
};
const article: CslItem = {
  id: 'shi',
  type: 'article-journal',
  title: 'Clusters',
  author: [
    { family: 'Shi', given: 'Ann' },
    { family: 'Li', given: 'Bo' },
    { family: 'Wu', given: 'Cai' },
    { family: 'Xu', given: 'Di' },
  ],
  issued: year(2007),
  'container-title': 'A Journal',
  volume: '1',
  issue: '2',
  page: '3-5',
  DOI: '10.1/x',
};

function cite(style: string, items: readonly CslItem[], lang = 'en'): CiteResult[] {
  return citeWithStyle({ items, style, lang }, library.styleFiles(style));
}

function only(style: string, item: CslItem, lang?: string): CiteResult {
  const [result] = cite(style, [item], lang);
  if (!result) throw new Error('nothing is cited');
  return result;
}

const text = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');
const emphasized = (runs: readonly Run[]): string[] => runs.flatMap((run) => (run.em ? run.text : []));

describe('APA', () => {
  it('sets a book', () => {
    const { entry, ...marks } = only('apa', book);
    expect(text(entry)).toBe('Taylor, M. Z. (2016). Innovation & policy. OUP.');
    expect(emphasized(entry)).toEqual(['Innovation & policy']);
    expect(marks).toEqual({ id: 'taylor', names: 'Taylor', full: 'Taylor, 2016', year: '2016' });
  });

  it('sets an article, its address a link', () => {
    const { entry, names, full } = only('apa', article);
    expect(text(entry)).toBe(
      'Shi, A., Li, B., Wu, C., & Xu, D. (2007). Clusters. A Journal, 1(2), 3–5. https://doi.org/10.1/x',
    );
    expect(entry.at(-1)).toEqual({ text: 'https://doi.org/10.1/x', href: 'https://doi.org/10.1/x' });
    expect([names, full]).toEqual(['Shi et al.', 'Shi et al., 2007']);
  });

  it('lists by the alphabet', () => {
    expect(cite('apa', [book, article]).map(({ id }) => id)).toEqual(['shi', 'taylor']);
  });

  it('is in the talk’s language, or in English', () => {
    const two = { ...book, author: [{ family: 'Ott' }, { family: 'Ulm' }], issued: undefined };
    expect(only('apa', two, 'de-AT')).toMatchObject({ names: 'Ott und Ulm', full: 'Ott & Ulm, o.\u00a0J.' });
    expect(only('apa', two, 'xx')).toMatchObject({ names: 'Ott and Ulm', full: 'Ott & Ulm, n.d.' });
  });

  it('keeps the sign in the name of a body', () => {
    const firm = { literal: 'Brill & Sons' };
    const found = cite('apa', [
      { ...book, id: 'a', author: [firm] },
      { ...book, id: 'b', author: [firm, { family: 'Li' }] },
    ]);
    expect(found.map(({ names }) => names)).toEqual(['Brill & Sons', 'Brill & Sons and Li']);
  });
});

describe('Chicago', () => {
  it('sets a book', () => {
    const { entry, ...marks } = only('chicago-author-date', book);
    expect(text(entry)).toBe('Taylor, Mark Zachary. 2016. Innovation & Policy. OUP.');
    expect(emphasized(entry)).toEqual(['Innovation & Policy']);
    expect(marks).toEqual({ id: 'taylor', names: 'Taylor', full: 'Taylor 2016', year: '2016' });
  });

  it('names the author of each work, and no dash', () => {
    const other = { ...book, id: 'other', issued: year(2018) };
    for (const { entry } of cite('chicago-author-date', [book, other]))
      expect(text(entry)).toMatch(/^Taylor,/);
  });
});

describe('Vancouver', () => {
  it('sets a book and an article', () => {
    expect(cite('vancouver', [book, article]).map(({ entry }) => text(entry))).toEqual([
      'Taylor MZ. Innovation & policy. OUP; 2016.',
      'Shi A, Li B, Wu C, Xu D. Clusters. A Journal. 2007;1(2):3–5. doi:10.1/x',
    ]);
  });

  it('keeps the order of the bibliography', () => {
    expect(cite('vancouver', [book, article]).map(({ id }) => id)).toEqual(['taylor', 'shi']);
  });
});

describe('styles of author and year', () => {
  for (const style of ['apa', 'chicago-author-date']) {
    it(`tell works of one author and year apart in ${style}`, () => {
      const other = { ...book, id: 'other', title: 'Before' };
      const marks = cite(style, [book, other]).map(({ id, full, year, entry }) => [
        id,
        full,
        year,
        text(entry),
      ]);
      const comma = style === 'apa' ? ',' : '';
      expect(marks).toEqual([
        ['other', `Taylor${comma} 2016a`, '2016a', expect.stringContaining('2016a')],
        ['taylor', `Taylor${comma} 2016b`, '2016b', expect.stringContaining('2016b')],
      ]);
    });

    it(`name a work without an author by its title in ${style}`, () => {
      expect(only(style, { ...book, author: undefined }).names).toBe('Innovation & Policy');
    });
  }

  it('name editors, bodies and particles', () => {
    const found = cite('apa', [
      { ...book, id: 'a', author: undefined, editor: [{ family: 'Doe' }, { family: 'Roe' }] },
      { ...book, id: 'b', author: [{ literal: 'World Bank' }] },
      { ...book, id: 'c', author: [{ family: 'Berg', 'non-dropping-particle': 'van der' }] },
    ]);
    expect(found.map(({ names }) => names)).toEqual(['Doe and Roe', 'van der Berg', 'World Bank']);
  });
});

describe('people that a work does not name', () => {
  const [li, shi, others] = [
    { family: 'Li', given: 'Bo' },
    { family: 'Shi', given: 'Ann' },
    { literal: 'others' },
  ];
  const works = [
    { ...book, id: 'two', author: [li, others] },
    { ...book, id: 'more', author: [shi, li, others] },
    { ...book, id: 'edited', author: undefined, editor: [{ family: 'Doe', given: 'J.' }, others] },
  ];
  const set = (style: string) => {
    const found = new Map(cite(style, works).map((result) => [result.id, result]));
    const results = works.flatMap(({ id }) => found.get(id) ?? []);
    return { entries: results.map(({ entry }) => text(entry)), full: results.map(({ full }) => full) };
  };

  it('are “et al.” in APA', () => {
    expect(set('apa')).toEqual({
      entries: [
        expect.stringMatching(/^Li, B\. et al\. \(2016\)\. /),
        expect.stringMatching(/^Shi, A\., Li, B\. et al\. \(2016\)\. /),
        expect.stringMatching(/^Doe, J\. et al\. \(Eds\.\)\. \(2016\)\. /),
      ],
      full: ['Li et al., 2016', 'Shi et al., 2016', 'Doe et al., 2016'],
    });
  });

  it('are “et al.” in Chicago', () => {
    expect(set('chicago-author-date')).toEqual({
      entries: [
        expect.stringMatching(/^Li, Bo et al\. 2016\. /),
        expect.stringMatching(/^Shi, Ann, Bo Li et al\. 2016\. /),
        expect.stringMatching(/^Doe, J\. et al\., eds\. 2016\. /),
      ],
      full: ['Li et al. 2016', 'Shi, Li et al. 2016', 'Doe et al. 2016'],
    });
  });

  it('are “et al.” in Vancouver', () => {
    expect(set('vancouver').entries).toEqual([
      expect.stringMatching(/^Li B et al\. Innovation/),
      expect.stringMatching(/^Shi A, Li B et al\. Innovation/),
      expect.stringMatching(/^Doe J et al\., editors\. Innovation/),
    ]);
  });
});

describe('signs', () => {
  it('of HTML in a title are text', () => {
    expect(text(only('apa', { ...book, title: 'Is a < b & c?' }).entry)).toContain('Is a < b & c?');
  });
});
