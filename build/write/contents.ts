import type { Page } from 'puppeteer';
import { contentKey, recall, remember } from './cache.ts';
import { destinationsOf, readPdf } from './pdf/file.ts';

export interface Passes {
  /** Prints quickly, to see where things lie. */
  readonly draft: () => Promise<Uint8Array>;
  /** Prints as it is to be. */
  readonly final: () => Promise<Uint8Array>;
}

/**
 * Prints a document with the page numbers of its contents: `<span data-page-of="id">` gets the number of the page that
 * the element with this id lies on. CSS in Chrome cannot say that. So they are taken from the last print of a document
 * with the same contents, or from a draft; where they turn out to be others, it is printed again. The boxes of numbers
 * are of one size, empty or filled, so nothing moves, and no node is added, so the PDF is the same in either way.
 */
export async function printWithContents(page: Page, { draft, final }: Passes): Promise<Uint8Array> {
  const ids = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-page-of]')].map(({ dataset }) => dataset.pageOf ?? ''),
  );
  if (ids.length === 0) return final();
  const name = `contents/${contentKey(JSON.stringify(ids))}.json`;
  const numbersIn = (pdf: Uint8Array): (number | undefined)[] => {
    const pages = destinationsOf(readPdf(pdf));
    return ids.map((id) => pages.get(id));
  };
  const known = recall(name);
  let numbers: (number | undefined)[] = known
    ? JSON.parse(new TextDecoder().decode(known))
    : numbersIn(await drafted(page, draft));
  for (let prints = 0; prints < 2; prints++) {
    await page.evaluate(fill, numbers);
    const pdf = await final();
    const actual = numbersIn(pdf);
    const lost = ids.filter((_, n) => actual[n] === undefined);
    if (lost.length > 0) throw new Error(`the contents lead to ${lost.join(', ')}, which is on no page`);
    if (actual.every((number, n) => number === numbers[n])) {
      remember(name, new TextEncoder().encode(JSON.stringify(actual)));
      return pdf;
    }
    numbers = actual;
  }
  throw new Error('the pages of the contents move when their numbers are filled in');
}

/** A print without what takes long and no room of its own. */
async function drafted(page: Page, draft: () => Promise<Uint8Array>): Promise<Uint8Array> {
  await page.evaluate(() => document.documentElement.classList.add('draft'));
  const pdf = await draft();
  await page.evaluate(() => document.documentElement.classList.remove('draft'));
  return pdf;
}

/** Fills in the numbers in their order; runs inside the page. */
function fill(numbers: readonly (number | undefined)[]): void {
  for (const [n, span] of document.querySelectorAll('[data-page-of]').entries()) {
    const text = String(numbers[n] ?? '');
    if (span.firstChild) span.firstChild.nodeValue = text;
    else span.append(text);
  }
}
