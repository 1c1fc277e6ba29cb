import { type Span, textOf } from './source.ts';

/** New text for a stretch of a source. */
export interface Edit {
  readonly at: Span;
  readonly text: string;
}

/** The text of a span with the edits inside it made. Of two that overlap, the one that begins first is made. */
export function edited(within: Span, edits: readonly Edit[]): string {
  const inside = edits
    .filter(({ at }) => at.start >= within.start && at.end <= within.end)
    .sort((a, b) => a.at.start - b.at.start || b.at.end - a.at.end);
  let text = '';
  let done = within.start;
  for (const edit of inside) {
    if (edit.at.start < done) continue;
    text += textOf({ ...within, start: done, end: edit.at.start }) + edit.text;
    done = edit.at.end;
  }
  return text + textOf({ ...within, start: done });
}
