import { describe, expect, it } from 'vitest';
import { placeOf } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import type { CslItem } from '../../build/model/reference.ts';
import { textOf } from '../../build/model/source.ts';
import { readBibtex } from '../../build/read/bibtex.ts';
import { at, context, source, told } from '../support/memory.ts';

const path = 'slides/references.bib';

function read(text: string) {
  const recorded = context();
  const entries = readBibtex(source(text, path), recorded);
  return { entries, keys: entries.map(({ item }) => item.id), told: told(recorded) };
}

/** The works of a file that gives no reason for complaint. */
function items(text: string): CslItem[] {
  const { entries, told: reported } = read(text);
  expect(reported).toEqual([]);
  return entries.map(({ item }) => item);
}

function item(text: string): CslItem {
  const [first] = items(text);
  if (!first) throw new Error('no entry');
  return first;
}

const broken = (place: string, problem: string) => at(`${path}:${place}`, messages.bibtexBroken(problem));

describe('BibTeX entries', () => {
  it('are books', () => {
    expect(
      item(
        '@book{taylor2016,\n  author = {Taylor, Mark Zachary},\n  title = {The Politics of Innovation},\n  publisher = {Oxford University Press},\n  address = {New York},\n  edition = {2},\n  isbn = {978-0},\n  year = 2016\n}\n',
      ),
    ).toMatchObject({
      id: 'taylor2016',
      type: 'book',
      author: [{ given: 'Mark Zachary', family: 'Taylor' }],
      title: 'The Politics of Innovation',
      publisher: 'Oxford University Press',
      'publisher-place': 'New York',
      edition: '2',
      ISBN: '978-0',
      issued: { 'date-parts': [[2016]] },
    });
  });

  it('are articles', () => {
    expect(
      item('@article{a, title={A}, journal={Journal}, volume=12, number=3, pages={45--67}, doi={10.1/x}}'),
    ).toMatchObject({
      type: 'article-journal',
      'container-title': 'Journal',
      volume: '12',
      issue: '3',
      page: '45-67',
      DOI: '10.1/x',
    });
  });

  it('are reports, theses, papers, chapters and pages of the web', () => {
    const found = items(`@techreport{a, title={A}, institution={NBER}, type={Working Paper}, number={12}}
@phdthesis{b, title={B}, school={MIT}}
@inproceedings{c, title={C}, booktitle={Proceedings}}
@incollection{d, title={D}, booktitle={Handbook}, editor={Doe, Jane}}
@online{e, title={E}, url={https://example.org/a_b}}
`);
    expect(found).toMatchObject([
      { type: 'report', publisher: 'NBER', genre: 'Working Paper', number: '12' },
      { type: 'thesis', publisher: 'MIT' },
      { type: 'paper-conference', 'container-title': 'Proceedings' },
      { type: 'chapter', 'container-title': 'Handbook', editor: [{ given: 'Jane', family: 'Doe' }] },
      { type: 'webpage', URL: 'https://example.org/a_b' },
    ]);
  });

  it('may stand in parentheses, in capitals, on one line', () => {
    expect(read('@BOOK(a, TITLE = {A (b)})  @Book{c, title = "C (d)"} @book{e, title={E}}')).toMatchObject({
      entries: [{ item: { title: 'A (b)' } }, { item: { title: 'C (d)' } }, { item: { title: 'E' } }],
      told: [],
    });
  });

  it('know the place of their key', () => {
    const { entries } = read('@book{a, title={A}}\n\n  @book { müller:2020_x , title={B}}\n');
    expect(entries.map(({ item: { id }, span }) => [id, placeOf(span), textOf(span)])).toEqual([
      ['a', `${path}:1:7`, 'a'],
      ['müller:2020_x', `${path}:3:11`, 'müller:2020_x'],
    ]);
  });

  it('may hold addresses for letters and other signs', () => {
    expect(item('@misc{a, title={Write to me@example.org}, note={100\\% {\\{}}}').title).toBe(
      'Write to me@example.org',
    );
  });

  it('stand between remarks', () => {
    expect(
      read('A file of mine, by me@example.org\n% @book{x, title={X}}\n@book{a, title={A}} % said\n'),
    ).toMatchObject({ keys: ['a'], told: [] });
  });

  it('are none in an empty file', () => {
    expect(read('')).toEqual({ entries: [], keys: [], told: [] });
  });
});

describe('text in BibTeX', () => {
  it('has characters in place of commands', () => {
    expect(
      item(`@book{a, title={Caf{\\'e} {\\"u}ber \\& 50\\% -- {\\o}}, author={M{\\"u}ller, J{\\'o}zef}}`),
    ).toMatchObject({
      title: 'Café über & 50% – ø',
      author: [{ family: 'Müller', given: 'Józef' }],
    });
  });

  it('keeps characters of other scripts', () => {
    expect(item('@book{a, title={小我 — Großes}}').title).toBe('小我 — Großes');
  });

  it('loses the braces that keep capitals', () => {
    expect(item('@book{a, title={The {NASA} Story}}').title).toBe('The NASA Story');
  });
});

describe('abbreviations', () => {
  it('hold in all entries, above and below', () => {
    expect(
      items(
        '@book{a, title={A}, publisher=oup}\n@string{oup = "Oxford"}\n@book{b, title={B}, publisher = oup # " Press"}\n',
      ),
    ).toMatchObject([{ publisher: 'Oxford' }, { publisher: 'Oxford Press' }]);
  });

  it('may take several lines', () => {
    expect(
      item(
        '@string{one = "One"}\n@STRING{\n  two = "Two" % a remark\n}\n@book{a, title = one # " and " # two}\n',
      ).title,
    ).toBe('One and Two');
  });

  it('of months are known', () => {
    expect(item('@book{a, title={A}, year=2016, month=may}').issued).toEqual({ 'date-parts': [[2016, 5]] });
  });

  it('that are broken are reported once, and the entries are read', () => {
    expect(read('@string{oup "Oxford"}\n@book{a, title={A}}\n@string{b = "B"\n')).toMatchObject({
      keys: ['a'],
      told: [
        broken('1:13', 'here is a quotation mark where an equals sign belongs'),
        broken('3:1', 'it is never closed'),
      ],
    });
  });

  it('leave the places of mistakes below them as they are', () => {
    expect(read('@string{\n  a = "A"\n}\n@book{b,\n  title = {B}\n  year = 2016\n}\n').told).toEqual([
      broken('6:3', 'here is a word where a comma belongs'),
    ]);
  });
});

it('leaves out comments and preambles', () => {
  expect(
    read(
      '@comment{jabref-meta: x}\n@comment{\n@book{x, title={X}}\n}\n@preamble{"\\newcommand"}\n@comment @book{y,}\n@book{a, title={A}}\n',
    ),
  ).toMatchObject({ keys: ['a'], told: [] });
});

describe('names', () => {
  const authors = (names: string) => item(`@book{a, title={A}, author={${names}}}`).author;

  it('are in either order', () => {
    expect(authors('Mark Zachary Taylor and Li, Bo')).toEqual([
      { given: 'Mark Zachary', family: 'Taylor' },
      { given: 'Bo', family: 'Li' },
    ]);
  });

  it('have particles and suffixes', () => {
    expect(authors('van der Berg, Jan and Ana de la Cruz and King, Jr., Martin Luther')).toEqual([
      { given: 'Jan', family: 'Berg', 'non-dropping-particle': 'van der' },
      { given: 'Ana', family: 'Cruz', 'non-dropping-particle': 'de la' },
      { given: 'Martin Luther', family: 'King', suffix: 'Jr.' },
    ]);
  });

  it('of bodies stand in braces', () => {
    expect(authors('{World Bank and Partners}')).toEqual([{ family: 'World Bank and Partners' }]);
  });

  it('may be left open, of authors and editors', () => {
    expect(
      item('@book{a, title={A}, author={Li, Bo and others}, editor={Doe, J. and others}}'),
    ).toMatchObject({
      author: [{ family: 'Li' }, { literal: 'others' }],
      editor: [{ family: 'Doe' }, { literal: 'others' }],
    });
  });
});

describe('dates', () => {
  const issued = (fields: string) => item(`@book{a, title={A}, ${fields}}`).issued;

  it('are years, months, days, ranges and words', () => {
    expect(issued('year=2016')).toEqual({ 'date-parts': [[2016]] });
    expect(issued('year={2016}, month=12')).toEqual({ 'date-parts': [[2016, 12]] });
    expect(issued('date={2021-03-04}')).toEqual({ 'date-parts': [[2021, 3, 4]] });
    expect(issued('date={2019-05/2020-06}')).toEqual({
      'date-parts': [
        [2019, 5],
        [2020, 6],
      ],
    });
    expect(issued('year={c. 2016}')).toEqual({ literal: 'c. 2016' });
  });
});

describe('a broken entry', () => {
  /** What is said of an entry between two sound ones, which are read. */
  function faults(entry: string): object[] {
    const { keys, told: reported } = read(`@book{first, title={F}}\n${entry}\n\n@book{last, title={L}}\n`);
    expect(keys).toEqual(['first', 'last']);
    return reported;
  }

  it('misses a comma between fields', () => {
    expect(faults('@book{a,\n  title = {A}\n  year = 2016\n}')).toEqual([
      broken('4:3', 'here is a word where a comma belongs'),
    ]);
  });

  it('misses an equals sign', () => {
    expect(faults('@book{a, title {A}}')).toEqual([
      broken('2:16', 'here is a value where an equals sign belongs'),
    ]);
  });

  it('misses its last brace', () => {
    expect(faults('@book{a,\n  title = {A}')).toEqual([
      broken('2:7', 'here is the end where the closing brace belongs'),
    ]);
    expect(faults('@book{a,\n  title = {A},\n  year = 2016')).toEqual([broken('2:7', 'it is never closed')]);
  });

  it('misses a brace in a field', () => {
    expect(faults('@book{a,\n  title = {A,\n  year = 2016\n}')).toEqual([
      broken('2:7', 'here is the end where the closing brace belongs'),
    ]);
  });

  it('misses a quotation mark', () => {
    expect(faults('@book{a, title = "A, year = 2016}')).toEqual([
      broken('2:7', 'here is the end where text belongs'),
    ]);
  });

  it('has no key', () => {
    const message = 'it has no key before its first field';
    expect(faults('@book{\n  title = {A}\n}')).toEqual([broken('2:1', message)]);
    expect(faults('@book{a\n  title = {A}\n}')).toEqual([broken('2:1', message)]);
    expect(faults('@book{}')).toEqual([broken('2:1', message)]);
  });

  it('has no title', () => {
    expect(faults('@book{a, year = 2016}')).toEqual([at(`${path}:2:7`, messages.bibtexTitle())]);
    expect(faults('@book{a, title = {}}')).toEqual([at(`${path}:2:7`, messages.bibtexTitle())]);
  });

  it('uses an abbreviation that nothing defines', () => {
    expect(faults('@book{a, title = {A}, publisher = oup}')).toEqual([
      broken('2:7', 'the abbreviation “oup” stands for nothing'),
    ]);
    expect(
      items('@string{oup = {OUP}}\n@book{a, title = {A = b,}, publisher = OUP # " Ltd", month = jan}'),
    ).toHaveLength(1);
  });

  it('has a sign that BibTeX does not know', () => {
    expect(faults('@book{a, title = {A}, year = n.d.}')).toEqual([broken('2:31', 'invalid syntax')]);
  });
});

it('takes over the fields of the entry that it refers to', () => {
  const text =
    '@inproceedings{a, title={A}, crossref={p}}\n@proceedings{p, title={The Proceedings}, year=2020}\n';
  expect(items(text)[0]).toMatchObject({ title: 'A', 'container-title': 'The Proceedings' });
});

it('has accents on letters without a dot', () => {
  expect(item("@book{a, title={A}, author={Garc{\\'\\i}a, Jos{\\'e}}}").author).toEqual([
    { family: 'García', given: 'José' },
  ]);
});

it('tells of commands that it does not understand', () => {
  expect(read('@book{a, title={On \\LaTeX}}').told).toEqual([
    at(`${path}:1:7`, messages.bibtexCommand('\\LaTeX')),
  ]);
});
