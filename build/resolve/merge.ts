import { diffArrays } from 'diff';
import type { Element, ElementContent, Properties } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';

/** A piece of the drawing, with the states that show it. */
interface Piece {
  readonly key: string;
  readonly element: Element;
  readonly states: Set<number>;
  /** Undefined for a piece that is drawn as a whole. */
  readonly children: Piece[] | undefined;
}

/**
 * One drawing of several SVGs: what they share stands in it once and so keeps still, what they do not in groups
 * `<g data-states="0 2">`. A single SVG is left as it is.
 */
export function mergeStates(svgs: readonly string[]): string {
  const [first = ''] = svgs;
  if (svgs.length < 2) return first;
  const roots = svgs.map(parsed);
  const children = roots.reduce<Piece[]>(
    (pieces, root, state) => mergeInto(pieces, root.children, state),
    [],
  );
  const most = (side: 'width' | 'height'): number =>
    Math.max(...roots.map(({ properties }) => Number(properties[side])));
  const size = { width: most('width'), height: most('height') };
  const [element] = roots.map((root) => ({ ...root, properties: { ...root.properties, ...size } }));
  if (!element) return first;
  const root = { key: '', element, states: new Set(svgs.keys()), children };
  return toHtml(built(root), { space: 'svg', closeEmptyElements: true, tightSelfClosing: true });
}

function parsed(svg: string): Element {
  const [root] = fromHtml(namedByContent(svg), { fragment: true, space: 'svg' }).children;
  if (root?.type !== 'element') throw new Error('not a drawing');
  return root;
}

/** Ids made from what they name, for Vega counts them through all it draws. */
function namedByContent(svg: string): string {
  const names = new Map<string, string>();
  for (const [, tag = '', id = '', rest = ''] of svg.matchAll(
    /<(clipPath|linearGradient|radialGradient) id="([^"]+)"([\s\S]*?)<\/\1>/g,
  ))
    names.set(id, `${tag}-${rest.replace(/[^\w.-]+/g, '_')}`);
  return svg.replace(
    /((?:id="|url\(#|href="#))([^")]+)/g,
    (_, before: string, id: string) => `${before}${names.get(id) ?? id}`,
  );
}

/** The pieces with the elements of one more state in their places among them. */
function mergeInto(pieces: readonly Piece[], elements: readonly ElementContent[], state: number): Piece[] {
  const own = elements.flatMap((node): Piece[] => {
    if (node.type !== 'element') return [];
    return [
      { key: keyOf(node), element: node, states: new Set([state]), children: isGroup(node) ? [] : undefined },
    ];
  });
  const result: Piece[] = [];
  const [before, after] = [pieces.values(), own.values()];
  for (const { added, removed, count } of diffArrays(
    pieces.map(({ key }) => key),
    own.map(({ key }) => key),
  )) {
    for (let n = 0; n < count; n++) {
      const kept = added ? undefined : before.next().value;
      const found = removed ? undefined : after.next().value;
      if (found) kept?.states.add(state);
      const piece = kept ?? found;
      if (piece) result.push(found ? filled(piece, found.element, state) : piece);
    }
  }
  return result;
}

function filled(piece: Piece, element: Element, state: number): Piece {
  return piece.children ? { ...piece, children: mergeInto(piece.children, element.children, state) } : piece;
}

const isGroup = ({ tagName }: Element): boolean => ['svg', 'g', 'defs'].includes(tagName);

/** What makes two elements the same: a group's name and attributes, and all of any other. */
function keyOf(element: Element): string {
  const own = element.tagName + JSON.stringify(element.properties);
  if (isGroup(element)) return own;
  const inner = element.children.map((node) =>
    node.type === 'element' ? keyOf(node) : JSON.stringify(node, ['value']),
  );
  return `${own}[${inner}]`;
}

/** The element of a piece; of its children, neighbours shown in the same few states share a group. */
function built(piece: Piece): Element {
  if (!piece.children) return piece.element;
  const children: ElementContent[] = [];
  let group: { readonly states: string; readonly element: Element } | undefined;
  for (const child of piece.children) {
    const element = built(child);
    // in definitions, what is hidden would no longer clip
    if (child.states.size === piece.states.size || piece.element.tagName === 'defs') {
      children.push(element);
      group = undefined;
      continue;
    }
    const states = [...child.states].sort((a, b) => a - b).join(' ');
    if (group?.states === states) group.element.children.push(element);
    else {
      group = { states, element: groupOf({ dataStates: states }, element) };
      children.push(group.element);
    }
  }
  return { ...piece.element, children };
}

function groupOf(properties: Properties, child: Element): Element {
  return { type: 'element', tagName: 'g', properties, children: [child] };
}
