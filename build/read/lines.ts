/** A line of Markdown. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Inside a code fence or an HTML comment, where nothing opens, closes or separates. */
  readonly verbatim: boolean;
}

/** Cuts Markdown into lines, one by one, and tells which belong to code fences, those of list items too, and to comments. */
export function* scanLines(text: string): Generator<Line> {
  let fence: Fence | undefined;
  let comment = false;
  let start = 0;
  while (start <= text.length) {
    const stop = text.indexOf('\n', start);
    const line = text.slice(start, stop < 0 ? text.length : stop);
    if (fence && leaves(fence, line)) fence = undefined;
    yield { start, end: start + line.length, text: line, verbatim: comment || fence !== undefined };
    if (fence) {
      if (closes(fence, line)) fence = undefined;
    } else if (comment) {
      comment = !line.includes('-->');
    } else {
      fence = openedBy(line);
      comment = /^ {0,3}<!--(?!-?>|.*-->)/.test(line);
    }
    start += line.length + 1;
  }
}

/** The line that opens a code fence which is never closed. */
export function unclosedFence(lines: readonly Line[]): Line | undefined {
  let first = lines.length;
  while (lines[first - 1]?.verbatim) first--;
  const opening = lines[first - 1];
  const fence = opening && openedBy(opening.text);
  const last = lines.at(-1);
  return fence && last && (last === opening || !closes(fence, last.text)) ? opening : undefined;
}

interface Fence {
  readonly marker: string;
  /** Where the list item on whose first line it opens has its text; 0 outside of one. */
  readonly indent: number;
}

function openedBy(line: string): Fence | undefined {
  const [, items = '', marker] =
    /^(?:( {0,3}(?:(?:[-*+]|\d{1,9}[.)]) {1,4})+)| {0,3})(`{3,}(?=[^`]*$)|~{3,})/.exec(withoutTabs(line)) ??
    [];
  return marker === undefined ? undefined : { marker, indent: items.length };
}

function closes({ marker, indent }: Fence, line: string): boolean {
  const [, blanks = '', ticks = ''] = /^( *)(`+|~+) *$/.exec(withoutTabs(line)) ?? [];
  return blanks.length <= indent + 3 && ticks.startsWith(marker);
}

/** Text further to the left ends the list item, and its fence with it. */
function leaves({ indent }: Fence, line: string): boolean {
  return line.trim() !== '' && withoutTabs(line).search(/\S/) < indent;
}

/** A line with blanks up to the next fourth column in place of its tabs. */
function withoutTabs(line: string): string {
  return line
    .split('\t')
    .reduce((before, after) => before.padEnd(4 * Math.floor(before.length / 4) + 4) + after);
}
