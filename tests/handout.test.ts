import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handoutStyles } from '../build/model/config.ts';
import { contentsIn, type Printed, placesIn, print, type ReadPage, titlesIn } from './support/handout.ts';
import { hugeNotes, oddDeck } from './support/odd.ts';
import { fontFamilies, internalLinks, letters, textOf } from './support/pdf.ts';
import { launch, open, temporaryFolder } from './support/project.ts';

const decks = [
  { name: 'the shipped deck', title: 'China’s quest for innovation', page: 'A4' },
  { name: 'odd cases', title: 'Odd cases', page: 'Letter' },
] as const;
const sizes = { A4: [595, 842], Letter: [612, 792] } as const;

describe.each(decks)('handout.pdf of $name', ({ name, title, page }) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  describe.each(handoutStyles)('as %s', (style) => {
    let printed: Printed;
    let places: Map<string, number>;
    beforeAll(async () => {
      const folder = name === 'odd cases' ? oddDeck(`page: ${page}\n`) : undefined;
      printed = await print(browser, folder, style);
      places = await placesIn(printed.pdf);
    });

    it('is upright, with title and “page / pages” at each foot, and no page is empty', () => {
      expect(printed.pages.length).toBeGreaterThan(5);
      for (const [n, { view, foot, letters: words }] of printed.pages.entries()) {
        expect(view[2], `page ${n + 1}`).toBeCloseTo(sizes[page][0], -0.5);
        expect(view[3], `page ${n + 1}`).toBeCloseTo(sizes[page][1], -0.5);
        expect([
          `${title} ${n + 1} / ${printed.pages.length}`,
          `${n + 1} / ${printed.pages.length} ${title}`,
        ]).toContain(foot);
        expect(words.length, `page ${n + 1}`).toBeGreaterThan(12);
      }
    });

    it('holds every slide, at a place of its own', () => {
      for (const { id, title: words } of titlesIn(printed.screen)) {
        expect(printed.html, id).toMatch(new RegExp(`id="${id}"`));
        const own = printed.pages[(places.get(id) ?? 0) - 1];
        const isList = id.startsWith('references') || id === 'works';
        // letters that no font of the deck has are read otherwise
        if (own && !isList && !/\p{Script=Hebrew}/u.test(words)) expect(own.letters, id).toContain(words);
      }
    });

    it('has contents with the page of each entry', () => {
      const entries = contentsIn(printed.html);
      expect(entries.length).toBeGreaterThan(8);
      const before = Math.min(...entries.map(({ id }) => places.get(id) ?? 0));
      const contents = printed.pages
        .slice(0, before)
        .map((own) => own.letters)
        .join('');
      for (const { id, words } of entries) {
        expect(places.get(id), id).toBeGreaterThan(0);
        if (/\p{Script=Hebrew}/u.test(words)) continue;
        expect(contents, id).toContain(`${words}${places.get(id)}`);
        const heading = words.replace(/^\d+[A-Z]?(?=\p{Lu})/u, '');
        if (id !== 'references')
          expect(printed.pages[(places.get(id) ?? 0) - 1]?.letters, id).toContain(heading);
      }
    });

    it('has the section in the head of its pages, and annexes their own', () => {
      expect(printed.pages[0]?.head).toBe('');
      const sections = [...printed.screen.matchAll(/<section id="([^"]+)" class="slide layout-section/g)];
      expect(sections.length).toBeGreaterThan(2);
      const titles = new Map(titlesIn(printed.screen).map(({ id, title: words }) => [id, words]));
      for (const [, id = ''] of sections) {
        const place = places.get(id) ?? 0;
        // the first page has the talk’s title for a head
        if (place > 1) expect(letters(printed.pages[place - 1]?.head ?? ''), id).toContain(titles.get(id));
      }
      for (const [annex, words] of [
        ['annex.data', 'Data behind the charts'],
        ['annex.references', 'References'],
        ['annex.evidence', 'Evidence'],
      ] as const)
        expect(printed.pages[(places.get(annex) ?? 0) - 1]?.head).toContain(words);
    });

    it('links inside itself, each link to a place that is there', async () => {
      const { html, pdf } = printed;
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
      const targets = [...html.matchAll(/<a [^>]*href="#([^"]+)"/g)].map(([, id]) => id);
      expect([...new Set(targets.filter((id) => !ids.includes(id)))]).toEqual([]);
      expect(await internalLinks(pdf)).toBeGreaterThanOrEqual(targets.length);
    });

    it('says on its last page what it was made from', () => {
      const data = name === 'odd cases' ? 'charts/data/rows.csv' : 'charts/data/ranks.csv';
      const last = printed.pages.at(-1)?.letters;
      expect(last).toContain('Deckversion');
      expect(last).toContain(letters(data));
      expect(last).toContain('Lectern0');
    });

    it('has its headings in order', () => {
      const levels = [...printed.html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
      expect(levels[0]).toBe(1);
      for (const [n, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[n - 1] ?? 0) + 1);
    });

    if (style === 'notes' || style === 'text') {
      it('holds all notes', () => {
        const all = printed.pages.map((own) => own.letters).join('');
        const notes = [...printed.screen.matchAll(/<aside class="notes">([\s\S]*?)<\/aside>/g)];
        for (const [, own = ''] of notes) {
          for (const paragraph of own.split('</p>')) {
            if (!/\p{Script=Hebrew}/u.test(paragraph)) expect(all).toContain(letters(textOf(paragraph)));
          }
        }
      });
    } else {
      it('has no notes, but the states of charts', () => {
        const all = printed.pages.map((own) => own.letters).join('');
        expect(all).not.toContain(letters('The first sentence of the huge notes'));
        expect(all).not.toContain(letters('Say first whose work this is'));
        if (name === 'the shipped deck') {
          const start = places.get('annex.steps') ?? 0;
          expect(printed.pages[start - 1]?.letters).toContain(
            letters('2020: 69%, with no figure in between'),
          );
        }
      });
    }
  });
});

describe('handout.pdf of odd cases', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it('goes on with huge notes page after page, and then with the next slide', async () => {
    const { pages, pdf } = await print(browser, oddDeck(), 'notes');
    const places = await placesIn(pdf);
    const first = places.get('huge') ?? 0;
    const last = pages.findIndex((own) => own.letters.includes(letters(hugeNotes.slice(-37))));
    expect(last - first).toBeGreaterThanOrEqual(8);
    for (const own of pages.slice(first, last)) expect(own.letters.length).toBeGreaterThan(3000);
    expect(pages[first - 1]?.letters).toContain(letters('The first sentence of the huge notes.'));
  });

  it('repeats the heads of a table of two hundred rows, and clips none of thirty columns', async () => {
    const { pages, pdf } = await print(browser, oddDeck(), 'text');
    const start = (await placesIn(pdf)).get('annex.data') ?? 0;
    const data = pages.slice(start - 1);
    const all = data.map((own) => own.letters).join('');
    for (let n = 1; n <= 200; n++) expect(all).toContain(`${n}${n * 10_000 + n}`);
    const shows = (own: ReadPage, n: number): boolean => own.letters.includes(`${n}${n * 10_000 + n}`);
    const rows = data.filter((own) =>
      Array.from({ length: 200 }, (_, n) => n + 1).some((n) => shows(own, n)),
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const own of rows) expect(own.letters).toContain('daysales');
    for (let n = 1; n <= 28; n++) expect(all).toContain(`value${n}`);
    const slides = pages
      .slice(0, start - 1)
      .map((own) => own.letters)
      .join('');
    for (let n = 1; n <= 14; n++) expect(slides).toContain(`Cell${n}`);
  });

  it('is short for a talk of one slide', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'slides'));
    writeFileSync(join(folder, 'slides/10.md'), '# Only this\n\nWords.\n');
    for (const style of handoutStyles) {
      const { pages } = await print(browser, folder, style);
      expect(
        pages.map((own) => own.letters),
        style,
      ).toEqual([expect.stringContaining('Onlythis')]);
    }
  });
});

/** Annexes and fonts of the shipped deck. */
describe('handout.pdf', () => {
  let printed: Printed;
  beforeAll(async () => {
    const browser = await launch();
    printed = await print(browser, undefined);
    await browser.close();
  });

  /** The letters of an annex, from its heading to the next one's. */
  function annex(title: string): string {
    return printed.pages
      .filter(({ head }) => head === title)
      .map((own) => own.letters)
      .join('');
  }

  it('ends with the data behind the charts, the references and the evidence', () => {
    const data = annex('Data behind the charts');
    const words = [
      'Contributions to research articles',
      '2022 China 19373.35',
      'Discrete, analog, other (DAO) secondary 9',
    ];
    for (const text of words) expect(data).toContain(letters(text));
    const references = annex('References');
    const entries = [
      ...printed.html.matchAll(/<span class="entry">([\s\S]*?)<\/span> <span class="cited">/g),
    ];
    expect(entries.length).toBeGreaterThan(40);
    for (const [, entry = ''] of entries) expect(references).toContain(letters(textOf(entry)));
    const evidence = annex('Evidence');
    for (const text of ['Evidence by slide', 'Evidence by source', 'rd-intensity.csv', '0.72%'])
      expect(evidence).toContain(letters(text));
  });

  it('embeds its fonts, which are the deck’s', () => {
    const deck = ['Inter', 'InterVariable', 'NotoSansSCThin', 'SourceSerif4'];
    for (const family of fontFamilies(printed.bytes)) expect(deck).toContain(family);
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
