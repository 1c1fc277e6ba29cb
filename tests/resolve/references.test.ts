import { describe, expect, it } from 'vitest';
import type { CslItem, CslName } from '../../build/model/reference.ts';
import type { ListedReference } from '../../build/model/talk.ts';
import {
  dateText,
  linked,
  numericEntry,
  paginateReferences,
  shortNames,
} from '../../build/resolve/references.ts';
import { halfEms, whole } from '../support/memory.ts';

const bare: CslItem = { id: 'a', type: 'book', title: 'The Title' };
const people = (...names: readonly string[]) => names.map((literal) => ({ literal }));
const year = (text: string) => ({ literal: text });

/** A reference as it is printed. */
function line(parts: Partial<CslItem>): string {
  return numericEntry({ ...bare, ...parts })
    .map(({ text }) => text)
    .join('');
}

describe('numericEntry', () => {
  it('emphasizes the title between what stands before and behind it', () => {
    expect(numericEntry({ ...bare, author: people('A B'), issued: year('2016') })).toEqual([
      { text: 'A B. ' },
      { text: 'The Title', em: true },
      { text: '. 2016.' },
    ]);
  });

  it('takes a title with nothing else for a remark', () => {
    expect(numericEntry({ ...bare, title: 'See https://example.org.' })).toEqual([
      { text: 'See ' },
      { text: 'https://example.org', href: 'https://example.org' },
      { text: '.' },
    ]);
  });

  it('links addresses and DOIs', () => {
    expect(numericEntry({ ...bare, DOI: '10.1/x', URL: 'https://example.org/a?b=c' })).toEqual([
      { text: 'The Title', em: true },
      { text: '. ' },
      { text: 'doi:10.1/x', href: 'https://doi.org/10.1/x' },
      { text: ', ' },
      { text: 'https://example.org/a?b=c', href: 'https://example.org/a?b=c' },
      { text: '.' },
    ]);
  });

  it('prints the parts of a name in their order', () => {
    const name = { 'dropping-particle': 'de', 'non-dropping-particle': 'la', suffix: 'Jr.' };
    expect(line({ author: [{ given: 'A.', family: 'Cruz', ...name }] })).toBe('A. de la Cruz Jr. The Title');
  });

  it('names editors where there is no author', () => {
    expect(line({ editor: people('A', 'B') })).toBe('A, B (eds). The Title');
    expect(line({ author: people('C'), editor: people('A') })).toBe('C. The Title');
  });

  it('prints “et al.” for people that BibTeX does not name', () => {
    expect(line({ author: people('A', 'others') })).toBe('A et al. The Title');
    expect(line({ author: people('A', 'B', 'others') })).toBe('A, B et al. The Title');
    expect(line({ author: people('A', 'B', 'C', 'others') })).toBe('A et al. The Title');
  });

  it('prints a book', () => {
    const book = {
      author: people('M. Z. Taylor'),
      publisher: 'Oxford University Press',
      issued: year('2016'),
      ISBN: '978-0',
    };
    expect(line(book)).toBe('M. Z. Taylor. The Title. Oxford University Press, 2016, ISBN 978-0.');
  });

  it('prints an article with volume, issue and pages', () => {
    const article = {
      author: people('A', 'B'),
      'container-title': 'Journal',
      volume: '12',
      issued: year('2020'),
      DOI: '10.1/x',
    };
    expect(line({ ...article, issue: '3', page: '45' })).toBe(
      'A, B. The Title. Journal 12(3): 45, 2020, doi:10.1/x.',
    );
    expect(line({ ...article, page: '45' })).toBe('A, B. The Title. Journal 12: 45, 2020, doi:10.1/x.');
    expect(line({ ...article })).toBe('A, B. The Title. Journal 12, 2020, doi:10.1/x.');
  });

  it('names up to three authors, of more only the first', () => {
    expect(line({ author: people('A', 'B', 'C'), issued: year('1') })).toMatch(/^A, B, C\. /);
    expect(line({ author: people('A', 'B', 'C', 'D'), issued: year('1') })).toMatch(/^A et al\./);
  });

  it('begins with the title where there is no author', () => {
    expect(line({ issued: year('2016') })).toBe('The Title. 2016.');
  });

  it('puts no second full stop behind a title that ends in a mark', () => {
    expect(line({ title: 'Whither?', issued: year('2016') })).toBe('Whither? 2016.');
    expect(line({ title: 'Made in China.', issued: year('2016') })).toBe('Made in China. 2016.');
  });

  it('puts no second full stop behind its last words', () => {
    expect(line({ publisher: 'Springer Inc.' })).toBe('The Title. Springer Inc.');
    expect(line({ issued: year('2016'), note: 'Accessed in May.' })).toMatch(/Accessed in May\.$/);
  });

  it('prints kind, edition, address and note', () => {
    const text = line({
      genre: 'Issue Brief',
      edition: '2nd',
      URL: 'https://example.org',
      note: 'Accessed in May',
    });
    for (const part of ['Issue Brief', '2nd', 'https://example.org', 'Accessed in May'])
      expect(text).toContain(part);
  });
});

describe('paginateReferences', () => {
  /** References that take one line each, or as many as their titles are long. */
  function references(count: number, titleLength = 10, citedOn = ['s']): ListedReference[] {
    return Array.from({ length: count }, (_, n) => {
      const item = { ...bare, id: `r${n}`, title: 'x'.repeat(titleLength) };
      const reference = { id: item.id, mark: n + 1, item, span: whole(''), entry: whole('') };
      const citation = { reference, entry: numericEntry(item), names: '', authorDate: undefined };
      return { citation, citedOn };
    });
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

  it('leaves room for the slides that cite them', () => {
    const slides = Array.from({ length: 40 }, (_, n) => `s${n}`);
    const [few = []] = paginateReferences(references(60), halfEms);
    const [many = []] = paginateReferences(references(60, 10, slides), halfEms);
    expect(many.length).toBeLessThan(few.length);
  });

  it('makes no empty pages around one that is longer than a column', () => {
    const all = [...references(1, 3000), ...references(1), ...references(1, 3000)];
    const pages = paginateReferences(all, halfEms);
    expect(pages.every((page) => page.length > 0)).toBe(true);
    expect(pages.flat()).toHaveLength(3);
  });
});

describe('full stops and numbers', () => {
  it('end each part once', () => {
    expect(line({ author: people('A', 'B', 'C', 'D') })).toBe('A et al. The Title');
    expect(line({ author: people('M. L. King Jr.'), note: 'Read in May.' })).toBe(
      'M. L. King Jr. The Title. Read in May.',
    );
    expect(line({ title: 'Why?', issued: year('2016') })).toBe('Why? 2016.');
  });

  it('print an issue without a volume, a report’s number and a publisher’s place', () => {
    expect(line({ 'container-title': 'Journal', issue: '4', page: '5-6' })).toBe(
      'The Title. Journal 4: 5–6.',
    );
    expect(line({ genre: 'Working Paper', number: '15902' })).toBe('The Title. Working Paper 15902.');
    expect(line({ 'publisher-place': 'Oxford', publisher: 'OUP' })).toBe('The Title. Oxford: OUP.');
  });
});

describe('linked', () => {
  const links = (text: string): (string | undefined)[] =>
    linked(text).flatMap(({ href }) => (href === undefined ? [] : href));

  it('leaves what ends a sentence or a bracket out of an address', () => {
    expect(links('https://a.org/x. (See https://b.org/y), http://c.org/z;')).toEqual([
      'https://a.org/x',
      'https://b.org/y',
      'http://c.org/z',
    ]);
  });

  it('keeps parentheses that belong to an address', () => {
    expect(links('https://a.org/wiki/Lion_(animal). doi:10.1016/0165(93)90157-M.')).toEqual([
      'https://a.org/wiki/Lion_(animal)',
      'https://doi.org/10.1016/0165(93)90157-M',
    ]);
  });

  it('keeps all of the text', () => {
    const text = 'See https://a.org/(x, and (https://b.org/y).';
    expect(
      linked(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  });
});

describe('dateText', () => {
  it('prints a year, a month of it, a day of that, or a range', () => {
    expect(dateText({ 'date-parts': [[2023]] })).toBe('2023');
    expect(dateText({ 'date-parts': [['2023', '05']] })).toBe('May 2023');
    expect(dateText({ 'date-parts': [[2023, 5, '04']] })).toBe('4 May 2023');
    expect(dateText({ 'date-parts': [[2019], [2020, 6]] })).toBe('2019–June 2020');
  });

  it('prefers words, and is nothing for no date', () => {
    expect(dateText({ 'date-parts': [[2023]], literal: 'spring 2023' })).toBe('spring 2023');
    expect(dateText({ raw: 'forthcoming' })).toBe('forthcoming');
    expect(dateText({})).toBeUndefined();
    expect(dateText(undefined)).toBeUndefined();
  });
});

describe('shortNames', () => {
  const names = (...author: readonly CslName[]): string => shortNames({ ...bare, author });
  const [a, b, c, others] = [
    { family: 'Shi', given: 'A.' },
    { family: 'Li' },
    { literal: 'OECD' },
    { literal: 'others' },
  ];

  it('are one family name, two, or the first of more', () => {
    expect(names(a)).toBe('Shi');
    expect(names(c)).toBe('OECD');
    expect(names(a, c)).toBe('Shi and OECD');
    expect(names(a, b, c)).toBe('Shi et al.');
    expect(names(a, others)).toBe('Shi et al.');
  });

  it('keep a particle that belongs to the family', () => {
    expect(names({ family: 'Berg', 'non-dropping-particle': 'van der' })).toBe('van der Berg');
  });

  it('are the editors where there is no author, or else the title', () => {
    expect(shortNames({ ...bare, editor: [a] })).toBe('Shi');
    expect(shortNames(bare)).toBe('The Title');
  });
});

describe('markup that reference managers put into a title', () => {
  it('is italics turned upright, or nothing', () => {
    const title = 'On <i>E. coli</i> in H<sub>2</sub>O <span class="nocase">and</span> more &amp; less';
    expect(numericEntry({ ...bare, title, issued: year('2020') })).toEqual([
      { text: 'On ', em: true },
      { text: 'E. coli' },
      { text: ' in H', em: true },
      { text: '2', em: true },
      { text: 'O ', em: true },
      { text: 'and', em: true },
      { text: ' more & less', em: true },
      { text: '. 2020.' },
    ]);
  });

  it('is text where nothing closes it', () => {
    expect(line({ title: 'Two <b> or not', issued: year('2020') })).toBe('Two <b> or not. 2020.');
  });
});
