import { describe, expect, it } from 'vitest';
import type { Block } from '../../build/model/deck.ts';
import { placeOf } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import { createRecall } from '../../build/model/recall.ts';
import { textOf } from '../../build/model/source.ts';
import { plainBlocks, plainText } from '../../build/model/text.ts';
import { blocksIn, inlinesIn } from '../../build/model/walk.ts';
import { type BlockContext, readBlocks, readContent } from '../../build/read/blocks.ts';
import { at, context, type Recorded, told, whole } from '../support/memory.ts';

/** A context that knows no images and charts but records which were asked for. */
function reader(trustHtml = false): Recorded & BlockContext & { asked: string[][] } {
  const asked: string[][] = [];
  return {
    ...context({}, trustHtml),
    asked,
    recall: createRecall(),
    hasBibliography: true,
    footnotes: undefined,
    include: () => undefined,
    including: [],
    asides: [],
    readImage: (href, alt, caption) => void asked.push(['image', href, alt, caption]),
    readChart: (href, alt, caption) => void asked.push(['chart', href, alt, caption]),
    readInlineChart: (place) => void asked.push(['inline', placeOf(place), textOf(place)]),
  };
}

/** Leaves out of JSON where things stand. */
const withoutSpans = (key: string, value: unknown): unknown => (key === 'span' ? undefined : value);

function read(text: string): Block[] {
  const recorded = reader();
  const blocks = readBlocks(whole(text), recorded);
  expect(told(recorded)).toEqual([]);
  return blocks;
}

/** Kind, place and text of every block of a text, outer ones first. */
function placed(text: string): string[] {
  return [...blocksIn(read(text))].map(({ kind, span }) => `${kind} ${place(placeOf(span))} ${textOf(span)}`);
}

const place = (text: string): string => text.replace('slides/10.md:', '');

/** Where each citation of a text stands, in a paragraph, list, quote or table. */
function citations(text: string): string[] {
  return [...blocksIn(read(text))].flatMap((block) => {
    const lines =
      block.kind === 'table'
        ? [block.header, ...block.rows].flat()
        : block.kind === 'paragraph' || block.kind === 'heading'
          ? [block.children]
          : [];
    return lines.flatMap((line) =>
      [...inlinesIn(line)].flatMap((inline) =>
        inline.kind === 'cite' ? inline.items.map((item) => `${item.key} ${place(placeOf(item.span))}`) : [],
      ),
    );
  });
}

describe('blocks', () => {
  it('are headings with their depth', () => {
    expect(read('# A\n\n### B\n\nC\n=\n')).toMatchObject([
      { kind: 'heading', depth: 1 },
      { kind: 'heading', depth: 3 },
      { kind: 'heading', depth: 1 },
    ]);
  });

  it('are lists with their items, ordered ones with their start', () => {
    expect(read('- a\n- b\n\n  c\n')).toMatchObject([
      { kind: 'list', ordered: false, items: [[{ kind: 'paragraph' }], [{}, { kind: 'paragraph' }]] },
    ]);
    expect(read('3. a\n4. b\n')).toMatchObject([{ kind: 'list', ordered: true, start: 3 }]);
    expect(read('0. a\n1. b\n')).toMatchObject([{ kind: 'list', ordered: true, start: 0 }]);
  });

  it('are lists inside lists', () => {
    expect(read('- a\n  1. b\n')).toMatchObject([
      { kind: 'list', items: [[{ kind: 'paragraph' }, { kind: 'list', ordered: true }]] },
    ]);
  });

  it('are tasks, with a box before their words', () => {
    const [list] = read('- [x] done\n- [ ] open\n');
    const words =
      list?.kind === 'list' &&
      list.items.map(([first]) => (first?.kind === 'paragraph' ? plainText(first.children) : ''));
    expect(words).toEqual(['✓ done', '□ open']);
  });

  it('are quotes', () => {
    expect(read('> a\n>\n> - b\n')).toMatchObject([
      { kind: 'quote', blocks: [{ kind: 'paragraph' }, { kind: 'list' }] },
    ]);
  });

  it('are code, fenced with a language or indented without', () => {
    expect(read('```js\nx < 1\n```\n')).toMatchObject([{ kind: 'code', lang: 'js', text: 'x < 1' }]);
    expect(read('    y\n')).toMatchObject([{ kind: 'code', lang: '' }]);
  });

  it('are tables with their alignment', () => {
    expect(read('| a | b | c |\n|:--|:-:|--:|\n| d | | f |\n')).toMatchObject([
      {
        kind: 'table',
        align: ['left', 'center', 'right'],
        header: [[{ text: 'a' }], [{ text: 'b' }], [{ text: 'c' }]],
        rows: [[[{ text: 'd' }], [], [{ text: 'f' }]]],
      },
    ]);
  });

  it('are rules', () => {
    expect(read('***\n')).toMatchObject([{ kind: 'html', html: '<hr>' }]);
  });

  it('are pauses: three dots on a line of their own', () => {
    expect(read('a\n\n. . .\n\nb\n').map(({ kind }) => kind)).toEqual(['paragraph', 'pause', 'paragraph']);
    expect(read('a . . . b\n').map(({ kind }) => kind)).toEqual(['paragraph']);
  });

  it('are steps with what they hold', () => {
    expect(read(':::step\n- a\n:::\n')).toMatchObject([{ kind: 'step', blocks: [{ kind: 'list' }] }]);
  });

  it('leave nothing for link definitions', () => {
    const blocks = read('[a]\n\n[a]: https://example.org\n');
    expect(blocks).toMatchObject([{ kind: 'paragraph', children: [{ href: 'https://example.org' }] }]);
    expect(blocks).toHaveLength(1);
  });
});

describe('the place of a block', () => {
  it('is where it stands in the file', () => {
    expect(placed('# A\n\nb\nc\n\n- d\n\n> e\n')).toEqual(
      [
        'heading 1:1 # A',
        'paragraph 3:1 b\nc',
        'list 6:1 - d',
        'paragraph 6:3 d',
        'quote 8:1 > e',
        'paragraph 8:3 e',
      ].map((line) => expect.stringContaining(line)),
    );
  });

  it('is told from equal words before it', () => {
    expect(placed('a\n\n- a\n- a\n\n> a\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'paragraph 1:1',
      'list 3:1',
      'paragraph 3:3',
      'paragraph 4:3',
      'quote 6:1',
      'paragraph 6:3',
    ]);
  });

  it('counts from the file’s first line for a part of it', () => {
    const text = whole('front\n\n# A\n\nb\n');
    const [, paragraph] = readBlocks({ ...text, start: 7 }, reader());
    expect(paragraph && placeOf(paragraph.span)).toBe('slides/10.md:5:1');
  });
});

describe('the place of a citation', () => {
  it('is told in paragraphs, on each of their lines', () => {
    expect(citations('one [@a] and\ntwo [@b; @c, p. 3]\n')).toEqual(['a 1:6', 'b 2:6', 'c 2:10']);
  });

  it('is told in headings, emphasis and links', () => {
    expect(citations('## H [@a]\n\n**x *y [@b]*** [z [@c]](https://example.org)\n')).toEqual([
      'a 1:7',
      'b 3:9',
      'c 3:20',
    ]);
  });

  it('is told in the items of a list', () => {
    expect(citations('- one [@a]\n- two [@b]\n\n  more [@c]\n')).toEqual(['a 1:8', 'b 2:8', 'c 4:9']);
  });

  it('is told in a list inside a list', () => {
    expect(citations('- one\n  - two [@a]\n')).toEqual(['a 2:10']);
  });

  it('is told on each line of an item, and in each item of a list inside', () => {
    expect(citations('- one\n  two [@a]\n')).toEqual(['a 2:8']);
    expect(citations('- a\n  - b [@a]\n  - c [@b]\n    d [@c]\n- e [@d]\n')).toEqual([
      'a 2:8',
      'b 3:8',
      'c 4:8',
      'd 5:6',
    ]);
  });

  it('is told on each line of a quote, and in lists and tables inside', () => {
    expect(citations('> one\n> two [@a]\nthree [@b]\n')).toEqual(['a 2:8', 'b 3:8']);
    expect(citations('> - a\n> - b [@a]\n>\n> > c\n> > d [@b]\n')).toEqual(['a 2:8', 'b 5:8']);
    expect(citations('> | a |\n> |---|\n> | [@a] |\n')).toEqual(['a 3:6']);
  });

  it('is told in a citation of several lines', () => {
    expect(citations('> - x [@a;\n>   @b, p. 2]\n')).toEqual(['a 1:8', 'b 2:5']);
  });

  it('is told in the paragraphs of a quote', () => {
    expect(citations('> one [@a]\n>\n> two [@b]\n')).toEqual(['a 1:8', 'b 3:8']);
  });

  it('is told in the cells of a table', () => {
    expect(citations('| a [@a] | b |\n|---|---|\n| c | d [@b] |\n| [@c] | e |\n')).toEqual([
      'a 1:6',
      'b 3:10',
      'c 4:4',
    ]);
  });

  it('is told in a step', () => {
    expect(citations(':::step\none\n\ntwo [@a]\n:::\n')).toEqual(['a 4:6']);
  });

  it('is told behind equal words, entities, escapes and code', () => {
    expect(citations('a a `a` &amp; \\* a[@a]\n')).toEqual(['a 1:20']);
  });
});

describe('charts and images', () => {
  it('alone in a paragraph are charts when their name says so', () => {
    const recorded = reader();
    const blocks = readBlocks(whole('![Sales rose](../charts/sales.vl.json "By year")\n'), recorded);
    expect(recorded.asked).toEqual([['chart', '../charts/sales.vl.json', 'Sales rose', 'By year']]);
    expect(blocks).toMatchObject([{ kind: 'broken' }]);
  });

  it('alone in a paragraph are images otherwise', () => {
    const recorded = reader();
    expect(readBlocks(whole('![A square](../images/square.png)\n'), recorded)).toMatchObject([
      { kind: 'broken' },
    ]);
    expect(recorded.asked).toEqual([['image', '../images/square.png', 'A square', '']]);
  });

  it('in a line of text are inline images', () => {
    const recorded = reader();
    expect(readBlocks(whole('See ![it](a.png).\n'), recorded)).toMatchObject([{ kind: 'paragraph' }]);
    expect(recorded.asked).toEqual([['image', 'a.png', 'it', '']]);
  });

  it('have words with characters in place of entities', () => {
    const recorded = reader();
    readBlocks(
      whole('![A &amp; B](c&amp;d.vl.json "E &amp; F")\n\n![A &amp; B](c.png "E &amp; F")\n'),
      recorded,
    );
    expect(recorded.asked).toEqual([
      ['chart', 'c&d.vl.json', 'A & B', 'E & F'],
      ['image', 'c.png', 'A & B', 'E & F'],
    ]);
  });

  it('may be a spec in a code fence inside a list, or an empty one', () => {
    const recorded = reader();
    readBlocks(whole('- ```vega-lite\n  {\n    "mark": "bar" }\n  ```\n\n```vega-lite\n```\n'), recorded);
    expect(recorded.asked).toEqual([
      ['inline', 'slides/10.md:2:3', '{\n    "mark": "bar" }'],
      ['inline', 'slides/10.md:6:13', ''],
    ]);
  });

  it('may be a spec in a code fence, read from its very place', () => {
    const recorded = reader();
    readBlocks(whole('# A\n\n```vega-lite\n{ "mark": "bar" }\n```\n'), recorded);
    expect(recorded.asked).toEqual([['inline', 'slides/10.md:4:1', '{ "mark": "bar" }']]);
  });
});

describe('readContent', () => {
  function content(text: string) {
    const recorded = reader();
    return { ...readContent(whole(text), recorded), told: told(recorded) };
  }

  it('parts named slots, comments and everything else', () => {
    const {
      loose,
      slots,
      comments,
      told: reported,
    } = content('# A\n\n:::aside\nb\n:::\n\n<!-- c *d* -->\n\ne\n');
    expect(loose.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
    expect(slots).toMatchObject([{ name: 'aside', blocks: [{ kind: 'paragraph' }] }]);
    expect(plainBlocks(comments)).toBe('c d');
    expect(reported).toEqual([]);
  });

  it('reads a comment of several lines as notes, each at its place', () => {
    const { comments } = content('a\n\n<!--\nb\n\n- c\n-->\n');
    expect(comments.map(({ kind, span }) => `${kind} ${placeOf(span)}`)).toEqual([
      'paragraph slides/10.md:4:1',
      'list slides/10.md:6:1',
    ]);
  });

  it('takes comments for notes wherever they stand, in their order', () => {
    const {
      slots,
      loose,
      comments,
      told: reported,
    } = content(
      '# A <!-- one -->\n\n:::aside\n<!-- *two* -->\n\nb\n:::\n\n- c <!-- three -->\n- d <!--\n  four\n  -->\n\n| d |\n|---|\n| e <!-- five --> |\n\n<div>\n<!-- six -->\n</div>\n',
    );
    expect(plainBlocks(comments)).toBe('one two three four five six');
    expect(comments.map(({ span }) => place(placeOf(span)))).toEqual([
      '1:9',
      '4:5',
      '9:9',
      '11:1',
      '16:9',
      '19:5',
    ]);
    expect(plainBlocks([...loose, ...(slots[0]?.blocks ?? [])])).toBe('A c d b');
    expect(JSON.stringify([loose, slots], withoutSpans)).not.toContain('<!--');
    expect(reported).toEqual([]);
  });

  it('takes no comments out of code', () => {
    const { comments } = content('`<!-- a -->`\n\n```html\n<!-- b -->\n```\n');
    expect(comments).toEqual([]);
  });

  it('leaves comments out of trusted HTML too', () => {
    const { loose, comments } = readContent(whole('<div>a<!-- b --></div>\n'), reader(true));
    expect(loose).toMatchObject([{ html: '<div>a</div>\n' }]);
    expect(plainBlocks(comments)).toBe('b');
  });

  it('reports a comment that is never closed, and keeps what is in it', () => {
    const { comments, told: reported } = content('# A\n\n<!-- b\n\nc\n');
    expect(plainBlocks(comments)).toBe('b c');
    expect(reported).toEqual([at('slides/10.md:3:1', messages.commentOpen())]);
  });

  it('reports a comment that lost its end to another one', () => {
    expect(content('# A\n\n<!-- b\n\n<!-- c -->\n').told).toEqual([
      at('slides/10.md:3:1', messages.commentOpen()),
    ]);
    expect(content('<!-- '.repeat(3000)).told).toHaveLength(1);
  });

  it('reports lines that neither open nor close anything', () => {
    expect(content('a\n\n:::\n\n- b\n\n  ::: {#x}\n').told).toEqual([
      at('slides/10.md:3:1', messages.directiveLine(':::')),
      at('slides/10.md:7:3', messages.directiveLine('::: {#x}')),
    ]);
  });

  it('reports what stands behind the name of a slot or step, and fills it all the same', () => {
    const { slots, loose, told: reported } = content(':::aside{.x}\na\n:::\n\n::: step now\nb\n:::\n');
    expect(slots).toMatchObject([{ name: 'aside', blocks: [{ kind: 'paragraph' }] }]);
    expect(loose).toMatchObject([{ kind: 'step', blocks: [{ kind: 'paragraph' }] }]);
    expect(reported).toEqual([
      at('slides/10.md:1:1', messages.directiveLine(':::aside{.x}')),
      at('slides/10.md:5:1', messages.directiveLine('::: step now')),
    ]);
  });

  it('closes slots behind fences in lists', () => {
    expect(content(':::aside\n- ```js\n  x\n  ```\n:::\n').told).toEqual([]);
  });

  it('keeps steps among everything else', () => {
    expect(content(':::step\na\n:::\n')).toMatchObject({ loose: [{ kind: 'step' }], slots: [] });
  });

  it('keeps the place of a slot’s opening line and of what is in it', () => {
    const [slot] = content('x\n\n:::aside\n\nx\n\n:::\n').slots;
    expect(slot && [placeOf(slot.span), textOf(slot.span)]).toEqual(['slides/10.md:3:1', ':::aside']);
    expect(slot?.blocks.map(({ span }) => placeOf(span))).toEqual(['slides/10.md:5:1']);
  });

  it('reports a slot that is never closed, at its opening line', () => {
    expect(content('a\n\n:::aside\nb\n').told).toEqual([
      at('slides/10.md:3:1', messages.directiveOpen('aside')),
    ]);
  });

  it('reports a step that is never closed', () => {
    expect(content(':::step\nb\n').told).toEqual([at('slides/10.md:1:1', messages.directiveOpen('step'))]);
  });

  it('reports a slot inside another', () => {
    expect(content(':::left\n\n:::right\nb\n:::\n\n:::\n').told).toEqual([
      at('slides/10.md:3:1', messages.directiveUnknown('::right', undefined, ['::step', '::columns'])),
    ]);
  });
});
