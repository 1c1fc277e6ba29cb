import { Marked, type Token, type TokenizerExtension, type Tokens } from 'marked';

/** `:::name` … `:::`, with what stands between. */
export interface ContainerToken extends Tokens.Generic {
  readonly type: 'container';
  readonly name: string;
  readonly closed: boolean;
}

/** `:name[text]{key=value}` */
export interface DirectiveToken extends Tokens.Generic {
  readonly type: 'directive';
  readonly name: string;
  readonly attributes: string;
  readonly tokens: Token[];
}

/** `[@key, p. 3; @other]` */
export interface CiteToken extends Tokens.Generic {
  readonly type: 'cite';
}

const container: TokenizerExtension = {
  name: 'container',
  level: 'block',
  start: (src) => /^:::/m.exec(src)?.index,
  tokenizer(src) {
    const open = /^:::+[ \t]*([\w-]+)[ \t]*(?:\n|$)/.exec(src);
    if (!open?.[1]) return undefined;
    const { inner, length, closed } = untilClosed(src, open[0].length);
    return {
      type: 'container',
      raw: src.slice(0, length),
      name: open[1],
      closed,
      tokens: this.lexer.blockTokens(inner),
    };
  },
};

/** Finds the `:::` that closes a container, past nested containers and code fences. */
function untilClosed(src: string, from: number): { inner: string; length: number; closed: boolean } {
  let depth = 1;
  let fence: string | undefined;
  let at = from;
  for (const line of src.slice(from).split('\n')) {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (marker?.startsWith(fence)) fence = undefined;
    } else if (marker) {
      fence = marker;
    } else if (/^:::+[ \t]*[\w-]+[ \t]*$/.test(line)) {
      depth++;
    } else if (/^:::+[ \t]*$/.test(line) && --depth === 0) {
      return { inner: src.slice(from, at), length: Math.min(at + line.length + 1, src.length), closed: true };
    }
    at += line.length + 1;
  }
  return { inner: src.slice(from), length: src.length, closed: false };
}

const directive: TokenizerExtension = {
  name: 'directive',
  level: 'inline',
  start: (src) => /:[a-z][\w-]*\[/.exec(src)?.index,
  tokenizer(src) {
    const match = /^:([a-z][\w-]*)\[((?:[^[\]\\]|\\.|\[[^\]]*\])*)\](?:\{([^}\n]*)\})?/.exec(src);
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

const cite: TokenizerExtension = {
  name: 'cite',
  level: 'inline',
  start: (src) => src.indexOf('[@'),
  tokenizer(src) {
    const match = /^\[@[^\]\n]+\](?![[(])/.exec(src);
    return match ? { type: 'cite', raw: match[0] } : undefined;
  },
};

/** The tokens inside a token. */
export function childrenOf(token: Token): readonly Token[] {
  return ('tokens' in token && token.tokens) || [];
}

const marked = new Marked({ extensions: [container, directive, cite] });

/** CommonMark and GFM plus containers, directives and citations; the tokens' raws joined give the text back. */
export function lex(text: string): Token[] {
  return marked.lexer(text);
}
