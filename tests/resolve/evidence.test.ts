import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../build/model/talk.ts';
import { resolved, specText } from '../support/memory.ts';

const files = {
  'slides/deck.yaml': 'title: T\nbibliography: r.yaml\n',
  'slides/r.yaml': '- { id: one, type: book, title: One }\n- { id: two, type: book, title: Two }\n',
  'charts/data/a.csv': 'year,sales\n2001,3\n2002,5\n',
  'charts/data/b.csv': 'year,sales\n2001,7\n',
  'charts/data/a.csv.yaml':
    'publisher: World Bank\ntitle: Sales\nvintage: 2021\nunit: Pieces\nurl: https://example.org/a\nnote: Read in a copy.\n',
  'charts/a.vl.json': specText({ data: { url: 'data/a.csv' }, usermeta: {} }),
  'charts/b.vl.json': specText({ data: { url: 'data/b.csv' } }),
  'charts/own.vl.json': specText(),
};
const three = ':value[3]{from=a.csv where="year=2001" field=sales}';
const seven = ':value[7]{from=b.csv field=sales}';

async function evidence(markdown: string): Promise<Evidence> {
  const { talk } = await resolved({ ...files, 'slides/10.md': markdown });
  return talk.evidence;
}

const texts = ({ claims }: Evidence): string[] => claims.map(({ text }) => text);
const entry = ({ sources }: Evidence): string | undefined =>
  sources[0]?.entry.map(({ text }) => text).join('');

describe('a claim', () => {
  it('is a checked number, with its data and what the file beside that says of it', async () => {
    const found = await evidence(`# A\n\nIt was **${three}**\n`);
    expect(found.claims).toEqual([{ text: '3', slide: 'a', source: 'data-charts/data/a.csv' }]);
    expect(found.sources).toMatchObject([{ kind: 'data', label: 'a.csv', slides: ['a'] }]);
    expect(entry(found)).toBe('World Bank, Sales. Pieces. 2021. Read in a copy. https://example.org/a');
    expect(found.sources[0]?.entry.at(-1)).toMatchObject({ href: 'https://example.org/a' });
  });

  it('is a sentence with a citation, once for every work, its marks left out', async () => {
    const found = await evidence('# A\n\nSales rose [@one; @two]\n');
    expect(found.claims).toEqual([
      { text: 'Sales rose', slide: 'a', source: 'ref-one' },
      { text: 'Sales rose', slide: 'a', source: 'ref-two' },
    ]);
    expect(found.sources.map(({ label }) => label)).toEqual(['[1]', '[2]']);
  });

  it('is a sentence with the names and titles that it prints', async () => {
    const [text] = texts(
      await evidence(
        '# A\n\nAs **[](#b)** has it, @one agrees [@two]; so it is [@two].\n\n---\n\n# B\n\nc\n',
      ),
    );
    expect(text).toBe('As B has it, One agrees; so it is.');
  });

  it('is a chart, by its number and caption or else its words', async () => {
    expect(texts(await evidence('# A\n\n![Sales rose](../charts/a.vl.json "Sales")\n'))).toEqual([
      'Figure 1: Sales',
    ]);
    expect(texts(await evidence('# A\n\n![Sales rose](../charts/a.vl.json)\n'))).toEqual([
      'Figure 1: Sales rose',
    ]);
    expect(texts(await evidence('# A\n\n![](../charts/a.vl.json)\n'))).toEqual(['Figure 1']);
  });

  it('is made in titles, lists, tables and steps', async () => {
    expect(texts(await evidence('# A [@one]\n\n- b [@one]\n\n:::step\nc [@one]\n:::\n'))).toEqual([
      'A',
      'b',
      'c',
    ]);
    expect(texts(await evidence(`# A\n\n| b |\n|---|\n| ${three} |\n`))).toEqual(['3']);
  });

  it('is not made in the notes', async () => {
    expect(await evidence(`# A\n\nb\n\nNote:\n${three} [@one]\n`)).toEqual({ claims: [], sources: [] });
  });

  it('is named once on a slide that says it twice', async () => {
    expect(texts(await evidence(`# A\n\n${three} and ${three}\n`))).toEqual(['3']);
  });

  it('that is long ends with a whole word', async () => {
    const [text = ''] = texts(await evidence(`# A\n\n${'word '.repeat(40)}[@one]\n`));
    expect(text).toMatch(/ word …$/);
    expect(text.length).toBeLessThan(115);
  });
});

describe('a source', () => {
  it('is shared by chart and number, and lists its slides in order, each once', async () => {
    const found = await evidence(
      `# A\n\n![Sales](../charts/a.vl.json)\n\n---\n\n# B\n\n${three}, ${three}\n\n---\n\n# C\n\n[@one]\n`,
    );
    expect(found.sources.map(({ id, slides }) => [id, slides])).toEqual([
      ['data-charts/data/a.csv', ['a', 'b']],
      ['ref-one', ['c']],
    ]);
  });

  it('of data with nothing beside it is what its chart says, wherever that stands', async () => {
    expect(entry(await evidence(`# A\n\n${seven}\n\n---\n\n# B\n\n![S](../charts/b.vl.json)\n`))).toBe(
      'World Bank.',
    );
    expect(entry(await evidence(`# A\n\n${seven}\n`))).toBe('');
  });

  it('of a chart with its own data is the chart', async () => {
    expect((await evidence('# A\n\n![S](../charts/own.vl.json)\n')).sources).toMatchObject([
      { id: 'data-charts/own.vl.json', label: 'charts/own.vl.json' },
    ]);
  });
});
