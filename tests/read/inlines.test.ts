import { describe, expect, it } from 'vitest';
import type { Inline } from '../../build/model/deck.ts';
import { placeOf } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import { createRecall } from '../../build/model/recall.ts';
import { textOf } from '../../build/model/source.ts';
import { plainText } from '../../build/model/text.ts';
import { cursorOver } from '../../build/read/cursor.ts';
import { readInlines } from '../../build/read/inlines.ts';
import { childrenOf, lex } from '../../build/read/lexer.ts';
import { at, context, told, whole } from '../support/memory.ts';

function read(text: string, trustHtml = false, hasBibliography = true) {
  const recorded = context({}, trustHtml);
  const [paragraph] = lex(text);
  const inlines = readInlines(paragraph ? childrenOf(paragraph) : [], cursorOver(whole(text)), {
    ...recorded,
    hasBibliography,
    footnotes: { marks: [], notes: [], numbers: new Map() },
    recall: createRecall(),
    readImage: (path, alt, caption) => ({
      path,
      alt,
      caption,
      mime: 'image/png',
      bytes: new Uint8Array(),
      width: 1,
      height: 1,
    }),
  });
  return { inlines, told: told(recorded) };
}

/** The inlines of a text that gives no reason for complaint. */
function inlines(text: string): Inline[] {
  const { inlines: found, told: reported } = read(text);
  expect(reported).toEqual([]);
  return found;
}

/** The items of the only citation, with the text at their places. */
function cited(text: string) {
  const found = inlines(text).find((inline) => inline.kind === 'cite');
  return found?.kind === 'cite'
    ? found.items.map(({ key, locator, span }) => [key, locator, textOf(span)])
    : undefined;
}

describe('text', () => {
  it('has characters in place of entities and escapes', () => {
    expect(inlines('R&amp;D &copy; &#8211; \\*')).toMatchObject([
      { kind: 'text', text: 'R&D © – ' },
      { kind: 'text', text: '*' },
    ]);
  });

  it('takes for an entity only what ends as one', () => {
    expect(inlines('AT&T &copy 2020')).toMatchObject([{ kind: 'text', text: 'AT&T &copy 2020' }]);
  });

  it('keeps code as it is written', () => {
    expect(inlines('`a &amp; <b>`')).toMatchObject([{ kind: 'code', text: 'a &amp; <b>' }]);
  });

  it('may be strong, emphasised, struck, broken', () => {
    expect(inlines('**a** *b* ~~c~~  \nd').map(({ kind }) => kind)).toEqual([
      'strong',
      'text',
      'em',
      'text',
      'del',
      'break',
      'text',
    ]);
  });

  it('knows its place', () => {
    expect(inlines('a **b** `c`').map(({ span }) => [placeOf(span), textOf(span)])).toEqual([
      ['slides/10.md:1:1', 'a '],
      ['slides/10.md:1:3', '**b**'],
      ['slides/10.md:1:8', ' '],
      ['slides/10.md:1:9', '`c`'],
    ]);
  });
});

describe('links', () => {
  it('lead to the web or to an address for letters', () => {
    expect(inlines('[a](https://example.org "T") <http://b.org> [c](mailto:c@example.org)')).toMatchObject([
      { kind: 'link', href: 'https://example.org', title: 'T' },
      {},
      { kind: 'link', href: 'http://b.org' },
      {},
      { kind: 'link', href: 'mailto:c@example.org' },
    ]);
  });

  it('have characters in place of entities in address and title', () => {
    expect(inlines('[a](https://x.org?a=1&amp;b=2&copy=3 "T &amp; U")')).toMatchObject([
      { kind: 'link', href: 'https://x.org?a=1&b=2&copy=3', title: 'T & U' },
    ]);
  });

  it('to a slide are references, with text or without', () => {
    expect(inlines('[](#funds) [see](#funds)')).toMatchObject([
      { kind: 'ref', target: 'funds', children: [] },
      {},
      { kind: 'ref', target: 'funds', children: [{ text: 'see' }] },
    ]);
  });

  it('to a slide keep an id of another script, and a stray per cent sign', () => {
    expect(inlines('[](#小我) [](#50%)')).toMatchObject([
      { kind: 'ref', target: '小我' },
      {},
      { kind: 'ref', target: '50%' },
    ]);
  });

  it('to anything else are reported', () => {
    for (const href of [
      'javascript:alert(1)',
      '../notes.txt',
      'JaVaScRiPt:x',
      'data:text/html,x',
      'ftp://x',
    ]) {
      expect(read(`a [b](${href})`).told, href).toEqual([at('slides/10.md:1:3', messages.linkUnsafe(href))]);
    }
  });
});

describe('citations', () => {
  it('have a key', () => {
    expect(cited('a [@taylor2016] b')).toEqual([['taylor2016', '', '@taylor2016']]);
  });

  it('may have a locator', () => {
    expect(cited('[@taylor2016, p. 216]')).toEqual([['taylor2016', 'p. 216', '@taylor2016']]);
    expect(cited('[@taylor2016,  pp. 2, 5–7 ]')).toEqual([['taylor2016', 'pp. 2, 5–7', '@taylor2016']]);
  });

  it('may be several, with locators or without', () => {
    expect(cited('[@a, p. 1; @b;@c , ch. 2]')).toEqual([
      ['a', 'p. 1', '@a'],
      ['b', '', '@b'],
      ['c', 'ch. 2', '@c'],
    ]);
  });

  it('may cite one work twice, each at its place', () => {
    const [cite] = inlines('[@a, p. 1; @a, p. 2]');
    expect(cite?.kind === 'cite' && cite.items.map(({ span }) => placeOf(span))).toEqual([
      'slides/10.md:1:2',
      'slides/10.md:1:12',
    ]);
  });

  it('may run over the end of a line', () => {
    expect(cited('a [@b, p. 1\nand 2;\n@c]')).toEqual([
      ['b', 'p. 1 and 2', '@b'],
      ['c', '', '@c'],
    ]);
  });

  it('have no items between semicolons without a key', () => {
    expect(cited('[@a;]')).toEqual([['a', '', '@a']]);
    expect(cited('[@a; ;@b]')).toEqual([
      ['a', '', '@a'],
      ['b', '', '@b'],
    ]);
  });

  it('may have keys that begin alike', () => {
    expect(inlines('[@ab; @a]')).toMatchObject([{ items: [{ span: { start: 1 } }, { span: { start: 6 } }] }]);
  });

  it('may have keys with punctuation', () => {
    expect(cited('[@oecd:2021_a-b.c/d]')).toEqual([['oecd:2021_a-b.c/d', '', '@oecd:2021_a-b.c/d']]);
  });
});

describe('narrative citations', () => {
  it('have a key, at its place', () => {
    expect(inlines('As @taylor2016 says')).toMatchObject([
      { text: 'As ' },
      { kind: 'cite', narrative: true, items: [{ key: 'taylor2016', locator: '' }] },
      { text: ' says' },
    ]);
    expect(cited('As @taylor2016 says')).toEqual([['taylor2016', '', 'taylor2016']]);
  });

  it('may have a locator', () => {
    expect(cited('@a.b [pp. 3, 5–7] says')).toEqual([['a.b', 'pp. 3, 5–7', 'a.b']]);
  });

  it('are told from citations in brackets', () => {
    expect(inlines('[@a] @b')).toMatchObject([{ narrative: false }, {}, { narrative: true }]);
  });

  it('are text in a talk without a bibliography', () => {
    const { inlines: found, told: reported } = read('Ask @lectern [on the web] or @me', false, false);
    expect(reported).toEqual([]);
    expect(plainText(found)).toBe('Ask @lectern [on the web] or @me');
    expect(found.every(({ kind }) => kind === 'text')).toBe(true);
  });

  it('are not what is escaped or an address', () => {
    for (const [text, plain] of [
      ['Ask \\@lectern', 'Ask @lectern'],
      ['me@example.org', 'me@example.org'],
      ['x@y', 'x@y'],
      ['https://example.org/@me', 'https://example.org/@me'],
    ] as const) {
      expect(cited(text), text).toBeUndefined();
      expect(plainText(inlines(text)), text).toBe(plain);
    }
  });
});

describe('directives', () => {
  it('give a language', () => {
    expect(inlines(':lang[小**我**]{zh-Hans}')).toMatchObject([
      { kind: 'lang', lang: 'zh-Hans', children: [{ text: '小' }, { kind: 'strong' }] },
    ]);
  });

  it('are reported without the language', () => {
    for (const text of [':lang[a]', ':lang[a]{}', ':lang[a]{x=de}']) {
      expect(read(text)).toEqual({
        inlines: [],
        told: [at('slides/10.md:1:1', messages.directiveArguments('lang', ':lang[小我]{zh-Hans}'))],
      });
    }
  });

  it('are reported where there is none of that name', () => {
    expect(read('a :lagn[b]{de}').told).toEqual([
      at('slides/10.md:1:3', messages.directiveUnknown('lagn', 'lang', ['lang', 'value'])),
    ]);
    expect(read('a :colour[b]{red}').told).toEqual([
      at('slides/10.md:1:3', messages.directiveUnknown('colour', undefined, ['lang', 'value'])),
    ]);
  });
});

describe('images in a line', () => {
  it('have a text with characters in place of entities', () => {
    expect(inlines('a ![b &amp; c](d.png "e")')).toMatchObject([
      {},
      { kind: 'image', image: { path: 'd.png', alt: 'b & c', caption: 'e' } },
    ]);
  });
});

describe('raw HTML in a line', () => {
  it('stands around the inlines inside it', () => {
    expect(inlines('a<sup>*b*</sup> c')).toMatchObject([
      {
        kind: 'html',
        parts: [{ text: 'a' }, '<sup>', { kind: 'em' }, '</sup>', { text: ' c' }],
      },
    ]);
  });

  it('is cleaned, with a report at its place', () => {
    const { inlines: found, told: reported } = read('a <b onclick="x()">c</b>');
    expect(found).toMatchObject([{ parts: [{}, '<b>', { text: 'c' }, '</b>'] }]);
    expect(reported).toEqual([at('slides/10.md:1:3', messages.htmlRemoved('onclick="…" on <b>'))]);
  });

  it('is no place for links that Markdown may not have', () => {
    const { inlines: found, told: reported } = read('a <a href="../notes.txt">b</a>');
    expect(found).toMatchObject([{ parts: [{}, '<a href="../notes.txt">', { text: 'b' }, '</a>'] }]);
    expect(reported).toEqual([at('slides/10.md:1:3', messages.linkUnsafe('../notes.txt'))]);
    expect(
      read('<a href="https://x.org">b</a> <a href="#c">d</a> <a href="mailto:e@x.org">f</a>').told,
    ).toEqual([]);
  });

  it('is not looked for in comments', () => {
    const link = inlines('a <!-- [a](#b) --> [a](#b)').find(({ kind }) => kind === 'ref');
    expect(link).toMatchObject({ span: { start: 19, end: 26 } });
  });

  it('leaves nothing for comments, which are notes', () => {
    for (const trustHtml of [false, true]) {
      expect(read('a<!-- b --> c', trustHtml)).toMatchObject({
        inlines: [
          { kind: 'text', text: 'a' },
          { kind: 'text', text: ' c' },
        ],
        told: [],
      });
    }
  });

  it('is kept as it is where the builder trusts it', () => {
    expect(read('a <b onclick="x()">c</b>', true)).toMatchObject({
      inlines: [{ parts: [{}, '<b onclick="x()">', { text: 'c' }, '</b>'] }],
      told: [],
    });
  });

  it('is closed where the author forgot to', () => {
    expect(inlines('a <b>c')).toMatchObject([{ parts: [{}, '<b>', { text: 'c' }, '</b>'] }]);
  });

  it('keeps inlines in their order when tags are crossed', () => {
    const [html] = inlines('<b>x<i>*y*</b>`z`</i>');
    const kinds =
      html?.kind === 'html' && html.parts.flatMap((part) => (typeof part === 'string' ? [] : part.kind));
    expect(kinds).toEqual(['text', 'em', 'code']);
  });

  it('cannot bring in another inline with the characters that stand for one', () => {
    const { inlines: found } = read('<b title="\uE0001\uE001">x</b> *y*');
    const [html] = found;
    const kinds =
      html?.kind === 'html' && html.parts.flatMap((part) => (typeof part === 'string' ? [] : part.kind));
    expect(kinds).toEqual(['text', 'text', 'em']);
  });

  it('does not take those characters in text for an inline', () => {
    const { inlines: found } = read('\uE0000\uE001 <b>x</b>');
    expect(found).toMatchObject([{ parts: [{ text: '\uE0000\uE001 ' }, '<b>', { text: 'x' }, '</b>'] }]);
  });
});
