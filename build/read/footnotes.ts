import type { Token, TokenizerExtension, Tokens } from 'marked';
import type { Block, Footnote } from '../model/deck.ts';
import { diagnose, nearest, placeOf } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { startIn } from './extension.ts';

/** `[^label]`, which marks a place in a line. */
export interface MarkToken extends Tokens.Generic {
  readonly type: 'mark';
  readonly label: string;
}

/** `[^label]: text`, the footnote itself; lines below that are indented go on with it. */
export interface FootnoteToken extends Tokens.Generic {
  readonly type: 'footnote';
  readonly label: string;
  readonly tokens: Token[];
}

const opening = /^\[\^([^\]\s]+)\]:[ \t]*/;
/** A line that ends a footnote's paragraph though no blank one stands before it. */
const otherBlock = /^(?:\[\^|:::|#{1,6} |`{3}|~{3}|>|[-*+] |\d+[.)] |\||\$\$)/;

const footnote: TokenizerExtension = {
  name: 'footnote',
  level: 'block',
  start: startIn(/\[\^[^\]\s]+\]:/),
  tokenizer(src) {
    const [mark, label] = opening.exec(src) ?? [];
    if (mark === undefined) return undefined;
    // lines are read one by one, as a slide may hold many footnotes
    let end = lineEnd(src, 0);
    let isBelowText = true;
    for (let start = end; start < src.length; ) {
      const stop = lineEnd(src, start);
      const line = src.slice(start, stop);
      const isText = line.trim() !== '';
      const belongs = /^(?: {2}|\t)/.test(line) || (isBelowText && !otherBlock.test(line));
      if (isText && belongs) end = stop;
      else if (isText) break;
      [start, isBelowText] = [stop, isText];
    }
    const raw = src.slice(0, end);
    const inner = raw
      .slice(mark.length)
      .replace(/\n$/, '')
      .replace(/\n(?: {1,4}|\t)/g, '\n');
    return {
      type: 'footnote',
      raw,
      label,
      tokens: this.lexer.blockTokens(inner),
    };
  },
};

/** Where the next line begins. */
function lineEnd(text: string, from: number): number {
  return text.indexOf('\n', from) + 1 || text.length;
}

const mark: TokenizerExtension = {
  name: 'mark',
  level: 'inline',
  tokenizer(src) {
    const match = /^\[\^([^\]\s]+)\]/.exec(src);
    return match ? { type: 'mark', raw: match[0], label: match[1] } : undefined;
  },
};

/** What Markdown is taught, so that it finds footnotes and their marks. */
export const footnoteSyntax = [footnote, mark];

interface Named {
  readonly label: string;
  readonly span: Span;
}

/** The marks and footnotes of a slide as they are found. */
export interface FootnotesFound {
  /** The numbers of the labels that marks have, in the order of these. */
  readonly numbers: Map<string, number>;
  readonly marks: Named[];
  readonly notes: (Named & { readonly blocks: readonly Block[] })[];
}

/** The number of the footnote that a mark names, from 1 in the order of the marks, and whether it is its first. */
export function numberOf(
  { marks, numbers }: FootnotesFound,
  label: string,
  span: Span,
): { number: number; isFirst: boolean } {
  const key = label.toLowerCase();
  marks.push({ label: key, span });
  const before = numbers.get(key);
  const number = before ?? numbers.size + 1;
  numbers.set(key, number);
  return { number, isFirst: before === undefined };
}

/** A slide's footnotes in the order of their numbers; marks without one, and those without marks, are told. */
export function orderFootnotes(
  { marks, notes, numbers }: FootnotesFound,
  { report }: Pick<ReadContext, 'report'>,
): Footnote[] {
  const firsts = new Map([...notes].reverse().map((note) => [note.label, note]));
  const known = [...new Set(notes.map(({ label }) => label))];
  for (const { label, span } of marks)
    if (!firsts.has(label)) report(diagnose(span, messages.footnoteUnknown(label, nearest(label, known))));
  for (const note of notes) {
    const first = firsts.get(note.label);
    if (first && first !== note)
      report(diagnose(note.span, messages.footnoteDuplicate(note.label, placeOf(first.span))));
    else if (!numbers.has(note.label)) report(diagnose(note.span, messages.footnoteUnused(note.label)));
  }
  return [...numbers.keys()].flatMap((wanted) => firsts.get(wanted) ?? []);
}
