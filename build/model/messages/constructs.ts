import { error, quote, warning } from './message.ts';

/** What stands on slides beyond text: code, formulas, footnotes, columns and the like. */
export const constructs = {
  codeLanguage: (lang: string, near: string | undefined) =>
    warning(
      'code-language',
      `${quote(lang)} is no language whose code can be highlighted`,
      near === undefined ? 'Write text for code of no language.' : `Did you mean ${quote(near)}?`,
    ),
  codeLines: (words: string, lang: string) =>
    error(
      'code-lines',
      `${quote(words)} does not name lines of code`,
      lang === ''
        ? 'The language stands before the braces, which name lines: ```python {2-3|5|all}.'
        : 'Write lines and stretches of them, a bar between steps: {2-3|5|all} or {2,4-6}.',
    ),
  codeLineBeyond: (line: number, count: number) =>
    error('code-line-beyond', `There is no line ${line}: this code has ${count}`),
  footnoteUnknown: (label: string, near: string | undefined) =>
    error(
      'footnote-unknown',
      `This slide has no footnote ${quote(label)}`,
      near === undefined ? `Write one on the same slide: [^${label}]: …` : `Did you mean ${quote(near)}?`,
    ),
  footnoteUnused: (label: string) =>
    error(
      'footnote-unused',
      `No mark on this slide leads to the footnote ${quote(label)}`,
      `Put [^${label}] where it belongs.`,
    ),
  footnoteDuplicate: (label: string, first: string) =>
    error(
      'footnote-duplicate',
      `This slide has a footnote ${quote(label)} already, at ${first}`,
      'Give one of the two another name.',
    ),
  footnoteInNotes: () =>
    error('footnote-in-notes', 'Speaker notes have no footnotes', 'Write it into the notes themselves.'),
  footnotesUnplaced: (layout: string) =>
    error(
      'footnotes-unplaced',
      `Layout ${quote(layout)} has no place for footnotes`,
      'Give it one: <slot fill="footnotes"></slot>.',
    ),
  mathOpen: () =>
    error('math-open', 'This formula is never closed', 'Close it with $$, before a blank line.'),
  mathTex: (problem: string) =>
    error(
      'math-tex',
      `This formula cannot be set: ${problem}`,
      'A dollar that opens no formula is written \\$.',
    ),
  codeMeta: (words: string) =>
    warning(
      'code-meta',
      `${quote(words)} behind the language is not read`,
      'What may stand there are lines in braces: {2-3|5|all}.',
    ),
};
