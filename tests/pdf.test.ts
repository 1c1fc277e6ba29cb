import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { countPages, openSheet, printPdf } from '../build/write/pdf.ts';
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
import { view } from './support/viewer.ts';

/** slides.pdf of the shipped deck, read back. */
describe('slides.pdf', () => {
  let bytes: Uint8Array;
  let pdf: PDFDocumentProxy;
  /** Printed by hand from the opened deck. */
  let fromScreen: PDFDocumentProxy;
  let screen: string;
  let slides: number;

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    ({ screen, slides } = compiled);
    const browser = await launch();
    bytes = await printPdf(await openSheet(browser), compiled.print);
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, screen);
    const { page } = await view(browser, file, { width: 1100, height: 700 });
    await page.keyboard.press('ArrowRight');
    fromScreen = await readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    await browser.close();
    pdf = await readPdf(bytes);
  });

  it('is what any browser prints of index.html, whatever slide is on the wall', async () => {
    expect(fromScreen.numPages).toBe(slides);
    for (let n = 1; n <= slides; n++) {
      const [found, expected] = [fromScreen, pdf].map(async (document) =>
        [...letters(await pageText(document, n))].sort().join(''),
      );
      expect(await found, `page ${n}`).toBe(await expected);
    }
  });

  it('has a page for each slide, 16:9', async () => {
    expect(pdf.numPages).toBe(slides);
    expect(countPages(bytes)).toBe(slides);
    for (let n = 1; n <= slides; n++) {
      const [, , width = 0, height = 0] = (await pdf.getPage(n)).view;
      expect(width / height).toBeCloseTo(16 / 9, 2);
    }
  });

  it('holds the words of each slide on its page', async () => {
    const sections = [...screen.matchAll(/<section id="([^"]+)"[\s\S]*?<\/section>/g)];
    expect(sections).toHaveLength(slides);
    for (const [n, [section, id]] of sections.entries()) {
      const expected = letters(textOf(printed(section)));
      const found = letters(await pageText(pdf, n + 1));
      // the order on a page is the reader's, so compare the letters, not their order
      expect([...found].sort().join(''), `#${id}`).toBe([...expected].sort().join(''));
    }
  });

  it('links between slides and to references, each to a page that exists', async () => {
    const sections = screen.match(/<section id="[\s\S]*?<\/section>/g) ?? [];
    const written = sections.flatMap((section) => printed(section).match(/<a [^>]*href="#/g) ?? []);
    expect(await internalLinks(pdf)).toBeGreaterThanOrEqual(written.length);
  });

  it('names its title and language, and has an outline of all slides', async () => {
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'China’s quest for innovation', Language: 'en' });
    type Entry = { readonly title: string; readonly items: readonly Entry[] };
    const titles = (items: readonly Entry[]): string[] =>
      items.flatMap((item) => [item.title, ...titles(item.items)]);
    const parts = await pdf.getOutline();
    const outline = titles(parts);
    expect(outline).toContain('Policy instruments');
    expect(outline.length).toBeGreaterThanOrEqual(slides);
    // what opens a part of the talk stands above the rest
    const opening = /class="slide layout-(?:cover|section|closing)[\s\S]*?<h1 class="title">(.*?)<\/h1>/g;
    expect(parts.map(({ title }) => letters(title))).toEqual(
      [...screen.matchAll(opening)].map(([, title = '']) => letters(textOf(title))),
    );
  });

  it('embeds its fonts, as fonts', async () => {
    expect(fontFamilies(bytes)).toEqual(
      new Set(['Inter', 'InterVariable', 'NotoSansSCThin', 'SourceSerif4']),
    );
  });
});

/** What of a slide's section is on paper: neither the tables behind its charts nor its notes, which end it. */
function printed(section: string): string {
  return section.replace(/<(?:div class="data"|aside class="notes")>[\s\S]*/, '');
}
