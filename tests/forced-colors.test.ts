import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, open, temporaryFolder } from './support/project.ts';
import { turnTo, view } from './support/viewer.ts';

/** The shipped deck where the viewer has chosen all colours, as in a high-contrast mode. */
describe('slides in forced colours', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { compiled } = await open().compile({ trustHtml: false });
    if (!compiled) throw new Error('the deck has errors');
    const file = join(temporaryFolder(), 'index.html');
    writeFileSync(file, compiled.screen);
    browser = await launch();
    ({ page } = await view(browser, file, { width: 1280, height: 720 }));
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'forced-colors', value: 'active' }],
    });
    await page.waitForFunction(() => matchMedia('(forced-colors: active)').matches);
  });
  afterAll(() => browser.close());

  const styleOf = (selector: string, property: string): Promise<string> =>
    page.$eval(
      `section.present ${selector}`,
      (element, name) => getComputedStyle(element).getPropertyValue(name),
      property,
    );

  it('still show where the talk is in its series, and where the band ends', async () => {
    await turnTo(page, 'seed-investment');
    const current = await styleOf('.rail a[aria-current]', 'background-color');
    expect(current).not.toBe(await styleOf('.rail a:not([aria-current])', 'background-color'));
    expect(await styleOf('.band', 'border-inline-end-width')).toBe('2px');
    expect(await styleOf('.aside', 'border-inline-end-width')).toBe('1px');
  });

  it('keep the colours of data, on the ground that they were drawn for', async () => {
    await turnTo(page, 'fdi-inflows');
    expect(await styleOf('.chart [fill="#C8281E"]', 'fill')).toBe('rgb(200, 40, 30)');
    expect(await styleOf('.chart', 'background-color')).toBe('rgb(255, 255, 255)');
    await turnTo(page, 'cover');
    expect(await styleOf('.chart', 'background-color')).toBe('rgb(12, 42, 54)');
  });
});
