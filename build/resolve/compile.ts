import * as vega from 'vega';
import { type Config, compile, type TopLevelSpec } from 'vega-lite';
import type { Size, Spec } from '../model/chart.ts';

// vega's types leave out what its documentation gives for reading data
const { read } = vega as unknown as { read: (text: string, format: object) => object[] };

/** Vega-Lite as Vega that draws it in a box of `size`. */
export function compiled(spec: Spec, size: Size, theme: Config, logger: vega.LoggerInterface): vega.Spec {
  return compile(sized(spec, size), { config: { ...theme, aria: false }, logger }).spec;
}

/** The same for a chart to operate, which tells of a mark pointed at the values of its channels. */
export function runnable(spec: Spec, size: Size, theme: Config): object {
  // where nothing is filled, nothing can be dragged over
  const view = { ...theme.view, fill: theme.view?.fill ?? 'transparent' };
  const config = { ...theme, aria: false, view, mark: { ...theme.mark, tooltip: true } };
  const { spec: made } = compile(sized(spec, size), { config, logger: recorder(() => undefined) });
  return { ...made, data: made.data?.map(inRows) };
}

/** Data whose text has been read, which in a browser would take `eval`; values stay words. */
function inRows(data: object): object {
  const { values, format } = data as { values?: unknown; format?: Readonly<Record<string, unknown>> };
  const { type, delimiter, header, ...rest } = format ?? {};
  if (typeof values !== 'string' || !/^(?:csv|tsv|dsv)$/.test(String(type))) return data;
  return { ...data, values: read(values, { type, delimiter, header }), format: rest };
}

function sized({ usermeta: _, ...spec }: Spec, { width, height }: Size): TopLevelSpec {
  const fitted = { width, height, autosize: { type: 'fit', contains: 'padding' } };
  return { ...spec, ...(isComposite(spec) ? {} : fitted) } as unknown as TopLevelSpec;
}

/** Charts of several views size their parts themselves; Vega-Lite fits only one view into a box. */
export function isComposite(spec: Spec): boolean {
  const encoding = spec.encoding;
  const facets = typeof encoding === 'object' && encoding !== null ? Object.keys(encoding) : [];
  return (
    ['concat', 'hconcat', 'vconcat', 'facet', 'repeat'].some((key) => key in spec) ||
    ['row', 'column', 'facet'].some((key) => facets.includes(key))
  );
}

/** A logger that notes what is warned of. */
export function recorder(note: (text: string) => void): vega.LoggerInterface {
  const record = (...args: readonly unknown[]): vega.LoggerInterface => {
    note(args.map(String).join(' '));
    return logger;
  };
  const logger = {
    level: () => logger,
    warn: record,
    error: record,
    info: () => logger,
    debug: () => logger,
  } as unknown as vega.LoggerInterface;
  return logger;
}
