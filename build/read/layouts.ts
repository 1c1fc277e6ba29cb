import { posix } from 'node:path';
import type { Element, Nodes, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { BlockKind } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { type Arity, type Fill, fills, type Layout, type Slot } from '../model/layout.ts';
import { type Message, messages } from '../model/messages.ts';
import { type Source, type Span, span } from '../model/source.ts';
import { readShallow } from './depth.ts';
import { parseHtml } from './html.ts';
import { decode } from './text.ts';
import { outerAddresses } from './theme.ts';

/** Words for `accepts`, beside the names of the kinds themselves. */
const groups: Readonly<Record<string, readonly BlockKind[]>> = {
  text: ['paragraph', 'list', 'quote', 'code', 'math', 'html', 'heading', 'step', 'columns'],
  figure: ['chart', 'image'],
};
const kinds: readonly BlockKind[] = [
  'heading',
  'paragraph',
  'list',
  'quote',
  'code',
  'math',
  'table',
  'chart',
  'image',
  'html',
  'step',
  'columns',
];
/** Elements that run or load something, or whose content a browser reads otherwise than this parser. */
const forbidden = [
  'script',
  'iframe',
  'object',
  'embed',
  'link',
  'meta',
  'base',
  'form',
  'style',
  'template',
  'noscript',
  // they can change an address behind our back
  'animate',
  'set',
];
/** Attributes that load their address, in the parser's spelling. */
const loading = [
  'src',
  'srcSet',
  'href',
  'xLinkHref',
  'poster',
  'background',
  'action',
  'formAction',
  'ping',
];
const slotAttributes = ['name', 'accepts', 'arity', 'width', 'height', 'tone', 'fill'];
const arities: readonly Arity[] = ['1', '?', '*', '+'];
const tones = ['light', 'dark'] as const;

/** The name of the layout that a template file holds; undefined where it holds none. */
export function layoutName(path: string): string | undefined {
  return /^templates\/layouts\/([^/]+)\.html$/.exec(path)?.[1];
}

/** Those of the template files that hold layouts. */
export function layoutFiles(templates: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  return new Map([...templates].filter(([path]) => layoutName(path) !== undefined));
}

/** Reads layouts from their files; of one with mistakes only the name is known. */
export function readLayouts(
  files: ReadonlyMap<string, Uint8Array>,
  context: ReadContext,
): ReadonlyMap<string, Layout | undefined> {
  const layouts = new Map<string, Layout | undefined>();
  for (const [path, bytes] of files) {
    const source = decode(path, bytes, context);
    const name = posix.basename(path, '.html');
    layouts.set(name, source && readShallow(path, context, () => readLayout(name, source, context)));
  }
  return layouts;
}

function readLayout(name: string, source: Source, context: ReadContext): Layout | undefined {
  const tree = parseHtml(source.text);
  const holes: (Slot | Fill)[] = [];
  const slots = new Map<string, Slot>();
  let sound = true;
  const fail = (node: Nodes, message: Message): void => {
    context.report(diagnose(spanOf(node, source), message));
    sound = false;
  };
  const visit = (node: Root | Element): void => {
    for (const [n, child] of node.children.entries()) {
      if (child.type !== 'element') continue;
      if (forbidden.includes(child.tagName)) fail(child, messages.templateUnsafe(`<${child.tagName}>`));
      for (const message of unsafeAttributes(child)) fail(child, message);
      if (child.tagName === 'slot') {
        const hole = readSlot(child);
        if (typeof hole === 'object' && 'rule' in hole) {
          fail(child, hole);
          continue;
        }
        if (typeof hole === 'object') {
          if (slots.has(hole.name)) fail(child, messages.templateSlotDuplicate(hole.name));
          slots.set(hole.name, hole);
        }
        node.children[n] = { type: 'text', value: `\uE000${holes.push(hole) - 1}\uE001` };
      } else {
        visit(child);
      }
    }
  };
  visit(tree);
  const parts = toHtml(tree)
    .split(/\uE000(\d+)\uE001/)
    .map((part, n) => (n % 2 === 0 ? { html: part } : (holes[Number(part)] ?? { html: '' })));
  return sound ? { name, parts, slots } : undefined;
}

/** What is said of the attributes of an element that would run or load something. */
function* unsafeAttributes({ tagName, properties }: Element): Generator<Message> {
  for (const [name, value] of Object.entries(properties)) {
    const attribute = name.toLowerCase();
    // browsers skip blanks and control characters in addresses
    const address = String(value).replace(/[\s\p{Cc}]/gu, '');
    const allowed = tagName === 'a' ? /^(?:https?:|mailto:|#)/i : /^(?:data:|#)/i;
    if (/^on/.test(attribute)) yield messages.templateUnsafe(attribute);
    else if (loading.includes(name) ? !allowed.test(address) : outerAddresses(String(value)).length > 0) {
      yield messages.templateAddress(attribute, String(value));
    }
  }
}

function readSlot({ properties, children }: Element): Slot | Fill | Message {
  const attributes = new Map(Object.entries(properties).map(([key, value]) => [key, String(value)]));
  const stranger = [...attributes.keys()].find((key) => !slotAttributes.includes(key));
  if (stranger !== undefined) {
    return messages.templateSlotAttribute(stranger, nearest(stranger, slotAttributes), slotAttributes);
  }
  if (children.some((child) => child.type !== 'text' || child.value.trim() !== '')) {
    return messages.templateSlotContent();
  }
  const cannotBe = (attribute: string, value: string, known: readonly string[]): Message =>
    messages.templateSlotValue(attribute, value, nearest(value, known), known);

  const fill = attributes.get('fill');
  if (fill !== undefined) return fills.find((known) => known === fill) ?? cannotBe('fill', fill, fills);
  const name = attributes.get('name');
  if (name === undefined) return messages.templateSlotUnnamed();
  const words = (attributes.get('accepts') ?? 'text').split(/[\s,]+/);
  const accepts = new Set<BlockKind>();
  for (const word of words) {
    const taken = Object.hasOwn(groups, word) ? groups[word] : kinds.filter((kind) => kind === word);
    if (!taken || taken.length === 0) return cannotBe('accepts', word, [...Object.keys(groups), ...kinds]);
    for (const kind of taken) accepts.add(kind);
  }
  const written = attributes.get('arity') ?? '*';
  const arity = arities.find((known) => known === written);
  if (!arity) return cannotBe('arity', written, arities);
  const shade = attributes.get('tone') ?? 'light';
  const tone = tones.find((known) => known === shade);
  if (!tone) return cannotBe('tone', shade, tones);
  const [width, height] = ['width', 'height'].map((side) => Number(attributes.get(side)));
  const size = width && height && width > 0 && height > 0 ? { width, height } : undefined;
  const sized = attributes.has('width') || attributes.has('height') || accepts.has('chart');
  if (sized && !size) return messages.templateSlotSize();
  return { name, accepts, arity, size, tone };
}

function spanOf(node: Nodes, source: Source): Span {
  const { start, end } = node.position ?? {};
  return span(source, start?.offset ?? 0, end?.offset ?? 0);
}
