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
