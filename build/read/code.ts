import type { Block } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { type Message, messages } from '../model/messages.ts';
import { type Span, within } from '../model/source.ts';

/** More between the braces lights no lines in turn. */
const mostInBraces = 500;

/** Reads a fence of code from the words behind its marks, such as `r {2-3|5|all}`: its language and lines to light. */
export function readCode(
  info: string,
  text: string,
  at: Span,
  { report }: Pick<ReadContext, 'report'>,
): Extract<Block, { kind: 'code' }> {
  let [, lang = '', lines, rest = ''] = /^([^\s{]*)\s*(?:\{([^{}]*)\})?\s*(.*)$/s.exec(info.trim()) ?? [];
  const count = text.split('\n').length;
  /** Tells of a part of the line that opens the fence, `offset` characters into what stands in its braces. */
  const tell = (message: Message, words: string, offset = -1): void => {
    const opening = at.source.text.slice(at.start, at.end).split('\n', 1)[0] ?? '';
    const start = offset < 0 ? opening.lastIndexOf(words) : opening.indexOf(`{${lines}}`) + 1 + offset;
    report(diagnose(within(at, Math.max(0, start), words.length), message));
  };
  if (rest !== '') tell(messages.codeMeta(rest), rest);

  if (lines && lines.length > mostInBraces) {
    tell(messages.codeLines(`${lines.slice(0, 20)} …`, lang), lines);
    lines = undefined;
  }
  const lit: number[][] = [];
  let offset = 0;
  for (const state of lines?.split('|') ?? []) {
    const all = Array.from({ length: count }, (_, n) => n + 1);
    const found = /^\s*(?:all|\*)\s*$/.test(state) ? all : [];
    for (const part of found.length > 0 ? [] : state.split(',')) {
      const words = part.trim();
      const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(words) ?? [];
      const [from, to] = [Number(first), Number(last)];
      const place = offset + state.indexOf(part) + part.indexOf(words);
      if (first === undefined || from < 1 || to < from) tell(messages.codeLines(words, lang), words, place);
      else if (to > count) tell(messages.codeLineBeyond(to, count), words, place);
      else found.push(...all.slice(from - 1, to));
    }
    lit.push(found);
    offset += state.length + 1;
  }
  return { kind: 'code', span: at, lang, text, lit };
}
