import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { countPages, openSheet, printPdf } from '../build/write/sheet.ts';
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
import { shownIn } from './support/states.ts';
import { view } from './support/viewer.ts';

/** slides.pdf of the shipped deck, read back. */
describe('slides.pdf', () => {
  let bytes: Uint8Array;
  let stepsBytes: Uint8Array;
  let pdf: PDFDocumentProxy;
  /** Printed by hand from the opened deck. */
  let fromScreen: PDFDocumentProxy;
  let screen: string;
  let slides: number;
  /** The letters of what the last page says of the build. */
  let provenance: string;

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    ({ screen, slides } = compiled);
    provenance = letters(textOf(/<p class="provenance"[^>]*>(.*?)<\/p>/.exec(compiled.print)?.[1] ?? ''));
    expect(provenance).toMatch(/^Deck[0-9a-f]{12}data[0-9a-f]{12}2023Lectern/);
    const browser = await launch();
    bytes = await printPdf(await openSheet(browser), compiled.print);
    stepsBytes = await printPdf(await openSheet(browser), compiled.printSteps);
    expect(compiled.steps).toBe(countPages(stepsBytes));
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, screen);
    const { page } = await view(browser, file, { width: 1100, height: 700 });
    await page.waitForFunction(() => [...document.fonts].every(({ status }) => status === 'loaded'));
    await page.keyboard.press('ArrowRight');
    fromScreen = await readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    await browser.close();
    pdf = await readPdf(bytes);
  });

  it('is what any browser prints of index.html, whatever slide is on the wall', async () => {
    expect(fromScreen.numPages).toBe(slides);
    for (let n = 1; n <= slides; n++) {
      const more = n === slides ? provenance : '';
      const found = letters(await pageText(fromScreen, n)) + more;
      const expected = letters(await pageText(pdf, n));
      expect([...found].sort().join(''), `page ${n}`).toBe([...expected].sort().join(''));
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

  it('has a page for each step when asked, with what is shown by then', async () => {
    const counts = [...screen.matchAll(/<section id="([^"]+)"[\s\S]*?<\/section>/g)].map(([section, id]) => {
      const indices = [...section.matchAll(/data-fragment-index="(\d+)"/g)].map(([, index]) => index);
      return { id, steps: new Set(indices).size };
    });
    const pages = counts.flatMap(({ id, steps }) =>
      Array.from({ length: steps + 1 }, (_, step) => ({ id, step })),
    );
    expect(pages.length).toBeGreaterThan(slides + 10);
    expect(stepsBytes && countPages(stepsBytes)).toBe(pages.length);
    const byStep = await readPdf(stepsBytes);
    expect(byStep.numPages).toBe(pages.length);
    const textOn = async (id: string, step: number): Promise<string> =>
      pageText(byStep, pages.findIndex((page) => page.id === id && page.step === step) + 1);
    expect(await textOn('nature-index-ratio', 0)).toMatch(/37%.*2015: 37% of the US Share/);
    expect(await textOn('nature-index-ratio', 0)).not.toMatch(/past parity/);
    expect(await textOn('nature-index-ratio', 2)).toMatch(/84%.*2022: 110%, past parity/);
    // the last step is the slide as it stands in the other PDF
    for (const [n, { id, steps }] of counts.entries()) {
      const [last, whole] = [await textOn(id ?? '', steps), await pageText(pdf, n + 1)];
      expect([...letters(last)].sort().join(''), `#${id}`).toBe([...letters(whole)].sort().join(''));
    }
    expect((await byStep.getOutline()).length).toBe((await pdf.getOutline()).length);
    expect(await internalLinks(byStep)).toBeGreaterThanOrEqual(await internalLinks(pdf));
  });

  it('holds the words of each slide on its page', async () => {
    const sections = [...screen.matchAll(/<section id="([^"]+)"[\s\S]*?<\/section>/g)];
    expect(sections).toHaveLength(slides);
    for (const [n, [section, id]] of sections.entries()) {
      const expected = letters(textOf(printed(section))) + (n === slides - 1 ? provenance : '');
      const found = letters(await pageText(pdf, n + 1));
      // the order on a page is the reader's, so compare the letters, not their order
      expect([...found].sort().join(''), `#${id}`).toBe([...expected].sort().join(''));
    }
  });

  it('says on its last page what it was made from', async () => {
    expect(letters(await pageText(pdf, slides))).toContain(provenance);
    expect(letters(await pageText(pdf, 1))).not.toContain('Lectern0');
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

/** What of a slide's section is on paper: of states the last, neither the tables behind its charts nor its notes, which end it. */
function printed(section: string): string {
  const slide = section.replace(/<(?:div class="data"|aside class="notes")>[\s\S]*/, '');
  const states = [...slide.matchAll(/data-states="([\d ]+)"/g)].flatMap(([, all = '']) => all.split(' '));
  return states.length === 0 ? slide : shownIn(slide, Math.max(...states.map(Number)));
}
