import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../../build/check/evidence.ts';
import { messages } from '../../build/model/messages.ts';
import { at, resolved, specText, told } from '../support/memory.ts';

const deck = 'title: T\nbibliography: r.yaml\n';
const csv = 'year,share\n2021,84\n';
const checked = ':value[84%]{from=a.csv field=share}';

/** What is said of a talk that is otherwise sound. */
async function check(markdown: string, files: Record<string, string> = {}): Promise<object[]> {
  const { talk, files: folder } = await resolved({ ...files, 'slides/10.md': markdown });
  return told({ reported: checkEvidence(talk, folder) });
}

const cite = (markdown: string): Promise<object[]> =>
  check(markdown, {
    'slides/deck.yaml': deck,
    'slides/r.yaml': '- { id: one, type: book, title: One }\n',
  });
const value = (markdown: string): Promise<object[]> => check(markdown, { 'charts/data/a.csv': csv });
const unbacked = (place: string, figure: string, slide = 'a'): object =>
  at(`slides/10.md:${place}`, messages.figureUnbacked(figure, slide));

describe('a figure with neither a citation nor a check', () => {
  it('is reported where it stands, each time', async () => {
    expect(await check('# A\n\nFrom 3% to 12%,\nthen 3%\n')).toEqual([
      unbacked('3:6', '3%'),
      unbacked('3:12', '12%'),
      unbacked('4:6', '3%'),
    ]);
  });

  it('is reported in titles, lists, tables, quotes and steps', async () => {
    expect(await check('# A 1%\n\n## B 2%\n\n- c 3%\n\n> d 4%\n\n:::step\ne 5%\n:::\n')).toEqual(
      [
        ['1:5', '1%'],
        ['3:6', '2%'],
        ['5:5', '3%'],
        ['7:5', '4%'],
        ['10:3', '5%'],
      ].map(([place = '', figure = '']) => unbacked(place, figure, 'a-1')),
    );
    expect(await check('# A\n\n| b 1% |\n|---|\n| 2% |\n')).toEqual([
      unbacked('3:5', '1%'),
      unbacked('5:3', '2%'),
    ]);
  });

  it('is reported inside links, emphasis and raw HTML', async () => {
    expect(
      await check('# A\n\n[b 1%](https://x.org) **c 2%** <sup>3%</sup>\n\n<div title="9%">\nd 4%\n</div>\n'),
    ).toEqual([unbacked('3:4', '1%'), unbacked('3:27', '2%'), unbacked('3:37', '3%'), unbacked('6:3', '4%')]);
  });

  it('is reported where its marks change in the middle', async () => {
    expect(await check('# A\n\nUS$**5.6** billion\n')).toEqual([unbacked('3:1', 'US$5.6 billion')]);
  });

  it('is reported behind what is written with escapes', async () => {
    expect(await check('# A\n\n\\*\\*&amp; 3%\n')).toEqual([unbacked('3:11', '3%')]);
  });

  it('is not reported in the notes', async () => {
    expect(await check('# A\n\nb\n\nNote:\n84%\n')).toEqual([]);
  });
});

describe('a figure passes', () => {
  it('that is checked, in bold, in a link or in a table', async () => {
    for (const text of [
      checked,
      `**${checked}**`,
      `[${checked}](https://x.org)`,
      `| a |\n|---|\n| ${checked} |`,
    ])
      expect(await value(`# A\n\n${text}\n`), text).toEqual([]);
  });

  it('on a slide that cites, in the title, in a sentence or in another line', async () => {
    for (const text of ['# A [@one]\n\n84%', '# A\n\n@one says 84%', '# A\n\n84%\n\n- b [@one]'])
      expect(await cite(`${text}\n`), text).toEqual([]);
  });

  it('but not beside one that is checked, nor on the next slide', async () => {
    expect(await value(`# A\n\n${checked} and 3%\n`)).toEqual([unbacked(`3:${checked.length + 6}`, '3%')]);
    expect(await cite('# A [@one]\n\n---\n\n# B\n\n3%\n')).toEqual([unbacked('7:1', '3%', 'b')]);
  });

  it('but not with a citation in the notes alone', async () => {
    expect(await cite('# A\n\n3%\n\nNote:\n[@one]\n')).toEqual([unbacked('3:1', '3%')]);
  });

  it('only whole: what stands before a checked number is no part of it', async () => {
    expect(await value(`# A\n\nUS$${checked}\n`)).toEqual([]);
  });
});

describe('a chart is reported', () => {
  const chart = '![A](../charts/a.vl.json)';
  const charted = (usermeta: object): Promise<object[]> =>
    check(`# A\n\n${chart}\n\n---\n\n# B\n\n${chart}\n`, { 'charts/a.vl.json': specText({ usermeta }) });

  it('without a unit', async () => {
    expect(await charted({ source: { publisher: 'A', vintage: 2021 } })).toContainEqual(
      at('charts/a.vl.json', messages.chartUnit()),
    );
  });

  it('without a date', async () => {
    expect(await charted({ source: { publisher: 'A' }, unit: '%' })).toContainEqual(
      at('charts/a.vl.json', messages.chartDate()),
    );
  });

  it('not when it has them, itself or from the file beside its data', async () => {
    expect(await charted({ source: { title: 'S', vintage: 2021 }, unit: '%' })).toEqual([]);
    expect(await charted({ source: { title: 'S', retrieved: '2024-05-01' }, unit: '%' })).toEqual([]);
    const files = {
      'charts/a.vl.json': specText({ data: { url: 'data/a.csv' }, usermeta: {}, encoding: {} }),
      'charts/data/a.csv': csv,
      'charts/data/a.csv.yaml': 'title: S\nvintage: 2021\nunit: "%"\n',
    };
    expect(await check(`# A\n\n${chart}\n`, files)).toEqual([]);
  });
});

describe('a reference is reported', () => {
  const refer = (yaml: string, markdown = '# A\n\n[@one]\n'): Promise<object[]> =>
    check(markdown, { 'slides/deck.yaml': deck, 'slides/r.yaml': yaml });

  it('that no slide cites; a note does', async () => {
    const two = '- { id: one, type: book, title: One }\n- { id: two, type: book, title: Two }\n';
    expect(await refer(two)).toEqual([at('slides/r.yaml:2:9', messages.referenceUncited('two'))]);
    expect(await refer(two, '# A\n\n@one\n\nNote:\n[@two]\n')).toEqual([]);
  });

  it('that has no address and is of a kind that has one', async () => {
    for (const type of [
      'article-journal',
      'report',
      'webpage',
      'dataset',
      'post-weblog',
      'thesis',
      'chapter',
    ]) {
      const one = (more: string): Promise<object[]> =>
        refer(`- { id: one, type: ${type}, title: One${more} }\n`);
      expect(await one(''), type).toEqual([at('slides/r.yaml:1:9', messages.referenceAddress('one', type))]);
      expect(await one(', DOI: 10.1/x'), type).toEqual([]);
      expect(await one(', URL: https://x.org'), type).toEqual([]);
    }
  });

  it('not where it is a book, a film or a law', async () => {
    for (const type of ['book', 'motion_picture', 'legislation', 'personal_communication'])
      expect(await refer(`- { id: one, type: ${type}, title: One }\n`), type).toEqual([]);
  });
});

describe('a data file is reported', () => {
  it('that nothing uses', async () => {
    expect(await value('# A\n\nb\n')).toEqual([at('charts/data/a.csv', messages.dataUnused())]);
  });

  it('not when a number in the notes is checked with it, or a second layer draws it', async () => {
    expect(await value(`# A\n\nb\n\nNote:\n${checked}\n`)).toEqual([]);
    const layer = [{ mark: 'bar' }, { mark: 'bar', data: { url: 'data/a.csv' } }];
    const spec = specText({ layer, mark: undefined, usermeta: { source: { vintage: 1 }, unit: '%' } });
    const files = { 'charts/a.vl.json': spec, 'charts/data/a.csv': 'year,sales\n1,2\n' };
    expect(await check('# A\n\n![A](../charts/a.vl.json)\n', files)).toEqual([]);
  });

  it('not when it is no data', async () => {
    expect(await check('# A\n\nb\n', { 'charts/data/README.md': 'x', 'charts/data/b.csv.yaml': '' })).toEqual(
      [],
    );
  });
});
