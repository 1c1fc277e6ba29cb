import { diff3Merge } from 'node-diff3';

/** Lines that two have written in different ways; the line numbers, from 1, are those in either's text. */
export interface Conflict {
  readonly mine: { readonly line: number; readonly lines: readonly string[] };
  readonly theirs: { readonly line: number; readonly lines: readonly string[] };
}

export interface Merged {
  /** What both have written; where they disagree, what the one preferred has. */
  readonly text: string;
  readonly conflicts: readonly Conflict[];
}

/** Merges two texts that come from the same one, line by line. */
export function mergeTexts(
  mine: string,
  base: string,
  theirs: string,
  preferred: 'mine' | 'theirs' = 'mine',
): Merged {
  if (theirs === base || theirs === mine) return { text: mine, conflicts: [] };
  if (mine === base) return { text: theirs, conflicts: [] };
  const conflicts: Conflict[] = [];
  const lines = diff3Merge(mine, base, theirs, { stringSeparator: '\n' }).flatMap(({ ok, conflict }) => {
    if (!conflict) return ok ?? [];
    const { a, aIndex, b, bIndex } = conflict;
    conflicts.push({ mine: { line: aIndex + 1, lines: a }, theirs: { line: bIndex + 1, lines: b } });
    return preferred === 'mine' ? a : b;
  });
  return { text: lines.join('\n'), conflicts };
}
