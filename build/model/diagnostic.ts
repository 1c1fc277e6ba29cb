import { distance } from 'fastest-levenshtein';
import { wholeTalk } from './config.ts';
import { type Message, messages } from './messages.ts';
import { offsetOf, positionOf, type Span, textOf, wholeLine } from './source.ts';

/** A mistake in the talk: what, where, and how to mend it. `at` is a place in a text or just a file's path. */
export interface Diagnostic extends Message {
  readonly at: Span | string;
}

/** What a message says, said of a place in a text, or of a file or folder by its path. */
export function diagnose(at: Span | string, message: Message): Diagnostic {
  return { ...message, at };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}

/** The candidate closest to `name`, if it is close enough to have been meant. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // two letters swapped count as two, so short words are allowed as much
  let bestDistance = (name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3))) + 1;
  for (const candidate of candidates) {
    const d = distance(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best;
}

/** Drops repetitions and sorts by file and place, errors and warnings mixed. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic): [string, number] =>
    typeof d.at === 'string' ? [d.at, 0] : [d.at.source.path, offsetOf(d.at)];
  const seen = new Set<string>();
  return diagnostics
    .filter((d) => {
      const id = JSON.stringify([...key(d), d.rule, d.message]);
      return !seen.has(id) && seen.add(id);
    })
    .sort((a, b) => {
      const [pathA, startA] = key(a);
      const [pathB, startB] = key(b);
      return pathA < pathB ? -1 : pathA > pathB ? 1 : startA - startB;
    });
}

/**
 * What is wrong with a talk cut from a deck and was not told before, of the place and the rule; under the talk's name,
 * unless that is the whole's.
 */
export function newIn(
  talk: string,
  found: readonly Diagnostic[],
  before: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (talk === wholeTalk) return found;
  const key = ({ at, rule }: Diagnostic): string => `${placeOf(at)} ${rule}`;
  const told = new Set(before.map(key));
  return found
    .filter((diagnostic) => !told.has(key(diagnostic)))
    .map((diagnostic) => ({ ...diagnostic, ...messages.inTalk(diagnostic, talk) }));
}

/** `slides/30.md:41:7` or the path alone. */
export function placeOf(at: Span | string): string {
  if (typeof at === 'string') return at;
  const { line, column } = positionOf(at);
  return `${at.source.path}:${line}:${column}`;
}

/** The diagnostic as plain text: place, rule and message, then the source line, a marker under it, the hint. */
export function format(diagnostic: Diagnostic): string {
  const { at, severity, rule, message, hint } = diagnostic;
  const lines = [`${placeOf(at)} ${severity} ${rule}: ${message}`];
  if (typeof at !== 'string' && at.source.text !== '') {
    const { line, column } = positionOf(at);
    const sourceLine = textOf(wholeLine(at)).replace(/\t/g, ' ');
    const from = Math.max(0, Math.min(column - 1, sourceLine.length) - 60);
    const shown = sourceLine.slice(from, from + 120);
    const width = Math.max(1, Math.min(at.end - at.start, shown.length - (column - 1 - from)));
    lines.push(`  ${String(line).padStart(4)} | ${shown}`);
    lines.push(`       | ${' '.repeat(column - 1 - from)}${'^'.repeat(width)}`);
  }
  if (hint !== undefined) lines.push(`       = ${hint}`);
  // what a terminal would obey
  return lines.join('\n').replace(/(?!\n)\p{Cc}/gu, '\ufffd');
}
