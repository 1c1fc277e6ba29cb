import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countPages, openSheet, printPdf } from '../build/write/pdf.ts';
import { launch, open } from './support/project.ts';

/** slides.pdf of the shipped deck, read back. */
describe('slides.pdf', () => {
  let bytes: Uint8Array;
  let pdf: PDFDocumentProxy;
  let screen: string;
  let slides: number;

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    ({ screen, slides } = compiled);
    const browser = await launch();
    bytes = await printPdf(await openSheet(browser), compiled.print);
    await browser.close();
    pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
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
      const visible = section.replace(/<aside class="notes">[\s\S]*<\/aside>/, '');
      const expected = letters(textOf(visible));
      const found = letters(await pageText(pdf, n + 1));
      // the order on a page is the reader's, so compare the letters, not their order
      expect([...found].sort().join(''), `#${id}`).toBe([...expected].sort().join(''));
    }
  });

  it('links between slides and to references, each to a page that exists', async () => {
    const destinations = await pdf.getDestinations();
    let internal = 0;
    for (let n = 1; n <= slides; n++) {
      for (const annotation of await (await pdf.getPage(n)).getAnnotations()) {
        if (annotation.subtype !== 'Link') continue;
        if (typeof annotation.dest === 'string') {
          expect(destinations, `page ${n}`).toHaveProperty([annotation.dest]);
          internal++;
        } else if (Array.isArray(annotation.dest)) internal++;
        else expect(annotation.url, `page ${n}`).toMatch(/^https?:|^mailto:/);
      }
    }
    const written =
      screen.replace(/<aside class="notes">[\s\S]*?<\/aside>/g, '').match(/<a [^>]*href="#/g) ?? [];
    expect(internal).toBeGreaterThanOrEqual(written.length);
  });

  it('names its title and language, and has an outline of all slides', async () => {
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'China’s quest for innovation', Language: 'en' });
    const titles = (items: readonly { title: string; items: readonly never[] }[]): string[] =>
      items.flatMap((item) => [item.title, ...titles(item.items)]);
    const outline = titles((await pdf.getOutline()) as never);
    expect(outline).toContain('Policy instruments');
    expect(outline.length).toBeGreaterThanOrEqual(slides);
  });

  it('embeds its fonts, as fonts', async () => {
    const text = Buffer.from(bytes).toString('latin1');
    const fonts = [...text.matchAll(/\/BaseFont\s*\/([\w+-]+)/g)].map(([, name]) => name);
    expect(text).not.toMatch(/\/Subtype\s*\/Type3/);
    expect(new Set(fonts.map((name) => name?.replace(/^[A-Z]{6}\+/, '').replace(/-.*/, '')))).toEqual(
      new Set(['Inter', 'InterVariable', 'NotoSansSCThin', 'SourceSerif4']),
    );
    for (const name of fonts) expect(name).toMatch(/^[A-Z]{6}\+/);
    expect(text.match(/\/FontFile[23]?\b/g)?.length).toBeGreaterThanOrEqual(5);
  });
});

async function pageText(pdf: PDFDocumentProxy, page: number): Promise<string> {
  const { items } = await (await pdf.getPage(page)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

function textOf(html: string): string {
  return html
    .replace(/<(title|desc)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

/** Letters and digits alone: list markers and spaces are the layout's. */
function letters(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
