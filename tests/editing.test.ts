import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { openTalk, type ServedTalk, serveFolder, serveTalk, type Window } from './support/editing.ts';
import { launch } from './support/project.ts';
import { slideOf } from './support/viewer.ts';

const slides = `---
id: one
layout: text
---

# One

First words.

Second words.

---
id: two
---

# Two

![What it shows](../charts/chart.vl.json "A chart")

---

# Three

Last words [@taylor].

---
layout: references
---

# References
`;
const spec = {
  data: { url: 'data/fdi.csv' },
  mark: 'bar',
  encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'inflows', type: 'quantitative' } },
  usermeta: { source: { publisher: 'World Bank' }, unit: 'US$' },
};
const talk = {
  'slides/deck.yaml': 'title: A talk\nlang: en\nbibliography: references.yaml\n',
  'slides/references.yaml': '- id: taylor\n  type: book\n  title: The Politics of Innovation\n',
  'slides/10.md': slides,
  'charts/chart.vl.json': `${JSON.stringify(spec, null, 2)}\n`,
  'charts/data/fdi.csv': 'year,inflows\n1990,3.5\n2000,42.1\n',
};

describe('editing in the browser', () => {
  let browser: Browser;
  let served: ServedTalk;
  let window: Window;

  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    served = await serveTalk(talk);
    window = await openTalk(browser, served.address, 'one');
  });
  afterEach(async () => {
    expect(window.problems).toEqual([]);
    await window.page.close();
    await served.close();
  });
  afterAll(() => browser.close());

  const poll = (read: () => unknown) => expect.poll(read, { timeout: 10_000, interval: 30 });
  const shown = (selector: string): Promise<string> =>
    window.page.$eval(`section.present ${selector}`, ({ textContent }) => textContent ?? '');

  async function edit(): Promise<void> {
    await window.press('e');
    await poll(() => window.text()).toContain('# ');
  }

  /** Takes what is offered, which for a moment cannot be taken by mistake. */
  async function accept(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await window.press('Enter');
  }

  it('shows the slide’s source beside it, saves what is typed, and the slide follows', async () => {
    await edit();
    expect(await window.text()).toContain('First words.');
    expect(await window.text()).not.toContain('# Two');
    expect(await window.see('.folded')).toBe('3 slides below');
    // the slide has made room
    const { slide, editor } = await window.page.evaluate(() => ({
      slide: document.querySelector('section.present')?.getBoundingClientRect().right ?? 0,
      editor: document.querySelector('lectern-editor')?.getBoundingClientRect().left ?? 0,
    }));
    expect(slide).toBeLessThanOrEqual(editor + 2);
    await window.after('First words');
    await window.type(' typed, e and all');
    await poll(() => shown('.body')).toContain('First words typed, e and all.');
    await poll(() => served.held('slides/10.md')).toBe(
      slides.replace('First words', 'First words typed, e and all'),
    );
    await poll(() => window.status()).toBe('Saved');
    expect(await slideOf(window.page)).toBe('one');
    await window.press('Control+z', 'Control+z');
    await poll(() => served.held('slides/10.md')).toBe(slides);
    await poll(() => shown('.body')).toContain('First words.');
  });

  it('gives the keys back on Escape, goes along with the slides, and closes on its key', async () => {
    await edit();
    await window.press('Escape', 'ArrowRight');
    await poll(() => slideOf(window.page)).toBe('two');
    await poll(() => window.text()).toContain('# Two');
    expect(await window.text()).not.toContain('# One');
    expect(await window.see('.tabs')).toBe('Slide\nchart.vl.json\nfdi.csv');
    await window.press('ArrowRight');
    await poll(() => window.text()).toContain('# Three');
    await window.press('e');
    expect(await window.page.$('lectern-editor')).toBeNull();
    await window.press('Shift+e');
    expect(await window.page.$eval('.annex', (annex) => !(annex as HTMLElement).hidden)).toBe(true);
    await window.press('Shift+e');
    // the speaker’s window hands on keys of its own, and means the evidence
    await window.page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'e', bubbles: true, cancelable: true }),
      ),
    );
    expect(await window.page.$('lectern-editor')).toBeNull();
    expect(await window.page.$eval('.annex', (annex) => !(annex as HTMLElement).hidden)).toBe(true);
    await window.press('e', '?');
    const help = await window.page.$eval('.help', ({ textContent }) => textContent);
    expect(help).toContain('EEdit the slide’s source');
    expect(help).toContain('Shift EEvidence');
    await window.press('Escape');
  });

  it('splits a slide in two, and each has its source', async () => {
    await edit();
    await window.after('First words.');
    await window.press('Enter', 'Enter');
    await window.type('---');
    await window.press('Enter', 'Enter');
    await window.type('# One and a half');
    await poll(() => window.page.$$eval('.slides > section', (all) => all.length)).toBe(5);
    expect(await window.text()).toContain('# One and a half');
    await window.press('Escape', 'ArrowRight');
    await poll(() => shown('h1')).toBe('One and a half');
    await poll(() => window.text()).not.toContain('First words.');
    expect(await window.text()).toContain('Second words.');
  });

  it('completes works and fields', async () => {
    await edit();
    await window.after('Second words');
    await window.type(' [@');
    await poll(() => window.see('.cm-tooltip-autocomplete')).toContain('The Politics of Innovation');
    await accept();
    await window.type(']');
    await poll(() => served.held('slides/10.md')).toContain('Second words [@taylor].');
    await window.after('layout: text');
    await window.press('Enter');
    await window.type('dra');
    await poll(() => window.see('.cm-tooltip-autocomplete')).toContain('draft');
    await accept();
    await window.type('t');
    await poll(() => window.see('.cm-tooltip-autocomplete')).toContain('true');
    await window.press('Escape', 'Control+z', 'Control+z', 'Control+z');
  });

  it('shows a mistake in the margin with its hint, and takes it away when it is mended', async () => {
    await edit();
    await window.after('Second words');
    await window.type(' [@tailor');
    await poll(() => window.see('.cm-lint-marker-error')).toBeDefined();
    expect(await window.see('.cm-lintRange-error')).toContain('tailor');
    await window.page.mouse.move(0, 0);
    const box = await window.page.evaluate(() =>
      document
        .querySelector('lectern-editor')
        ?.shadowRoot?.querySelector('.cm-lint-marker-error')
        ?.getBoundingClientRect()
        .toJSON(),
    );
    await window.page.mouse.move(box.x + 3, box.y + 3);
    await poll(() => window.see('.told')).toContain('taylor');
    // the slides are as they were, and the list of mistakes does not lie over them
    expect(await shown('.body')).toContain('Second words.');
    expect(
      await window.page.$eval('lectern-diagnostics', (list) => (list as HTMLElement).dataset.folded),
    ).toBe('');
    await window.press('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
    await window.type('taylor');
    await poll(() => window.see('.cm-lint-marker-error')).toBeUndefined();
    await poll(() => shown('.body')).toContain('[1]');
  });

  it('opens a mistake’s place from the list, with its slide', async () => {
    served.write('slides/10.md', slides.replace('@taylor', '@tailor'));
    await window.page.waitForSelector('lectern-diagnostics');
    await window.page.evaluate(() =>
      document
        .querySelector('lectern-diagnostics')
        ?.shadowRoot?.querySelector<HTMLElement>('.place')
        ?.click(),
    );
    await poll(() => window.text()).toContain('Last words [@tailor].');
    expect(await slideOf(window.page)).toBe('three');
    expect(await window.see('.cm-activeLine')).toContain('Last words');
  });

  it('merges with what another editor has written elsewhere in the file', async () => {
    await edit();
    await window.after('First words');
    await window.type(' of mine');
    served.write('slides/10.md', slides.replace('Second words', 'Second words of theirs'));
    await poll(() => served.held('slides/10.md')).toBe(
      slides.replace('First words', 'First words of mine').replace('Second words', 'Second words of theirs'),
    );
    await poll(() => window.text()).toContain('Second words of theirs.');
    // the cursor is where it was
    await window.type('!');
    await poll(() => served.held('slides/10.md')).toContain('First words of mine!.');
  });

  it('asks whose lines are to stay when both have changed the same, and loses neither before', async () => {
    const mine = slides.replace('First words', 'My words');
    const theirs = slides.replace('First words', 'Their words').replace('Second', 'Their second');
    for (const [answer, expected] of [
      ['Keep mine', mine.replace('Second', 'Their second')],
      ['Take theirs', theirs],
    ] as const) {
      served.write('slides/10.md', slides);
      await window.page.reload();
      await window.page.waitForSelector('.reveal.ready');
      if (!(await window.page.$('lectern-editor'))) await window.press('e');
      await poll(() => window.text()).toContain('First words.');
      await window.after('First');
      await window.press('Backspace', 'Backspace', 'Backspace', 'Backspace');
      served.write('slides/10.md', theirs);
      await window.press('Backspace');
      await window.type('My');
      await poll(() => window.see('.question')).toContain('Their words.');
      expect(await window.see('.question')).toContain('My words.');
      expect(await window.status()).toContain('Not saved');
      expect(served.held('slides/10.md')).toBe(theirs);
      await window.click('.answers button', answer);
      await poll(() => served.held('slides/10.md')).toBe(expected);
      await poll(() => window.see('.question')).toBeUndefined();
      await poll(() => window.status()).toBe('Saved');
    }
    // what was given up can be had back
    await window.press('Control+z');
    await poll(() => window.text()).toContain('My words.');
  });

  it('keeps two browsers at the same slide together', async () => {
    const other = await openTalk(browser, served.address, 'one');
    await edit();
    await other.press('e');
    await poll(() => other.text()).toContain('First words');
    await window.page.bringToFront();
    await window.after('First words');
    await window.type(' from here');
    await poll(() => other.text()).toContain('First words from here.');
    await other.page.bringToFront();
    await other.after('Second words');
    await other.type(' from there');
    await window.page.bringToFront();
    await poll(() => window.text()).toContain('Second words from there.');
    await window.type('!');
    await poll(() => served.held('slides/10.md')).toContain(
      'First words from here!.\n\nSecond words from there.',
    );
    expect(other.problems).toEqual([]);
    await other.page.close();
  });

  it('says that a file was deleted, and writes it again', async () => {
    served.write('slides/05.md', '# Zero\n');
    await edit();
    await window.after('First words');
    rmSync(join(served.root, 'slides/10.md'));
    await poll(() => window.see('.question')).toContain('was deleted');
    await window.type(' kept');
    expect(await window.status()).toContain('the file is gone');
    await window.click('.answers button', 'Write it again');
    await poll(() => served.held('slides/10.md')).toContain('First words kept.');
    await poll(() => window.see('.question')).toBeUndefined();
  });

  it('edits a chart’s spec, with what is wrong in its margin', async () => {
    await window.press('ArrowRight');
    await edit();
    const bars = (): Promise<number> =>
      window.page.$$eval('section.present svg.chart [data-values]', (marks) => marks.length);
    expect(await bars()).toBe(2);
    await window.click('.tabs button', 'chart.vl.json');
    await poll(() => window.text()).toContain('"mark": "bar"');
    await window.after('"mark": "ba');
    await window.press('Delete');
    await poll(() => window.see('.cm-lint-marker-error')).toBeDefined();
    expect(await bars()).toBe(2);
    await window.press('Backspace', 'Backspace');
    await window.type('point');
    await poll(() => window.page.$('section.present svg.chart [data-values][d*="A"]')).not.toBeNull();
    await poll(() => window.see('.cm-lint-marker-error')).toBeUndefined();
  });

  it('edits a chart’s data as a table', async () => {
    await window.press('ArrowRight');
    await edit();
    const bars = (): Promise<number> =>
      window.page.$$eval('section.present svg.chart [data-values]', (marks) => marks.length);
    await window.click('.tabs button', 'fdi.csv');
    await poll(() => window.see('.grid')).toContain('42.1');
    await window.click('#cell-2-1');
    await window.type('60');
    await window.press('Enter');
    await poll(() => served.held('charts/data/fdi.csv')).toBe('year,inflows\n1990,3.5\n2000,60\n');
    await window.click('.bar button', 'Add row');
    await window.page.evaluate(() => {
      const grid = document.querySelector('lectern-editor')?.shadowRoot?.querySelector('.grid');
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '2001\t46.9\n2002\t52.7\n');
      grid?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await poll(() => served.held('charts/data/fdi.csv')).toBe(
      'year,inflows\n1990,3.5\n2000,60\n2001,46.9\n2002,52.7\n',
    );
    await poll(bars).toBe(4);
    await window.click('.bar button', 'Delete row');
    await poll(bars).toBe(3);
    await window.page.evaluate(() =>
      document.querySelector('lectern-editor')?.shadowRoot?.querySelector<HTMLElement>('.grid')?.focus(),
    );
    await window.press('Control+z');
    await poll(bars).toBe(4);
    // Tab and Enter move, F2 edits what is there, Escape leaves it
    await window.click('#cell-1-0');
    await window.press('Tab', 'F2', 'End');
    await window.type('5');
    await window.press('Enter', 'F2');
    await window.type('9');
    await window.press('Escape');
    await poll(() => served.held('charts/data/fdi.csv')).toContain('1990,3.55\n2000,60\n');
    expect(await slideOf(window.page)).toBe('two');
  });

  it('keeps the text while the server is gone, and saves it when it is back', async () => {
    await edit();
    await served.close();
    await window.after('First words');
    await window.type(' written alone');
    await poll(() => window.status()).toContain('The server does not answer');
    const port = Number(new URL(served.address).port);
    const again = await serveFolder(served.root, port);
    await poll(() => served.held('slides/10.md')).toContain('First words written alone.');
    await poll(() => window.text()).toContain('First words written alone.');
    await poll(() => window.status()).toBe('Saved');
    await window.after('First words');
    await window.type('!');
    await poll(() => served.held('slides/10.md')).toContain('First words! written alone.');
    await again.close();
  });

  it('outlives a page that is loaded anew, with what can be undone', async () => {
    await edit();
    await window.after('First words');
    await window.type(' of mine');
    await poll(() => window.status()).toBe('Saved');
    await window.page.reload();
    await poll(() => window.text()).toContain('First words of mine.');
    await window.click('.cm-content');
    await window.press('Control+z');
    await poll(() => served.held('slides/10.md')).toBe(slides);
  });

  it('warns of leaving with text that is not saved', async () => {
    await edit();
    await served.close();
    await window.after('First words');
    await window.type(' unsaved');
    const asked = new Promise<string>((resolve) => {
      window.page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.accept();
      });
    });
    void window.page.reload().catch(() => undefined);
    expect(await asked).toBe('beforeunload');
  });

  it('has what was not saved again after the page was loaded anew', async () => {
    await edit();
    await window.after('First');
    served.write('slides/10.md', slides.replace('First words', 'Their words'));
    await window.type(' of all');
    await poll(() => window.see('.question')).toContain('Their words.');
    window.page.once('dialog', (dialog) => void dialog.accept());
    await window.page.reload();
    await poll(() => window.see('.question')).toContain('Their words.');
    expect(await window.text()).toContain('First of all words.');
    await window.click('.answers button', 'Keep mine');
    await poll(() => served.held('slides/10.md')).toContain('First of all words.');
    await poll(() => window.status()).toBe('Saved');
  });

  it('says why a file cannot be written, and keeps the text', async () => {
    await edit();
    chmodSync(join(served.root, 'slides/10.md'), 0o444);
    await window.after('First words');
    await window.type(' kept');
    await poll(() => window.status()).toContain('read-only');
    expect(served.held('slides/10.md')).toBe(slides);
    chmodSync(join(served.root, 'slides/10.md'), 0o644);
    await window.press('Control+s');
    await poll(() => served.held('slides/10.md')).toContain('First words kept.');
    await poll(() => window.status()).toBe('Saved');
  });

  it('opens what is wrong where there has never been a slide to show', async () => {
    const broken = await serveTalk({ ...talk, 'slides/10.md': slides.replace('@taylor', '@tailor') });
    const other = await openTalk(browser, broken.address);
    await other.press('e');
    await poll(() => other.text()).toContain('[@tailor]');
    await other.after('[@tailor');
    await other.press('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
    await other.type('taylor');
    await poll(() => broken.held('slides/10.md')).toBe(slides);
    await poll(() => other.page.$$eval('.slides > section', (all) => all.length)).toBe(4);
    expect(other.problems).toEqual([]);
    await other.page.close();
    await broken.close();
  });

  it('goes on after the title of the talk was changed, which loads the page anew', async () => {
    await edit();
    await window.page.evaluate(() => {
      const files = document
        .querySelector('lectern-editor')
        ?.shadowRoot?.querySelector<HTMLSelectElement>('.files');
      if (files) files.value = 'slides/deck.yaml';
      files?.dispatchEvent(new Event('change'));
    });
    await poll(() => window.text()).toContain('title: A talk');
    await window.after('title: A talk');
    await window.type(' of mine');
    await poll(() => window.page.title()).toBe('A talk of mine');
    await poll(() => window.text()).toContain('title: A talk of mine');
    await window.type('!');
    await poll(() => served.held('slides/deck.yaml')).toContain('title: A talk of mine!\n');
    // it stays when slides are turned, being that of all
    await window.press('Escape', 'ArrowRight');
    await poll(() => slideOf(window.page)).toBe('two');
    expect(await window.text()).toContain('title: A talk of mine!');
    expect(await window.see('.tabs')).toBe('Slide\nchart.vl.json\nfdi.csv\ndeck.yaml');
    await window.click('.tabs button', 'Slide');
    await poll(() => window.text()).toContain('# Two');
  });

  it('has a table of thousands of rows, of which few are there at a time', async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => `${n},${n / 4}`);
    served.write('charts/data/fdi.csv', `year,inflows\n${rows.join('\n')}\n`);
    await window.press('ArrowRight');
    await edit();
    await window.click('.tabs button', 'fdi.csv');
    await poll(() => window.see('.grid')).toContain('0.25');
    await window.press('Control+End');
    await poll(() => window.see('.grid')).toContain('1249.75');
    const count = await window.page.evaluate(
      () => document.querySelector('lectern-editor')?.shadowRoot?.querySelectorAll('.grid tr').length,
    );
    expect(count).toBeLessThan(100);
    await window.type('none');
    await window.press('Enter');
    await poll(() => served.held('charts/data/fdi.csv')).toContain('4998,1249.5\n4999,none\n');
    // what is wrong is marked at its row
    await poll(() => window.see('.grid .number.error')).toBe('5000');
    await window.press('Control+z');
    await poll(() => window.see('.grid .number.error')).toBeUndefined();
  });

  it('is accessible, light and dark', async () => {
    await window.press('ArrowRight');
    await edit();
    for (const theme of ['light', 'dark']) {
      await window.page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      for (const tab of ['Slide', 'fdi.csv']) {
        await window.click('.tabs button', tab);
        await poll(() => window.see(tab === 'Slide' ? '.cm-content' : '.grid')).toBeDefined();
        expect(await axeFindings(window.page, 'lectern-editor'), `${theme}, ${tab}`).toEqual([]);
      }
    }
  });
});
