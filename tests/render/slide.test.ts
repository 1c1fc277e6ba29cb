import { describe, expect, it } from 'vitest';
import { raw } from '../../build/render/html.ts';
import { pageSection, renderPage } from '../../build/render/slide.ts';
import { resolved } from '../support/memory.ts';

const config = 'title: T\nseries:\n  steps: { label: Step }\n';

async function pages(markdown: string) {
  const { talk, reported } = await resolved({ 'slides/deck.yaml': config, 'slides/10.md': markdown });
  expect(reported).toEqual([]);
  return talk.pages.map((page) => renderPage(page, talk));
}

/** The opening tag of the first slide's section. */
async function opening(markdown: string): Promise<string> {
  const [first] = await pages(markdown);
  return /^<section[^>]*>/.exec(first ? pageSection(first, raw('')).html : '')?.[0] ?? '';
}

describe('renderPage', () => {
  it('puts content into the layout’s slots, each in a box of its name', async () => {
    const [page] = await pages('# A\n\nb\n\n:::aside\nc\n:::\n');
    expect(page?.body.html).toBe(
      '<h1>A</h1><div class="slot body"><p>b</p></div><div class="slot aside"><p>c</p></div>',
    );
  });

  it('says where things stand only when asked to', async () => {
    const markdown = '# A\n\n- b\n\n---\n\n# B\n\n| c |\n|---|\n| d |\n';
    for (const shipped of await pages(markdown)) expect(shipped.body.html).not.toContain('data-at');
    const { talk } = await resolved({ 'slides/deck.yaml': config, 'slides/10.md': markdown });
    const marked = talk.pages.flatMap((page) => {
      const located = renderPage(page, talk, { located: true }).body.html;
      const { text } = page.slide.span.source;
      return [...located.matchAll(/<(\w+)[^>]* data-at="(\d+)-(\d+) slides\/10.md"/g)].map(
        ([, tag, from, to]) => `${tag} ${text.slice(Number(from), Number(to)).split('\n')[0]}`,
      );
    });
    expect(marked).toEqual([
      'span A',
      'div - b',
      'ul - b',
      'li b',
      'span B',
      'div | c |',
      'table | c |',
      'tr d',
    ]);
  });

  it('leaves no box for an empty slot', async () => {
    const [page] = await pages('# A\n\nb\n');
    expect(page?.body.html).not.toContain('aside');
  });

  it('numbers steps through all slots, and none in the notes', async () => {
    const [page] = await pages(
      '---\nincremental: true\n---\n\n# A\n\n- b\n\n:::aside\n- c\n:::\n\nNote:\n- d\n\n. . .\n\ne\n',
    );
    expect(page?.body.html.match(/data-fragment-index="\d"/g)).toEqual([
      'data-fragment-index="0"',
      'data-fragment-index="1"',
    ]);
    expect(page?.notes.html).toBe('<ul><li>d</li></ul>\n<p>e</p>');
  });
});

describe('pageSection', () => {
  it('names layout, filled slots, series and the author’s classes', async () => {
    const tag = await opening(
      '---\nid: a\nlayout: text\nseries: steps\npanel: 01\nclass: big red\nlang: de\n---\n\n# A\n\nb\n',
    );
    expect(tag).toBe(
      '<section id="a" class="slide layout-text has-body series-steps big red" data-words="few" data-panel="01" data-minutes="1" lang="de" dir="ltr">',
    );
  });

  it('says how much there is to read', async () => {
    const words = (count: number): string => `# A\n\n${'word '.repeat(count)}\n`;
    expect(await opening('# A\n')).toContain('data-words="few"');
    expect(await opening(words(35))).toContain('data-words="few"');
    expect(await opening(words(36))).toContain('data-words="some"');
    expect(await opening(words(56))).toContain('data-words="many"');
  });

  it('puts what is extra behind the layout', async () => {
    const [page] = await pages('# A\n');
    expect(page && pageSection(page, raw('<aside>x</aside>')).html).toMatch(
      /<h1>A<\/h1><aside>x<\/aside><\/section>$/,
    );
  });

  it('has a background with the tone of its text', async () => {
    expect(await opening('---\nbackground: navy\n---\n\n# A\n\nb\n')).toContain(
      'has-background on-dark" data-words="few" data-minutes="1">',
    );
    const [page] = await pages('---\nbackground: navy\n---\n\n# A\n\nb\n');
    expect(page && pageSection(page, raw('')).html).toContain(
      '><div class="background" style="background: #000080"></div><h1>',
    );
    expect(await opening('---\nbackground: ivory\n---\n\n# A\n\nb\n')).toContain('has-background on-light"');
  });
});
