import type { Page } from 'puppeteer';
import { destinationsOf, readPdf } from './pdf/file.ts';

/** What the first print can do without, as its place is the same without it: what is inside slides, and pictures. */
const drafted = '.sheet > .slide > * { display: none } svg * { display: none }';

/**
 * Fills in the page numbers of a document's contents: `<span data-page-of="id">` gets the number of the page that the
 * element with this id lies on. CSS in Chrome cannot say that, so the document is printed once to see; the boxes of
 * the numbers are of one size, empty or filled, so nothing moves in the print after that.
 */
export async function fillPageNumbers(page: Page, printDraft: () => Promise<Uint8Array>): Promise<void> {
  if ((await page.$('[data-page-of]')) === null) return;
  await page.evaluate((css) => {
    const style = document.createElement('style');
    style.id = 'drafted';
    style.textContent = css;
    document.head.append(style);
  }, drafted);
  const pages = [...destinationsOf(readPdf(await printDraft()))];
  const unknown = await page.evaluate((found) => {
    document.getElementById('drafted')?.remove();
    const numbers = new Map(found);
    const spans = [...document.querySelectorAll<HTMLElement>('[data-page-of]')];
    for (const span of spans) span.textContent = String(numbers.get(span.dataset.pageOf ?? '') ?? '');
    return spans.filter((span) => span.textContent === '').map((span) => span.dataset.pageOf);
  }, pages);
  if (unknown.length > 0) throw new Error(`the contents lead to ${unknown.join(', ')}, which is on no page`);
}
