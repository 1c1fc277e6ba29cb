import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { Config } from 'vega-lite';
import type { ColourKey, DrawnTable, Size, Spec } from '../model/chart.ts';
import { mostBytes } from '../model/files.ts';
import { type Message, messages } from '../model/messages.ts';
import { compiled, isComposite, recorder, runnable } from './compile.ts';
import { drawnTables, type MarkSpec, type SceneNode } from './drawn.ts';
import { fieldNotes } from './field-notes.ts';
import {
  type DataScale,
  dataScales,
  type Frame,
  frameOf,
  sharedDomains,
  sharedFrame,
  withDomains,
} from './held.ts';
import { noteValues } from './mark-values.ts';
import { mergeStates } from './merge.ts';
import { isOperable, isSelectable } from './operable.ts';
import { colourKeys } from './series.ts';
import { slim } from './slim.ts';
import { type FontMeasures, textWidth } from './text-width.ts';

interface TextItem {
  readonly fontSize?: number;
  readonly font?: string;
  readonly fontWeight?: string | number;
  readonly limit?: number;
}

// vega's types leave out what its documentation gives for measuring text and for chance
const { textMetrics, setRandom, randomLCG } = vega as unknown as {
  setRandom: (generator: () => number) => void;
  randomLCG: (seed: number) => () => number;
  textMetrics: { width: (item: TextItem, text: unknown) => number };
};

/** A chart to draw, as plain data. */
export interface DrawRequest {
  /** Vega-Lite with its data in it: the chart, or each of the states that it goes through. */
  readonly specs: readonly Spec[];
  /** In CSS pixels. */
  readonly size: Size;
  /** The theme's Vega-Lite config. */
  readonly theme: Config;
  /** What its figures are measured in. */
  readonly unit?: string | undefined;
}

export interface DrawResult extends Omit<DrawnStates, 'svgs'> {
  /** All states in one drawing, as `mergeStates` makes it. Empty when the chart could not be drawn. */
  readonly svg: string;
}

/** The states of a chart drawn one by one. */
export interface DrawnStates {
  /** Empty when the chart could not be drawn. */
  readonly svgs: readonly string[];
  /** The data that its marks show in any state. */
  readonly tables: readonly DrawnTable[];
  /** What its colours stand for, state by state. */
  readonly colours: readonly ColourKey[];
  /** Of a chart that the audience can operate: the Vega spec to run, in its last state. */
  readonly vega?: object;
  /** Whatever Vega-Lite or Vega warned of, with the state concerned. */
  readonly problems: readonly { readonly message: Message; readonly state: number }[];
  /** The states that draw what the one before draws, and those that draw no data. */
  readonly same: readonly number[];
  readonly blank: readonly number[];
}

/** Draws a chart as one SVG, of all its states if it has several; `most` is how many characters they may have. */
export async function draw(
  request: DrawRequest,
  measures: FontMeasures,
  most: number = mostBytes,
): Promise<DrawResult> {
  const { svgs, ...rest } = await drawStates(request, measures);
  const bytes = svgs.reduce((sum, { length }) => sum + length, 0);
  const fault =
    bytes > most
      ? messages.chartLarge(bytes, most)
      : svgs.some(loads)
        ? messages.chartFailed(refusal)
        : undefined;
  if (!fault) return { ...rest, svg: slim(mergeStates(svgs)) };
  return { ...rest, svg: '', tables: [], problems: [{ message: fault, state: 0 }] };
}

/** Whether a drawing's colours and styles name what lies elsewhere, be it in CSS's escapes. */
function loads(svg: string): boolean {
  return /<[^>]*\s(?:fill|stroke|style|cursor|filter|mask|clip-path|font-\w+)="[^"]*(?:\\|(?:url|src|image|image-set)\((?!#))/i.test(
    svg,
  );
}

/**
 * Draws each state of a chart as SVG. Text is measured with the deck's fonts, expressions run in Vega's interpreter
 * and data comes from the specs alone. States share their scales and the place of their axes.
 */
export async function drawStates(
  { specs, size, theme, unit }: DrawRequest,
  measures: FontMeasures,
): Promise<DrawnStates> {
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
  const problems: { message: Message; state: number }[] = [];
  const drawn: DrawnState[] = [];
  const lone: string[] = [];
  for (const [state, spec] of specs.entries()) {
    const noted: Message[] = [];
    const logger = recorder((text) => noted.push(messages.specWarning(text)));
    try {
      const context = { spec, unit, logger };
      const vega = compiled(spec, size, theme, logger);
      await run(vega, logger, async (view) => {
        drawn.push(stateOf(view, vega, context));
        // several states are drawn once it is known what they share
        if (specs.length === 1) lone.push(await svgOf(view, vega, context));
      });
    } catch (problem) {
      noted.push(messages.chartFailed(problem instanceof Error ? problem.message : String(problem)));
    }
    // an empty part, such as a box plot's outliers, is no mistake; an empty chart is one, and an empty state is told of
    const isSpurious = ({ message }: Message): boolean =>
      ((specs.length > 1 || (drawn.at(-1)?.tables.length ?? 0) > 0) && message.includes('Infinite extent')) ||
      // there is no window where charts are drawn; where they are operated there is
      message.includes('Can not resolve event source: window') ||
      // of parameters that are mere values, a box plot or error bar misses nothing
      (message.includes('Selection not supported for') && !isSelectable(spec));
    problems.push(...noted.filter((message) => !isSpurious(message)).map((message) => ({ message, state })));
  }
  if (drawn.length < specs.length)
    return { svgs: [], tables: [], colours: [], problems, same: [], blank: [] };
  const svgs = specs.length === 1 ? lone : await drawHeld(drawn, size);
  const last = specs.at(-1) ?? {};
  return {
    ...(isOperable(last) ? { vega: runnable(last, size, theme) } : {}),
    svgs,
    tables: allTables(drawn.map(({ tables }) => tables)),
    colours: drawn.flatMap(({ colours }) => colours),
    problems,
    same: [...svgs.keys()].filter((n) => n > 0 && svgs[n] === svgs[n - 1]),
    blank: specs.length === 1 ? [] : [...drawn.keys()].filter((n) => drawn[n]?.tables.length === 0),
  };
}

/** A state, with what the others must share. */
interface DrawnState {
  readonly context: StateContext;
  readonly vega: vega.Spec;
  readonly tables: readonly DrawnTable[];
  readonly colours: readonly ColourKey[];
  readonly frame: Frame;
  readonly scales: ReadonlyMap<string, DataScale>;
}

interface StateContext {
  /** The Vega-Lite that was compiled. */
  readonly spec: Spec;
  readonly unit: string | undefined;
  readonly logger: vega.LoggerInterface;
}

/** Runs a Vega spec, and hands its view to `use`. */
async function run<T>(
  spec: vega.Spec,
  logger: vega.LoggerInterface,
  use: (view: vega.View) => Promise<T>,
): Promise<T> {
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
  const result = await use(view);
  view.finalize();
  return result;
}

function stateOf(view: vega.View, spec: vega.Spec, context: StateContext): DrawnState {
  const root = sceneOf(view);
  const drawn = { type: 'group', ...spec } as MarkSpec;
  return {
    context,
    vega: spec,
    tables: drawnTables(drawn, root, fieldNotes(context.spec)),
    colours: colourKeys(drawn, root),
    frame: frameOf(view),
    scales: dataScales(spec, view),
  };
}

function svgOf(view: vega.View, spec: vega.Spec, { spec: source, unit }: StateContext): Promise<string> {
  noteValues({ type: 'group', ...spec } as MarkSpec, sceneOf(view), fieldNotes(source), unit);
  return view.toSVG();
}

function sceneOf(view: vega.View): SceneNode {
  return (view.scenegraph() as unknown as { readonly root: SceneNode }).root;
}

/** Draws the states, all with the same scales and, of a single view, in the same frame. */
async function drawHeld(drawn: readonly DrawnState[], size: Size): Promise<readonly string[]> {
  const domains = sharedDomains(drawn.map(({ scales }) => scales));
  const frames = drawn.map(({ frame }) => frame);
  const isFramed = drawn.every(({ context }) => !isComposite(context.spec));
  const frame = isFramed ? sharedFrame(frames, size) : {};
  const logger = recorder(() => undefined);
  const svgs: string[] = [];
  for (const [n, { vega: spec, context }] of drawn.entries()) {
    const held = { ...withDomains(spec, domains[n]), ...frame };
    svgs.push(await run(held, logger, (view) => svgOf(view, held, context)));
  }
  return svgs;
}

/** The tables of all states, those left out whose rows stand in a later one's. */
function allTables(states: readonly (readonly DrawnTable[])[]): DrawnTable[] {
  const kept: DrawnTable[] = [];
  for (const table of states.toReversed().flat()) {
    const rows = (one: DrawnTable): Set<string> => new Set(one.rows.map((row) => JSON.stringify(row)));
    const columns = (one: DrawnTable): string => JSON.stringify(one.columns.map(({ name }) => name));
    const isIn = (other: DrawnTable): boolean =>
      columns(other) === columns(table) && [...rows(table)].every((row) => rows(other).has(row));
    if (!kept.some(isIn)) kept.push(table);
  }
  return kept;
}

const refusal = 'a chart may not load anything';
const refuse = (): never => {
  throw new Error(refusal);
};
const closedLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as vega.Loader;
