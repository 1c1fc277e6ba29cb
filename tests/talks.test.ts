import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildOptions } from '../build/build.ts';
import { type Diagnostic, placeOf } from '../build/model/diagnostic.ts';
import { messages } from '../build/model/messages.ts';
import { lethal } from './support/fake-browser.ts';
import { filesIn } from './support/folder.ts';
import { home, launch, open, temporaryFolder } from './support/project.ts';
import { answered, openDeck, openSpeaker } from './support/speaker.ts';

/** The golden deck with talks: the whole, short, cases and bare. */
function deck(): string {
  const folder = join(temporaryFolder(), 'talk');
  cpSync(join(home, 'tests/decks/talks'), folder, { recursive: true });
  return folder;
}

function build(folder: string, options: Partial<BuildOptions> = {}, env: Record<string, string> = {}) {
  const progress = (): void => undefined;
  const usual = { out: 'dist', pdf: false, steps: false, trustHtml: false, progress };
  return open(folder, env).build({ ...usual, ...options });
}

const rules = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ at, rule }) => `${placeOf(at)} ${rule}`);

describe('a deck with talks', () => {
  it('becomes the whole with a folder for each talk beside it, and a list of them', async () => {
    const folder = deck();
    const { diagnostics, talks, artefacts } = await build(folder, { pdf: true });
    expect(diagnostics).toEqual([]);
    const each = ['handout.pdf', 'index.html', 'slides.pdf'];
    const expected = ['', 'bare/', 'cases/', 'short/'].flatMap((talk) => each.map((name) => talk + name));
    expect(filesIn(join(folder, 'dist'))).toEqual([...expected, 'talks.html'].sort());
    expect(artefacts.map(({ path }) => path.slice('dist/'.length)).sort()).toEqual(
      filesIn(join(folder, 'dist')),
    );
    expect(talks.map(({ name, title, slides }) => [name, title, slides])).toEqual([
      ['default', 'A deck with talks', 12],
      ['short', 'The short one', 5],
      ['cases', 'A deck with talks', 11],
      ['bare', 'Bare', 1],
    ]);
    expect(talks[1]?.artefacts.map(({ path }) => path)).toEqual(
      each.map((name) => `dist/short/${name}`).sort(order),
    );
    const list = readFileSync(join(folder, 'dist/talks.html'), 'utf8');
    await build(folder, { pdf: true });
    expect(readFileSync(join(folder, 'dist/talks.html'), 'utf8')).toBe(list);
  });

  it('is built in parts, the files of other talks stay as they are', async () => {
    const folder = deck();
    await build(folder, { pdf: true, talks: ['short', 'default'] });
    const before = filesIn(join(folder, 'dist'));
    const times = before.map((name) => statSync(join(folder, 'dist', name)).mtimeMs);
    const { talks } = await build(folder, { talks: ['bare'] });
    expect(talks.map(({ name }) => name)).toEqual(['bare']);
    expect(filesIn(join(folder, 'dist'))).toEqual([...before, 'bare/index.html'].sort());
    const same = before.filter((name, n) => statSync(join(folder, 'dist', name)).mtimeMs === times[n]);
    expect(before.filter((name) => !same.includes(name))).toEqual(['talks.html']);
    const list = readFileSync(join(folder, 'dist/talks.html'), 'utf8');
    for (const link of ['index.html', 'short/slides.pdf', 'bare/index.html'])
      expect(list).toContain(`href="${link}"`);
    for (const absent of ['cases/', 'bare/slides.pdf']) expect(list).not.toContain(absent);
    expect(list).toContain('12 slides · 20 minutes');
    expect(list).toContain('5 slides · 5 minutes');
  });

  it('draws each chart once, and tells once of what is wrong in several talks', async () => {
    const folder = deck();
    const list = Array.from({ length: 30 }, (_, n) => `- item ${n + 1}`).join('\n');
    writeFileSync(join(folder, 'slides/20.md'), `---\nid: closing-list\n---\n\n# List\n\n${list}\n`);
    const said: string[] = [];
    const progress = (text: string): void => void said.push(text);
    const { diagnostics } = await build(folder, { pdf: true, progress });
    expect(said.filter((text) => text.startsWith('Drawing'))).toEqual(['Drawing chart 1 of 1']);
    expect(said.filter((text) => text.startsWith('Printing'))).toHaveLength(4);
    expect(rules(diagnostics)).toEqual(['slides/20.md:5:1 slide-overflow']);
    const alone = await build(folder, { pdf: true, talks: ['cases'] });
    expect(alone.diagnostics[0]?.message).toContain('(in the talk “cases”)');
  });

  it('leaves notes and drafts out of all talks with --public', async () => {
    const folder = deck();
    const path = join(folder, 'slides/10.md');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('id: tool-plane\n', 'id: tool-plane\ndraft: true\n'),
    );
    const { diagnostics } = await build(folder, { isPublic: true, talks: ['short', 'cases'] });
    expect(diagnostics).toEqual([]);
    for (const talk of ['short', 'cases']) {
      const html = readFileSync(join(folder, 'dist', talk, 'index.html'), 'utf8');
      expect(html).not.toContain('It smooths');
      expect(html).not.toContain('#tool-plane');
      expect(html).not.toContain('The plane');
    }
  });

  it('loses the folders of talks that are no more', async () => {
    const folder = deck();
    await build(folder);
    writeFileSync(
      join(folder, 'slides/deck.yaml'),
      'title: T\nbibliography: references.yaml\nseries: { tools: { label: Tool } }\n',
    );
    expect((await build(folder)).diagnostics).toEqual([]);
    expect(filesIn(join(folder, 'dist'))).toEqual(['index.html']);
  });

  it('tells of a talk that it does not have, and writes nothing', async () => {
    const folder = deck();
    const { diagnostics } = await build(folder, { talks: ['short', 'case'] });
    const known = ['default', 'short', 'cases', 'bare'];
    expect(diagnostics).toEqual([
      { at: 'slides/deck.yaml', ...messages.talkUnknown('case', 'cases', known) },
    ]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  it('is not told of talks when its deck.yaml cannot be read', async () => {
    const folder = deck();
    writeFileSync(join(folder, 'slides/deck.yaml'), 'titel: T\n');
    const { diagnostics } = await build(folder, { talks: ['short'] });
    expect(rules(diagnostics)).not.toContain('slides/deck.yaml talk-unknown');
  });

  it('has the pictures that are asked for where a talk has their slides', async () => {
    const folder = deck();
    const { diagnostics } = await build(folder, { images: ['end', 'tool-saw'] });
    expect(diagnostics).toEqual([]);
    expect(filesIn(join(folder, 'dist')).filter((name) => /\d\d-/.test(name))).toEqual([
      'bare/png/01-end.png',
      'cases/png/08-end.png',
      'cases/png/09-tool-saw.png',
      'png/03-tool-saw.png',
      'png/12-end.png',
      'short/png/04-end.png',
    ]);
    const unknown = await build(folder, { images: ['tool-sow'], talks: ['short'] });
    expect(rules(unknown.diagnostics)).toEqual(['slides slide-unknown']);
  });

  it('keeps the older PDFs of a talk that the browser breaks down at, and of those after it', async () => {
    const folder = deck();
    mkdirSync(join(folder, 'dist'));
    const old = ['slides.pdf', 'short/slides.pdf', 'short/handout.pdf', 'bare/slides.pdf'];
    for (const talk of ['short', 'bare']) {
      mkdirSync(join(folder, 'dist', talk));
      writeFileSync(join(folder, 'dist', talk, 'index.html'), '<meta name="generator" content="Lectern">');
    }
    for (const name of old) writeFileSync(join(folder, 'dist', name), 'old');
    // only the short talk has this title
    const env = await lethal(['<title>The short one'], "browser.kill('SIGKILL')");
    const { diagnostics } = await build(folder, { pdf: true }, env as Record<string, string>);
    expect(rules(diagnostics).join('\n')).toMatch(
      /browser-crashed[\s\S]*pdf-older|pdf-older[\s\S]*browser-crashed/,
    );
    const read = (name: string): string => readFileSync(join(folder, 'dist', name), 'latin1');
    expect(old.filter((name) => read(name) === 'old')).toEqual(old.slice(1));
    expect(read('handout.pdf')).toMatch(/^%PDF/);
    for (const talk of ['short', 'bare']) expect(read(`${talk}/index.html`)).toContain('<section id="end"');
    const older = diagnostics.find(({ rule }) => rule === 'pdf-older');
    expect(older?.message).toBe(
      messages.filesOlder(['bare/slides.pdf', 'short/slides.pdf', 'short/handout.pdf']).message,
    );
  });

  it('is checked with all its talks: what was looked at in one is not looked at again', async () => {
    const folder = deck();
    const yaml = readFileSync(join(folder, 'slides/deck.yaml'), 'utf8');
    const words = '\n---\nid: bare-one\nminutes: 6\n---\n\n# Bare\n\nThe same everywhere.\n';
    writeFileSync(join(folder, 'slides/00.md'), words.trimStart());
    writeFileSync(
      join(folder, 'slides/deck.yaml'),
      yaml
        .replace('slides: end }', 'minutes: 2, slides: [bare-one, tool-saw] }')
        .replace(/^ {2}(short|cases):.*\n/gm, ''),
    );
    const looked: string[] = [];
    const diagnostics = await open(folder).check({
      only: ['fit'],
      strict: false,
      trustHtml: false,
      progress: (text) => void (text.startsWith('Looking') && looked.push(text)),
    });
    // of the second talk, one slide's rail is another, and the references are
    expect(looked.slice(13)).toEqual(['Looking at slide 1 of 2', 'Looking at slide 2 of 2']);
    const over = diagnostics.find(({ rule }) => rule === 'minutes-over');
    expect(over?.message).toBe(messages.inTalk(messages.minutesOver(8, 2), 'bare').message);
  });
});

const order = (a: string, b: string): number =>
  keys.indexOf(a.replace(/.*\//, '')) - keys.indexOf(b.replace(/.*\//, ''));
const keys = ['index.html', 'slides.pdf', 'handout.pdf'];

describe('talks on disk', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  const faults: string[] = [];
  beforeAll(async () => {
    folder = deck();
    await build(folder, { pdf: true });
    browser = await launch();
    page = await browser.newPage();
    page.on('requestfailed', (request) => faults.push(request.url()));
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (problem) => faults.push(String(problem)));
  });
  afterAll(() => browser?.close());

  const address = (name: string): string => String(pathToFileURL(join(folder, 'dist', name)));

  it('are listed with links that lead to their files', async () => {
    await page.goto(address('talks.html'));
    const links = await page.$$eval('a', (all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links).toContain('short/handout.pdf');
    expect(links.filter((link) => !existsSync(join(folder, 'dist', link)))).toEqual([]);
    expect(await page.$eval('meta[http-equiv]', (meta) => meta.getAttribute('content'))).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:/,
    );
    expect(await page.evaluate(() => document.fonts.check('300 20px "Source Serif 4"'))).toBe(true);
    expect(faults).toEqual([]);
  });

  it('open from the list, and lead from slide to slide', async () => {
    await page.goto(address('talks.html'));
    await Promise.all([page.waitForNavigation(), page.click('a[href="short/index.html"]')]);
    await page.waitForSelector('.reveal.ready');
    expect(await page.title()).toBe('The short one');
    await page.waitForSelector('#cover.present');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('#tool-plane.present');
    await page.click('#tool-plane a.ref');
    await page.waitForSelector('#end.present');
    const dead = await page.$$eval('a[href^="#"]', (all) =>
      all.flatMap((link) => (document.getElementById(link.hash.slice(1)) ? [] : link.hash)),
    );
    expect(dead).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('show slides from elsewhere as outside of the section before them', async () => {
    await page.goto(address('cases/index.html'));
    await page.waitForSelector('.reveal.ready');
    await page.keyboard.press('o');
    const groups = await page.$$eval(
      '.overview ol:has(> li > .place), .overview h2:has(+ ol > li > .place)',
      (all) => all.map((group) => (group.localName === 'h2' ? group.textContent : group.childElementCount)),
    );
    expect(groups).toEqual([1, 'Cases', 7, 3]);
  });

  it('have such slides apart in the speaker view', async () => {
    const { deck: wall, problems } = await openDeck(browser, address('cases/index.html'));
    const speaker = await openSpeaker(wall, problems);
    await answered(speaker);
    const sections = await speaker.$$eval('.sections li', (all) =>
      all.map((item) => [
        item.querySelector('.name')?.textContent,
        item.querySelectorAll('.cells span').length,
      ]),
    );
    expect(sections).toEqual([
      ['Opening', 1],
      ['Cases', 7],
      ['More', 3],
    ]);
    expect(problems).toEqual([]);
  });
});
