import type { Browser } from 'puppeteer';
import type { HandoutStyle } from '../../build/model/config.ts';
import { openSheet, printPdf } from '../../build/write/sheet.ts';
import { letters, type PDFDocumentProxy, readPdf, textOf } from './pdf.ts';
import { open } from './project.ts';

/** A page of a PDF as it is read: what stands in its margins, and the letters between them. */
export interface ReadPage {
  readonly head: string;
  readonly foot: string;
  readonly letters: string;
  readonly view: readonly number[];
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<ReadPage> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const [, , , height = 0] = page.view;
  const texts = { head: '', foot: '', body: '' };
  for (const item of items) {
    if (!('str' in item)) continue;
    const y = item.transform[5] as number;
    texts[y > height - 32 ? 'head' : y < 32 ? 'foot' : 'body'] += `${item.str} `;
  }
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return { head: plain(texts.head), foot: plain(texts.foot), letters: letters(texts.body), view: page.view };
}

export interface Printed {
  readonly bytes: Uint8Array;
  readonly pdf: PDFDocumentProxy;
  readonly pages: readonly ReadPage[];
  /** What was printed. */
  readonly html: string;
  readonly screen: string;
}

export async function print(
  browser: Browser,
  folder: string | undefined,
  handout?: HandoutStyle,
): Promise<Printed> {
  const { compiled, diagnostics } = await open(folder).compile({ trustHtml: false, handout });
  if (!compiled) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const bytes = await printPdf(await openSheet(browser), compiled.handout);
  const pdf = await readPdf(bytes);
  const pages: ReadPage[] = [];
  for (let n = 1; n <= pdf.numPages; n++) pages.push(await readPage(pdf, n));
  return { bytes, pdf, pages, html: compiled.handout, screen: compiled.screen };
}

/** Ids and titles of a talk's slides. */
export function titlesIn(screen: string): { id: string; title: string }[] {
  return [...screen.matchAll(/<section id="([^"]+)"[\s\S]*?<\/section>/g)].flatMap(([section, id = '']) => {
    const title = /<h1 class="title[^>]*>([\s\S]*?)<\/h1>/.exec(section)?.[1] ?? '';
    return { id, title: letters(textOf(title.replace(/<span class="part">.*<\/span>/, ''))) };
  });
}

/** The lines of the contents: where they lead, and their letters. */
export function contentsIn(html: string): { id: string; words: string }[] {
  const nav = /<nav class="table-of-contents"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
  return [...nav.matchAll(/<a href="#([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].map(([, id = '', words = '']) => ({
    id,
    words: letters(textOf(words)),
  }));
}

/** On which page each destination lies, as pdf.js has it. */
export async function placesIn(pdf: PDFDocumentProxy): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  for (const [name, place] of Object.entries(await pdf.getDestinations()))
    places.set(decodeURIComponent(name), (await pdf.getPageIndex(place[0])) + 1);
  return places;
}
