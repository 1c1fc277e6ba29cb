import type { RawSlide } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Source, type Span, span, textOf } from '../model/source.ts';
import { type Line, scanLines, unclosedFence } from './lines.ts';

/** More is no slide; some of what Markdown and TeX allow takes time that grows with the square of its length. */
export const mostCharacters = 50_000;

/**
 * Cuts a file into slides. A line `---` ends a slide; when text follows directly below it, it opens the next
 * slide's front matter, which another `---` closes. `Note:` starts the notes. Nothing counts inside code and comments.
 */
export function splitSlides(source: Source, context: Pick<ReadContext, 'report'>): RawSlide[] {
  const lines = [...scanLines(source.text)];
  const fence = unclosedFence(lines);
  if (fence) context.report(diagnose(span(source, fence.start, fence.end), messages.fenceOpen()));
  const slides: RawSlide[] = [];
  let n = skipBlank(lines, 0);
  while (n < lines.length) {
    if (isSeparator(lines[n]) && isBlank(lines[n + 1])) {
      n = skipBlank(lines, n + 1);
      continue;
    }
    const open = n;
    const close = isSeparator(lines[open]) ? closing(lines, open, source, context) : undefined;
    const bodyStart = close === undefined ? open + Number(isSeparator(lines[open])) : close + 1;
    let end = bodyStart;
    while (end < lines.length && !isSeparator(lines[end])) end++;
    const above = lines[end - 1];
    if (end < lines.length && end > bodyStart && above && !isBlank(above)) {
      context.report(diagnose(span(source, above.start, above.end), messages.separatorText()));
    }
    const slide = cut(source, lines, open, close, bodyStart, end);
    const note = slide?.notes ? undefined : lines.slice(bodyStart, end).find(isNearNote);
    if (note)
      context.report(diagnose(span(source, note.start, note.end), messages.noteSpelling(note.text.trim())));
    const length = slide?.span.end ?? 0;
    if (slide && length > mostCharacters)
      context.report(diagnose(slide.body, messages.slideLong(length, mostCharacters)));
    else if (slide) slides.push(slide);
    n = end;
  }
  return slides;
}

/** The line that closes the front matter opened at `open`, unless what stands there is not front matter. */
function closing(
  lines: readonly Line[],
  open: number,
  source: Source,
  context: Pick<ReadContext, 'report'>,
): number | undefined {
  const next = lines[open + 1];
  if (!next) return undefined;
  const at = span(source, next.start, next.end);
  if (!opensFields(lines, open + 1)) {
    context.report(diagnose(at, messages.separatorGlued()));
    return undefined;
  }
  for (let n = open + 1; n < lines.length && !isTitle(lines, n); n++) {
    if (lines[n]?.text.trimEnd() === '---') return n;
  }
  context.report(diagnose(at, messages.frontMatterOpen()));
  return undefined;
}

/** Whether what begins here is a key, below comments or not, or the end of empty front matter. */
function opensFields(lines: readonly Line[], first: number): boolean {
  let n = first;
  while (lines[n]?.text.startsWith('#')) n++;
  const line = lines[n]?.text ?? '';
  return /^["']?[\w-]+["']?\s*:/.test(line) || (n === first && line.trimEnd() === '---');
}

/** A heading below a blank line: a comment to YAML, but more likely a slide whose front matter is not closed. */
function isTitle(lines: readonly Line[], n: number): boolean {
  return isBlank(lines[n - 1]) && /^#{1,6} /.test(lines[n]?.text ?? '');
}

function cut(
  source: Source,
  lines: readonly Line[],
  open: number,
  close: number | undefined,
  bodyStart: number,
  end: number,
): RawSlide | undefined {
  const from = (n: number): number => lines[n]?.start ?? source.text.length;
  let note = bodyStart;
  while (note < end && !(lines[note]?.text.startsWith('Note:') && !lines[note]?.verbatim)) note++;
  const first = from(open);
  const own: Source = {
    path: source.path,
    text: source.text.slice(first, from(end)),
    before: { lines: open, units: first },
  };
  const part = (start: number, stop: number): Span => span(own, start - first, stop - first);
  const body = part(from(bodyStart), from(note));
  const frontMatter = close === undefined ? undefined : part(from(open + 1), from(close));
  const notes = note < end ? part(from(note) + 'Note:'.length, from(end)) : undefined;
  const empty = textOf(body).trim() === '' && !frontMatter && !notes;
  return empty ? undefined : { span: span(own, 0, own.text.length), frontMatter, body, notes };
}

/** A line that opens notes in other tools, and not here. */
function isNearNote({ text, verbatim }: Line): boolean {
  return !verbatim && /^notes?:\s*$/i.test(text);
}

function isSeparator(line: Line | undefined): boolean {
  return line !== undefined && !line.verbatim && line.text.trimEnd() === '---';
}

function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

function skipBlank(lines: readonly Line[], from: number): number {
  let n = from;
  while (n < lines.length && isBlank(lines[n])) n++;
  return n;
}
