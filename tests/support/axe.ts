import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';

interface Axe {
  readonly run: (on: object) => Promise<{ readonly violations: readonly { readonly id: string }[] }>;
}

/** The rules of accessibility that parts of a page break, by axe’s names. */
export async function axeFindings(page: Page, include: readonly string[]): Promise<string[]> {
  const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(readFileSync(script, 'utf8'));
  return page.evaluate(async (parts) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run({ include: parts });
    return violations.map(({ id }) => id);
  }, include);
}
