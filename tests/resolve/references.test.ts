import { describe, expect, it } from 'vitest';
import type { Reference } from '../../build/model/deck.ts';
import { paginateReferences, referencePieces } from '../../build/resolve/references.ts';
import { halfEms } from '../support/memory.ts';

const bare: Reference = {
  id: 'a',
  mark: 1,
  number: undefined,
  publisherPlace: undefined,
  type: 'book',
  title: 'The Title',
  authors: [],
  issued: undefined,
  publisher: undefined,
  genre: undefined,
  containerTitle: undefined,
  volume: undefined,
  issue: undefined,
  page: undefined,
  edition: undefined,
  doi: undefined,
  isbn: undefined,
  url: undefined,
  note: undefined,
};

/** A reference as it is printed. */
function line(parts: Partial<Reference>): string {
  const { before, title, after } = referencePieces({ ...bare, ...parts });
  return before + title + after;
}

describe('referencePieces', () => {
  it('parts the title from what stands before and behind it', () => {
    expect(referencePieces({ ...bare, authors: ['A B'], issued: '2016' })).toEqual({
      before: 'A B. ',
      title: 'The Title',
      after: '. 2016.',
    });
  });

  it('prints a book', () => {
    const book = {
      authors: ['M. Z. Taylor'],
      publisher: 'Oxford University Press',
      issued: '2016',
      isbn: '978-0',
    };
    expect(line(book)).toBe('M. Z. Taylor. The Title. Oxford University Press, 2016, ISBN 978-0.');
  });

  it('prints an article with volume, issue and pages', () => {
    const article = {
      authors: ['A', 'B'],
      containerTitle: 'Journal',
      volume: '12',
      issued: '2020',
      doi: '10.1/x',
    };
    expect(line({ ...article, issue: '3', page: '45' })).toBe(
      'A, B. The Title. Journal 12(3): 45, 2020, doi:10.1/x.',
    );
    expect(line({ ...article, page: '45' })).toBe('A, B. The Title. Journal 12: 45, 2020, doi:10.1/x.');
    expect(line({ ...article })).toBe('A, B. The Title. Journal 12, 2020, doi:10.1/x.');
  });

  it('names up to three authors, of more only the first', () => {
    expect(line({ authors: ['A', 'B', 'C'], issued: '1' })).toMatch(/^A, B, C\. /);
    expect(line({ authors: ['A', 'B', 'C', 'D'], issued: '1' })).toMatch(/^A et al\./);
  });

  it('begins with the title where there is no author', () => {
    expect(line({ issued: '2016' })).toBe('The Title. 2016.');
  });

  it('puts no second full stop behind a title that ends in a mark', () => {
    expect(line({ title: 'Whither?', issued: '2016' })).toBe('Whither? 2016.');
    expect(line({ title: 'Made in China.', issued: '2016' })).toBe('Made in China. 2016.');
  });

  it('puts no second full stop behind its last words', () => {
    expect(line({ publisher: 'Springer Inc.' })).toBe('The Title. Springer Inc.');
    expect(line({ issued: '2016', note: 'Accessed in May.' })).toMatch(/Accessed in May\.$/);
  });

  it('prints kind, edition, address and note', () => {
    const text = line({
      genre: 'Issue Brief',
      edition: '2nd',
      url: 'https://example.org',
      note: 'Accessed in May',
    });
    for (const part of ['Issue Brief', '2nd', 'https://example.org', 'Accessed in May'])
      expect(text).toContain(part);
  });
});

describe('paginateReferences', () => {
  /** References that take one line each, or as many as their titles are long. */
  function references(count: number, titleLength = 10): Reference[] {
    return Array.from({ length: count }, (_, n) => ({
      ...bare,
      id: `r${n}`,
      mark: n + 1,
      title: 'x'.repeat(titleLength),
    }));
  }

  it('puts a few on one page', () => {
    expect(paginateReferences(references(5), halfEms).map((page) => page.length)).toEqual([5]);
  });

  it('gives one empty page for none', () => {
    expect(paginateReferences([], halfEms)).toEqual([[]]);
  });

  it('fills two columns before it begins another page', () => {
    const [first = [], second = [], ...rest] = paginateReferences(references(50), halfEms);
    expect(rest).toEqual([]);
    expect(first.length % 2).toBe(0);
    expect(first.length).toBeGreaterThan(20);
    expect(second).toHaveLength(50 - first.length);
  });

  it('keeps all of them in their order', () => {
    const all = references(300, 120);
    expect(paginateReferences(all, halfEms).flat()).toEqual(all);
  });

  it('puts fewer long ones on a page than short ones', () => {
    const [short = []] = paginateReferences(references(60), halfEms);
    const [long = []] = paginateReferences(references(60, 200), halfEms);
    expect(long.length).toBeLessThan(short.length / 2);
  });

  it('makes no empty pages around one that is longer than a column', () => {
    const all = [...references(1, 3000), ...references(1), ...references(1, 3000)];
    const pages = paginateReferences(all, halfEms);
    expect(pages.every((page) => page.length > 0)).toBe(true);
    expect(pages.flat()).toHaveLength(3);
  });
});

describe('full stops and numbers', () => {
  const text = (parts: Partial<Reference>): string => {
    const { before, title, after } = referencePieces({ ...bare, ...parts });
    return before + title + after;
  };

  it('end each part once', () => {
    expect(text({ authors: ['A', 'B', 'C', 'D'] })).toBe('A et al. The Title');
    expect(text({ authors: ['M. L. King Jr.'], note: 'Read in May.' })).toBe(
      'M. L. King Jr. The Title. Read in May.',
    );
    expect(text({ title: 'Why?', issued: '2016' })).toBe('Why? 2016.');
  });

  it('print an issue without a volume, a report’s number and a publisher’s place', () => {
    expect(text({ containerTitle: 'Journal', issue: '4', page: '5-6' })).toBe('The Title. Journal 4: 5–6.');
    expect(text({ genre: 'Working Paper', number: '15902' })).toBe('The Title. Working Paper 15902.');
    expect(text({ publisherPlace: 'Oxford', publisher: 'OUP' })).toBe('The Title. Oxford: OUP.');
  });
});
