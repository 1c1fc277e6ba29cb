import { describe, expect, it } from 'vitest';
import { layOutHandout, renderHandout } from '../../../build/render/handout/document.ts';
import { renderPage } from '../../../build/render/slide.ts';
import { record, resolved, specText } from '../../support/memory.ts';

const assets = {
  fonts: '@font-face{font-family:"Inter"}',
  theme: '.theme{}',
  handout: '.handout{}',
  clientStyle: '.client{}',
  clientScript: 'client()',
  vegaScript: 'vega()',
  images: '',
};

async function handout(markdown: string, config = '', title = 'T'): Promise<string> {
  const { talk } = await resolved({
    'slides/deck.yaml': `title: ${JSON.stringify(title)}\nbibliography: r.yaml\n${config}`,
    'slides/r.yaml': '- { id: k1, type: book, title: One }',
    'slides/10.md': markdown,
    'slides/99.md': '---\nid: list\nlayout: references\n---\n\n# The list\n',
    'charts/a.vl.json': specText(),
    'charts/steps.vl.json': specText({
      usermeta: {
        source: { publisher: 'A' },
        steps: ['First < one', 'Second'].map((caption, n) => ({
          caption,
          patch: { mark: ['bar', 'line'][n] },
        })),
      },
    }),
  });
  const pages = talk.pages.map((page) => renderPage(page, talk));
  return renderHandout(layOutHandout(pages, talk, record), talk, assets);
}

const words = (html: string): string => html.replace(/<[^>]+>/g, '');
const annexes = (html: string): string[] =>
  [...html.matchAll(/<section class="annex [^>]*><h1 [^>]*>(.*?)<\/h1>/g)].map(([, title = '']) => title);
const chart = '![Sales rose](../charts/a.vl.json)';

describe('the handout', () => {
  it('begins with title, subtitle, authors and date, escaped', async () => {
    const html = await handout('# A\n\nb\n', 'subtitle: S & T\nauthors: [F, G]\ndate: May 2024\n');
    expect(html).toContain(
      '<header class="cover-block"><h1>T</h1><p>S &amp; T</p><p>F, G, May 2024</p></header>',
    );
    expect(await handout('# A\n\nb\n')).toContain('<header class="cover-block"><h1>T</h1></header>');
  });

  it('shows the states of a chart small between the slide and its notes', async () => {
    const html = await handout('# A\n\n![x](../charts/steps.vl.json)\n\nNote:\nSaid.\n');
    const multiples =
      /<\/section><\/div><\/div><div class="multiples">(.*?)<\/div><div class="notes">/s.exec(html)?.[1] ??
      '';
    expect([...multiples.matchAll(/<figure data-state="(\d)"><svg/g)].map(([, n]) => n)).toEqual(['0', '1']);
    expect([...multiples.matchAll(/<figcaption>(.*?)<\/figcaption>/g)].map(([, text]) => text)).toEqual([
      '1. First &lt; one',
      '2. Second',
    ]);
    expect(await handout(`# A\n\n${chart}\n`)).not.toContain('multiples');
  });

  it('shows each slide above its notes, by number', async () => {
    const html = await handout('# A\n\nb\n\nNote:\nSay *this*.\n\n---\n\n# C\n\nd\n');
    const articles = [...html.matchAll(/<article>.*?<\/article>/gs)].map(([article]) => article);
    expect(articles.map(words)).toEqual(['Slide 1AbSay this.', 'Slide 2Cd']);
    expect(articles[0]).toContain('<div class="notes"><p>Say <em>this</em>.</p></div>');
    expect(articles[1]).not.toContain('class="notes"');
  });

  it('holds fonts, theme and its own styles, and no program', async () => {
    const html = await handout('# A\n\nb\n');
    for (const style of [assets.fonts, assets.theme, assets.handout]) expect(html).toContain(style);
    expect(html).not.toContain(assets.clientStyle);
    expect(html).not.toContain('<script');
  });

  it('has the talk’s title at the foot of each page', async () => {
    expect(await handout('# A\n\nb\n')).toContain('@bottom-left { content: "T" }');
    expect(await handout('# A\n\nb\n', 'lang: ar\n')).toContain('@bottom-right { content: "T" }');
  });

  it('is upright on the paper that deck.yaml names', async () => {
    expect(await handout('# A\n\nb\n')).toContain('size: 210mm 297mm;');
    expect(await handout('# A\n\nb\n', 'page: Letter\n')).toContain('size: 215.9mm 279.4mm;');
  });

  it('says at its end what it was made from', async () => {
    const html = await handout('# A\n\nb\n', 'date: May 2024\n');
    expect(html).toContain(
      '<p>Deck version 0123456789ab · May 2024 · Lectern 1.2.3</p><p>Data: charts/data/a.csv ba9876543210</p></footer></section>',
    );
  });

  it('carries a slide’s language over to its notes', async () => {
    const html = await handout('---\nlang: ar\n---\n\n# A\n\nb\n\nNote:\nSaid.\n');
    expect(html).toContain('<div class="notes" lang="ar" dir="rtl">');
  });

  it('keeps a title from ending its styles or its text', async () => {
    const html = await handout('# A\n\nb\n', '', '</style><script>"x" \\ y');
    expect(html).not.toContain('<script');
    expect(html).toContain('content: "\\3c /style>\\3c script>\\22 x\\22  \\5c  y"');
  });
});

describe('the annexes of the handout', () => {
  it('are data, references and evidence', async () => {
    const html = await handout(`# A\n\nIt grew [@k1].\n\n---\n\n# B\n\n${chart}\n`);
    expect(annexes(html)).toEqual(['Data behind the charts', 'References', 'Evidence']);
    expect(html).toContain('<caption>Figure 1. Sales rose');
    expect(html).toContain('<h2>Evidence by source</h2>');
  });

  it('are left out where there is nothing in them', async () => {
    expect(annexes(await handout('# A\n\nb\n'))).toEqual([]);
    expect(annexes(await handout(`# B\n\n${chart}\n`))).toEqual(['Data behind the charts', 'Evidence']);
  });

  it('hold the references in place of their slides', async () => {
    const html = await handout('# A\n\nIt grew [@k1].\n');
    expect(html).not.toContain('The list');
    expect(html.match(/<li id="ref-k1"/g)).toHaveLength(1);
  });

  it('hold the data of every chart of the slides, once where several show it', async () => {
    const other = chart.replace(']', ' otherwise]');
    const html = await handout(`# A\n\n${chart}\n\n---\n\n# B\n\n${other}\n\n---\n\n# C\n\n${chart}\n`);
    expect(html.match(/<caption>Figure \d(?:, Figure \d)?/g)).toEqual([
      '<caption>Figure 1, Figure 3',
      '<caption>Figure 2',
    ]);
  });
});
