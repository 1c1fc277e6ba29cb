import type { Found } from './found.ts';
import { boundsOf } from './quad.ts';
import type { Text } from './texts.ts';

/** Red, green, blue from 0 to 255, and opacity from 0 to 1. */
type Colour = readonly [number, number, number, number];

const white: Colour = [255, 255, 255, 1];

/** Texts of charts that are too faint on what is painted under them; of other text axe-core judges. */
export function faintLabels(texts: readonly Text[]): Found[] {
  return texts.flatMap(({ element, svg, size, quads }): Found[] => {
    if (!svg) return [];
    const { left, top, right, bottom } = boundsOf(quads.flat());
    const style = getComputedStyle(element);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const least = isLarge ? 3 : 4.5;
    // a label may lie half on a bar and half beside it
    const ratios = [0.1, 0.5, 0.9].map((part) => {
      const under = groundAt(left + (right - left) * part, (top + bottom) / 2, element);
      return contrast(over(paint(element, 'fill'), under), under);
    });
    const ratio = Math.floor(Math.min(...ratios) * 10) / 10;
    if (ratio >= least) return [];
    return [{ finding: { kind: 'contrast', ratio, least }, element, room: svg, severity: 1 / ratio }];
  });
}

/** The colour of what is painted at a point of the window, an element and what lies above it left out. */
function groundAt(x: number, y: number, element: Element): Colour {
  const stack = document.elementsFromPoint(x, y);
  const below = stack.slice(stack.findIndex((other) => other === element || element.contains(other)) + 1);
  const layers = below.filter((layer) => !element.contains(layer)).map((layer) => layerAt(layer, x, y));
  return layers.reduceRight((under, layer) => over(layer, under), white);
}

function layerAt(layer: Element, x: number, y: number): Colour {
  if (!(layer instanceof SVGGeometryElement)) return opaque(layer, getComputedStyle(layer).backgroundColor);
  const point = new DOMPoint(x, y).matrixTransform(layer.getScreenCTM()?.inverse());
  return layer.isPointInFill(point) ? paint(layer, 'fill') : [0, 0, 0, 0];
}

function paint(element: Element, property: 'fill'): Colour {
  const style = getComputedStyle(element);
  const [red, green, blue, alpha] = opaque(element, style[property]);
  return [red, green, blue, alpha * Number(style.fillOpacity)];
}

/** A colour as computed styles have it, as transparent as the element is with all that it stands in. */
function opaque(element: Element, colour: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (/^rgba?\(/.test(colour) ? colour : 'rgba(0, 0, 0, 0)')
    .match(/[\d.]+/g)
    ?.map(Number) ?? [0, 0, 0, 0];
  let opacity = alpha;
  for (let box: Element | null = element; box && box.tagName !== 'SECTION'; box = box.parentElement)
    opacity *= Number(getComputedStyle(box).opacity);
  return [red, green, blue, opacity];
}

function over([red, green, blue, alpha]: Colour, under: Colour): Colour {
  const mix = (upper: number, lower: number): number => upper * alpha + lower * (1 - alpha);
  return [mix(red, under[0]), mix(green, under[1]), mix(blue, under[2]), 1];
}

/** As WCAG 2 defines it. */
function contrast(a: Colour, b: Colour): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((one, two) => two - one);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
