import { describe, expect, it } from 'vitest';
import { inOrder, outlined } from '../../build/render/headings.ts';
import { raw } from '../../build/render/html.ts';
import { renderPage } from '../../build/render/slide.ts';
import { resolved } from '../support/memory.ts';

/** The levels of the headings in markup. */
const levels = (html: string): number[] =>
  [...html.matchAll(/<h([1-6])\b[^>]*>.*?<\/h\1>/g)].map(([, level]) => Number(level));

async function pages(markdown: string) {
  const { talk } = await resolved(markdown);
  return talk.pages.map((page) => renderPage(page, talk));
}

describe('inOrder', () => {
  const ordered = (written: readonly number[], above?: number): number[] =>
    levels(inOrder(raw(written.map((level) => `<h${level} id="x">a</h${level}>`).join('')), above).html);

  it('begins with an h1, the only one', () => {
    expect(ordered([2, 2, 3])).toEqual([1, 2, 3]);
    expect(ordered([1, 1, 1])).toEqual([1, 2, 2]);
  });

  it('skips no level', () => {
    expect(ordered([1, 4, 6, 2, 5])).toEqual([1, 2, 3, 2, 3]);
  });

  it('goes on below what stands above', () => {
    expect(ordered([1, 3], 1)).toEqual([2, 3]);
    expect(ordered([6, 1], 1)).toEqual([2, 2]);
  });

  it('leaves all else alone', () => {
    const markup = '<header>a</header><hr><p>h2 &lt;h2</p>';
    expect(inOrder(raw(markup)).html).toBe(markup);
  });
});

describe('a slide', () => {
  it('has one h1, and the author’s headings in order', async () => {
    const [page] = await pages('# A\n\n### B\n\n###### C\n\n# D\n\n<h4>E</h4>\n\nNote:\n\n# F\n');
    expect(levels(page?.body.html ?? '')).toEqual([1, 2, 3, 2, 3]);
    expect(levels(page?.notes.html ?? '')).toEqual([2]);
  });

  it('has its title for screen readers where its layout shows none', async () => {
    const [page] = await pages('---\nlayout: two-lists\n---\n\n# A & B\n\n:::left\n## C\n:::\n');
    expect(page?.body.html).toContain('<h1 class="title unseen">A &amp; B</h1>');
    expect(levels(page?.body.html ?? '')).toEqual([1, 2]);
  });
});

describe('outlined', () => {
  it('puts slides below the one that opens their part', async () => {
    const part = '---\nlayout: section\n---\n\n# Part\n';
    const slide = '# Slide\n\n## Heading\n\nNote:\n\n## Note\n';
    const rendered = await pages([slide, part, slide, part].join('\n---\n\n'));
    expect(outlined(rendered).map(({ body, notes }) => [levels(body.html), levels(notes.html)])).toEqual([
      [[1, 2], [2]],
      [[1], []],
      [[2, 3], [3]],
      [[1], []],
    ]);
  });
});
