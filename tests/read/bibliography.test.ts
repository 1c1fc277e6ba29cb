import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readBibliography } from '../../build/read/bibliography.ts';
import { at, context, readTalk, told, whole } from '../support/memory.ts';

const named = whole('references.yaml', 'slides/deck.yaml');

function read(text: string, path = 'slides/references.yaml') {
  const recorded = context({ [path]: text });
  const references = readBibliography({ path, span: named }, recorded);
  return { references: references && [...references.values()], told: told(recorded) };
}

describe('readBibliography', () => {
  it('reads CSL data from YAML', () => {
    const { references, told: reported } = read(`- id: taylor2016
  type: article-journal
  title: The Politics of Innovation
  author:
    - { family: Taylor, given: Mark Zachary }
    - { literal: OECD }
    - { family: Mononym }
  issued: { date-parts: [[2016, 5, 1]] }
  container-title: A Journal
  volume: 12
  issue: 3-4
  page: 45-67
  publisher: Oxford University Press
  genre: Issue Brief
  edition: 2nd
  DOI: 10.1093/x
  ISBN: 978-0-19-046412-7
  URL: https://example.org
  note: accessed in May
`);
    expect(reported).toEqual([]);
    expect(references).toEqual([
      {
        id: 'taylor2016',
        mark: 1,
        number: undefined,
        publisherPlace: undefined,
        type: 'article-journal',
        title: 'The Politics of Innovation',
        authors: ['Mark Zachary Taylor', 'OECD', 'Mononym'],
        issued: '1 May 2016',
        containerTitle: 'A Journal',
        volume: '12',
        issue: '3-4',
        page: '45-67',
        publisher: 'Oxford University Press',
        genre: 'Issue Brief',
        edition: '2nd',
        doi: '10.1093/x',
        isbn: '978-0-19-046412-7',
        url: 'https://example.org',
        note: 'accessed in May',
      },
    ]);
  });

  it('reads the same from JSON', () => {
    const item = { id: 'a', type: 'book', title: 'A', issued: { 'date-parts': [['2016']] }, volume: '1' };
    const json = read(JSON.stringify([item], null, '\t'), 'slides/references.json');
    expect(json.told).toEqual([]);
    expect(json.references).toMatchObject([{ id: 'a', issued: '2016', volume: '1' }]);
  });

  it('takes years as numbers, as text and in words', () => {
    const entry = (issued: string): string => `- { id: a, type: book, title: A, issued: ${issued} }`;
    for (const [issued, expected] of [
      ['{ date-parts: [[2016]] }', '2016'],
      ['{ date-parts: [["2016"]] }', '2016'],
      ['{ date-parts: [[2016, "05"]] }', 'May 2016'],
      ['{ literal: spring 2016 }', 'spring 2016'],
      ['{ date-parts: [[2016]], literal: c. 2016 }', 'c. 2016'],
    ] as const) {
      expect(read(entry(issued)).references, issued).toMatchObject([{ issued: expected }]);
    }
  });

  it('numbers the entries in the order of the file', () => {
    const { references } = read(
      '- { id: b, type: book, title: B }\n- { id: a, type: book, title: A }\n- { id: 3, type: book, title: C }\n',
    );
    expect(references?.map(({ id, mark }) => [id, mark])).toEqual([
      ['b', 1],
      ['a', 2],
      ['3', 3],
    ]);
  });

  it('may be an empty list', () => {
    expect(read('[]')).toEqual({ references: [], told: [] });
  });

  it('reports an id that is taken, at the second one', () => {
    expect(read('- { id: a, type: book, title: A }\n- { id: a, type: book, title: B }\n').told).toEqual([
      at('slides/references.yaml:2:9', messages.referenceDuplicate('a')),
    ]);
  });

  it('reports unknown fields and reads the rest', () => {
    const { references, told: reported } = read('- { id: a, type: book, title: A, publischer: B }\n');
    expect(references).toMatchObject([{ id: 'a' }]);
    expect(reported).toMatchObject([{ rule: 'field-unknown', place: 'slides/references.yaml:1:34' }]);
  });

  it('reports a name that is neither of a person nor of a body', () => {
    expect(read('- { id: a, type: book, title: A, author: [Taylor] }\n')).toEqual({
      references: undefined,
      told: [
        at(
          'slides/references.yaml:1:43',
          messages.fieldInvalid('0.author.0', 'must have family and given, or literal'),
        ),
      ],
    });
  });

  it('reports a file that is no list', () => {
    for (const text of ['a: b\n', 'words\n', '']) {
      expect(read(text), text).toEqual({
        references: undefined,
        told: [
          at(
            'slides/references.yaml:1:1',
            messages.fieldInvalid('document', 'must be a list of CSL entries'),
          ),
        ],
      });
    }
  });

  it('reports a file that is not there where deck.yaml names it', () => {
    const recorded = context();
    expect(readBibliography({ path: 'slides/references.yaml', span: named }, recorded)).toBeUndefined();
    expect(told(recorded)).toEqual([
      at('slides/deck.yaml:1:1', messages.fileMissing('slides/references.yaml')),
    ]);
  });
});

describe('dates', () => {
  const issued = (parts: string) => {
    const recorded = readTalk({
      'slides/deck.yaml': 'title: T\nbibliography: r.yaml',
      'slides/r.yaml': `- { id: a, type: book, title: A, issued: { date-parts: [[${parts}]] } }`,
      'slides/10.md': '# A\n',
    });
    return {
      issued: recorded.deck.bibliography?.get('a')?.issued,
      rules: recorded.reported.map(({ rule }) => rule),
    };
  };

  it('are a year, a month of it or a day of that', () => {
    expect(issued('2016')).toEqual({ issued: '2016', rules: [] });
    expect(issued('2016, 5')).toEqual({ issued: 'May 2016', rules: [] });
    expect(issued('2016, 2, 29')).toEqual({ issued: '29 February 2016', rules: [] });
    expect(issued('99, 1')).toEqual({ issued: 'January 99', rules: [] });
  });

  it('are reported when no calendar has them', () => {
    for (const parts of ['2016, spring', '2016, 13', '2015, 2, 29', '""', '2016, 1, 2, 3']) {
      expect(issued(parts), parts).toEqual({ issued: undefined, rules: ['field-invalid'] });
    }
  });
});
