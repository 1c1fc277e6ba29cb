import { describe, expect, it } from 'vitest';
import { renderCard, renderContactSheet } from '../../build/render/images.ts';
import { renderPage } from '../../build/render/slide.ts';
import { resolved } from '../support/memory.ts';

const styles = { fonts: '', theme: '', images: '' };

async function talkOf(count: number, deck = 'title: T\n') {
  const slides = Array.from({ length: count }, (_, n) => `# Slide ${n + 1}\n\nText\n`).join('\n---\n\n');
  const { talk } = await resolved({ 'slides/deck.yaml': deck, 'slides/10.md': slides });
  return { talk, pages: talk.pages.map((page) => renderPage(page, talk)) };
}

describe('the card', () => {
  it('says title, subtitle, authors and date, escaped, and leaves out what is not there', async () => {
    const full = await talkOf(1, 'title: A < B\nsubtitle: C\nauthors: [D, E]\ndate: 2024\n');
    const { document, size } = renderCard(full.talk, styles);
    expect(size).toEqual({ width: 1200, height: 630 });
    for (const part of ['<h1>A &lt; B</h1>', '>C</p>', '>D, E · 2024</p>']) expect(document).toContain(part);
    const bare = renderCard((await talkOf(1)).talk, styles).document;
    expect(bare).not.toMatch(/<p class="(subtitle|by)">/);
  });
});

describe('the contact sheet', () => {
  it.each([1, 2, 3, 9, 56, 400])(
    'of %i slides shows all in a grid that no browser finds too large',
    async (count) => {
      const { talk, pages } = await talkOf(count);
      const { document, size } = renderContactSheet(pages, talk, styles);
      expect(document.match(/<figure>/g)).toHaveLength(count);
      expect(size.width).toBeLessThanOrEqual(2400);
      expect(size.height).toBeLessThan(4000);
      if (count > 3) expect(size.width / size.height).toBeGreaterThan(0.8);
      if (count > 3) expect(size.width / size.height).toBeLessThan(2.5);
    },
  );
});
