import type { Config } from 'vega-lite';
import type { Chart, Size } from '../model/chart.ts';
import type { Block, Slide } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import { escapeHtml } from '../model/escape.ts';
import type { ReadContext } from '../model/files.ts';
import { type Message, messages } from '../model/messages.ts';
import type { Drawing, Operable } from '../model/talk.ts';
import { blocksOf } from '../model/walk.ts';
import { generatedAlt } from './alt.ts';
import type { DrawResult } from './draw.ts';
import { inputsHeight, isOperable } from './operable.ts';
import { eachTag } from './slim.ts';
import type { ResolveContext } from './talk.ts';

interface Placed {
  readonly chart: Chart;
  readonly size: Size;
  /** Prefix of every id inside the drawing. */
  readonly prefix: string;
}

/** Drawings by their charts, each with what else it was made from. */
export type DrawnCharts = WeakMap<Chart, { theme: Config; key: string; drawing: Drawing }>;

/** Draws every chart of the slides at the size of the slot that holds it. */
export async function drawCharts(
  slides: readonly Slide[],
  {
    draw,
    drawing,
    theme,
    report,
    measures,
    drawn = new WeakMap(),
  }: Pick<ResolveContext, 'draw' | 'drawing' | 'theme' | 'report' | 'measures' | 'drawn'>,
): Promise<ReadonlyMap<Chart, Drawing>> {
  const placed = slides.flatMap((slide) => placedOn(slide));
  /** What one spec comes to at one size, for all slides that show it. */
  const made = new Map<unknown, Map<string, Promise<DrawResult>>>();
  reportUnplaced(slides, new Set(placed.map(({ chart }) => chart)), report);
  // all are asked for at once, and told of in order
  const asked = placed.map(({ chart, size: place, prefix }) => {
    const key = JSON.stringify([prefix, place]);
    const known = drawn.get(chart);
    if (known?.theme === theme && known.key === key) return { chart, drawing: known.drawing };
    const inputs = isOperable(chart.spec) ? inputsHeight(chart.spec, place, measures) : 0;
    const size = { ...place, height: place.height - inputs };
    const specs = chart.states.length > 0 ? chart.states.map(({ spec }) => spec) : [chart.spec];
    const sizes = made.get(chart.spec) ?? new Map<string, Promise<DrawResult>>();
    const bySize = JSON.stringify(size);
    const result = sizes.get(bySize) ?? draw({ specs, size, theme, unit: chart.unit });
    // it is waited for below, after others, which may fail first
    result.catch(() => undefined);
    made.set(chart.spec, sizes.set(bySize, result));
    return { chart, key, prefix, inputs, result };
  });
  const drawings = new Map<Chart, Drawing>();
  for (const [n, one] of asked.entries()) {
    if (one.drawing) {
      drawings.set(one.chart, one.drawing);
      continue;
    }
    const { chart, key, prefix, inputs } = one;
    drawing?.(n + 1, placed.length);
    const result = await one.result;
    reportProblems(result, chart, report);
    if (result.svg === '') continue;
    const operable = result.vega && { id: `${prefix}vega`, vega: result.vega, height: inputs };
    const finished = finish(result, chart, prefix, operable);
    drawings.set(chart, finished);
    // what is wrong with it is to be told each time
    if (result.problems.length + result.same.length + result.blank.length === 0)
      drawn.set(chart, { theme, key, drawing: finished });
  }
  return drawings;
}

function reportProblems(
  { problems, same, blank }: DrawResult,
  { states, spanOf }: Chart,
  report: ReadContext['report'],
): void {
  const seen = new Set<string>();
  const tell = (message: Message, state: number): void => {
    // what is wrong in every state is told once
    if (seen.has(message.message)) return;
    seen.add(message.message);
    report(diagnose(spanOf(states.length > 0 ? ['usermeta', 'steps', state] : []), message));
  };
  for (const { message, state } of problems) tell(message, state);
  for (const state of same) tell(messages.stepSame(states[state]?.caption ?? ''), state);
  for (const state of blank) tell(messages.stepBlank(states[state]?.caption ?? ''), state);
}

/** A chart that no slot has a size for would leave nothing on the slide. */
function reportUnplaced(
  slides: readonly Slide[],
  placed: ReadonlySet<Chart>,
  report: ReadContext['report'],
): void {
  for (const block of slides.flatMap((slide) => [...blocksOf(slide)])) {
    if (block.kind === 'chart' && !placed.has(block.chart))
      report(diagnose(block.span, messages.chartUnplaced()));
  }
}

/** What the captions of states take of a slot's height, in pixels. */
const stateCaptionHeight = 28;

function placedOn(slide: Slide): Placed[] {
  return [...slide.slots.values()].flatMap(({ name, blocks }) => {
    const size = slide.layout.slots.get(name)?.size;
    return [...(size ? sized(blocks, size) : [])].flatMap(({ block, size: place }, n) => {
      if (block.kind !== 'chart') return [];
      const { chart } = block;
      const height = place.height - (chart.states.length > 0 ? stateCaptionHeight : 0);
      return { chart, size: { ...place, height }, prefix: `${slide.id}-${name}-${n}-` };
    });
  });
}

/** Between columns, in pixels. */
const columnGap = 40;

/** Every block, depth first, with the room that it has: in columns, their share of it. */
function* sized(
  blocks: readonly Block[],
  size: Size,
): Generator<{ readonly block: Block; readonly size: Size }> {
  for (const block of blocks) {
    yield { block, size };
    if (block.kind === 'step' || block.kind === 'quote') yield* sized(block.blocks, size);
    if (block.kind === 'list') for (const item of block.items) yield* sized(item, size);
    if (block.kind !== 'columns') continue;
    const width = size.width - columnGap * (block.columns.length - 1);
    for (const column of block.columns)
      yield* sized(column.blocks, { ...size, width: Math.floor(width * column.width) });
  }
}

/** Names the drawing for those who cannot see it and makes its ids its own, whatever was drawn before it. */
function finish(
  { svg, tables, colours }: DrawResult,
  chart: Chart,
  prefix: string,
  operable: Operable | undefined,
): Drawing {
  const alt = chart.alt || generatedAlt(chart.spec, tables);
  const [, width = '0', height = '0'] = /<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const ids = new Map<string, string>();
  const own = (id: string): string => {
    const known = ids.get(id) ?? `${prefix}${ids.size}`;
    ids.set(id, known);
    return known;
  };
  const description = chart.spec.description;
  const details = [description !== alt && description, ...chart.sources.map(({ note }) => note)]
    .filter(Boolean)
    .join(' ');
  const desc = details === '' ? '' : `<desc>${escapeHtml(details)}</desc>`;
  const operated = operable ? ` data-vega="${operable.id}"` : '';
  const label = `role="img" aria-label="${escapeHtml(alt)}"${operated}`;
  const root = `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${label}>`;
  const body = eachTag(svg, (tag) =>
    tag
      .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${own(id)}"`)
      .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${own(id)})`)
      .replace(/(href=")#([^"]+)"/g, (_, href: string, id: string) => `${href}#${own(id)}"`),
  ).replace(/^<svg[^>]*>/, `${root}<title>${escapeHtml(alt)}</title>${desc}`);
  return { svg: body, width: Number(width), height: Number(height), alt, tables, colours, operable };
}
