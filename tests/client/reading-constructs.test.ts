import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deckOf } from '../support/decks.ts';
import { home, launch } from '../support/project.ts';
import { view } from '../support/viewer.ts';

describe('the reading view of code, formulas, columns and backgrounds', () => {
  let browser: Browser;
  let file: string;
  beforeAll(async () => {
    file = await deckOf(join(home, 'docs/gallery'));
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each([320, 390])('is as wide as a window of %i; what is wider scrolls on its own', async (width) => {
    const { page, problems } = await view(browser, file, {
      width,
      height: 844,
      hasTouch: true,
      isMobile: true,
    });
    await page.addStyleTag({
      content: '.slides > section.slide { content-visibility: visible !important }',
    });
    const found = await page.evaluate((wanted) => {
      const scrolling = 'svg *, .formula *, .notes, .data, figure > svg, :has(> table) > table';
      return {
        window: innerWidth - wanted,
        outside: [...document.querySelectorAll('.slides > section *')]
          .filter((element) => !element.matches(scrolling) && !element.closest('.notes, .data, table'))
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return left < -1 || right > innerWidth + 1;
          })
          .map((element) => `#${element.closest('section')?.id} ${element.localName}.${element.className}`),
        tabbable: document.querySelector<HTMLElement>('#formula .formula')?.tabIndex,
        columns: [...document.querySelectorAll('#languages .column')].map((column) =>
          Math.round(column.getBoundingClientRect().left),
        ),
      };
    }, width);
    expect(found).toEqual({ window: 0, outside: [], tabbable: 0, columns: [16, 16] });
    expect(problems).toEqual([]);
    await page.close();
  });
});
