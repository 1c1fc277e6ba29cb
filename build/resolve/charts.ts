import type { Chart, DrawnTable, Size } from '../model/chart.ts';
import type { Slide } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import { escapeHtml } from '../model/escape.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Drawing, Operable } from '../model/talk.ts';
import { blocksIn, blocksOf } from '../model/walk.ts';
import { generatedAlt } from './alt.ts';
import { valuesRole } from './mark-values.ts';
import { inputsHeight, isOperable } from './operable.ts';
import type { ResolveContext } from './talk.ts';

interface Placed {
  readonly chart: Chart;
  readonly size: Size;
  /** Prefix of every id inside the drawing. */
  readonly prefix: string;
}

/** Draws every chart of the slides at the size of the slot that holds it. */
export async function drawCharts(
  slides: readonly Slide[],
  { draw, theme, report, measures }: Pick<ResolveContext, 'draw' | 'theme' | 'report' | 'measures'>,
): Promise<ReadonlyMap<Chart, Drawing>> {
  const drawings = new Map<Chart, Drawing>();
  const placed = slides.flatMap((slide) => placedOn(slide));
  reportUnplaced(slides, new Set(placed.map(({ chart }) => chart)), report);
  for (const { chart, size: place, prefix } of placed) {
    const inputs = isOperable(chart.spec) ? inputsHeight(chart.spec, place, measures) : 0;
    const size = { ...place, height: place.height - inputs };
    const { svg, tables, problems, vega } = await draw({ spec: chart.spec, size, theme, unit: chart.unit });
    const operable = vega && { id: `${prefix}vega`, vega, height: inputs };
    for (const problem of problems) report(diagnose(chart.spanOf([]), problem));
    if (svg !== '') drawings.set(chart, finish(svg, tables, chart, prefix, operable));
  }
  return drawings;
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

function placedOn(slide: Slide): Placed[] {
  return [...slide.slots.values()].flatMap(({ name, blocks }) => {
    const size = slide.layout.slots.get(name)?.size;
    return [...blocksIn(blocks)].flatMap((block, n) =>
      block.kind === 'chart' && size ? { chart: block.chart, size, prefix: `${slide.id}-${name}-${n}-` } : [],
    );
  });
}

/** Names the drawing for those who cannot see it and makes its ids its own, whatever was drawn before it. */
function finish(
  svg: string,
  tables: readonly DrawnTable[],
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
  const body = eachTag(slim(svg), (tag) =>
    tag
      .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${own(id)}"`)
      .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${own(id)})`)
      .replace(/(href=")#([^"]+)"/g, (_, href: string, id: string) => `${href}#${own(id)}"`),
  ).replace(/^<svg[^>]*>/, `${root}<title>${escapeHtml(alt)}</title>${desc}`);
  return { svg: body, width: Number(width), height: Number(height), alt, tables, operable };
}

/** Leaves out what a still drawing does not need: the scene's roles, empty paths, digits below a hundredth of a pixel. */
function slim(svg: string): string {
  const labels = new RegExp(` aria-label="([^"]*)" role="${valuesRole}"`, 'g');
  const marked = svg
    .replace(/<path class="(?:background|foreground)"[^>]*? d="(?:M0,0h0v0h0Z)?"[^>]*\/>/g, '')
    .replace(labels, ' data-values="$1"');
  return eachTag(marked, (tag) =>
    tag
      .replace(/ (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"/g, '')
      .replace(/ opacity="1"/g, '')
      .replace(/(<line[^>]*?)((?: [xy]2="0")+)/, '$1')
      .replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
  );
}

/** Changes the tags of a drawing, and not the marks' values in them. */
function eachTag(svg: string, change: (tag: string) => string): string {
  const changeAround = (tag: string): string => {
    const [before = '', values = '', after = ''] = tag.split(/( data-values="[^"]*")/);
    return values === '' ? change(tag) : `${change(before)}${values}${change(after)}`;
  };
  return svg.replace(/<[^>]+>/g, changeAround);
}
