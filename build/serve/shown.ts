import type { Diagnostic } from '../model/diagnostic.ts';
import type { ShownDiagnostic } from '../model/patch.ts';
import { positionOf, textOf, wholeLine } from '../model/source.ts';

/** A diagnostic with the line that it means, for a browser. */
export function shown({ at, severity, rule, message, hint }: Diagnostic): ShownDiagnostic {
  const said = { severity, rule, message, ...(hint === undefined ? {} : { hint }) };
  if (typeof at === 'string') return { ...said, file: at };
  const line = wholeLine(at);
  const length = Math.max(1, Math.min(at.end, line.end) - at.start);
  return { ...said, file: at.source.path, ...positionOf(at), text: textOf(line), length };
}
