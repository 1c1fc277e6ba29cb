import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { cloneSlide } from '../../build/client/clone.ts';
import { loadClient } from '../support/client.ts';
import { launch } from '../support/project.ts';

declare const client: { readonly cloneSlide: typeof cloneSlide };

const slide = `<section id="a" class="slide present" style="display: none" hidden aria-hidden="true">
  <h2 id="title" aria-describedby="title elsewhere">Title</h2>
  <a href="#title">here</a> <a href="#other">another slide</a> <a href="https://example.org/#title">a page</a>
  <span class="fragment visible" style="color: red; mask: url('#cut')">shown</span>
  <svg width="20" height="20"><style>.x { fill: url("#fade") }</style>
    <defs><linearGradient id="fade"><stop stop-color="#f00"/></linearGradient><clipPath id="cut"><rect width="10" height="20"/></clipPath></defs>
    <rect id="mark" width="20" height="20" fill="url(#fade)" clip-path="url(#cut)"/><use href="#mark"/><use xlink:href="#mark"/>
  </svg>
  <div class="data">table</div><aside class="notes">notes</aside>
</section>`;

describe('the copy of a slide', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
    await page.setContent(slide);
    await loadClient(page, 'client', 'clone.ts');
  });
  afterAll(() => browser.close());

  it('has ids of its own, and refers to them', async () => {
    const found = await page.evaluate(() => {
      const slide = document.querySelector('section') as HTMLElement;
      const copies = [client.cloneSlide(slide), client.cloneSlide(slide)] as const;
      const [copy] = copies;
      document.body.append(...copies);
      const all = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      const prefix = copy.id.slice(0, -'a'.length);
      const own = (text: string | null | undefined): string => (text ?? '').replaceAll(prefix, '*');
      const values = (selector: string, name: string): string[] =>
        [...copy.querySelectorAll(selector)].map((element) => own(element.getAttribute(name)));
      return {
        twice: all.length - new Set(all).size,
        ids: [copy, ...copy.querySelectorAll('[id]')].map(({ id }) => own(id)),
        links: values('a', 'href'),
        described: values('h2', 'aria-describedby'),
        uses: [...values('use[href]', 'href'), own(copy.innerHTML.match(/xlink:href="([^"]*)"/)?.[1])],
        drawn: [...values('rect[id]', 'fill'), ...values('rect[id]', 'clip-path')],
        styles: [own(copy.querySelector('style')?.textContent), ...values('span', 'style')],
      };
    });
    expect(found).toEqual({
      twice: 0,
      ids: ['*a', '*title', '*fade', '*cut', '*mark'],
      links: ['#*title', '#other', 'https://example.org/#title'],
      described: ['*title elsewhere'],
      uses: ['#*mark', '#*mark'],
      drawn: ['url(#*fade)', 'url(#*cut)'],
      styles: ['.x { fill: url("#*fade") }', "color: red; mask: url('#*cut')"],
    });
  });

  it('is to be looked at alone, without notes, data and what Reveal left on it', async () => {
    const html = await page.evaluate(() => {
      const copy = client.cloneSlide(document.querySelector('section') as HTMLElement);
      return (copy.cloneNode(false) as Element).outerHTML + copy.textContent.replace(/\s+/g, ' ');
    });
    expect(html).toMatch(/^<section id="clone-\d+-a" class="slide" inert=""><\/section>/);
    expect(html).toContain('shown');
    expect(html).not.toMatch(/notes|table/);
  });

  it('leaves the original as it is', async () => {
    expect(await page.$eval('section', ({ outerHTML }) => outerHTML)).toContain(
      'id="a" class="slide present"',
    );
    expect(await page.$$('section#a .notes, section#a .data')).toHaveLength(2);
  });
});
