import { type Quad, quadOf } from './quad.ts';

/** A piece of text that the audience sees. */
export interface Text {
  /** What holds the words itself. */
  readonly element: Element;
  /** What lays out its lines. */
  readonly block: Element;
  /** The chart or picture that it is part of. */
  readonly svg: SVGSVGElement | null;
  /** The height of its font, in CSS pixels as shown. */
  readonly size: number;
  /** A box around the glyphs of each line. */
  readonly quads: readonly Quad[];
}

type Box = Pick<DOMRect, 'x' | 'y' | 'width' | 'height'>;

/** What is not for the audience, or not before it asks. */
const aside = '.notes, .data, script, style, title, desc, defs, clipPath, mask';

/** All text that a slide shows as it stands. */
export function textsOf(slide: Element): Text[] {
  const texts: Text[] = [];
  const drawn = new Set<Element>();
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!element || !node.nodeValue?.trim() || element.closest(aside) || !isShown(element, slide)) continue;
    const whole = element.closest('text, math');
    if (!whole) texts.push(htmlText(element, node));
    else if (!drawn.has(whole)) {
      drawn.add(whole);
      texts.push(whole instanceof SVGTextElement ? svgText(whole) : formula(whole));
    }
  }
  return texts.filter(({ quads }) => quads.length > 0);
}

/** Whether it can be seen: neither hidden nor transparent nor cut to nothing for screen readers alone. */
export function isShown(element: Element, slide: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  for (let box: Element | null = element; box && box !== slide; box = box.parentElement) {
    const { width, height } = box.getBoundingClientRect();
    if (Math.min(width, height) <= 1 && getComputedStyle(box).overflow !== 'visible') return false;
  }
  return true;
}

function htmlText(element: Element, node: Node): Text {
  const style = getComputedStyle(element);
  const range = document.createRange();
  range.selectNodeContents(node);
  const space = inkSpace(style, node.nodeValue ?? '');
  const quads = [...range.getClientRects()]
    .filter(({ width }) => width > 0)
    .map(({ left, top, right, bottom }) =>
      quadOf({ left, right, top: top + space.above, bottom: bottom - space.below }),
    );
  return { element, block: blockOf(element), svg: null, size: Number.parseFloat(style.fontSize), quads };
}

function blockOf(element: Element): Element {
  let block = element;
  while (block.parentElement && /^(?:inline|math)/.test(getComputedStyle(block).display))
    block = block.parentElement;
  return block;
}

/** A formula is one piece: its scripts are as large as its letters ask for. */
function formula(math: Element): Text {
  const { left, top, right, bottom } = math.getBoundingClientRect();
  return {
    element: math,
    block: blockOf(math),
    svg: null,
    size: Number.parseFloat(getComputedStyle(math).fontSize),
    quads: [quadOf({ left, top, right, bottom })],
  };
}

function svgText(text: SVGTextElement): Text {
  const style = getComputedStyle(text);
  const box = text.getBBox();
  const { above, below } = inkSpace(style, text.textContent);
  const ink = { x: box.x, y: box.y + above, width: box.width, height: box.height - above - below };
  const { a = 1, b = 0, c = 0, d = 1 } = text.getScreenCTM() ?? {};
  return {
    element: text,
    block: text,
    svg: text.ownerSVGElement,
    size: Number.parseFloat(style.fontSize) * Math.sqrt(Math.abs(a * d - b * c)),
    quads: box.width > 0 ? [shownQuad(ink, text)] : [],
  };
}

/** Where a box in an element's own coordinates stands in the window. */
export function shownQuad({ x, y, width, height }: Box, element: SVGGraphicsElement): Quad {
  const matrix = element.getScreenCTM() ?? new DOMMatrix();
  return quadOf({ left: x, top: y, right: x + width, bottom: y + height }).map((point) =>
    new DOMPoint(point.x, point.y).matrixTransform(matrix),
  );
}

const context = document.createElement('canvas').getContext('2d');

/** How much of a line's box lies above and below the glyphs of these words. */
function inkSpace(style: CSSStyleDeclaration, words: string): { above: number; below: number } {
  if (!context) return { above: 0, below: 0 };
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const measured = context.measureText(words);
  return {
    above: measured.fontBoundingBoxAscent - measured.actualBoundingBoxAscent,
    below: measured.fontBoundingBoxDescent - measured.actualBoundingBoxDescent,
  };
}
