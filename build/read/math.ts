import type { TokenizerExtension, Tokens } from 'marked';
import { lastCharacter, startIn } from './extension.ts';

/** A formula in TeX: `$…$` in a line, `$$…$$` on lines of its own or in a line. */
export interface MathToken extends Tokens.Generic {
  readonly type: 'math';
  readonly tex: string;
  readonly display: boolean;
  /** Whether its `$$` are closed before the next blank line. */
  readonly closed: boolean;
}

/** Neither a dollar nor a blank line. */
const inside = String.raw`(?:\\[\s\S]|[^\\$\n]|\n(?![ \t]*\n))`;
const onLines = new RegExp(String.raw`^ {0,3}\$\$(?!\$)(${inside}+)\$\$[ \t]*(?:\n|$)`);
const open = new RegExp(String.raw`^ {0,3}\$\$[ \t]*\n(${inside}*)(?:\n|$)`);
const display = new RegExp(String.raw`^\$\$(?!\$)(${inside}+)\$\$`);
/** As in pandoc, so that amounts in dollars are none: no blank inside the signs, no digit behind them. */
const inLine = new RegExp(String.raw`^\$(?![\s$])(${inside}*)(?<!\s)\$(?!\d)`);

function token(raw: string, tex: string, isDisplay: boolean, closed = true): MathToken {
  return { type: 'math', raw, tex: tex.trim(), display: isDisplay, closed };
}

const block: TokenizerExtension = {
  name: 'math',
  level: 'block',
  start: startIn(/ {0,3}\$\$/),
  tokenizer(src) {
    const match = onLines.exec(src);
    if (match) return token(match[0], match[1] ?? '', true);
    const unclosed = open.exec(src);
    return unclosed ? token(unclosed[0], unclosed[1] ?? '', true, false) : undefined;
  },
};

const inline: TokenizerExtension = {
  name: 'math',
  level: 'inline',
  start: (src) => src.indexOf('$'),
  tokenizer(src, before) {
    const shown = display.exec(src);
    if (shown) return token(shown[0], shown[1] ?? '', true);
    // behind a letter it is a currency: US$5
    if (/\p{L}$/u.test(lastCharacter(before))) return undefined;
    const match = inLine.exec(src);
    return match ? token(match[0], match[1] ?? '', false) : undefined;
  },
};

/** What Markdown is taught, so that it finds formulas. */
export const mathSyntax = [block, inline];
