import { describe, expect, it } from 'vitest';
import { plainText } from '../../build/model/text.ts';
import { blocksOf, inlinesOf } from '../../build/model/walk.ts';
import { publicDeck } from '../../build/resolve/public.ts';
import { readTalk } from '../support/memory.ts';

const draft = '---\nid: secret\ndraft: true\nseries: steps\npanel: "01"\n---\n\n# Not yet\n\nHidden [@k1].\n';

async function open(slides: string) {
  const { deck } = await readTalk({
    'slides/deck.yaml': 'title: T\nbibliography: r.yaml\nseries: { steps: { label: Step } }\n',
    'slides/r.yaml': '- { id: k1, type: book, title: One }',
    'slides/10.md': `${slides}\n---\n${draft.slice(4)}`,
  });
  return publicDeck(deck);
}

describe('the deck for the public', () => {
  it('has neither drafts nor notes, comments among them', async () => {
    const { slides } = await open('# A\n\nb <!-- mine -->\n\nNote:\nSaid [@k1].\n');
    expect(slides.map(({ id }) => id)).toEqual(['a']);
    expect(slides[0]?.notes).toEqual([]);
  });

  it('leaves a link to a draft as its text, wherever it stands', async () => {
    const link = '[*these* words](#secret)';
    const { slides } = await open(
      `# Title ${link}\n\n- item ${link}\n\n> quoted ${link}\n\n| a ${link} | b |\n|---|---|\n| c | **d ${link}** |\n\n<u>raw ${link}</u>\n`,
    );
    const [slide] = slides;
    if (!slide) throw new Error('no slide');
    const inlines = [...inlinesOf(slide)];
    expect(inlines.filter(({ kind }) => kind === 'ref')).toEqual([]);
    expect(inlines.filter(({ kind }) => kind === 'em')).toHaveLength(6);
    expect(plainText(slide.title)).toBe('Title these words');
  });

  it('leaves a link to a draft in raw HTML as text', async () => {
    const { slides } = await open(
      '# A\n\nSee <a href="#secret">this</a>.\n\n<p><a href="#secret">that</a></p>\n',
    );
    const plain = JSON.stringify([...(slides[0]?.slots ?? [])], (key, value) => (key === 'span' ? 0 : value));
    expect(plain).toContain('that');
    expect(plain).not.toContain('#secret');
  });

  it('leaves one without words as the number and title of the draft', async () => {
    const { slides } = await open('# A\n\nSee [](#secret).\n');
    const [block] = slides[0] ? blocksOf(slides[0]) : [];
    expect(block?.kind === 'paragraph' && plainText(block.children)).toBe('See 01 Not yet.');
  });

  it('keeps other links, and what a slide applies but for drafts', async () => {
    const { slides } = await open(
      '---\napplies: [b, secret]\n---\n\n# A\n\nSee [](#b).\n\n---\n\n# B\n\nc\n',
    );
    expect(slides[0]?.applies.map(({ id }) => id)).toEqual(['b']);
    expect(slides[0] && [...inlinesOf(slides[0])].filter(({ kind }) => kind === 'ref')).toHaveLength(1);
  });
});
