import { type Source, type Span, span } from '../model/source.ts';

/** A place in a source that moves forward as its tokens are found there. */
export interface Cursor {
  readonly source: Source;
  at: number;
  readonly end: number;
}

export function cursorOver({ source, start, end }: Span): Cursor {
  return { source, at: start, end };
}

/**
 * Finds a token's raw text from the cursor on and moves past it, line ends after it left out. What cannot be found
 * gets the rest of the enclosing span, and the cursor stays.
 */
export function locate(raw: string, cursor: Cursor): Span {
  const { source, at, end } = cursor;
  const pieces = (raw.replace(/\n[\s>]*$/, '') || raw).split(betweenWords);
  for (let start = at; start <= end; start++) {
    const stop = endOf(pieces, source.text, start);
    if (stop === undefined || stop > end) continue;
    cursor.at = stop;
    return span(source, start, stop);
  }
  return span(source, at, end);
}

/**
 * What the lexer changes about the lines of lists, quotes and tables: it takes their indentation and their `>`, makes
 * blanks of tabs and unescapes the bars of cells. Words stand in the file as they are.
 */
const betweenWords = /([ \t]*\n[\s>]*|[ \t]+|\\?\|)/;
const lineEnd = /[ \t]*\n[\s>]*/y;
const blanks = /[ \t]+/y;
const bar = /\\?\|/y;

/** Where words and what is between them, in turn, end in `text` when they start at `start`. */
function endOf(pieces: readonly string[], text: string, start: number): number | undefined {
  let at = start;
  for (const [n, piece] of pieces.entries()) {
    if (n % 2 === 0) {
      if (!text.startsWith(piece, at)) return undefined;
      at += piece.length;
      continue;
    }
    const pattern = piece.includes('\n') ? lineEnd : piece.endsWith('|') ? bar : blanks;
    pattern.lastIndex = at;
    if (!pattern.test(text)) return undefined;
    at = pattern.lastIndex;
  }
  return at;
}
