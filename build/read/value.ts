import type { ValueQuery } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { type DataContext, loadTable } from './data.ts';
import { readAttributes } from './directive.ts';

const usage = ':value[84%]{from=shares.csv where="year=2021" field=percent}';
const keys = ['from', 'where', 'field', 'as', 'over', 'unit'];
const operations = ['share', 'ratio', 'change', 'sum', 'max', 'min'] as const;

/** The factors that `unit` may name: what one unit of the data is. */
const units: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** Reads what a checked number is checked against; undefined, and said, when it cannot be. */
export function readValueQuery(attributes: string, at: Span, context: DataContext): ValueQuery | undefined {
  const given = readAttributes(attributes);
  for (const key of given.keys()) {
    if (!keys.includes(key))
      context.report(diagnose(at, messages.fieldUnknown(key, nearest(key, keys), keys)));
  }
  const [from, field, as, unit] = ['from', 'field', 'as', 'unit'].map((key) => given.get(key));
  if (from === undefined || field === undefined) {
    context.report(diagnose(at, messages.directiveArguments('value', usage)));
    return undefined;
  }
  const operation = operations.find((name) => name === as);
  if (as !== undefined && !operation) {
    context.report(diagnose(at, messages.fieldInvalid('as', `must be one of ${operations.join(', ')}`)));
    return undefined;
  }
  const factor = unit === undefined ? 1 : (units[unit] ?? Number(unit));
  if (!(factor > 0)) {
    context.report(
      diagnose(
        at,
        messages.fieldInvalid('unit', `must be a number or one of ${Object.keys(units).join(', ')}`),
      ),
    );
    return undefined;
  }
  const over = given.get('over');
  const isRelative = operation === 'share' || operation === 'ratio' || operation === 'change';
  if ((over !== undefined) !== isRelative && operation !== 'share') {
    const problem = isRelative
      ? `is needed with as=${operation}`
      : 'goes with as=ratio, as=change or as=share';
    context.report(diagnose(at, messages.fieldInvalid('over', problem)));
    return undefined;
  }
  const table = loadTable(from, 'charts/data/.', at, context);
  return (
    table && {
      table,
      where: conditions(given.get('where') ?? ''),
      field,
      as: operation,
      over: over === undefined ? undefined : conditions(over),
      factor,
    }
  );
}

/** `year=2021, country=China`; a value that holds a comma stands in single quotes. */
function conditions(text: string): ValueQuery['where'] {
  return [...text.matchAll(/(?:'[^']*'|[^,'])+/g)]
    .filter(([part]) => part.trim() !== '')
    .map(([part]) => {
      const [column = '', ...value] = part.split('=');
      const quoted = value.join('=').trim();
      return { column: column.trim(), value: /^'(.*)'$/.exec(quoted)?.[1] ?? quoted };
    });
}
