import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { BlockKind } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { type Arity, type Fill, fills, type Layout, type Slot } from '../model/layout.ts';
import { messages } from '../model/messages.ts';
import { type Source, type Span, span } from '../model/source.ts';
import { decode } from './text.ts';

/** Words for `accepts`, beside the names of the kinds themselves. */
const groups: Readonly<Record<string, readonly BlockKind[]>> = {
  text: ['paragraph', 'list', 'quote', 'code', 'html', 'heading', 'step'],
  figure: ['chart', 'image'],
};
const kinds: readonly BlockKind[] = [
  'heading',
  'paragraph',
  'list',
  'quote',
  'code',
  'table',
  'chart',
  'image',
  'html',
  'step',
];
const forbidden = ['script', 'iframe', 'object', 'embed', 'link', 'meta', 'base', 'form', 'style'];

/** Reads every `NAME.html` among `templates`; a layout with mistakes is left out. */
export function readLayouts(
  templates: ReadonlyMap<string, Uint8Array>,
  context: ReadContext,
): ReadonlyMap<string, Layout> {
  const layouts = new Map<string, Layout>();
  for (const [path, bytes] of templates) {
    const source = decode(path, bytes, context);
    const layout = source && readLayout(source, context);
    if (layout) layouts.set(layout.name, layout);
  }
  return layouts;
}

function readLayout(source: Source, context: ReadContext): Layout | undefined {
  const name = source.path.replace(/^.*\//, '').replace(/\.html$/, '');
  const tree = fromHtml(source.text, { fragment: true });
  const holes: (Slot | Fill)[] = [];
  let sound = true;
  const fail = (node: Nodes, message: ReturnType<typeof messages.templateSlot>): void => {
    context.report(diagnose(spanOf(node, source), message));
    sound = false;
  };
  const visit = (node: Root | Element): void => {
    for (const [n, child] of node.children.entries()) {
      if (child.type !== 'element') continue;
      if (forbidden.includes(child.tagName)) fail(child, messages.templateUnsafe(`<${child.tagName}>`));
      const handler = Object.keys(child.properties).find((key) => /^on/i.test(key));
      if (handler) fail(child, messages.templateUnsafe(handler.toLowerCase()));
      if (child.tagName === 'slot') {
        const hole = readSlot(child);
        if (typeof hole === 'object' && 'problem' in hole) {
          fail(child, messages.templateSlot(hole.problem));
        } else {
          node.children[n] = { type: 'text', value: `\uE000${holes.push(hole) - 1}\uE001` };
        }
      } else {
        visit(child);
      }
    }
  };
  visit(tree);
  const parts = toHtml(tree)
    .split(/\uE000(\d+)\uE001/)
    .map((part, n) => (n % 2 === 0 ? { html: part } : (holes[Number(part)] ?? { html: '' })));
  const slots = holes.filter((hole) => typeof hole === 'object');
  return sound ? { name, parts, slots: new Map(slots.map((slot) => [slot.name, slot])) } : undefined;
}

function readSlot({ properties }: Element): Slot | Fill | { problem: string } {
  const { fill, name, accepts = 'text', arity = '*', width, height, tone = 'light' } = properties;
  if (fill !== undefined) {
    const known = fills.find((f) => f === fill);
    return known ?? { problem: `There is no fill “${fill}”; fills are ${fills.join(', ')}` };
  }
  if (typeof name !== 'string') return { problem: 'A slot needs a name or a fill' };
  const words = String(accepts).split(/[\s,]+/);
  const stranger = words.find((word) => !(word in groups) && !kinds.includes(word as BlockKind));
  if (stranger !== undefined)
    return {
      problem: `A slot cannot accept “${stranger}”; kinds are ${[...Object.keys(groups), ...kinds].join(', ')}`,
    };
  if (!['1', '?', '*', '+'].includes(String(arity))) return { problem: 'arity is one of 1, ?, *, +' };
  const size =
    width === undefined || height === undefined
      ? undefined
      : { width: Number(width), height: Number(height) };
  const taken = new Set(words.flatMap((word) => groups[word] ?? [word as BlockKind]));
  if (taken.has('chart') && !size) return { problem: 'A slot that accepts charts needs width and height' };
  return { name, accepts: taken, arity: arity as Arity, size, tone: tone === 'dark' ? 'dark' : 'light' };
}

function spanOf(node: Nodes, source: Source): Span {
  const { start, end } = node.position ?? {};
  return span(source, start?.offset ?? 0, end?.offset ?? 0);
}
