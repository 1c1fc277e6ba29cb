import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { plainBlocks } from '../../build/model/text.ts';
import { inlinesOf } from '../../build/model/walk.ts';
import { at, readTalk, told } from '../support/memory.ts';

/** The numbers of the marks of a slide, those that footnotes lead back to in brackets, and its footnotes' words. */
async function read(markdown: string) {
  const { deck, ...recorded } = await readTalk(`# T\n\n${markdown}`);
  const [slide] = deck.slides;
  const marks = [...(slide ? inlinesOf(slide) : [])].flatMap((inline) =>
    inline.kind === 'footnote' ? (inline.isFirst ? `[${inline.number}]` : `${inline.number}`) : [],
  );
  const notes = slide?.footnotes.map(({ blocks }) => plainBlocks(blocks));
  return { marks: marks.join(' '), notes, told: told(recorded) };
}

describe('footnotes', () => {
  it('are numbered in the order of their marks, which may come twice', async () => {
    expect(await read('One[^b] *two[^a]*, three[^B].\n\n[^a]: First.\n[^b]: Second.\n')).toEqual({
      marks: '[1] [2] 1',
      notes: ['Second.', 'First.'],
      told: [],
    });
  });

  it('go on in lines below, in paragraphs that are indented', async () => {
    const { notes, told: found } = await read(
      'A[^1] b[^2] c[^3].\n\n[^1]: One\nlazy\n  indented.\n\n    Another.\n[^2]: Two\n- an item\n\n[^3]:\n    Three.\n\nAfter.\n',
    );
    expect(found).toEqual([]);
    expect(notes).toEqual(['One lazy indented. Another.', 'Two', 'Three.']);
  });

  it('may stand in lists, quotes and slots', async () => {
    expect(
      await read('- a[^1]\n\n  [^1]: In the list.\n\n:::aside\nb[^2]\n\n[^2]: In the slot.\n:::\n'),
    ).toEqual({
      marks: '[1] [2]',
      notes: ['In the list.', 'In the slot.'],
      told: [],
    });
  });

  it('have marks in themselves', async () => {
    expect(await read('a[^1]\n\n[^1]: One.[^2]\n[^2]: Two.\n')).toMatchObject({
      notes: ['One.', 'Two.'],
      told: [],
    });
  });

  it('are none in code and in links', async () => {
    expect(await read('`[^1]` and [^](https://example.org/)\n')).toMatchObject({ marks: '', told: [] });
  });

  it('are told where mark or footnote is missing, or there twice', async () => {
    expect((await read('a[^one] b[^too]\n\n[^two]: T\n[^two]: T\n[^three]: T\n')).told).toEqual([
      at('slides/10.md:3:2', messages.footnoteUnknown('one', undefined)),
      at('slides/10.md:3:10', messages.footnoteUnknown('too', 'two')),
      at('slides/10.md:5:1', messages.footnoteUnused('two')),
      at('slides/10.md:6:1', messages.footnoteDuplicate('two', 'slides/10.md:5:1')),
      at('slides/10.md:7:1', messages.footnoteUnused('three')),
    ]);
  });

  it('are not for notes, nor for comments', async () => {
    expect((await read('a\n\n<!-- b[^1] -->\n\nNote:\nc[^1]\n\n[^1]: d\n')).told).toEqual([
      at('slides/10.md:5:7', messages.footnoteInNotes()),
      at('slides/10.md:8:2', messages.footnoteInNotes()),
      at('slides/10.md:10:1', messages.footnoteInNotes()),
    ]);
  });

  it('need a place in the layout', async () => {
    const { reported } = await readTalk('---\nlayout: statement\n---\n\n# T\n\na[^1]\n\n[^1]: b\n');
    expect(told({ reported })).toEqual([at('slides/10.md:9:1', messages.footnotesUnplaced('statement'))]);
  });
});
