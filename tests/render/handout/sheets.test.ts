import { describe, expect, it } from 'vitest';
import type { HandoutStyle } from '../../../build/model/config.ts';
import { layOutHandout } from '../../../build/render/handout/document.ts';
import { renderPage } from '../../../build/render/slide.ts';
import { record, resolved, specText } from '../../support/memory.ts';

const chart = specText({
  usermeta: {
    source: { publisher: 'World Bank' },
    steps: ['First', 'Second'].map((caption, n) => ({ caption, patch: { mark: ['bar', 'line'][n] } })),
  },
});

async function body(style: HandoutStyle, markdown: string): Promise<string> {
  const { talk } = await resolved({
    'slides/deck.yaml': `title: T\nhandout: ${style}\nbibliography: r.yaml\n`,
    'slides/r.yaml': '- { id: k1, type: book, title: One }',
    'slides/10.md': markdown,
    'charts/a.vl.json': chart,
  });
  const pages = talk.pages.map((page) => renderPage(page, talk));
  return layOutHandout(pages, talk, record).body.html;
}

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const slides =
  '---\nlayout: section\n---\n\n# Part\n\n---\n\n# Slide\n\nSaid [@k1], as [](#part) has it.\n\nNote:\nNoted.\n';
const charted = '# Sales\n\n![They rose](../charts/a.vl.json "Sales by year")\n';

describe('a handout of several slides a page', () => {
  it.each(['lines', '2up', '4up', '6up'] as const)('names each slide beside it: %s', async (style) => {
    const html = await body(style, slides);
    const [part, slide] = [...html.matchAll(/<div class="name" aria-hidden="true">(.*?)<\/div>/g)].map(
      ([, name = '']) => words(name).trim(),
    );
    expect(part).toBe('1 Part');
    expect(slide).toBe('2 Slide Part');
    expect(html).toContain('<section id="slide"');
    expect(html.match(/<div class="rules" aria-hidden="true">/g)).toHaveLength(2);
    expect(html).not.toContain('Noted.');
  });

  it('shows the states of charts in an annex', async () => {
    const html = await body('4up', charted);
    const [, annex = ''] = /<h1 id="annex.steps">(.*?)<\/section>/s.exec(html) ?? [];
    expect(words(annex)).toContain('Figure 1. Sales by year Slide 1: Sales');
    expect(annex.match(/<figure data-state/g)).toHaveLength(2);
    expect(await body('notes', charted)).not.toContain('annex.steps');
  });
});

describe('a handout of text alone', () => {
  it('has titles as headings, words and links, and notes', async () => {
    const html = await body('text', slides);
    expect(html).toContain(
      '<article id="part"><p class="place">Slide 1 · Part 1</p><h1 class="title">Part</h1>',
    );
    expect(html).toContain('<h2 class="title">Slide</h2>');
    expect(html).toContain('<a class="ref" href="#part">Part</a>');
    expect(html).toContain('<a href="#ref-k1"');
    expect(html).toContain('<div class="notes"><p>Noted.</p></div>');
    expect(html).not.toContain('class="sheet"');
  });

  it('tells a chart by its label, caption, description, states and source', async () => {
    const html = await body('text', charted);
    expect(html).not.toMatch(/<svg|<img|<figure/);
    expect(words(html)).toContain(
      'Figure 1. Sales by year They rose Step by step: First Second Source: World Bank.',
    );
  });

  it('cuts a table that is too wide for paper', async () => {
    const cells = (text: string): string =>
      `|${Array.from({ length: 12 }, (_, n) => `${text}${n}`).join('|')}|`;
    const html = await body(
      'text',
      `# Wide\n\n${cells('h')}\n${cells('-').replace(/-\d+/g, '---')}\n${cells('c')}\n`,
    );
    const captions = [...html.matchAll(/<caption>(.*?)<\/caption>/g)].map(([, text]) => text);
    expect(captions).toEqual(['Table 1 (1 of 2)', 'Table 1 (2 of 2)']);
    for (const [, table = ''] of html.matchAll(/<table>(.*?)<\/table>/gs))
      expect(table).toContain('>h0</th>');
    for (let n = 0; n < 12; n++) expect(html).toContain(`>c${n}<`);
  });
});
