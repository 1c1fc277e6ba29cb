import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'puppeteer';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds on the page as it stands, or within the element of a selector alone, which is quicker; a line for
 * each finding: rule, impact, id of the slide (`-` outside the slides), selector and what is wrong.
 */
export async function axeFindings(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(
    async (selector, values) => {
      const { violations } = await window.axe.run(selector ?? document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
        preload: false,
      });
      return violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target, any, all, none }) => {
          const path = target.join(' ');
          const slide = document.querySelector(path)?.closest('section.slide');
          const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
          return `${id} (${impact}) #${slide?.id ?? '-'} ${path}: ${why}`;
        }),
      );
    },
    within,
    tags,
  );
}
