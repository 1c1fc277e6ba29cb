import type { Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { type ContainerToken, childrenOf, lex, lexInline, tokensOf } from '../../build/read/lexer.ts';

/** Types of tokens as an outline: a container with its name, blanks left out. */
function outline(tokens: readonly Token[]): unknown[] {
  return tokens
    .filter(({ type }) => type !== 'space')
    .map((token) => {
      if (token.type !== 'container') return token.type;
      const { name, closed } = token as ContainerToken;
      return [closed ? name : `${name} (open)`, ...outline(childrenOf(token))];
    });
}

/** The inline tokens of a paragraph. */
function line(text: string): Token[] {
  const [paragraph] = lex(text);
  return paragraph ? [...childrenOf(paragraph)] : [];
}

function only(text: string, type: string): Token | undefined {
  return line(text).find((token) => token.type === type);
}

describe('containers', () => {
  it('hold blocks', () => {
    expect(outline(lex(':::aside\nText\n\n- item\n:::\n\nAfter\n'))).toEqual([
      ['aside', 'paragraph', 'list'],
      'paragraph',
    ]);
  });

  it('may have a blank before the name and more colons', () => {
    expect(outline(lex('::: left\nx\n:::\n'))).toEqual([['left', 'paragraph']]);
    expect(outline(lex('::::left\nx\n::::\n'))).toEqual([['left', 'paragraph']]);
  });

  it('may be empty', () => {
    expect(outline(lex(':::aside\n:::\n'))).toEqual([['aside']]);
    expect(outline(lex(':::aside\n:::'))).toEqual([['aside']]);
  });

  it('may stand directly below a paragraph and above one', () => {
    expect(outline(lex('Text\n:::aside\nx\n:::\nMore\n'))).toEqual([
      'paragraph',
      ['aside', 'paragraph'],
      'paragraph',
    ]);
  });

  it('are opened by no colons behind the first sign of a line', () => {
    expect(outline(lex('`:::aside` is a slot.\n'))).toEqual(['paragraph']);
  });

  it('may hold others', () => {
    expect(outline(lex(':::left\n:::step\nx\n:::\n\ny\n:::\n\nz\n'))).toEqual([
      ['left', ['step', 'paragraph'], 'paragraph'],
      'paragraph',
    ]);
  });

  it('are not closed inside a code fence', () => {
    expect(outline(lex(':::aside\n```\n:::\n```\n\nx\n:::\n'))).toEqual([['aside', 'code', 'paragraph']]);
  });

  it('are not opened inside a code fence', () => {
    expect(outline(lex(':::aside\n~~~\n:::step\n~~~\n:::\n\nx\n'))).toEqual([['aside', 'code'], 'paragraph']);
    expect(outline(lex('```\n:::step\n```\n'))).toEqual(['code']);
  });

  it('are closed behind fences in lists and lines that close no fence', () => {
    expect(outline(lex(':::aside\n- ```js\n  x\n  ```\n:::\n\ny\n'))).toEqual([
      ['aside', 'list'],
      'paragraph',
    ]);
    expect(outline(lex(':::aside\n```\n```js\n:::\n```\n:::\n\ny\n'))).toEqual([
      ['aside', 'code'],
      'paragraph',
    ]);
  });

  it('are not closed inside a comment', () => {
    expect(outline(lex(':::aside\n<!--\n:::\n-->\n\nx\n:::\n'))).toEqual([['aside', 'html', 'paragraph']]);
  });

  it('keep what stands behind their name', () => {
    const surplus = (text: string): string => (lex(text)[0] as ContainerToken).surplus;
    expect(surplus(':::aside\nx\n:::\n')).toBe('');
    expect(surplus(':::aside x \ny\n:::\n')).toBe('x');
    expect(surplus(':::aside {.x} z\ny\n:::\n')).toBe('z');
    const attributes = (text: string): unknown => (lex(text)[0] as ContainerToken).attributes;
    expect(attributes(':::column{width=40%}\nx\n:::\n')).toBe('width=40%');
    expect(attributes('::: {.column width=40%}\nx\n:::\n')).toBe('width=40%');
    expect(outline(lex(':::left\n:::step{.x}\ny\n:::\n:::\n\nz\n'))).toEqual([
      ['left', ['step', 'paragraph']],
      'paragraph',
    ]);
  });

  it('are not what lines without a name are', () => {
    expect(outline(lex('a\n\n:::\n\n::: {#x}\n\nb\n'))).toEqual(['paragraph', 'stray', 'stray', 'paragraph']);
  });

  it('that are not closed run to the end and say so', () => {
    expect(outline(lex(':::aside\nx\n\ny\n'))).toEqual([['aside (open)', 'paragraph', 'paragraph']]);
    expect(outline(lex(':::left\n:::step\nx\n:::\n'))).toEqual([['left (open)', ['step', 'paragraph']]]);
    expect(outline(lex(':::aside'))).toEqual([['aside (open)']]);
  });

  it('stand in lists and quotes too', () => {
    const [list] = lex('- a\n\n  :::step\n  b\n  :::\n');
    expect(list?.type === 'list' && outline(list.items[0]?.tokens ?? [])).toEqual([
      expect.any(String),
      ['step', expect.any(String)],
    ]);
    const [quote] = lex('> :::step\n> b\n> :::\n');
    expect(quote && outline(childrenOf(quote))).toEqual([['step', 'paragraph']]);
  });
});

describe('directives', () => {
  it('have a name, text and attributes', () => {
    expect(only('a :lang[小我]{zh-Hans} b', 'directive')).toMatchObject({
      raw: ':lang[小我]{zh-Hans}',
      name: 'lang',
      attributes: 'zh-Hans',
      tokens: [{ type: 'text', text: '小我' }],
    });
  });

  it('may have no attributes', () => {
    expect(only(':lang[x] y', 'directive')).toMatchObject({ raw: ':lang[x]', attributes: '' });
  });

  it('hold inlines', () => {
    expect(only(':lang[a **b**]{de}', 'directive')).toMatchObject({
      tokens: [{ type: 'text' }, { type: 'strong' }],
    });
  });

  it('may hold brackets, in pairs or escaped', () => {
    expect(only(':lang[a [b](https://c.org) d]{de} e', 'directive')?.raw).toBe(
      ':lang[a [b](https://c.org) d]{de}',
    );
    expect(only(':lang[a \\] b]{de} e', 'directive')?.raw).toBe(':lang[a \\] b]{de}');
  });

  it('that are not closed are text', () => {
    expect(line(':lang[a {de}').map(({ type }) => type)).toEqual(['text']);
  });

  it('are not found in code, times and addresses', () => {
    expect(only('`:lang[a]{de}`', 'directive')).toBeUndefined();
    expect(only('10:30 and a: [b]', 'directive')).toBeUndefined();
    expect(only('https://example.org:80/x', 'directive')).toBeUndefined();
  });
});

describe('citations', () => {
  it('are brackets that open with @', () => {
    expect(line('a [@b, p. 3; @c] d').map(({ type, raw }) => [type, raw])).toEqual([
      ['text', 'a '],
      ['cite', '[@b, p. 3; @c]'],
      ['text', ' d'],
    ]);
  });

  it('may stand side by side', () => {
    expect(
      line('[@a][@b]')
        .map(({ raw }) => raw)
        .join(''),
    ).toBe('[@a][@b]');
    expect(line('[@a] [@b]').filter(({ type }) => type === 'cite')).toHaveLength(2);
  });

  it('are not links whose text opens with @', () => {
    expect(only('[@someone](https://example.org)', 'cite')).toBeUndefined();
    expect(only('[@someone](https://example.org)', 'link')).toBeDefined();
  });

  it('may run over the end of a line', () => {
    expect(only('a [@b;\n@c] d', 'cite')?.raw).toBe('[@b;\n@c]');
  });

  it('are not found in code, nor escaped, nor empty, nor open', () => {
    for (const text of ['`[@a]`', '\\[@a]', '[@]', '[@a', 'me@example.org']) {
      expect(only(text, 'cite'), text).toBeUndefined();
    }
  });
});

describe('narrative citations', () => {
  const narratives = (text: string): string[] => tokensOf('narrative', lex(text)).map(({ raw }) => raw);

  it('stand in sentences, alone or with a locator', () => {
    expect(narratives('As @taylor2016 says, and @oecd [p. 3] too')).toEqual(['@taylor2016', '@oecd [p. 3]']);
    expect(narratives('@a')).toEqual(['@a']);
  });

  it('end before the punctuation of the sentence', () => {
    expect(narratives('(@a), @b; @c. @d: @e? @f’s, @g/@h')).toEqual([
      '@a',
      '@b',
      '@c',
      '@d',
      '@e',
      '@f',
      '@g',
      '@h',
    ]);
  });

  it('may have punctuation inside their keys', () => {
    expect(narratives('@oecd:2021_a-b.c/d says')).toEqual(['@oecd:2021_a-b.c/d']);
  });

  it('may have keys in other scripts', () => {
    expect(narratives('@müller2020 und @王2019')).toEqual(['@müller2020', '@王2019']);
  });

  it('stand in emphasis, lists, tables and links', () => {
    expect(narratives('**@a** [see @b](https://x.org)\n\n- @c\n\n| @d |\n|---|\n| @e |\n')).toEqual([
      '@a',
      '@b',
      '@c',
      '@d',
      '@e',
    ]);
  });

  it('take no link, no citation and nothing far away for a locator', () => {
    for (const text of ['@a [b](https://x.org)', '@a [@b]', '@a[p. 3]', '@a  [p. 3]', '@a [b]: c']) {
      expect(narratives(text), text).toEqual(['@a']);
    }
  });

  it('are not found in addresses', () => {
    for (const text of [
      'me@example.org',
      'x@y',
      'josé@example.org',
      'first.last@example.org',
      '<me@example.org>',
      'https://example.org/@me/1',
      'www.example.org/@me',
      '[x](https://example.org/@me)',
    ]) {
      expect(narratives(text), text).toEqual([]);
    }
  });

  it('are not found in code, nor escaped, nor without a key', () => {
    for (const text of ['`@a`', '\\@a', 'a @ b', '@', '@@a', '@-a', '[@a]']) {
      expect(narratives(text), text).toEqual([]);
    }
  });
});

describe('images with braces behind them', () => {
  const image = (text: string): object | undefined => {
    const token = only(text, 'image');
    return token && { raw: token.raw, attributes: (token as { attributes?: string }).attributes };
  };

  it('take them for theirs', () => {
    expect(image('![a](b.png "c"){width=50%} d')).toEqual({
      raw: '![a](b.png "c"){width=50%}',
      attributes: 'width=50%',
    });
    expect(image('![a](b.png) {width=50%}')).toEqual({ raw: '![a](b.png)', attributes: undefined });
    expect(only('[a](b.png){width=50%}', 'text')?.raw).toBe('{width=50%}');
  });
});

describe('lexInline', () => {
  it('finds no blocks', () => {
    for (const text of ['1. Open up', '# A', '- a', '> a', '---', '    a', ':::a']) {
      expect(
        lexInline(text)
          .map(({ raw }) => raw)
          .join(''),
        text,
      ).toBe(text);
      expect(
        lexInline(text).every(({ type }) => type === 'text'),
        text,
      ).toBe(true);
    }
  });

  it('finds citations and directives', () => {
    expect(lexInline('A *b* [@c] :lang[d]{de}').map(({ type }) => type)).toEqual([
      'text',
      'em',
      'text',
      'cite',
      'text',
      'directive',
    ]);
  });
});

it('finds the tokens of a kind at any depth, in the order of the text', () => {
  const text = '**[@a]**\n\n:::step\n- [@b]\n\n  > [@c]\n:::\n\n| [@d] |\n|---|\n| :lang[[@e]]{de} |\n';
  expect(tokensOf('cite', lex(text)).map(({ raw }) => raw)).toEqual(['[@a]', '[@b]', '[@c]', '[@d]', '[@e]']);
});

it('gives the text back from the raws of its tokens', () => {
  const text =
    '# T\n\nA [@b] :lang[c]{de}\n\n:::left\n\n- d\n\n:::\n\n| e |\n|---|\n| f |\n\n> g\n\n```\nh\n```\n';
  expect(
    lex(text)
      .map(({ raw }) => raw)
      .join(''),
  ).toBe(text);
});
