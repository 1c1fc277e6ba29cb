import type { Browser, Page } from 'puppeteer';
import { fillPageNumbers } from './contents.ts';

/** Opens a page that runs no script and loads nothing but what it is handed. */
export async function openSheet(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setOfflineMode(true);
  return page;
}

/** Prints a document whose sheets are laid out by CSS alone. */
export async function printPdf(page: Page, document: string): Promise<Uint8Array> {
  await page.setContent(document, { waitUntil: 'load' });
  await page.evaluate(() => window.document.fonts.ready.then(() => true));
  await fillPageNumbers(page);
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
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
