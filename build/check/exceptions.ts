import type { Exception } from '../model/config.ts';
import { type Diagnostic, diagnose, nearest } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { positionOf, textOf, wholeLine } from '../model/source.ts';
import { isCheckRule } from './rules.ts';

/**
 * The diagnostics that are left when those are taken out that deck.yaml lets pass: warnings of a rule in a file, on a
 * line that holds the words given. An exception that nothing needs, or
 * that lets more than one line pass, is an error.
 */
export function withoutExceptions(
  diagnostics: readonly Diagnostic[],
  exceptions: readonly Exception[],
): Diagnostic[] {
  const lines = new Map<Exception, Set<number>>();
  const left = diagnostics.filter((diagnostic) => {
    const exception = exceptions.find((candidate) => covers(candidate, diagnostic));
    if (exception) lines.set(exception, (lines.get(exception) ?? new Set()).add(lineOf(diagnostic)));
    return !exception;
  });
  const misused = exceptions.flatMap((exception) => {
    const { rule, span } = exception;
    const count = lines.get(exception)?.size ?? 0;
    if (count === 1) return [];
    if (count > 1) return diagnose(span, messages.exceptionWide(rule, count));
    const meant = isCheckRule(rule)
      ? []
      : left.filter((found) => covers({ ...exception, rule: found.rule }, found)).map((found) => found.rule);
    return diagnose(span, messages.exceptionUnused(rule, nearest(rule, meant)));
  });
  return [...left, ...misused];
}

function covers({ rule, file, line }: Exception, { at, ...diagnostic }: Diagnostic): boolean {
  if (diagnostic.severity !== 'warning' || diagnostic.rule !== rule) return false;
  // a mistake of a whole file has no line
  if (typeof at === 'string') return at === file && line === undefined;
  return at.source.path === file && line !== undefined && textOf(wholeLine(at)).includes(line);
}

function lineOf({ at }: Diagnostic): number {
  return typeof at === 'string' ? 0 : positionOf(at).line;
}
