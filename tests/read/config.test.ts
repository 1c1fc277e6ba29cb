import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { styles } from '../../build/model/reference.ts';
import { textOf } from '../../build/model/source.ts';
import { configPath, readConfig } from '../../build/read/config.ts';
import { at, context, told } from '../support/memory.ts';

const keys = [
  'title',
  'subtitle',
  'authors',
  'date',
  'licence',
  'lang',
  'dir',
  'theme',
  'minutes',
  'keywords',
  'page',
  'handout',
  'budget',
  'bibliography',
  'style',
  'exceptions',
  'series',
  'talks',
];

function read(yaml: string) {
  const recorded = context({ [configPath]: yaml });
  return { config: readConfig(recorded), told: told(recorded) };
}

describe('deck.yaml', () => {
  it('gives defaults for all that it leaves out', () => {
    expect(read('title: A talk\n')).toEqual({
      config: {
        title: 'A talk',
        subtitle: undefined,
        authors: [],
        date: undefined,
        lang: 'en',
        dir: 'ltr',
        theme: 'light',
        minutes: undefined,
        keywords: [],
        page: 'A4',
        handout: 'notes',
        budget: undefined,
        namesBibliography: false,
        bibliography: undefined,
        style: 'numeric',
        exceptions: [],
        series: new Map(),
        talks: [],
      },
      told: [],
    });
  });

  it('may be missing', () => {
    const recorded = context({ 'slides/10.md': '# A' });
    expect(readConfig(recorded)).toMatchObject({ title: 'Untitled', lang: 'en' });
    expect(recorded.reported).toEqual([]);
  });

  it('gives what it says', () => {
    const { config, told: reported } = read(
      'title: A\nsubtitle: B\nauthors: [C, D]\ndate: 2024-05-01\nlang: ar\ndir: rtl\nbibliography: references.yaml\nseries:\n  steps: { label: Step }\n  cases: { label: Case }\n',
    );
    expect(reported).toEqual([]);
    expect(config).toMatchObject({
      title: 'A',
      subtitle: 'B',
      authors: ['C', 'D'],
      date: '2024-05-01',
      lang: 'ar',
      dir: 'rtl',
    });
    expect([...(config?.series ?? [])]).toEqual([
      ['steps', { label: 'Step' }],
      ['cases', { label: 'Case' }],
    ]);
    expect(config?.bibliography?.path).toBe('slides/references.yaml');
    expect(config?.bibliography && textOf(config.bibliography.span)).toBe('references.yaml');
  });

  it('may say how long the talk is, in positive minutes', () => {
    const { minutes } = read('title: A\nminutes: 4.5\n').config ?? {};
    expect(minutes?.total).toBe(4.5);
    expect(minutes && textOf(minutes.span)).toBe('4.5');
    for (const bad of ['0', '-1', 'soon', '.inf', '[1]'])
      expect(read(`title: A\nminutes: ${bad}\n`), bad).toMatchObject({
        config: undefined,
        told: [{ place: expect.stringMatching(/^slides\/deck.yaml:2:10$/), rule: 'field-invalid' }],
      });
  });

  it('may name one author without a list', () => {
    expect(read('title: A\nauthors: B C\n').config?.authors).toEqual(['B C']);
  });

  it('may have a year for a title or date', () => {
    expect(read('title: 1984\ndate: 2024\n').config).toMatchObject({ title: '1984', date: '2024' });
  });

  it('may name a bibliography elsewhere in the talk', () => {
    expect(read('title: A\nbibliography: ../sources/b.json\n').config?.bibliography?.path).toBe(
      'sources/b.json',
    );
  });

  it('may name a bibliography in BibTeX or CSL data, and none in another format', () => {
    for (const path of ['r.bib', 'r.json', 'r.yaml', 'r.yml', 'R.BIB']) {
      expect(read(`title: A\nbibliography: ${path}\n`), path).toMatchObject({
        config: { bibliography: { path: `slides/${path}` } },
        told: [],
      });
    }
    for (const path of ['r.ris', 'r', 'r.bib.txt']) {
      expect(read(`title: A\nbibliography: ${path}\n`), path).toMatchObject({
        config: { title: 'A', bibliography: undefined },
        told: [at('slides/deck.yaml:2:15', messages.bibliographyFormat(path))],
      });
    }
  });

  it('may name a citation style', () => {
    for (const style of styles)
      expect(read(`title: A\nstyle: ${style}\n`)).toMatchObject({ config: { style }, told: [] });
  });

  it('is read in the numeric style where there is none of that name, with the near one', () => {
    expect(read('title: A\nstyle: vancuver\n')).toMatchObject({
      config: { style: 'numeric' },
      told: [at('slides/deck.yaml:2:8', messages.styleUnknown('vancuver', 'vancouver', styles))],
    });
    expect(read('title: A\nstyle: 1234567\n').told).toEqual([
      at('slides/deck.yaml:2:8', messages.styleUnknown('1234567', undefined, styles)),
    ]);
  });

  it('needs a title', () => {
    for (const yaml of ['', 'subtitle: B\n']) {
      expect(read(yaml), yaml).toEqual({
        config: undefined,
        told: [at('slides/deck.yaml:1:1', messages.fieldMissing('title'))],
      });
    }
  });

  it('has its mistakes reported together', () => {
    expect(read('titel: A\ndir: up\nlang: 5\nauthors: { a: b }\nbibliography: [x]\n').told).toEqual(
      expect.arrayContaining([
        at('slides/deck.yaml:1:1', messages.fieldUnknown('titel', 'title', keys)),
        at('slides/deck.yaml:1:1', messages.fieldMissing('title')),
        at('slides/deck.yaml:2:6', messages.fieldInvalid('dir', 'must be ltr or rtl')),
        at('slides/deck.yaml:3:7', messages.fieldInvalid('lang', 'must be a language tag such as en')),
        at('slides/deck.yaml:4:10', messages.fieldInvalid('authors', 'must be text or a list')),
        at('slides/deck.yaml:5:15', messages.fieldInvalid('bibliography', 'must be a file name')),
      ]),
    );
  });

  it('is written the way of its language, unless it says otherwise', () => {
    expect(read('title: A\nlang: he\n').config?.dir).toBe('rtl');
    expect(read('title: A\nlang: he\ndir: ltr\n').config?.dir).toBe('ltr');
  });

  it('may be dark, and nothing but light or dark', () => {
    expect(read('title: A\ntheme: dark\n').config?.theme).toBe('dark');
    expect(read('title: A\ntheme: dim\n').told).toEqual([
      at('slides/deck.yaml:2:8', messages.fieldInvalid('theme', 'must be light or dark')),
    ]);
  });

  it('is read in spite of an unknown key', () => {
    const { config, told: reported } = read('title: A\ncolour: red\n');
    expect(config?.title).toBe('A');
    expect(reported).toEqual([at('slides/deck.yaml:2:1', messages.fieldUnknown('colour', undefined, keys))]);
  });

  it('cannot name a bibliography outside the talk or on the web', () => {
    expect(read('title: A\nbibliography: ../../x.yaml\n').told).toEqual([
      at('slides/deck.yaml:2:15', messages.pathOutside('../../x.yaml')),
    ]);
    expect(read('title: A\nbibliography: https://x.org/x.yaml\n').told).toEqual([
      at('slides/deck.yaml:2:15', messages.urlRemote('https://x.org/x.yaml')),
    ]);
  });

  it('may end its lines the way of Windows', () => {
    expect(read('title: A\r\nlang: de\r\n').config).toMatchObject({ title: 'A', lang: 'de' });
  });
});

describe('the exceptions in deck.yaml', () => {
  it('say what passes, where and why', () => {
    const { config, told: reported } = read(
      'title: A\nexceptions:\n  - { rule: alt-missing, file: slides/10.md, line: 2020, because: B }\n  - { rule: chart-unit-missing, file: charts/a.vl.json, because: C }\n',
    );
    expect(reported).toEqual([]);
    expect(config?.exceptions).toMatchObject([
      { rule: 'alt-missing', file: 'slides/10.md', line: '2020', because: 'B' },
      { rule: 'chart-unit-missing', file: 'charts/a.vl.json', line: undefined, because: 'C' },
    ]);
    expect(config?.exceptions.map((exception) => textOf(exception.span).slice(0, 12))).toEqual([
      '{ rule: alt-',
      '{ rule: char',
    ]);
  });

  it('need a reason', () => {
    expect(read('title: A\nexceptions:\n  - rule: alt-missing\n    file: slides/10.md\n')).toEqual({
      config: undefined,
      told: [at('slides/deck.yaml:3:5', messages.fieldMissing('because'))],
    });
  });

  it('have no other fields, and are a list', () => {
    const yaml = 'title: A\nexceptions:\n  - { rule: a, file: b, because: c, lin: d }\n';
    expect(read(yaml).told).toEqual([
      at('slides/deck.yaml:3:37', messages.fieldUnknown('lin', 'line', ['rule', 'file', 'line', 'because'])),
    ]);
    expect(read('title: A\nexceptions: all\n').told).toEqual([
      at(
        'slides/deck.yaml:2:13',
        messages.fieldInvalid('exceptions', 'must be a list of rule, file, line and because'),
      ),
    ]);
  });
});
