import { type Diagnostic, format, placeOf } from '../model/diagnostic.ts';
import { positionOf, span } from '../model/source.ts';
import { openStatus } from '../write/status.ts';

/** Where a command runs. */
export interface Setting {
  /** The package's folder, which holds lib/ and templates/. */
  readonly home: string;
  /** The talk's folder. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Tells a person at a terminal what is being done. */
export const status = openStatus(process.stderr);

/** Prints diagnostics and how many there are. */
export function tell(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) console.error(format(diagnostic));
  const count = (severity: string): number => diagnostics.filter((d) => d.severity === severity).length;
  const tally = [plural(count('error'), 'error'), plural(count('warning'), 'warning')]
    .filter(Boolean)
    .join(', ');
  if (tally !== '') console.error(`\n${tally}`);
}

export function plural(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** As editors want it: lines and columns from 1, columns in UTF-16 code units, the end behind what is meant. */
export function plainDiagnostic({ at, ...rest }: Diagnostic): object {
  if (typeof at === 'string') return { ...rest, file: at };
  const end = positionOf(span(at.source, at.end));
  const range = { ...positionOf(at), endLine: end.line, endColumn: end.column };
  return { ...rest, file: at.source.path, ...range, place: placeOf(at) };
}

/** Prints something as JSON on stdout. */
export function tellJson(value: object): void {
  console.log(JSON.stringify(value, null, 2));
}
