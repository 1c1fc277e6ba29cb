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
  alertUnknown: (name: string, near: string | undefined, known: readonly string[]) =>
    error(
      'alert-unknown',
      `There is no alert ${quote(`[!${name}]`)}`,
      near === undefined
        ? `Alerts: ${known.map((kind) => kind.toUpperCase()).join(', ')}`
        : `Did you mean ${quote(`[!${near.toUpperCase()}]`)}?`,
    ),
  alertLine: (name: string) =>
    error('alert-line', `Text stands behind ${quote(`[!${name}]`)}`, 'Begin it on the next line.'),
  imageSize: (name: string, value: string) =>
    error(
      'image-size',
      `${quote(value)} is no ${name} for an image`,
      name === 'width'
        ? 'Write it in percent of its place or in pixels: 50% or 320px.'
        : 'Write it in pixels: 320px.',
    ),
  chartAttributes: () =>
    error('chart-attributes', 'A chart is as large as its place', 'Leave out what stands in braces.'),
  backgroundUnknown: (value: string, near: string | undefined) =>
    error(
      'background-unknown',
      `${quote(value)} is neither a colour nor a path to an image`,
      near === undefined
        ? 'Write a colour as CSS does (navy, #0c2a36) or a path (sky.jpg).'
        : `Did you mean ${quote(near)}?`,
    ),
  backgroundClear: (value: string) =>
    error(
      'background-clear',
      `${quote(value)} lets shine through what is under it`,
      'Name a colour that does not.',
    ),
  columnAlone: () =>
    error('column-alone', 'A column stands outside of columns', 'Put columns into :::columns … :::.'),
  columnsText: () =>
    error(
      'columns-text',
      'This stands between columns and in none of them',
      'Put it into a :::column … :::.',
    ),
  columnsEmpty: () =>
    error('columns-empty', 'There are no columns in :::columns', 'Put :::column … ::: into it.'),
  columnWidth: (value: string) =>
    error('column-width', `${quote(value)} is no width for a column`, 'Write it in percent: width=40%.'),
  columnsWide: (percent: number) =>
    error('columns-wide', `The widths of these columns add up to ${percent}%`, 'They have 100% to share.'),
  includeMissing: (path: string, near: string | undefined) =>
    error(
      'include-missing',
      `There is no file ${quote(path)}`,
      near === undefined
        ? 'The path is relative to the file that includes it.'
        : `Did you mean ${quote(near)}?`,
    ),
  includeType: (path: string) =>
    error('include-type', `${quote(path)} is no Markdown`, 'Only files that end in .md can be included.'),
  includeCycle: (way: readonly string[]) =>
    error(
      'include-cycle',
      `This file includes itself: ${way.join(' → ')}`,
      'Leave out one of these includes.',
    ),
  includeOfSlides: (path: string) =>
    error(
      'include-of-slides',
      `The slides of ${quote(path)} are in the talk already`,
      'Move what is to be included into a folder of its own, such as slides/shared/.',
    ),
  includeSlides: (path: string) =>
    error(
      'include-slides',
      `${quote(path)} holds whole slides, which cannot stand inside of one`,
      'Put the include alone between two lines ---, or take separators and front matter out of the file.',
    ),
  includeEmpty: (path: string) => error('include-empty', `There is nothing in ${quote(path)}`),
  includeMany: (most: number) => error('include-many', `This talk includes more than ${most} files`),
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
