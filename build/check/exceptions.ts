import type { Exception } from '../model/config.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { lineSpan, positionOf, textOf } from '../model/source.ts';

/**
 * The diagnostics that are left when those are taken out that deck.yaml lets pass: warnings of a rule in a file, on a
 * line that holds the words given. An exception that nothing needs is an error.
 */
export function withoutExceptions(
  diagnostics: readonly Diagnostic[],
  exceptions: readonly Exception[],
): Diagnostic[] {
  const needed = new Set<Exception>();
  const left = diagnostics.filter((diagnostic) => {
    const exception = exceptions.find((candidate) => covers(candidate, diagnostic));
    if (exception) needed.add(exception);
    return !exception;
  });
  const idle = exceptions.filter((exception) => !needed.has(exception));
  return [...left, ...idle.map(({ rule, span }) => diagnose(span, messages.exceptionUnused(rule)))];
}

function covers({ rule, file, line }: Exception, { at, ...diagnostic }: Diagnostic): boolean {
  if (diagnostic.severity !== 'warning' || diagnostic.rule !== rule) return false;
  // a mistake of a whole file has no line
  if (typeof at === 'string') return at === file && line === undefined;
  return (
    at.source.path === file &&
    line !== undefined &&
    textOf(lineSpan(at.source, positionOf(at).line)).includes(line)
  );
}
