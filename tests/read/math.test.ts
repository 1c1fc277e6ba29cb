import { describe, expect, it } from 'vitest';
import { childrenOf, lex } from '../../build/read/lexer.ts';
import type { MathToken } from '../../build/read/math.ts';

/** The formulas of a line, those on display in double signs. */
function inLine(text: string): string[] {
  return lex(text)
    .flatMap((token) => childrenOf(token))
    .filter((token): token is MathToken => token.type === 'math')
    .map(({ tex, display }) => (display ? `$$${tex}$$` : `$${tex}$`));
}

describe('formulas in a line', () => {
  it.each([
    ['a $x^2$ b', ['$x^2$']],
    ['$x$, ($y$) and 2$z$.', ['$x$', '$y$', '$z$']],
    ['$\\text{a \\$ b}$', ['$\\text{a \\$ b}$']],
    ['$a\n\\cdot b$', ['$a\n\\cdot b$']],
    ['$a_1 * b_2 * c$', ['$a_1 * b_2 * c$']],
    ['in $$x = 1$$ words', ['$$x = 1$$']],
    ['$[@key]$', ['$[@key]$']],
  ])('are found in %j', (text, expected) => {
    expect(inLine(text)).toEqual(expected);
  });

  it.each([
    'It costs $5 and $10.',
    'US$5 or 3 A$.',
    'from US$3.5 bn to US$42.1 bn',
    '$1,000–$2,000',
    '$ x $',
    '$x $ or $ x$',
    '\\$x\\$',
    '`$x$`',
    'one $ alone',
    '$$',
    '$x\n\ny$',
  ])('are none in %j', (text) => {
    expect(inLine(text)).toEqual([]);
  });
});

describe('formulas on display', () => {
  const blocks = (text: string): unknown[] =>
    lex(text)
      .filter(({ type }) => type !== 'space')
      .map((token) => (token.type === 'math' ? [(token as MathToken).tex, token.closed] : token.type));

  it('stand on lines of their own, whatever lines begin with', () => {
    expect(blocks('$$\na\n= b\n- c\n$$\n\nText\n')).toEqual([['a\n= b\n- c', true], 'paragraph']);
    expect(blocks('Text\n$$x$$\nmore\n')).toEqual(['paragraph', ['x', true], 'paragraph']);
    expect(blocks('$$x$$ in words\n')).toEqual(['paragraph']);
  });

  it('end at a blank line where they are never closed', () => {
    expect(blocks('$$\nx\n\nText\n')).toEqual([['x', false], 'paragraph']);
  });

  it('keep the text whole', () => {
    const text = 'A\n\n$$\nx\n$$\n\nB $y$ and $5\n';
    expect(
      lex(text)
        .map(({ raw }) => raw)
        .join(''),
    ).toBe(text);
  });
});
