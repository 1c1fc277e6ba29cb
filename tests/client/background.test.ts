import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deckOfMarkdown } from '../support/decks.ts';
import { launch } from '../support/project.ts';
import { type Viewer, view } from '../support/viewer.ts';

const markdown = `---
background: navy
---

# On navy

Text, and \`\`\`code\`\`\`.

> [!NOTE]
> On paper.

---
background: ivory
---

# On ivory

Text.
`;

describe('a background', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;

  beforeAll(async () => {
    const file = await deckOfMarkdown(markdown);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
  });
  afterEach(() => expect(viewer).toMatchObject({ problems: [], requests: [] }));
  afterAll(() => browser.close());

  const colourOf = (selector: string): Promise<string> =>
    page.$eval(selector, (element) => getComputedStyle(element).color);

  it('has text in its tone, dark slides or not, and the theme’s where that has a ground of its own', async () => {
    const [white, ink] = ['rgb(255, 255, 255)', 'rgb(16, 32, 47)'];
    expect(await colourOf('#on-navy p')).toBe(white);
    expect(await colourOf('#on-navy .alert p:last-child')).toBe(ink);
    expect(await colourOf('#on-ivory p')).toBe(ink);
    await page.keyboard.press('d');
    expect(await colourOf('#on-navy p')).toBe(white);
    expect(await colourOf('#on-navy .alert p:last-child')).toBe('rgb(232, 238, 241)');
    expect(await colourOf('#on-ivory p')).toBe(ink);
  });

  it('is there in the overview too', async () => {
    await page.keyboard.press('o');
    const copies = await page.waitForFunction(() => {
      const found = [...document.querySelectorAll('[id^="clone-"] > .background')];
      return found.length === 2 && found.map((ground) => getComputedStyle(ground).backgroundColor);
    });
    expect(await copies.jsonValue()).toEqual(['rgb(0, 0, 128)', 'rgb(255, 255, 240)']);
  });
});
