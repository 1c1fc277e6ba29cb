import type { Browser, Page, PDFOptions } from 'puppeteer';
import { printWithContents } from './contents.ts';

/** Opens a page that runs no script and loads nothing but what it is handed. */
export async function openSheet(browser: Pick<Browser, 'newPage'>): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setOfflineMode(true);
  return page;
}

/** Shows a document, laid out with its fonts; `sign` is called whenever the browser has got further. */
export async function layOut(page: Page, document: string, sign: () => void): Promise<void> {
  page.once('domcontentloaded', sign);
  await page.setContent(document, { waitUntil: 'load' });
  sign();
  // fonts are loaded once the layout has asked for them
  await page.evaluate(() => window.document.body.offsetHeight);
  sign();
  await page.evaluate(() => window.document.fonts.ready.then(() => true));
  sign();
}

/** Prints a document whose sheets are laid out by CSS alone; `sign` is called whenever the browser has got further. */
export async function printPdf(
  page: Page,
  document: string,
  sign: () => void = () => undefined,
): Promise<Uint8Array> {
  await layOut(page, document, sign);
  return printWithContents(page, {
    draft: () => printPage(page, { printBackground: false, tagged: false, outline: false }, sign),
    final: () => printPage(page, { printBackground: true, tagged: true, outline: true }, sign),
  });
}

async function printPage(page: Page, options: PDFOptions, sign: () => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // the page waits without limit; whoever counts the signs says when it is too long
  for await (const chunk of await page.createPDFStream({ ...options, preferCSSPageSize: true, timeout: 0 })) {
    chunks.push(chunk);
    sign();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** How many pages a PDF made by Chrome has; it leaves its page objects uncompressed. */
export function countPages(pdf: Uint8Array): number {
  const text = Buffer.from(pdf).toString('latin1');
  // the root of the page tree counts them all
  const counts = [...text.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count (\d+)/g)].map(([, count]) =>
    Number(count),
  );
  return Math.max(0, ...counts);
}
