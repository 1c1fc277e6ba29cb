import type { Finding } from '../../model/fault.ts';
import { type Found, wordsOf } from './found.ts';
import { type Bounds, boundsOf, excess, overlap } from './quad.ts';
import { isShown, shownQuad, type Text } from './texts.ts';

/** What is left to rounding, in CSS pixels. */
const tolerance = 2;
/** How far texts may lie over each other: accents and descenders. */
const touching = 3;

/** Content that runs out of the slide, or out of the place that the slide has for it. */
export function overflows(slide: Element, texts: readonly Text[]): Found[] {
  // what a drawing holds is cut at its edge
  const words = texts
    .filter(({ svg }) => !svg)
    .map(({ element, block, quads }) => ({ element, box: block, bounds: boundsOf(quads.flat()) }));
  const pictures = [...slide.querySelectorAll('.slot :is(svg, img, pre, table)')]
    .filter((element) => !element.closest('.data') && isShown(element, slide))
    .map((element) => ({ element, box: element.parentElement, bounds: element.getBoundingClientRect() }));
  return [...words, ...pictures].flatMap(({ element, box, bounds }): Found[] => {
    const outside = excess(bounds, slide.getBoundingClientRect());
    const beyond = Math.max(
      0,
      ...placesOf(box, slide).map((place) => excess(bounds, place.getBoundingClientRect())),
    );
    const pixels = Math.round(Math.max(outside, beyond));
    if (pixels <= tolerance) return [];
    const of = outside > tolerance ? 'slide' : 'place';
    const room = element.closest('.slot') ?? element;
    return [{ finding: { kind: 'overflow', of, pixels }, element, room, severity: pixels }];
  });
}

/** The boxes that what `inner` lays out is to stay in: its slot, the slide's body, whatever box is painted around it. */
function placesOf(inner: Element | null, slide: Element): Element[] {
  const places: Element[] = [];
  for (let box = inner; box && box !== slide; box = box.parentElement) {
    const isBody =
      box.classList.contains('slot') || (box.classList.contains('main') && inner?.closest('.slot'));
    if (isBody || (box instanceof HTMLElement && isPainted(box))) places.push(box);
    // what is placed by hand is where it is meant to be
    if (getComputedStyle(box).position === 'absolute') break;
  }
  return places;
}

function isPainted(box: HTMLElement): boolean {
  const { backgroundColor, display } = getComputedStyle(box);
  return !display.startsWith('inline') && !/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor);
}

/** Texts of different elements that lie on top of each other. */
export function overlaps(texts: readonly Text[]): Found[] {
  const plain = texts.filter(({ element }) => !element.closest('[aria-hidden="true"]'));
  return plain.flatMap((text, n) =>
    plain.slice(n + 1).flatMap((other): Found[] => {
      if (text.block.contains(other.block) || other.block.contains(text.block)) return [];
      const depths = text.quads.flatMap((a) => other.quads.map((b) => overlap(a, b)));
      const pixels = Math.round(Math.max(...depths));
      if (pixels <= touching) return [];
      const inChart = text.svg !== null && text.svg === other.svg;
      const kind = inChart ? 'label-overlap' : 'overlap';
      // what an author wrote can be mended there
      const [own, foreign] = isAuthors(text) || !isAuthors(other) ? [text, other] : [other, text];
      const finding: Finding = { kind, other: wordsOf(foreign.element), pixels };
      return [{ finding, element: own.element, room: own.svg ?? own.element, severity: pixels }];
    }),
  );
}

function isAuthors({ element }: Text): boolean {
  return element.closest('[data-at]') !== null;
}

/** A chart's texts that an edge of the drawing cuts off. */
export function clippedLabels(texts: readonly Text[]): Found[] {
  return texts.flatMap(({ element, svg, quads }): Found[] => {
    if (!svg) return [];
    const bounds = boundsOf(quads.flat());
    const edges = [svg.getBoundingClientRect(), ...clipsOf(element)];
    const pixels = Math.round(Math.max(...edges.map((edge) => excess(bounds, edge))));
    if (pixels <= tolerance) return [];
    return [{ finding: { kind: 'label-clipped', pixels }, element, room: svg, severity: pixels }];
  });
}

/** The box that a mark's `clip` leaves of it, if there is one. */
function clipsOf(element: Element): Bounds[] {
  const group = element.closest<SVGGElement>('g[clip-path]');
  const id = group?.getAttribute('clip-path')?.match(/^url\(#(.*)\)$/)?.[1];
  const shape = id && document.getElementById(id)?.firstElementChild;
  if (!group || !(shape instanceof SVGGraphicsElement)) return [];
  return [boundsOf(shownQuad(shape.getBBox(), group))];
}
