import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type * as Steps from '../../build/client/steps.ts';
import { loadClient } from '../support/client.ts';
import { launch } from '../support/project.ts';

declare const client: typeof Steps;

const slides = `<section id="a"></section><section id="b">
<i class="fragment">4</i><i class="fragment" data-fragment-index="2">2</i><i class="fragment visible" data-fragment-index="0">1</i>
<i class="fragment" data-fragment-index="2">2</i><i class="fragment">5</i></section><section id="c"></section>`;

describe('the steps of a slide', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
  });
  beforeEach(async () => {
    await page.setContent(slides);
    await loadClient(page, 'client', 'steps.ts');
  });
  afterAll(() => browser.close());

  it('come in the order of their numbers, equal ones at once, those without a number last', async () => {
    const steps = await page.$eval('#b', (slide) =>
      client.stepsOf(slide as HTMLElement).map((step) => step.map(({ textContent }) => textContent)),
    );
    expect(steps).toEqual([['1'], ['2', '2'], ['4'], ['5']]);
    expect(await page.$eval('#b', (slide) => client.stepsShown(slide as HTMLElement))).toBe(1);
  });

  it('are shown up to one, and hidden after it', async () => {
    const shown = await page.$eval('#b', (slide) =>
      [4, 2, 0].map((step) => {
        client.showStep(slide as HTMLElement, step);
        return [...slide.querySelectorAll('.visible')].map(({ textContent }) => textContent).join('');
      }),
    );
    expect(shown).toEqual(['42125', '212', '']);
  });

  it('lead through the whole talk and back', async () => {
    const walk = (way: 'after' | 'before', from: string, step: number): Promise<string[]> =>
      page.$eval(
        from,
        (slide, way, step) => {
          const seen: string[] = [];
          let at: Steps.Position | undefined = { slide: slide as HTMLElement, step };
          while (at) {
            seen.push(`${at.slide.id}${at.step}`);
            at = client[way](at);
          }
          return seen;
        },
        way,
        step,
      );
    const places = ['a0', 'b0', 'b1', 'b2', 'b3', 'b4', 'c0'];
    expect(await walk('after', '#a', 0)).toEqual(places);
    expect(await walk('before', '#c', 0)).toEqual(places.toReversed());
  });
});
