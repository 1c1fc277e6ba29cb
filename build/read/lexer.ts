import {
  type Lexer,
  Marked,
  type Token,
  type TokenizerExtension,
  type Tokens,
  type TokensList,
} from 'marked';
import { mostLevels } from './depth.ts';
import { lastCharacter, startIn } from './extension.ts';
import { footnoteSyntax } from './footnotes.ts';
import { leaf } from './include.ts';
import { scanLines } from './lines.ts';
import { mathSyntax } from './math.ts';

/** `:::name` … `:::`, with what stands between. */
export interface ContainerToken extends Tokens.Generic {
  readonly type: 'container';
  readonly name: string;
  /** What stands in braces, as in `:::column{width=40%}` or pandoc's `::: {.column width=40%}`. */
  readonly attributes: string | undefined;
  /** What stands behind the name and has no place there. */
  readonly surplus: string;
  readonly closed: boolean;
}

/** `:name[text]{key=value}` */
export interface DirectiveToken extends Tokens.Generic {
  readonly type: 'directive';
  readonly name: string;
  readonly attributes: string;
  readonly tokens: Token[];
}

const container: TokenizerExtension = {
  name: 'container',
  level: 'block',
  start: startIn(/:::/),
  tokenizer(src) {
    const [line, pandocName, pandocAttributes, ownName, attributes, surplus = ''] =
      /^:::+[ \t]*(?:\{\.([\w-]+)([^{}\n]*)\}|([\w-]*)(?:[ \t]*\{([^{}\n]*)\})?)(.*)(?:\n|$)/.exec(src) ?? [];
    if (line === undefined) return undefined;
    const name = pandocName ?? ownName;
    // it neither opens nor closes a container
    if (!name) return { type: 'stray', raw: line };
    const { inner, length, closed } = untilClosed(src, line.length);
    return {
      type: 'container',
      raw: src.slice(0, length),
      name,
      attributes: pandocAttributes?.trim() || attributes,
      surplus: surplus.trim(),
      closed,
      tokens: this.lexer.blockTokens(inner),
    };
  },
};

/** Finds the `:::` that closes a container, past nested containers, code and comments. */
function untilClosed(src: string, from: number): { inner: string; length: number; closed: boolean } {
  const inner = src.slice(from);
  let depth = 1;
  for (const { start, end, text, verbatim } of scanLines(inner)) {
    if (verbatim) continue;
    if (/^:::+[ \t]*(?:[\w-]|\{\.)/.test(text)) depth++;
    else if (/^:::+[ \t]*$/.test(text) && --depth === 0) {
      return { inner: inner.slice(0, start), length: Math.min(from + end + 1, src.length), closed: true };
    }
  }
  return { inner, length: src.length, closed: false };
}

const directive: TokenizerExtension = {
  name: 'directive',
  level: 'inline',
  start: (src) => /:[a-z][\w-]*[[{]/.exec(src)?.index,
  tokenizer(src) {
    const match =
      /^:([a-z][\w-]*)\[((?:[^[\]\\]|\\.|\[[^\]]*\])*)\](?:\{([^}\n]*)\})?/.exec(src) ??
      // without its text it is still meant as one
      /^:(value|lang)()\{([^}\n]*)\}/.exec(src);
    if (!match) return undefined;
    return {
      type: 'directive',
      raw: match[0],
      name: match[1],
      attributes: match[3] ?? '',
      tokens: this.lexer.inlineTokens(match[2] ?? ''),
    };
  },
};

/** `[@key, p. 3; see @other]` */
const cite: TokenizerExtension = {
  name: 'cite',
  level: 'inline',
  tokenizer(src) {
    // before the key may stand a word such as “see”, but no address
    const match = /^\[(?:[^[\]@\n]*[^[\]@\w.\n])?@[^\s\]][^\]]*\](?!\(|\[(?!-?@))/.exec(src);
    return match ? { type: 'cite', raw: match[0] } : undefined;
  },
};

/** `@key` and `@key [p. 3]` */
const narrative: TokenizerExtension = {
  name: 'narrative',
  level: 'inline',
  // not inside of an address, whose beginning Markdown tells by its @
  start: (src) => /(?<![\p{L}\p{N}_@.])@[\p{L}\p{N}_]/u.exec(src)?.index,
  tokenizer(src, before) {
    // in the middle of a word it is an address or a handle of some kind
    if (/[\p{L}\p{N}_@.]$/u.test(lastCharacter(before))) return undefined;
    const match =
      /^@[\p{L}\p{N}_](?:[\p{L}\p{N}_:.#$%&+?<>~/-]*[\p{L}\p{N}_])?(?: \[[^\]@]+\](?![[(:]))?/u.exec(src);
    return match ? { type: 'narrative', raw: match[0] } : undefined;
  },
};

/** `![…](…){width=50%}` */
const sizedImage: TokenizerExtension = {
  name: 'sized-image',
  level: 'inline',
  tokenizer(src) {
    const image = src.startsWith('![') ? this.lexer.options.tokenizer?.link(src) : undefined;
    const [braces, attributes] = /^\{([^{}\n]*)\}/.exec(src.slice(image?.raw.length)) ?? [];
    if (!image || braces === undefined) return undefined;
    return { ...image, raw: image.raw + braces, attributes };
  },
};

/** The tokens inside a token. */
export function childrenOf(token: Token): readonly Token[] {
  return ('tokens' in token && token.tokens) || [];
}

const marked = new Marked({
  extensions: [container, leaf, ...mathSyntax, ...footnoteSyntax, sizedImage, directive, cite, narrative],
});

/** Markdown compares each of these with what follows, so that time grows with the square of how many there are. */
const marks = /[*_~`[\]!<$@:\\]/g;
/** More in a paragraph, a heading or a cell are no text. */
export const mostMarks = 1000;

/** A lexer that leaves text of too many marks whole, as a token `crowded`, and throws a RangeError at what nests too deeply. */
function boundedLexer(): Lexer {
  const lexer = new marked.Lexer(marked.defaults);
  const { blockTokens, inlineTokens } = lexer;
  let level = 0;
  const nested = <T>(read: () => T): T => {
    if (level === mostLevels) throw new RangeError('this Markdown nests too deeply');
    level++;
    const tokens = read();
    level--;
    return tokens;
  };
  lexer.blockTokens = (...[src, tokens, clipped]: Parameters<Lexer['blockTokens']>) =>
    nested(() => blockTokens.call(lexer, src, tokens, clipped)) as TokensList;
  lexer.inlineTokens = (src, tokens = []) => {
    if ((src.match(marks)?.length ?? 0) <= mostMarks)
      return nested(() => inlineTokens.call(lexer, src, tokens));
    tokens.push({ type: 'crowded', raw: src });
    return tokens;
  };
  return lexer;
}

/** CommonMark and GFM plus containers, formulas, footnotes, directives and citations; the tokens' raws joined give the text back. */
export function lex(text: string): Token[] {
  return boundedLexer().lex(text);
}

/** A line of text such as a title, in which nothing is a block. */
export function lexInline(text: string): Token[] {
  return boundedLexer().inlineTokens(text);
}

/** Every token of a kind among `tokens`, at any depth, in the order of the text. */
export function tokensOf(type: Token['type'], tokens: Token[]): Token[] {
  const found: Token[] = [];
  marked.walkTokens(tokens, (token) => {
    if (token.type === type) found.push(token);
  });
  return found;
}
