import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { type Config, compile, type TopLevelSpec } from 'vega-lite';
import type { Chart, DrawnTable, Size } from '../model/chart.ts';
import { type Message, messages } from '../model/messages.ts';
import { drawnTables, type MarkSpec, type SceneNode } from './drawn.ts';
import { fieldNotes } from './field-notes.ts';
import { noteValues } from './mark-values.ts';
import { isOperable } from './operable.ts';
import { type FontMeasures, textWidth } from './text-width.ts';

interface TextItem {
  readonly fontSize?: number;
  readonly font?: string;
  readonly fontWeight?: string | number;
  readonly limit?: number;
}

// vega's types leave out what its documentation gives for measuring text, for chance and for reading
const { textMetrics, setRandom, randomLCG, read } = vega as unknown as {
  read: (text: string, format: object) => object[];
  setRandom: (generator: () => number) => void;
  randomLCG: (seed: number) => () => number;
  textMetrics: { width: (item: TextItem, text: unknown) => number };
};

/** A chart to draw, as plain data. */
export interface DrawRequest {
  /** Vega-Lite, with its data in it. */
  readonly spec: Chart['spec'];
  /** In CSS pixels. */
  readonly size: Size;
  /** The theme's Vega-Lite config. */
  readonly theme: Config;
  /** What its figures are measured in. */
  readonly unit?: string | undefined;
}

export interface DrawResult {
  /** Empty when the chart could not be drawn. */
  readonly svg: string;
  /** The data that its marks show. */
  readonly tables: readonly DrawnTable[];
  /** Of a chart that the audience can operate: the Vega spec to run. */
  readonly vega?: object;
  /** Whatever Vega-Lite or Vega warned of. */
  readonly problems: readonly Message[];
}

/**
 * Draws a chart as SVG. Text is measured with the deck's fonts, expressions run in Vega's interpreter and data comes
 * from the spec alone.
 */
export async function draw(
  { spec: chart, size, theme, unit }: DrawRequest,
  measures: FontMeasures,
): Promise<DrawResult> {
  const problems: Message[] = [];
  const logger = recorder((text) => problems.push(messages.specWarning(text)));
  textMetrics.width = (item: TextItem, text: unknown) => {
    const width = textWidth(
      String(text ?? ''),
      item.fontSize ?? 11,
      item.font ?? 'Inter',
      item.fontWeight ?? 400,
      measures,
    );
    return item.limit ? Math.min(width, item.limit) : width;
  };
  try {
    const sized = {
      ...chart,
      ...(isComposite(chart) ? {} : fitted(size)),
    } as unknown as TopLevelSpec;
    const { spec } = compile(sized, { config: { ...theme, aria: false }, logger });
    // random() and samples come out the same each time
    setRandom(randomLCG(1));
    const runtime = vega.parse(spec, {}, { ast: true });
    const view = new vega.View(runtime, {
      renderer: 'none',
      logger,
      loader: closedLoader,
      expr: expressionInterpreter,
    });
    await view.runAsync();
    const scene = view.scenegraph() as unknown as { readonly root: SceneNode };
    const drawn = { type: 'group', ...spec } as MarkSpec;
    const notes = fieldNotes(chart);
    noteValues(drawn, scene.root, notes, unit);
    const svg = await view.toSVG();
    const tables = drawnTables(drawn, scene.root, notes);
    view.finalize();
    // an empty part, such as a box plot's outliers, is no mistake; an empty chart is one
    const isSpurious = ({ message }: Message): boolean =>
      (tables.length > 0 && message.includes('Infinite extent')) ||
      // there is no window where charts are drawn; where they are operated there is
      message.includes('Can not resolve event source: window');
    const operable = isOperable(chart) ? { vega: runnable(sized, theme) } : {};
    return { svg, tables, ...operable, problems: problems.filter((problem) => !isSpurious(problem)) };
  } catch (problem) {
    problems.push(messages.chartFailed(problem instanceof Error ? problem.message : String(problem)));
    return { svg: '', tables: [], problems };
  }
}

/** The Vega spec of a chart to operate, which tells of a mark pointed at the values of its channels. */
function runnable(sized: TopLevelSpec, theme: Config): object {
  // where nothing is filled, nothing can be dragged over
  const view = { ...theme.view, fill: theme.view?.fill ?? 'transparent' };
  const config = { ...theme, aria: false, view, mark: { ...theme.mark, tooltip: true } };
  const { spec } = compile(sized, { config, logger: recorder(() => undefined) });
  return { ...spec, data: spec.data?.map(inRows) };
}

/** Data whose text has been read, which in a browser would take `eval`; values stay words. */
function inRows(data: object): object {
  const { values, format } = data as { values?: unknown; format?: Readonly<Record<string, unknown>> };
  const { type, delimiter, header, ...rest } = format ?? {};
  if (typeof values !== 'string' || !/^(?:csv|tsv|dsv)$/.test(String(type))) return data;
  return { ...data, values: read(values, { type, delimiter, header }), format: rest };
}

function fitted({ width, height }: Size): Record<string, unknown> {
  return { width, height, autosize: { type: 'fit', contains: 'padding' } };
}

/** Charts of several views size their parts themselves; Vega-Lite fits only one view into a box. */
function isComposite(spec: Chart['spec']): boolean {
  const encoding = spec.encoding;
  const facets = typeof encoding === 'object' && encoding !== null ? Object.keys(encoding) : [];
  return (
    ['concat', 'hconcat', 'vconcat', 'facet', 'repeat'].some((key) => key in spec) ||
    ['row', 'column', 'facet'].some((key) => facets.includes(key))
  );
}

const refuse = (): never => {
  throw new Error('a chart may not load anything');
};
const closedLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as vega.Loader;

function recorder(note: (text: string) => void): vega.LoggerInterface {
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
