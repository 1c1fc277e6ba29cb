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
 * Finds a token's raw text from the cursor on and moves past it. Tokens inside lists and quotes have lost their
 * indentation, so several lines may not be found; then their first line is, or else the rest of the enclosing span.
 */
export function locate(raw: string, cursor: Cursor): Span {
  for (const piece of [raw, raw.trimEnd(), raw.slice(0, raw.indexOf('\n') + 1 || undefined).trim()]) {
    if (piece === '') continue;
    const found = cursor.source.text.indexOf(piece, cursor.at);
    if (found >= 0 && found + piece.length <= cursor.end) {
      cursor.at = found + piece.length;
      return span(cursor.source, found, found + piece.length);
    }
  }
  return span(cursor.source, cursor.at, cursor.end);
}
