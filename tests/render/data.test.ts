import { describe, expect, it } from 'vitest';
import { renderData } from '../../build/render/data.ts';
import { resolved, specText } from '../support/memory.ts';

type Files = Readonly<Record<string, string>>;

/** The data of each page of a deck, as HTML. */
async function data(markdown: string, files: Files): Promise<string[]> {
  const { talk, reported } = await resolved({ 'slides/10.md': markdown, ...files });
  expect(reported).toEqual([]);
  return talk.pages.map((page) => renderData(page, talk).html);
}

/** The data of a slide with one chart. */
async function dataOf(spec: Readonly<Record<string, unknown>>, files: Files = {}): Promise<string> {
  const chart = { 'charts/a.vl.json': specText(spec) };
  const [html = ''] = await data('# A\n\n![Sales rose](../charts/a.vl.json)\n', { ...chart, ...files });
  return html;
}

const words = (html: string | undefined): string => (html ?? '').replace(/<[^>]+>/g, '');
const captions = (html: string | undefined): string[] =>
  [...(html ?? '').matchAll(/<caption>(.*?)<\/caption>/g)].map(([, text]) => words(text));

describe('the data behind a chart', () => {
  it('is a table with a button that shows it', async () => {
    const html = await dataOf({});
    expect(html).toMatch(/^<div class="data"><button [^>]*aria-expanded="false">Data<\/button>/);
    expect(html).toContain(
      '<thead><tr><th scope="col" class="right">year</th><th scope="col" class="right">sales</th></tr></thead><tbody><tr><td class="right">2001</td><td class="right">3</td></tr></tbody>',
    );
  });

  it('has words on the left and numbers on the right, with gaps between them', async () => {
    const values = [
      { year: 'first < last', sales: 3, note: 'low' },
      { year: 'last', sales: 4, note: null },
    ];
    const encoding = {
      x: { field: 'year', type: 'nominal' },
      y: { field: 'sales', type: 'quantitative' },
      color: { field: 'note', type: 'nominal' },
    };
    expect(await dataOf({ data: { values }, encoding })).toContain(
      '<tbody><tr><td>first &lt; last</td><td>low</td><td class="right">3</td></tr><tr><td>last</td><td></td><td class="right">4</td></tr></tbody>',
    );
  });

  it('has the numbers of a CSV file on the right', async () => {
    const html = await dataOf(
      {
        data: { url: 'data/a.csv' },
        encoding: { x: { field: 'who' }, y: { field: 'sales', type: 'quantitative' } },
      },
      { 'charts/data/a.csv': 'who,sales\nNorth,10\nSouth,20.5\n' },
    );
    expect(html).toContain('<tr><td>South</td><td class="right">20.5</td></tr>');
  });

  it('is called after its figure and caption, with its source', async () => {
    const charts = {
      'charts/a.vl.json': specText({ usermeta: { source: { publisher: 'P & Q' }, unit: '%' } }),
    };
    const [html] = await data('# A\n\n![Sales rose](../charts/a.vl.json "C < D")\n', charts);
    expect(captions(html)).toEqual(['Figure 1. C &lt; D Source: P &amp; Q. %.']);
  });

  it('is called after what the chart says to those who cannot see it where it has no caption', async () => {
    expect(captions(await dataOf({}))).toEqual(['Figure 1. Sales rose Source: World Bank.']);
    const { talk } = await resolved({
      'slides/10.md': '# A\n\n![](../charts/a.vl.json)\n',
      'charts/a.vl.json': specText(),
    });
    const [page] = talk.pages;
    expect(captions(page && renderData(page, talk).html)[0]).toMatch(
      /^Figure 1\. Bar chart of sales by year: /,
    );
  });

  it('has the name of its file to be downloaded by, or of its chart’s', async () => {
    const csv = { 'charts/data/fdi-gdp.csv': 'year,sales\n2001,3\n' };
    expect(await dataOf({ data: { url: 'data/fdi-gdp.csv' } }, csv)).toContain('data-name="fdi-gdp"');
    expect(await dataOf({})).toContain('data-name="a"');
  });

  it('is several tables where its parts show different data, told apart by number', async () => {
    const part = (field: string): object => ({
      data: { values: [{ [field]: 3 }] },
      mark: 'bar',
      encoding: { y: { field, type: 'quantitative' } },
    });
    const parts = { data: undefined, mark: undefined, encoding: undefined };
    const html = await dataOf({ ...parts, hconcat: [part('sales'), part('costs')] });
    expect(captions(html)).toEqual([
      'Figure 1. Sales rose (1 of 2) Source: World Bank.',
      'Figure 1. Sales rose (2 of 2) Source: World Bank.',
    ]);
    expect(html.match(/data-name="[^"]+"/g)).toEqual(['data-name="a-1"', 'data-name="a-2"']);
  });
});

describe('a slide', () => {
  it('without a chart has no data', async () => {
    expect(await data('# A\n\nb\n\n---\n\n# B\n\n| a | b |\n|---|---|\n| c | d |\n', {})).toEqual(['', '']);
  });

  it('of the cover has data that are no figure’s', async () => {
    const charts = { 'charts/a.vl.json': specText() };
    const [html] = await data(
      '---\nlayout: cover\n---\n\n# A\n\n![Sales rose](../charts/a.vl.json)\n',
      charts,
    );
    expect(captions(html)).toEqual(['Sales rose Source: World Bank.']);
  });
});
