import type { ColourKey } from '../model/chart.ts';
import { nodesIn, type SceneNode } from './drawn.ts';
import { unescaped } from './field-notes.ts';

/** The parts of a compiled Vega spec that say what its colours stand for. */
interface ColouredSpec {
  readonly type: string;
  readonly name?: string;
  readonly from?: { readonly facet?: { readonly groupby?: string | readonly string[] } };
  readonly encode?: { readonly update?: Readonly<Record<string, unknown>> };
  readonly marks?: readonly ColouredSpec[];
  readonly scales?: readonly { readonly name: string; readonly type: string }[];
  readonly legends?: readonly object[];
}

interface PaintedNode extends SceneNode {
  readonly role?: string;
  readonly fill?: unknown;
  readonly stroke?: unknown;
  readonly text?: unknown;
  readonly items?: readonly PaintedNode[];
}

/** Channels of a production rule, with the scale and the field that each reads. */
interface Use {
  readonly channel: string;
  readonly scale: string;
  readonly field: string;
}

/** What tells values apart without colour; a facet of lines that share a chart does not. */
const otherwise = /^(?:[xy][c2]?|shape|strokeDash|facet)$/;

/** What the discrete colours of a drawing's marks stand for, and what else says so. */
export function colourKeys(spec: ColouredSpec, root: PaintedNode): ColourKey[] {
  const specs = [...specsIn(spec)];
  const scales = specs.flatMap(({ scales: own = [] }) => own);
  const ordinal = new Set(scales.filter(({ type }) => type === 'ordinal').map(({ name }) => name));
  const legends = new Set(specs.flatMap(({ legends: own = [] }) => own).flatMap(Object.values));
  const uses = new Map(specs.map((mark) => [mark.name ?? '', usesOf(mark)]));
  const facets = specs.flatMap(({ name, from }) =>
    name?.endsWith('pathgroup') ? [] : [from?.facet?.groupby ?? []].flat().map(unescaped),
  );

  const nodes = [...nodesIn(root, {})] as [PaintedNode, Readonly<Record<string, unknown>>][];
  const words = textsIn(root).join('\n');
  const colours = new Map<string, Map<string, string>>();
  for (const [node, inherited] of nodes) {
    if (node.marktype === 'text') continue;
    for (const { channel, scale, field } of uses.get(node.name ?? '') ?? []) {
      if ((channel !== 'fill' && channel !== 'stroke') || !ordinal.has(scale)) continue;
      const found = colours.get(field) ?? new Map<string, string>();
      colours.set(field, found);
      for (const item of node.items ?? []) {
        const value = { ...inherited, ...item.datum }[field];
        const colour = item[channel];
        // of what has both, the fill is what is seen
        if (typeof colour === 'string' && isName(value) && (channel === 'fill' || !found.has(String(value))))
          found.set(String(value), colour);
      }
    }
  }
  const all = [...uses.values()].flat();
  return [...colours].map(([field, found]) => {
    const own = all.filter((use) => use.field === field);
    return {
      field,
      hasLegend: own.some(({ scale }) => legends.has(scale)),
      isToldOtherwise: facets.includes(field) || own.some(({ channel }) => otherwise.test(channel)),
      series: [...found].map(([value, colour]) => ({ value, colour, isLabelled: names(words, value) })),
    };
  });
}

/** What true and false stand for is a highlight, not a series. */
function isName(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function* specsIn(spec: ColouredSpec): Generator<ColouredSpec> {
  yield spec;
  for (const mark of spec.marks ?? []) yield* specsIn(mark);
}

function usesOf({ type, encode }: ColouredSpec): Use[] {
  if (type === 'text') return [];
  return Object.entries(encode?.update ?? {}).flatMap(([channel, rule]) =>
    scaled(rule).map((use) => ({ channel, ...use })),
  );
}

/** The scaled fields of a production rule, those of its conditions and offsets too. */
function scaled(rule: unknown): Omit<Use, 'channel'>[] {
  if (Array.isArray(rule)) return rule.flatMap(scaled);
  if (typeof rule !== 'object' || rule === null) return [];
  const { scale, field, offset } = rule as Record<string, unknown>;
  const own =
    typeof scale === 'string' && typeof field === 'string' ? [{ scale, field: unescaped(field) }] : [];
  return [...own, ...scaled(offset)];
}

/** All words of a drawing outside of its legends. */
function textsIn(node: PaintedNode): string[] {
  if (node.role === 'legend') return [];
  const own = node.marktype === 'text' ? (node.items ?? []).map(({ text }) => [text].flat().join(' ')) : [];
  return [...own, ...(node.items ?? []).flatMap(textsIn)];
}

/** Whether the words hold this one, or these, whole. */
function names(words: string, value: string): boolean {
  const literal = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu').test(words);
}
