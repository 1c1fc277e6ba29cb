import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect } from 'vitest';
import type { PdfAbout } from '../../build/model/pdf-about.ts';

export type { PDFDocumentProxy };

/** Opens a PDF to read it back. */
export function readPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
}

/** What a PDF says of itself, where that does not matter. */
export const aboutNothing: PdfAbout = {
  title: 'A talk',
  subtitle: undefined,
  authors: [],
  keywords: [],
  lang: 'en',
  date: new Date(0),
  targets: new Map(),
};

/** The text of a page; pages count from 1. */
export async function pageText(pdf: PDFDocumentProxy, page: number): Promise<string> {
  const { items } = await (await pdf.getPage(page)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

/** The text of HTML as it is read, without what only screen readers are told. */
export function textOf(html: string): string {
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
export function letters(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/** How many links lead inside the PDF; all of them to places that are there, and the others to addresses. */
export async function internalLinks(pdf: PDFDocumentProxy): Promise<number> {
  const destinations = await pdf.getDestinations();
  let internal = 0;
  for (let n = 1; n <= pdf.numPages; n++) {
    for (const annotation of await (await pdf.getPage(n)).getAnnotations()) {
      if (annotation.subtype !== 'Link') continue;
      if (typeof annotation.dest === 'string') {
        expect(destinations, `page ${n}`).toHaveProperty([annotation.dest]);
        internal++;
      } else if (Array.isArray(annotation.dest)) internal++;
      else expect(annotation.url, `page ${n}`).toMatch(/^https?:|^mailto:/);
    }
  }
  return internal;
}

/** The families of the fonts in a PDF; all of them embedded subsets, and real fonts. */
export function fontFamilies(bytes: Uint8Array): Set<string> {
  const text = Buffer.from(bytes).toString('latin1');
  const fonts = [...text.matchAll(/\/BaseFont\s*\/([\w+-]+)/g)].map(([, name = '']) => name);
  expect(text).not.toMatch(/\/Subtype\s*\/Type3/);
  for (const name of fonts) expect(name).toMatch(/^[A-Z]{6}\+/);
  expect(text.match(/\/FontFile[23]?\b/g)?.length).toBeGreaterThanOrEqual(5);
  return new Set(fonts.map((name) => name.replace(/^[A-Z]{6}\+/, '').replace(/-.*/, '')));
}
