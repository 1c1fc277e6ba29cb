import { diffIndices } from 'node-diff3';

/** A stretch of a text, in UTF-16 code units, and what comes in its place; as CodeMirror has it. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What makes one text of another: whole lines found, and of these only what differs. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  // most often little differs, and finding that is slow in long texts
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const starts = [0];
  for (const line of old) starts.push((starts.at(-1) ?? 0) + line.length);
  const hunks = diffIndices(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return hunks.map(({ buffer1: [first, count], buffer1Content, buffer2Content }) => {
    const [from = 0, to = 0] = [starts[head + first], starts[head + first + count]];
    const change = trimmed(from, to, buffer1Content.join(''), buffer2Content.join(''));
    // the last line has no end of its own, but the one before it does
    return change.to <= before.length ? change : shifted(change);
  });
}

/** Lines with their ends, one that the text lacks at its end too. */
function linesOf(text: string): string[] {
  return text.split('\n').map((line) => `${line}\n`);
}

function trimmed(from: number, to: number, old: string, now: string): Change {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return { from: from + start, to: to - end, insert: now.slice(start, now.length - end) };
}

function shifted({ from, to, insert }: Change): Change {
  return { from: from - 1, to: to - 1, insert: insert && `\n${insert.slice(0, -1)}` };
}
