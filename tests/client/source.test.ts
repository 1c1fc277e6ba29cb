import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { deckOf } from '../support/decks.ts';
import { home, launch, temporaryFolder } from '../support/project.ts';
import { go, outsideWindow, type Viewer, view } from '../support/viewer.ts';

const text = (path: string): string => readFileSync(join(home, path), 'utf8');

describe('the source of a slide', () => {
  let browser: Browser;
  let page: Page;
  let viewer: Viewer;
  const folder = temporaryFolder();

  beforeAll(async () => {
    const file = await deckOf(home, true);
    browser = await launch();
    viewer = await view(browser, file, { width: 1280, height: 720 });
    page = viewer.page;
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  });
  afterEach(async () => {
    if (await page.$('dialog.source[open]')) await page.keyboard.press('Escape');
    expect(viewer).toMatchObject({ problems: [], requests: [] });
  });
  afterAll(() => browser.close());

  async function openAt(id: string): Promise<void> {
    await go(page, id);
    await page.keyboard.press('u');
    await page.waitForSelector('dialog.source[open] section');
  }
  const shown = (): Promise<[string, string][]> =>
    page.$$eval('dialog.source section', (sections) =>
      sections.map((section): [string, string] => [
        section.querySelector('h2')?.textContent ?? '',
        section.querySelector('pre')?.textContent ?? '',
      ]),
    );
  const press = async (name: string): Promise<void> => {
    for (const button of await page.$$('dialog.source button'))
      if ((await button.evaluate(({ ariaLabel }) => ariaLabel)) === name) return button.click();
    throw new Error(`no ${name}`);
  };

  it('is not unpacked before it is asked for', async () => {
    expect(await page.$('dialog.source section')).toBeNull();
  });

  it('shows Markdown, chart, data with what is said of it, and references', async () => {
    await openAt('fdi-inflows');
    const parts = await shown();
    expect(parts.map(([place]) => place.replace(/\d+/g, 'N'))).toEqual([
      'slides/N-instruments.md, lines N to N',
      'charts/fdi-inflows.vl.json',
      'charts/data/fdi-inflows.csv',
      'charts/data/fdi-inflows.csv.yaml',
      expect.stringMatching(/^slides\/references\.yaml, (N entries|N entry)$/),
    ]);
    const markdown = parts[0]?.[1] ?? '';
    expect(text('slides/30-instruments.md')).toContain(markdown);
    expect(markdown).toMatch(/^---\nid: fdi-inflows\n[\s\S]*\S$/);
    const [, first = 0] = (/lines (\d+)/.exec(parts[0]?.[0] ?? '') ?? []).map(Number);
    expect(
      text('slides/30-instruments.md')
        .split('\n')
        .slice(first - 1, first + 1),
    ).toEqual(['---', 'id: fdi-inflows']);
    expect(parts[1]?.[1]).toBe(text('charts/fdi-inflows.vl.json'));
    expect(parts[2]?.[1]).toBe(text('charts/data/fdi-inflows.csv'));
    expect(parts[4]?.[1]).toMatch(/^- id: r/);
    expect(await outsideWindow(page, 'dialog.source')).toEqual([]);
    expect(await axeFindings(page, 'dialog.source')).toEqual([]);
  });

  it('hands each out as a file', async () => {
    await openAt('fdi-inflows');
    await press('Download charts/fdi-inflows.vl.json');
    const file = join(folder, 'fdi-inflows.vl.json');
    for (let n = 0; n < 50 && !existsSync(file); n++) await new Promise((go) => setTimeout(go, 50));
    expect(readFileSync(file, 'utf8')).toBe(text('charts/fdi-inflows.vl.json'));
  });

  it('copies, or selects what is to be copied where it may not', async () => {
    await openAt('fdi-inflows');
    const copied = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const clipboard = { writeText: async (all: string) => resolve(all) };
          Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
          document.querySelector<HTMLElement>('dialog.source section button')?.click();
        }),
    );
    expect(copied).toBe((await shown())[0]?.[1]);
    await page.waitForFunction(() => document.querySelector('dialog.source [role=status]')?.textContent);
    const selected = await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      document.querySelector<HTMLElement>('dialog.source section button')?.click();
      return String(getSelection());
    });
    expect(selected.trim()).toBe((await shown())[0]?.[1]);
  });

  it('is that of the slide which goes on over several pages, and opens from the bar', async () => {
    await go(page, 'references-2');
    await page.evaluate(() => {
      for (const button of document.querySelectorAll<HTMLElement>('.bar button'))
        if (button.textContent === 'Source') button.click();
    });
    await page.waitForSelector('dialog.source[open] section');
    expect((await shown())[0]?.[1]).toContain('layout: references');
  });

  it('lists all files, and says how to have the folder', async () => {
    await openAt('fdi-inflows');
    const all = await page.$eval('dialog.source details', ({ textContent }) => textContent);
    expect(all).toContain('templates/layouts/cover.html');
    expect(all).toContain('lectern unpack index.html FOLDER');
    await page.keyboard.press('u');
    expect(await page.$('dialog.source[open]')).toBeNull();
  });

  it('is listed among the keys', async () => {
    expect(await page.$eval('.help', ({ textContent }) => textContent)).toContain('Source of this slide');
  });
});

describe('the source of odd slides', () => {
  it('has line ends and images as they are, and one entry of BibTeX', async () => {
    const root = temporaryFolder();
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
    mkdirSync(join(root, 'slides'));
    writeFileSync(
      join(root, 'slides/deck.yaml'),
      'title: T <b>\nauthors: [A]\nlicence: CC-BY-4.0\nbibliography: w.bib\n',
    );
    writeFileSync(join(root, 'slides/w.bib'), '@book{k1, title={<i>One</i>}}\n\n@book{k2, title={Two}}\n');
    writeFileSync(join(root, 'slides/p.png'), Buffer.from(pixel, 'base64'));
    writeFileSync(
      join(root, 'slides/10.md'),
      '\ufeff# 中 <b>A</b>\r\n\r\n![P](p.png)\r\n\r\nWords [@k2]\r\n\r\n---\r\n\r\n# B\r\n\r\nc\r\n\r\n---\r\nlayout: references\r\n---\r\n\r\n# Works\r\n',
    );
    const browser = await launch();
    const viewer = await view(browser, await deckOf(root, true), { width: 1280, height: 720 });
    const { page } = viewer;
    await page.evaluate(() => {
      for (const button of document.querySelectorAll<HTMLElement>('.bar button'))
        if (button.textContent === 'Source') button.click();
    });
    await page.waitForSelector('dialog.source[open] section');
    const shown = await page.$$eval('dialog.source section', (sections) =>
      sections.map((section) => [...section.children].map(({ textContent }) => textContent).join('|')),
    );
    expect(shown).toEqual([
      'slides/10.md, lines 1 to 5|CopyDownload|# 中 <b>A</b>\n\n![P](p.png)\n\nWords [@k2]',
      'slides/p.png|Download',
      'slides/w.bib, 1 entry|CopyDownload|@book{k2, title={Two}}',
    ]);
    expect(await page.$eval('dialog.source p', ({ textContent }) => textContent)).toBe(
      '“T <b>” by A. CC-BY-4.0',
    );
    await page.setViewport({ width: 390, height: 844 });
    expect(await outsideWindow(page, 'dialog.source, dialog.source button')).toEqual([]);
    expect(viewer).toMatchObject({ problems: [], requests: [] });
    await browser.close();
  });

  it('is not to be had in a deck without', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'slides'));
    writeFileSync(join(root, 'slides/10.md'), '# A\n\nb\n');
    const browser = await launch();
    const { page, problems } = await view(browser, await deckOf(root), { width: 1280, height: 720 });
    await page.keyboard.press('u');
    expect(await page.$('dialog.source')).toBeNull();
    expect(await page.$eval('.help .groups', ({ textContent }) => textContent)).not.toContain('Source');
    expect(await page.$eval('.bar', ({ textContent }) => textContent)).not.toContain('Source');
    expect(problems).toEqual([]);
    await browser.close();
  });
});
