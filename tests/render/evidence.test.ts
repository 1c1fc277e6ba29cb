import { describe, expect, it } from 'vitest';
import { renderEvidence } from '../../build/render/evidence.ts';
import { resolved, specText } from '../support/memory.ts';

const files = {
  'slides/deck.yaml': 'title: T\nbibliography: r.yaml\n',
  'slides/r.yaml':
    '- { id: k1, type: book, title: One }\n- { id: k2, type: book, title: "Two <b>", publisher: P }\n',
  'slides/99.md': '---\nlayout: references\n---\n\n# References\n',
  'charts/data/a.csv': 'year,sales\n2001,3\n',
  'charts/data/a.csv.yaml': 'publisher: P & Q\nurl: https://example.org/?a=1&b=2\n',
  'charts/a.vl.json': specText({ data: { url: 'data/a.csv' } }),
};

async function evidence(markdown: string): Promise<string> {
  const { talk, reported } = await resolved({ ...files, 'slides/10.md': markdown });
  expect(reported).toEqual([]);
  return renderEvidence(talk).html;
}

const words = (html: string): string => html.replace(/<[^>]+>/g, '');

/** The texts of the cells of one of the two tables, row by row. */
function rows(html: string, name: string): string[][] {
  const [table = ''] = new RegExp(`<table class="${name}">.*?</table>`).exec(html) ?? [];
  return [...table.matchAll(/<tr.*?<\/tr>/g)]
    .slice(1)
    .map(([row]) => [...row.matchAll(/<t[hd].*?<\/t[hd]>/g)].map(([cell]) => words(cell).trim()));
}

const slides =
  '---\nid: a\n---\n\n# A *b*\n\nIt < grew [@k2].\n\nIt fell [@k1].\n\n---\n\n# No claim\n\nb\n\n---\nid: c\n---\n\n# C\n\n![Sales rose](../charts/a.vl.json)\n\n---\nid: d\n---\n\n# D\n\nSold :value[3]{from=a.csv field=sales} [@k2]\n';

describe('the evidence by slide', () => {
  it('is each slide’s claims, one below the other, with what they rest on', async () => {
    expect(rows(await evidence(slides), 'by-slide')).toEqual([
      ['1 A b', 'It &lt; grew.', '[2]'],
      ['It fell.', '[1]'],
      ['3 C', 'Figure 1: Sales rose', 'a.csv'],
      ['4 D', '3', 'a.csv'],
      ['Sold 3', '[2]'],
    ]);
  });

  it('links to the slide, whose cell spans its claims, and to the source', async () => {
    const html = await evidence(slides);
    expect(html).toContain(
      '<th scope="rowgroup" rowspan="2"><a href="#a" aria-label="Slide 1">1</a> A <em>b</em></th>',
    );
    expect(html).toContain('<td><a href="#evidence-ref-k2">[2]</a></td>');
  });

  it('names whom a claim cites in a sentence', async () => {
    expect(rows(await evidence('# What @k1 found\n\nAs @k1 says, it grew.\n'), 'by-slide')).toEqual([
      ['1 What One found', 'What One found', '[1]'],
      ['As One says, it grew.', '[1]'],
    ]);
  });
});

describe('the evidence by source', () => {
  it('is each source with what it is and the slides that rest on it', async () => {
    expect(rows(await evidence(slides), 'by-source')).toEqual([
      ['[2]', 'Two &lt;b&gt;. P.', '1, 4'],
      ['[1]', 'One', '1'],
      ['a.csv', 'P &amp; Q. https://example.org/?a=1&amp;b=2', '3, 4'],
    ]);
  });

  it('has a row for every link to it', async () => {
    const html = await evidence(slides);
    for (const [, id] of html.matchAll(/href="#(evidence-[^"]+)"/g))
      expect(html).toContain(`<tr id="${id}">`);
  });

  it('has titles in italics and addresses as links', async () => {
    const html = await evidence(slides);
    expect(html).toContain('<td><cite>Two &lt;b&gt;</cite>');
    expect(html).toContain('<a href="https://example.org/?a=1&amp;b=2" rel="noopener">');
  });
});

it('is empty for a talk that claims nothing', async () => {
  expect(await evidence('# A\n\nb\n')).toBe('');
});
