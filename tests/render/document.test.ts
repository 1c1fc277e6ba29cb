import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderPrint, renderScreen, screenOf } from '../../build/render/document.ts';
import { renderPage } from '../../build/render/slide.ts';
import { record, resolved, specText } from '../support/memory.ts';

const assets = {
  fonts: '@font-face{font-family:"Inter"}',
  theme: '.theme{}',
  handout: '.handout{}',
  clientStyle: '.client{}',
  clientScript: 'client("</p>")',
  vegaScript: 'vega()',
  images: '',
};

const slides = '# A\n\nb\n\nNote:\nSay <b>this</b>.\n\n---\n\n# C\n\nd\n';

async function documents(config = 'title: T\n', markdown = slides, chart = specText()) {
  const { talk } = await resolved({
    'slides/deck.yaml': config,
    'slides/10.md': markdown,
    'charts/a.vl.json': chart,
  });
  const pages = talk.pages.map((page) => renderPage(page, talk));
  return {
    screen: renderScreen(screenOf(pages, talk, assets), assets),
    print: renderPrint(pages, talk, assets, record),
  };
}

describe('a document', () => {
  it('names title, subtitle, authors, language and direction, escaped', async () => {
    const { screen, print } = await documents(
      'title: "A <b> & “c”"\nsubtitle: D "e"\nauthors: [F, G]\nlang: ar\ndir: rtl\ntheme: dark\n',
    );
    for (const document of [screen, print]) {
      expect(document).toMatch(
        /^<!doctype html>\n<html lang="ar" dir="rtl" class="(screen" data-theme="dark|print)">/,
      );
      expect(document).toContain('<title>A &lt;b&gt; &amp; “c”</title>');
      expect(document).toContain('<meta name="author" content="F, G">');
      expect(document).toContain('<meta name="description" content="D &quot;e&quot;">');
    }
  });

  it('names no author or subtitle where there is none', async () => {
    const { screen } = await documents();
    expect(screen).not.toContain('name="author"');
    expect(screen).not.toContain('name="description"');
  });

  it('holds fonts and theme, and a section for each page', async () => {
    const { screen, print } = await documents();
    for (const document of [screen, print]) {
      expect(document).toContain(assets.fonts);
      expect(document).toContain(assets.theme);
      expect(document.match(/<section /g)).toHaveLength(2);
    }
  });
});

describe('the screen', () => {
  it('has notes where a slide has some, and the deck’s program', async () => {
    const { screen } = await documents();
    expect(screen.match(/<aside class="notes">/g)).toHaveLength(1);
    expect(screen).toContain('<p>Say <b>this</b>.</p>');
    expect(screen).toContain(assets.clientStyle);
    expect(screen).toContain(`<script>${assets.clientScript}</script>`);
  });
});

describe('the evidence of the talk', () => {
  const chart = '# Evidence\n\n![Sales](../charts/a.vl.json)\n';

  it('is an annex behind the slides, out of sight until asked for', async () => {
    const { screen } = await documents('title: T\n', chart);
    expect(screen).toMatch(
      /<\/div><\/div>\n<section class="annex"[^>]* aria-label="Evidence"[^>]* hidden><button type="button" class="close" aria-label="Close">/,
    );
    expect(screen).toContain('<h2>Evidence by slide</h2>');
  });

  it('takes no id that a slide can have', async () => {
    const { screen } = await documents('title: T\n', chart);
    expect(screen.match(/id="evidence"/g)).toHaveLength(1);
  });

  it('is not there where the talk claims nothing', async () => {
    expect((await documents()).screen).not.toContain('class="annex"');
  });

  it('is not in the print view, nor are the data behind charts', async () => {
    const { screen, print } = await documents('title: T\n', chart);
    expect(screen).toContain('class="data"');
    expect(print).not.toContain('class="annex"');
    expect(print).not.toContain('class="data"');
  });
});

describe('the print view', () => {
  it('has no notes, no program and sheets of the slides’ size', async () => {
    const { print } = await documents();
    expect(print).not.toContain('Say ');
    expect(print).not.toContain('<script');
    expect(print).not.toContain(assets.clientStyle);
    expect(print).not.toContain(assets.handout);
    expect(print).toContain('@page { size: 1280px 720px; margin: 0 }');
  });
});

describe('a deck with a chart to operate', () => {
  const charted = '# A\n\n![Sales](../charts/a.vl.json)\n';
  const params = [{ name: 'least', value: 0, bind: { input: 'range', min: 0, max: 9 } }];
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64');

  it('holds its spec and Vega, and lets Vega run', async () => {
    const spec = specText({
      params,
      description: '</script><!--',
      transform: [{ filter: 'datum.sales > least' }],
    });
    const { screen, print } = await documents('title: T\n', charted, spec);
    expect(screen).toContain(`<script type="text/plain" id="vega-runtime">${assets.vegaScript}</script>`);
    expect(screen).toContain(hash(assets.vegaScript));
    const [, json = ''] =
      /<script type="application\/json" id="a-figure-0-vega"[^>]*>([^<]*)<\/script>/.exec(screen) ?? [];
    expect(JSON.parse(json)).toMatchObject({ description: '</script><!--' });
    expect(print).not.toContain('<script');
  });

  it('is the only one that holds Vega', async () => {
    const { screen } = await documents('title: T\n', charted);
    expect(screen).not.toContain(assets.vegaScript);
    expect(screen).not.toContain(hash(assets.vegaScript));
  });
});

describe('the print view', () => {
  it('says on its last slide alone what it was made from, which the screen does not', async () => {
    const { screen, print } = await documents('title: T\ndate: May 2024\n');
    const line = 'Deck 0123456789ab · data ba9876543210 · May 2024 · Lectern 1.2.3</p></section>';
    expect(print.split('</section>')[1]).toContain(line.replace('</section>', ''));
    expect(print.match(/class="provenance"/g)).toHaveLength(1);
    expect(screen).not.toContain('provenance');
  });
});
