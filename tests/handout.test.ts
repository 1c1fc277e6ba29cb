import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSheet, printPdf } from '../build/write/sheet.ts';
import {
  fontFamilies,
  internalLinks,
  letters,
  type PDFDocumentProxy,
  pageText,
  readPdf,
  textOf,
} from './support/pdf.ts';
import { launch, open, temporaryFolder } from './support/project.ts';

/** handout.pdf of the shipped deck, read back. */
describe('handout.pdf', () => {
  let bytes: Uint8Array;
  let pdf: PDFDocumentProxy;
  let handout: string;
  let sections: RegExpMatchArray[];
  /** The letters of each page, its foot left out. */
  let pages: string[];

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    handout = compiled.handout;
    sections = [...compiled.screen.matchAll(/<section id="([^"]+)"[\s\S]*?<\/section>/g)];
    const browser = await launch();
    bytes = await printPdf(await openSheet(browser), handout);
    await browser.close();
    pdf = await readPdf(bytes);
    pages = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const text = letters(await pageText(pdf, n));
      const foot = letters(`${n} / ${pdf.numPages} China’s quest for innovation`);
      pages.push(text.replace(foot, ''));
    }
  });

  /** The letters of an annex, from its heading to the next one's. */
  function annex(title: string): string {
    const titles = ['Data behind the charts', 'References', 'Evidence'].map(letters);
    const starts = titles.map((start) => pages.findIndex((page) => page.startsWith(start)));
    const n = titles.indexOf(letters(title));
    expect(starts[n], title).toBeGreaterThan(0);
    return pages.slice(starts[n], starts[n + 1]).join('');
  }

  it('is A4 upright, with a foot and something else on each page', async () => {
    for (let n = 1; n <= pdf.numPages; n++) {
      const [, , width = 0, height = 0] = (await pdf.getPage(n)).view;
      expect(width).toBeCloseTo(595, -0.5);
      expect(height).toBeCloseTo(842, -0.5);
      const text = letters(await pageText(pdf, n));
      expect(text, `page ${n}`).toContain(letters(`${n} / ${pdf.numPages} China’s quest for innovation`));
      expect(pages[n - 1]?.length, `page ${n}`).toBeGreaterThan(80);
    }
  });

  it('holds the title and the notes of every slide', () => {
    const all = pages.join('');
    for (const [section, id] of sections) {
      const title = /<h([12]) class="title">([\s\S]*?)<\/h\1>/.exec(section)?.[2] ?? '';
      const name = letters(textOf(title.replace(/<span class="part">.*<\/span>/, '')));
      expect(name, `#${id}`).not.toBe('');
      expect(all, `#${id}`).toContain(name);
      const notes = /<aside class="notes">([\s\S]*)<\/aside>/.exec(section)?.[1] ?? '';
      expect(notes, `#${id}`).not.toBe('');
      for (const paragraph of notes.split('</p>'))
        expect(all, `#${id}`).toContain(letters(textOf(paragraph)));
    }
  });

  it('ends with the data behind the charts, the references and the evidence', () => {
    const data = annex('Data behind the charts');
    const words = [
      'Contributions to research articles',
      '2022 China 19373.35',
      'Discrete, analog, other (DAO) secondary 9',
    ];
    for (const text of words) expect(data).toContain(letters(text));
    const references = annex('References');
    const entries = [...handout.matchAll(/<span class="entry">([\s\S]*?)<\/span> <span class="cited">/g)];
    expect(entries.length).toBeGreaterThan(40);
    for (const [, entry = ''] of entries) expect(references).toContain(letters(textOf(entry)));
    const evidence = annex('Evidence');
    for (const text of ['Evidence by slide', 'Evidence by source', 'rd-intensity.csv', '0.72%'])
      expect(evidence).toContain(letters(text));
  });

  it('links inside itself, each link to a place that is there', async () => {
    const ids = [...handout.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...handout.matchAll(/<a [^>]*href="#([^"]+)"/g)].map(([, id]) => id);
    expect([...new Set(targets.filter((id) => !ids.includes(id)))]).toEqual([]);
    expect(await internalLinks(pdf)).toBeGreaterThanOrEqual(targets.length);
  });

  it('embeds its fonts, which are the deck’s', () => {
    const deck = ['Inter', 'InterVariable', 'NotoSansSCThin', 'SourceSerif4'];
    for (const family of fontFamilies(bytes)) expect(deck).toContain(family);
  });
});

describe('a handout', () => {
  /** A talk of one chart, with words in its title, in its data and in what is noted of them. */
  async function compiled({ title = 'A talk', country = 'India', note = 'None.' }) {
    const folder = temporaryFolder();
    const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
    for (const name of ['slides', 'charts/data']) mkdirSync(join(folder, name), { recursive: true });
    write('slides/deck.yaml', `title: ${title}\n`);
    write('slides/10.md', '---\nlayout: chart\n---\n\n# Sales\n\n![Sales.](../charts/sales.vl.json)\n');
    write(
      'charts/sales.vl.json',
      JSON.stringify({
        data: { url: 'data/sales.csv' },
        mark: 'line',
        encoding: {
          x: { field: 'year', type: 'ordinal' },
          y: { field: 'sales', type: 'quantitative' },
          detail: { field: 'country', type: 'nominal' },
        },
      }),
    );
    write('charts/data/sales.csv', `country,year,sales\nChina,2001,2\n${country},2001,1\n`);
    write('charts/data/sales.csv.yaml', `publisher: World Bank\nnote: ${note}\n`);
    const result = await open(folder).compile({ trustHtml: false });
    if (!result.compiled) throw new Error('the talk has errors');
    return result.compiled;
  }
  const chinese = '@font-face{font-family:"Noto Sans SC"';

  it('carries the fonts of words that stand in its title, its tables or its evidence alone', async () => {
    expect((await compiled({})).handout).not.toContain(chinese);
    expect((await compiled({ title: '开放' })).handout).toContain(chinese);
    for (const alone of [{ country: '中国' }, { note: '创新' }]) {
      const { screen, handout } = await compiled(alone);
      for (const document of [screen, handout]) {
        expect(document).toContain(Object.values(alone)[0]);
        expect(document).toContain(chinese);
      }
    }
  });
});
