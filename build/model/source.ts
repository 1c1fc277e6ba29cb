/** A text file of the talk, or a part of one. `path` is relative to the talk's folder, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** What stands before a part in its file; none before the file itself. */
  readonly before?: Before;
}

/** Lines and UTF-16 code units of a file before a part of it. They change when the part is moved, and it is kept. */
export interface Before {
  lines: number;
  units: number;
}

/** A stretch of a source: offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Line and column, both from 1; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A span of a text, from and up to an offset in UTF-16 code units; empty where no end is given. */
export function span(source: Source, start: number, end: number = start): Span {
  return { source, start, end };
}

/** The part of `outer` that begins `offset` code units into it. */
export function within(outer: Span, offset: number, length: number): Span {
  return span(outer.source, outer.start + offset, outer.start + offset + length);
}

export function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}

/** Where a span begins in its file. */
export function positionOf({ source, start }: Span): Position {
  const before = source.text.slice(0, start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length + (source.before?.lines ?? 0);
  return { line, column: start - lineStart + 1 };
}

/** Where a span begins in its file, in UTF-16 code units. */
export function offsetOf({ source, start }: Span): number {
  return start + (source.before?.units ?? 0);
}

/** A part of a source where it stands in the whole file. */
export function inFile(at: Span, file: Source): Span {
  const start = offsetOf(at);
  return span(file, start, start + at.end - at.start);
}

/** The whole line in which a span begins. */
export function wholeLine({ source, start }: Span): Span {
  const from = source.text.lastIndexOf('\n', start - 1) + 1;
  const end = source.text.indexOf('\n', start);
  return span(source, start === 0 ? 0 : from, end < 0 ? source.text.length : end);
}

/** The span of a source's line `line` (from 1), from `column` to the line's end. */
export function lineSpan(source: Source, line: number, column = 1): Span {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = source.text.indexOf('\n', start);
    if (next < 0) break;
    start = next + 1;
  }
  const end = source.text.indexOf('\n', start);
  const last = end < 0 ? source.text.length : end;
  return span(source, Math.min(start + column - 1, last), last);
}
