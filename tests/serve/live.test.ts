import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LiveTalk, liveTalk, openLive, says } from '../support/live.ts';
import { launch } from '../support/project.ts';
import { answered } from '../support/speaker.ts';
import { slideOf, turnTo } from '../support/viewer.ts';

const slides = `# One

Words of the first.

---

---
id: two
incremental: true
---

# Two

- first point
- second point
- third point

Note:
What is said of two.

---

# Three

![A line](../charts/a.vl.json "A chart")

---

# Four

Cited [@known].

---

---
layout: references
---

# References
`;

const chart = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  usermeta: { source: { title: 'Counting' } },
  data: { url: 'data/a.csv' },
  mark: 'line',
  encoding: {
    x: { field: 'year', type: 'ordinal' },
    y: { field: 'count', type: 'quantitative', title: 'Count' },
  },
};
const talk = {
  'slides/deck.yaml': 'title: A talk\nbibliography: references.yaml\n',
  'slides/10.md': slides,
  'slides/references.yaml': '- id: known\n  type: book\n  title: A known title\n',
  'charts/a.vl.json': JSON.stringify(chart),
  'charts/data/a.csv': 'year,count\n2001,1\n2002,2\n',
};

describe('a live preview', () => {
  let browser: Browser;
  let live: LiveTalk;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    live = await liveTalk(talk);
    ({ page, problems } = await openLive(browser, live, '#/two/2'));
    await page.waitForSelector('section.present#two');
    // a reload would lose this
    await page.evaluate(() => Object.assign(window, { stays: true }));
  });
  afterEach(async () => {
    expect(problems).toEqual([]);
    await page.close();
    await live.close();
  });

  const edit = (from: string, to: string): void => live.write('slides/10.md', slides.replace(from, to));
  const isSame = (): Promise<boolean> => page.evaluate(() => 'stays' in window);
  const stepsShown = (): Promise<number> =>
    page.$$eval('section.present .fragment.visible', ({ length }) => length);
  const ids = (): Promise<string[]> =>
    page.$$eval('.slides > section', (sections) => sections.map(({ id }) => id));

  it('changes the words of the slide on the wall in place, the step stays', async () => {
    const others = await page.evaluate(() => {
      const sections = [...document.querySelectorAll('.slides > section')];
      for (const [n, section] of sections.entries())
        for (const child of section.children) Object.assign(child, { n });
      return sections.length;
    });
    edit('second point', 'another point');
    await says(page, 'two', 'another point');
    expect(await isSame()).toBe(true);
    expect(await slideOf(page)).toBe('two');
    expect(await stepsShown()).toBe(2);
    // the other slides are the very same elements
    const marked = await page.$$eval('.slides > section', (sections) =>
      sections.filter((section) => [...section.children].every((child) => 'n' in child)).map(({ id }) => id),
    );
    expect(marked).toHaveLength(others - 1);
    expect(marked).not.toContain('two');
    await page.keyboard.press('ArrowRight');
    expect(await stepsShown()).toBe(3);
    await page.keyboard.press('ArrowRight');
    expect(await slideOf(page)).toBe('three');
  });

  it('goes on with fewer steps when these are taken away', async () => {
    edit('- second point\n- third point\n', '');
    await page.waitForFunction(() => document.querySelectorAll('#two li').length === 1);
    expect(await stepsShown()).toBe(1);
    await page.keyboard.press('ArrowRight');
    expect(await slideOf(page)).toBe('three');
  });

  it('keeps a slide whose title, and so whose id, is another one', async () => {
    await turnTo(page, 'three');
    edit('# Three', '# A third claim');
    await page.waitForSelector('section.present#a-third-claim');
    await page.waitForFunction(() => location.hash === '#/a-third-claim');
    expect(await isSame()).toBe(true);
  });

  it('adds, moves and takes away slides around the one on the wall', async () => {
    edit('# One', '# Zero\n\nNew.\n\n---\n\n# One');
    await page.waitForSelector('section#zero');
    expect(await ids()).toEqual(['zero', 'one', 'two', 'three', 'four', 'references']);
    expect([await slideOf(page), await stepsShown()]).toEqual(['two', 2]);
    const [one, two, ...rest] = slides.split('\n---\n\n# ');
    live.write('slides/10.md', [one, rest[0], two, ...rest.slice(1)].join('\n---\n\n# '));
    await page.waitForFunction(() => document.querySelectorAll('.slides > section')[1]?.id !== 'two');
    expect([await slideOf(page), await stepsShown()]).toEqual(['two', 2]);
    live.write('slides/10.md', slides);
    await page.waitForFunction(() => document.querySelectorAll('.slides > section')[1]?.id === 'two');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    expect(await slideOf(page)).toBe('three');
    expect(await isSame()).toBe(true);
  });

  it('shows what has come into the place of a slide that is taken away', async () => {
    live.write('slides/10.md', slides.replace(/---\n\n---\nid: two[\s\S]*?said of two\.\n\n/, ''));
    await page.waitForSelector('section.present#three');
    expect(await ids()).toEqual(['one', 'three', 'four', 'references']);
    await page.keyboard.press('ArrowLeft');
    expect(await slideOf(page)).toBe('one');
  });

  it('takes files that come, are renamed and go', async () => {
    live.write('slides/20.md', '# Five\n\nOf another file.\n');
    await page.waitForSelector('section#five');
    expect((await ids()).at(-1)).toBe('five');
    renameSync(join(live.root, 'slides/20.md'), join(live.root, 'slides/05.md'));
    await page.waitForFunction(() => document.querySelector('.slides > section')?.id === 'five');
    rmSync(join(live.root, 'slides/05.md'));
    await page.waitForFunction(() => !document.querySelector('section#five'));
    expect([await slideOf(page), await isSame()]).toEqual(['two', true]);
  });

  it('draws a chart anew for its spec and for its data', async () => {
    live.write('charts/a.vl.json', JSON.stringify(chart).replace('"Count"', '"How many"'));
    await says(page, 'three', 'How many');
    live.write('charts/data/a.csv', 'year,count\n2001,1\n2999,2\n');
    await says(page, 'three', '2999');
    expect(await isSame()).toBe(true);
    // what belongs to a chart works on the new one
    await turnTo(page, 'three');
    await page.keyboard.press('t');
    await page.waitForSelector('#three .data.shown .download');
  });

  it('follows the references, the theme and the layouts', async () => {
    live.write('slides/references.yaml', '- id: known\n  type: book\n  title: A better title\n');
    await says(page, 'references', 'A better title');
    live.write('templates/theme.css', ':root { --paper: #fff } .slide h2 { color: rgb(1, 2, 3) }');
    await page.waitForFunction(() =>
      [...document.styleSheets].some(({ cssRules }) =>
        [...cssRules].some(({ cssText }) => cssText.includes('rgb(1, 2, 3)')),
      ),
    );
    live.write(
      'templates/layouts/text.html',
      '<h2 class="title"><slot fill="title"></slot></h2><slot name="body" accepts="text" arity="*"></slot><p class="own">Of my own</p>',
    );
    await says(page, 'one', 'Of my own');
    expect([await slideOf(page), await isSame()]).toEqual(['two', true]);
  });

  it('loads the deck anew, at the same place, when what is around its slides changes', async () => {
    live.write('slides/deck.yaml', 'title: Another talk\nbibliography: references.yaml\n');
    await page.waitForFunction(() => document.title === 'Another talk');
    await page.waitForSelector('section.present#two');
    expect(await stepsShown()).toBe(2);
    expect(await isSame()).toBe(false);
  });

  it('embeds fonts for characters that no slide has had before', async () => {
    const count = (): Promise<number> =>
      page.evaluate(() => [...document.fonts].filter(({ family }) => family.includes('Noto')).length);
    expect(await count()).toBe(0);
    edit('Words of the first', 'The words 小我');
    await says(page, 'one', '小我');
    await page.waitForFunction(() => [...document.fonts].some(({ family }) => family.includes('Noto')));
  });

  it('keeps the overview open and fresh', async () => {
    await page.keyboard.press('o');
    await page.waitForSelector('.overview [data-slide="two"] > .slide');
    edit('second point', 'another point');
    await page.waitForFunction(() =>
      document.querySelector('.overview [data-slide="two"]')?.textContent.includes('another point'),
    );
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#two');
    await page.keyboard.press('Escape');
  });

  it('patches the speaker’s window, where it was', async () => {
    const opened = new Promise<Page | null>((resolve) => page.once('popup', resolve));
    await page.keyboard.press('s');
    const speaker = await opened;
    if (!speaker) throw new Error('no speaker window');
    await speaker.waitForSelector('.speaker');
    await answered(speaker);
    edit('What is said of two', 'What is better said of two');
    await speaker.waitForFunction(() =>
      document.querySelector('.speaker .said .text')?.textContent.includes('better said'),
    );
    live.write('slides/10.md', slides.replace('second point', 'another point'));
    await speaker.waitForFunction(() =>
      document.querySelector('.speaker .now .stage')?.textContent.includes('another point'),
    );
    // the two windows still know each other
    await speaker.keyboard.press('PageDown');
    await speaker.keyboard.press('PageDown');
    await page.waitForSelector('section.present#three');
    await speaker.close();
  });

  it('lists what is wrong over the last good deck, until it is mended', async () => {
    edit('![A line](../charts/a.vl.json', '![A line](../charts/b.vl.json');
    const overlay = await page.waitForSelector('lectern-diagnostics');
    const text = await overlay?.evaluate(({ shadowRoot }) => shadowRoot?.textContent);
    expect(text).toContain('chart-missing');
    expect(text).toMatch(/slides\/10\.md:\d+:1/);
    expect(await page.$('#three svg.chart')).not.toBeNull();
    await page.keyboard.press('ArrowRight');
    expect(await stepsShown()).toBe(3);
    live.write('slides/10.md', slides);
    await page.waitForFunction(() => !document.querySelector('lectern-diagnostics'));
    expect(live.told.map(({ length }) => length)).toEqual([1, 0]);
  });

  it('shows a file that is written in pieces only when it is whole', async () => {
    let seen: string[] = [];
    await page.exposeFunction('tell', (words: string) => void seen.push(words));
    await page.evaluate(() =>
      new MutationObserver(() => {
        const count = document.querySelectorAll('.slides > section').length;
        (window as unknown as { tell: (words: string) => void }).tell(
          `${count}${document.querySelector('lectern-diagnostics') ? ' wrong' : ''}`,
        );
      }).observe(document.body, { childList: true, subtree: true }),
    );
    const whole = slides.replace('second point', 'another point');
    live.write('slides/10.md', '');
    await new Promise((resolve) => setTimeout(resolve, 20));
    live.write('slides/10.md', whole.slice(0, 60));
    await new Promise((resolve) => setTimeout(resolve, 20));
    live.write('slides/10.md', whole);
    await says(page, 'two', 'another point');
    seen = [...new Set(seen)];
    expect(seen).toEqual(['5']);
  });

  it('comes to the last of many saves', async () => {
    for (let n = 0; n < 400; n++) {
      edit('second point', `point ${n}`);
      if (n % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await says(page, 'two', 'point 399');
    expect(await isSame()).toBe(true);
  });

  it('has nothing to say of the files that editors put beside', async () => {
    for (const name of ['.10.md.swp', '10.md~', '#10.md#', '4913', '.#10.md'])
      live.write(`slides/${name}`, '# X');
    edit('second point', 'another point');
    await says(page, 'two', 'another point');
    expect(await ids()).toHaveLength(5);
    expect(live.told).toEqual([]);
  });
});

describe('a live preview of a talk with errors from the beginning', () => {
  it('says what they are, and shows the deck when they are gone', async () => {
    const browser = await launch();
    const live = await liveTalk({ 'slides/10.md': '# One\n\n[](#nowhere)\n' });
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      await page.goto(live.address);
      const overlay = await page.waitForSelector('lectern-diagnostics');
      expect(await overlay?.evaluate(({ shadowRoot }) => shadowRoot?.textContent)).toContain('link-unknown');
      live.write('slides/10.md', '# One\n\nWords.\n');
      await page.waitForSelector('section.present#one');
      expect(await page.$('lectern-diagnostics')).toBeNull();
      expect(problems).toEqual([]);
    } finally {
      await live.close();
      await browser.close();
    }
  });
});

describe('a live preview of a deck with talks', () => {
  it('shows each of them under its name, and keeps each up to date', async () => {
    const browser = await launch();
    const text = '# One\n\nFirst words.\n\n---\n\n# Two\n\nSecond words.\n\n---\n\n# Three\n\nThird words.\n';
    const live = await liveTalk({
      'slides/deck.yaml': 'title: All\ntalks:\n  short: { title: Short, slides: [three, one] }\n',
      'slides/10.md': text,
    });
    try {
      const whole = await openLive(browser, live);
      const short = await openLive(browser, { ...live, address: `${live.address}short` });
      const ids = (page: Page): Promise<string[]> =>
        page.$$eval('.slides > section', (sections) => sections.map(({ id }) => id));
      expect(await short.page.title()).toBe('Short');
      expect(short.page.url()).toContain('/short/');
      expect([await ids(whole.page), await ids(short.page)]).toEqual([
        ['one', 'two', 'three'],
        ['three', 'one'],
      ]);
      live.write('slides/10.md', text.replace('Third', 'Last'));
      for (const { page } of [whole, short]) await says(page, 'three', 'Last words');
      live.write('slides/deck.yaml', 'title: All\ntalks:\n  short: { title: Short, slides: [two, one] }\n');
      await short.page.waitForSelector('section#two');
      expect(await ids(short.page)).toEqual(['two', 'one']);
      expect([...whole.problems, ...short.problems]).toEqual([]);
    } finally {
      await live.close();
      await browser.close();
    }
  });
});
