import type { Chart, Size } from '../model/chart.ts';
import { type FontMeasures, textWidth } from './text-width.ts';

/** An input that a parameter of a spec is bound to. */
interface Binding {
  readonly input?: string;
  readonly name?: string;
  readonly options?: readonly unknown[];
  readonly labels?: readonly string[];
}

interface Param {
  readonly name?: string;
  readonly bind?: unknown;
  readonly select?: unknown;
}

/** Whether the audience can operate a chart: it has inputs or selections. */
export function isOperable(spec: Chart['spec']): boolean {
  return paramsIn(spec).some(({ bind, select }) => bind !== undefined || select !== undefined);
}

/** In CSS pixels, of a line of inputs as the deck's styles set it. */
const line = { height: 44, gap: 28, fontSize: 18, button: 112 };

/** How much of a chart's size its inputs take, which stand under it beside a button; in CSS pixels. */
export function inputsHeight(spec: Chart['spec'], { width }: Size, measures: FontMeasures): number {
  const words = (text: unknown): number => textWidth(String(text), line.fontSize, 'Inter', 400, measures);
  const across = width - line.button;
  let [lines, end] = [1, 0];
  for (const { name = '', bind } of paramsIn(spec)) {
    for (const [title, binding] of bindingsOf(name, bind)) {
      const needed = line.gap + words(binding.name ?? title) + inputWidth(binding, words);
      if (end + needed > across) [lines, end] = [lines + 1, 0];
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

/** The inputs of a parameter: one, or one for each field of a selection. */
function bindingsOf(name: string, bind: unknown): (readonly [string, Binding])[] {
  if (typeof bind !== 'object' || bind === null) return [];
  if ('input' in bind) return [[name, bind as Binding]];
  return Object.entries(bind).flatMap(([field, inner]) =>
    field === 'legend' ? [] : bindingsOf(field, inner),
  );
}

/** The parameters of a spec and of the views in it. */
function paramsIn(node: unknown): Param[] {
  if (Array.isArray(node)) return node.flatMap(paramsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'params' && Array.isArray(value)) return value as Param[];
    return /^(?:layer|h?concat|vconcat|spec)$/.test(key) ? paramsIn(value) : [];
  });
}
