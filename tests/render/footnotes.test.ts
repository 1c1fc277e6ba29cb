import { describe, expect, it } from 'vitest';
import { renderPrint, renderSteps } from '../../build/render/document.ts';
import { renderPage } from '../../build/render/slide.ts';
import { publicDeck } from '../../build/resolve/public.ts';
import { record, resolved } from '../support/memory.ts';

const markdown = `# A[^t]

One,[^n] again[^n].

. . .

Two.

[^n]: *First* words.

    More.
[^t]: Of the title, see [](#b).

---
draft: true
---

# B
`;
const assets = {
  fonts: '',
  theme: '',
  handout: '',
  images: '',
  clientStyle: '',
  clientScript: '',
  vegaScript: '',
};

describe('footnotes', () => {
  it('are linked with their marks both ways', async () => {
    const { talk } = await resolved(markdown);
    const [page] = talk.pages;
    const { html } = page ? renderPage(page, talk).body : { html: '' };
    expect(html).toContain(
      'A<sup class="mark"><a id="a:mark-1" href="#a:note-1" aria-label="Note 1">1</a></sup>',
    );
    expect(html).toContain(
      'One,<sup class="mark"><a id="a:mark-2" href="#a:note-2" aria-label="Note 2">2</a></sup> again<sup class="mark"><a href="#a:note-2" aria-label="Note 2">2</a></sup>',
    );
    expect(html).toContain(
      '<li id="a:note-2"><a class="number" href="#a:mark-2" aria-label="Back to note 2">2</a> <em>First</em> words.<p>More.</p></li></ol>',
    );
  });

  it('have their anchors once where a page is printed for each step', async () => {
    const { talk } = await resolved(markdown);
    const pages = talk.pages.map((page) => renderPage(page, talk));
    for (const document of [
      renderPrint(pages, talk, assets, record),
      renderSteps(pages, talk, assets, record),
    ])
      for (const id of ['a:mark-1', 'a:mark-2', 'a:note-1', 'a:note-2'])
        expect(document.match(new RegExp(`id="${id}"`, 'g')), id).toHaveLength(1);
  });

  it('lead to no drafts in public', async () => {
    const { talk } = await resolved(markdown);
    const [slide] = publicDeck(talk.deck).slides;
    expect(JSON.stringify(slide?.footnotes, ['kind', 'children', 'text', 'blocks'])).not.toContain('ref');
  });
});
