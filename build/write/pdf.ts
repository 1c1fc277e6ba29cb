import type { Browser } from 'puppeteer';

/** Prints a document whose sheets are laid out by CSS alone. The page can load nothing but what it holds. */
export async function printPdf(browser: Browser, document: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setJavaScriptEnabled(false);
    await page.setOfflineMode(true);
    await page.setContent(document, { waitUntil: 'load' });
    await page.evaluate(() => window.document.fonts.ready.then(() => true));
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  } finally {
    await page.close();
  }
}

/** How many pages a PDF made by Chrome has; it leaves its page objects uncompressed. */
export function countPages(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
  );
}
