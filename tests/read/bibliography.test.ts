import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readBibliography } from '../../build/read/bibliography.ts';
import { dateText } from '../../build/resolve/references.ts';
import { at, context, readTalk, told, whole } from '../support/memory.ts';

const named = whole('references.yaml', 'slides/deck.yaml');

async function read(text: string, path = 'slides/references.yaml') {
  const recorded = context({ [path]: text });
  const references = await readBibliography({ path, span: named }, recorded);
  return { references: references && [...references.values()], told: told(recorded) };
}

/** The works of a bibliography that gives no reason for complaint. */
async function items(text: string, path?: string) {
  const { references, told: reported } = await read(text, path);
  expect(reported).toEqual([]);
  return references?.map(({ item }) => item);
}

describe('readBibliography', () => {
  it('reads CSL data from YAML', async () => {
    const found = await items(`- id: taylor2016
  type: article-journal
  title: The Politics of Innovation
  author:
    - { family: Taylor, given: Mark Zachary }
    - { literal: OECD }
    - { family: Mononym }
    - { family: Berg, given: Jan, non-dropping-particle: van der, suffix: Jr. }
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
    expect(found).toEqual([
      {
        id: 'taylor2016',
        type: 'article-journal',
        title: 'The Politics of Innovation',
        author: [
          { family: 'Taylor', given: 'Mark Zachary' },
          { literal: 'OECD' },
          { family: 'Mononym' },
          { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der', suffix: 'Jr.' },
        ],
        issued: { 'date-parts': [['2016', '5', '1']] },
        'container-title': 'A Journal',
        volume: '12',
        issue: '3-4',
        page: '45-67',
        publisher: 'Oxford University Press',
        genre: 'Issue Brief',
        edition: '2nd',
        DOI: '10.1093/x',
        ISBN: '978-0-19-046412-7',
        URL: 'https://example.org',
        note: 'accessed in May',
      },
    ]);
  });

  it('reads the same from JSON', async () => {
    const item = { id: 'a', type: 'book', title: 'A', issued: { 'date-parts': [['2016']] }, volume: '1' };
    expect(await items(JSON.stringify([item], null, '\t'), 'slides/references.json')).toEqual([item]);
  });

  it('reads what reference managers write besides', async () => {
    const item = {
      id: 'a',
      type: 'chapter',
      title: 'A',
      editor: [{ family: 'Doe' }],
      translator: [{ literal: 'Somebody' }],
      accessed: { 'date-parts': [['2020', '1', '2']] },
      'original-date': { raw: '1890' },
      'event-title': 'Congress',
      'collection-title': 'Series',
      abstract: 'Long',
      language: 'de',
      categories: ['x'],
      custom: { key: 1 },
    };
    expect(await items(JSON.stringify([item]), 'slides/references.json')).toEqual([item]);
  });

  it('reads BibTeX by the ending of the file', async () => {
    expect(await items('@book{a, title = {A}}', 'slides/references.bib')).toMatchObject([{ id: 'a' }]);
    expect(await items('@book{a, title = {A}}', 'slides/REFERENCES.BIB')).toMatchObject([{ id: 'a' }]);
  });

  it('takes years as numbers, as text and in words', async () => {
    const entry = (issued: string): string => `- { id: a, type: book, title: A, issued: ${issued} }`;
    for (const [issued, expected] of [
      ['{ date-parts: [[2016]] }', '2016'],
      ['{ date-parts: [["2016"]] }', '2016'],
      ['{ date-parts: [[2016, "05"]] }', 'May 2016'],
      ['{ date-parts: [[2016], [2018]] }', '2016–2018'],
      ['{ literal: spring 2016 }', 'spring 2016'],
      ['{ raw: about 2016 }', 'about 2016'],
      ['{ date-parts: [[2016]], literal: c. 2016 }', 'c. 2016'],
    ] as const) {
      const [item] = (await items(entry(issued))) ?? [];
      expect(dateText(item?.issued), issued).toBe(expected);
    }
  });

  it('numbers the entries in the order of the file', async () => {
    const { references } = await read(
      '- { id: b, type: book, title: B }\n- { id: a, type: book, title: A }\n- { id: 3, type: book, title: C }\n',
    );
    expect(references?.map(({ id, mark }) => [id, mark])).toEqual([
      ['b', 1],
      ['a', 2],
      ['3', 3],
    ]);
  });

  it('may be an empty list', async () => {
    expect(await read('[]')).toEqual({ references: [], told: [] });
  });

  it('reports an id that is taken, at the second one, with the place of the first', async () => {
    expect(
      await read('- { id: a, type: book, title: A }\n- { id: a, type: book, title: B }\n'),
    ).toMatchObject({
      references: [{ item: { title: 'A' } }],
      told: [
        at('slides/references.yaml:2:9', messages.referenceDuplicate('a', 'slides/references.yaml:1:9')),
      ],
    });
  });

  it('reports the same of a key in BibTeX', async () => {
    const path = 'slides/references.bib';
    expect(await read('@book{a, title={A}}\n@book{b, title={B}}\n@misc{a, title={C}}\n', path)).toMatchObject(
      {
        references: [{ item: { title: 'A' } }, { item: { title: 'B' } }],
        told: [at(`${path}:3:7`, messages.referenceDuplicate('a', `${path}:1:7`))],
      },
    );
  });

  it('reports unknown fields and reads the rest', async () => {
    const { references, told: reported } = await read('- { id: a, type: book, title: A, publischer: B }\n');
    expect(references).toMatchObject([{ id: 'a' }]);
    expect(reported).toMatchObject([{ rule: 'field-unknown', place: 'slides/references.yaml:1:34' }]);
  });

  it('reports a name that is neither of a person nor of a body', async () => {
    expect(await read('- { id: a, type: book, title: A, author: [Taylor] }\n')).toEqual({
      references: undefined,
      told: [
        at(
          'slides/references.yaml:1:43',
          messages.fieldInvalid('0.author.0', 'must have family and given, or literal'),
        ),
      ],
    });
  });

  it('reports a file that is no list', async () => {
    for (const text of ['a: b\n', 'words\n', '']) {
      expect(await read(text), text).toEqual({
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

  it('reports a file that is not there where deck.yaml names it', async () => {
    const recorded = context();
    expect(await readBibliography({ path: 'slides/references.yaml', span: named }, recorded)).toBeUndefined();
    expect(told(recorded)).toEqual([
      at('slides/deck.yaml:1:1', messages.fileMissing('slides/references.yaml')),
    ]);
  });
});

describe('dates', () => {
  const issued = async (parts: string) => {
    const recorded = await readTalk({
      'slides/deck.yaml': 'title: T\nbibliography: r.yaml',
      'slides/r.yaml': `- { id: a, type: book, title: A, issued: { date-parts: [[${parts}]] } }`,
      'slides/10.md': '# A\n',
    });
    return {
      issued: dateText(recorded.deck.bibliography?.get('a')?.item.issued),
      rules: recorded.reported.map(({ rule }) => rule),
    };
  };

  it('are a year, a month of it or a day of that', async () => {
    expect(await issued('2016')).toEqual({ issued: '2016', rules: [] });
    expect(await issued('2016, 5')).toEqual({ issued: 'May 2016', rules: [] });
    expect(await issued('2016, 2, 29')).toEqual({ issued: '29 February 2016', rules: [] });
    expect(await issued('99, 1')).toEqual({ issued: 'January 99', rules: [] });
  });

  it('are reported when no calendar has them', async () => {
    for (const parts of ['2016, spring', '2016, 13', '2015, 2, 29', '""', '2016, 1, 2, 3']) {
      expect(await issued(parts), parts).toEqual({ issued: undefined, rules: ['field-invalid'] });
    }
  });
});
