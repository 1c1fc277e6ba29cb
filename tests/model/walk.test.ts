import { describe, expect, it } from 'vitest';
import { blocksIn, blocksOf, inlinesOf } from '../../build/model/walk.ts';
import { readTalk } from '../support/memory.ts';

async function slide(markdown: string) {
  const [first] = (await readTalk(markdown)).deck.slides;
  if (!first) throw new Error('no slide');
  return first;
}

/** The keys cited on a slide, in the order in which its inlines are walked. */
async function cited(markdown: string): Promise<string[]> {
  return [...inlinesOf(await slide(markdown))].flatMap((inline) =>
    inline.kind === 'cite' ? inline.items.map(({ key }) => key) : [],
  );
}

describe('inlinesOf', () => {
  it('walks the title, the slots and the notes', async () => {
    expect(await cited('# T [@a]\n\nx [@b]\n\n:::aside\ny [@c]\n:::\n\nNote:\nz [@d]\n')).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('walks into headings, lists, quotes, steps and tables', async () => {
    const markdown =
      '## H [@a]\n\n- x\n  - y [@b]\n\n> z [@c]\n\n:::step\ns [@d]\n:::\n\n| [@e] |\n|---|\n| [@f] |\n';
    expect(new Set(await cited(`# T\n\n${markdown}`))).toEqual(new Set(['a', 'b', 'c', 'd', 'e', 'f']));
  });

  it('walks into emphasis, links, languages and raw HTML', async () => {
    expect(
      await cited('# T\n\n**s [@a]** *e [@b]* [l [@c]](https://x.org) :lang[m [@d]]{de} <sup>h [@e]</sup>\n'),
    ).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('blocksIn', () => {
  it('gives each block once, outer ones before inner ones', async () => {
    const body = (await slide('# T\n\n> - a\n>   > b\n\n:::step\nc\n:::\n')).slots.get('body')?.blocks ?? [];
    expect([...blocksIn(body)].map(({ kind }) => kind)).toEqual([
      'quote',
      'list',
      'paragraph',
      'quote',
      'paragraph',
      'step',
      'paragraph',
    ]);
  });
});

describe('blocksOf', () => {
  it('gives the blocks of all slots, then those of the notes', async () => {
    const kinds = [...blocksOf(await slide('# T\n\n:::aside\n- a\n:::\n\nx\n\nNote:\n> n\n'))].map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['paragraph', 'list', 'paragraph', 'quote', 'paragraph']);
  });
});
