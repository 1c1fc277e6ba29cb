import type { Chart, Size } from '../model/chart.ts';
import { bindingsOf, paramsIn } from '../read/params.ts';
import { type FontMeasures, textWidth } from './text-width.ts';

/** An input that a parameter of a spec is bound to. */
interface Binding {
  readonly input?: string;
  readonly name?: string;
  readonly options?: readonly unknown[];
  readonly labels?: readonly string[];
}

/** Whether the audience can operate a chart: it has inputs or selections. */
export function isOperable(spec: Chart['spec']): boolean {
  return paramsIn(spec).some(({ param: { bind, select } }) => bind !== undefined || select !== undefined);
}

/** Whether the marks of a chart can be selected. */
export function isSelectable(spec: Chart['spec']): boolean {
  return paramsIn(spec).some(({ param: { select } }) => select !== undefined);
}

/** In CSS pixels, of a line of inputs as the deck's styles set it. */
const line = { height: 44, gap: 28, fontSize: 18, button: 112 };

/** How much of a chart's size its inputs take, which stand under it beside a button; in CSS pixels. */
export function inputsHeight(spec: Chart['spec'], { width }: Size, measures: FontMeasures): number {
  const words = (text: unknown): number => textWidth(String(text), line.fontSize, 'Inter', 400, measures);
  const across = width - line.button;
  let [lines, end] = [1, 0];
  for (const { param } of paramsIn(spec)) {
    for (const { bind, path } of bindingsOf(param)) {
      const binding = bind as Binding;
      const needed = line.gap + words(binding.name ?? path[0] ?? param.name) + inputWidth(binding, words);
      if (end > 0 && end + needed > across) [lines, end] = [lines + 1, 0];
      // many radio buttons take lines of their own
      if (binding.input === 'radio') lines += Math.ceil(needed / across) - 1;
      end += needed;
    }
  }
  return lines * line.height;
}

function inputWidth({ input, options = [], labels = [] }: Binding, words: (text: unknown) => number): number {
  const widths = options.map((option, n) => words(labels[n] ?? option));
  if (input === 'range') return 290;
  if (input === 'checkbox') return 40;
  if (input === 'select') return Math.max(0, ...widths) + 60;
  if (input === 'radio') return widths.reduce((sum, width) => sum + width + 44, 12);
  return 240;
}
