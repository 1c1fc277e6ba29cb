import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { faintChartText } from './support/chart-text.ts';
import { launch, open, temporaryFolder } from './support/project.ts';
import { slideOf, view } from './support/viewer.ts';

/** What keeps people from reading the slides of the shipped deck, at each slide and step. */
describe('the slides, as everyone has them', () => {
  let browser: Browser;
  let page: Page;
  let ids: string[];

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, compiled.screen);
    browser = await launch();
    ({ page } = await view(browser, file, { width: 1280, height: 720 }));
    // what fades in is not to be looked at halfway
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    ids = await page.$$eval('section.slide', (all) => all.map(({ id }) => id));
  });
  afterAll(() => browser.close());

  /** Calls `look` at each step of each slide, the first as it comes; the next is a key press away. */
  async function walk(look: (id: string) => Promise<void>): Promise<void> {
    await page.keyboard.press('Home');
    await page.waitForSelector(`section.present#${ids[0]}`);
    for (let isLast = false; !isLast; await page.keyboard.press('Space')) {
      await look(await slideOf(page));
      isLast = await page.$eval(
        'section.present',
        (slide) => slide.nextElementSibling === null && !slide.querySelector('.fragment:not(.visible)'),
      );
    }
  }

  it('have one h1 each, and no level left out', async () => {
    const levels = await page.$$eval('section.slide', (all) =>
      all.map((slide) => [...slide.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => tagName)),
    );
    for (const [n, tags] of levels.entries()) {
      expect(tags.join(' '), `#${ids[n]}`).toMatch(/^H1( H2( H3( H4)*)*)*$/);
    }
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`have nothing that axe-core objects to, ${theme}`, async () => {
      await page.evaluate((shade) => {
        document.documentElement.dataset.theme = shade;
      }, theme);
      const findings: string[] = [];
      const seen: string[] = [];
      await walk(async (id) => {
        seen.push(id);
        findings.push(...(await axeFindings(page, 'section.present')));
        findings.push(...(await faintChartText(page)).map((finding) => `chart text #${id} ${finding}`));
      });
      expect(findings).toEqual([]);
      expect([...new Set(seen)]).toEqual(ids);
      expect(seen.length).toBeGreaterThan(ids.length);
    }, 300_000);
  }
});
