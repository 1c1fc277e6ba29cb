import { type Found, wordsOf } from './found.ts';
import { type Bounds, boundsOf, excess, overlap } from './quad.ts';
import { isShown, type Text } from './texts.ts';

/** What is left to rounding, in CSS pixels. */
const tolerance = 2;
/** How far texts may lie over each other: accents and descenders. */
const touching = 3;

/** Content that runs out of the slide, or out of the place that the slide has for it. */
export function overflows(slide: Element, texts: readonly Text[]): Found[] {
  const words = texts.map((text) => ({ element: text.element, bounds: boundsOf(text.quads.flat()) }));
  const pictures = [...slide.querySelectorAll('.slot :is(svg, img, pre, table)')]
    .filter((element) => !element.closest('.data') && isShown(element, slide))
    .map((element) => ({ element, bounds: element.getBoundingClientRect() }));
  return [...words, ...pictures].flatMap(({ element, bounds }): Found[] => {
    const outside = excess(bounds, slide.getBoundingClientRect());
    const beyond = Math.max(0, ...placesOf(element, slide).map((place) => excess(bounds, boxOf(place))));
    const pixels = Math.round(Math.max(outside, beyond));
    if (pixels <= tolerance) return [];
    const of = outside > tolerance ? 'slide' : 'place';
    const room = element.closest('.slot') ?? element;
    return [{ finding: { kind: 'overflow', of, pixels }, element, room, severity: pixels }];
  });
}

/** The boxes that an element is to stay in: its slot, the slide's body, whatever box is painted around it. */
function placesOf(element: Element, slide: Element): Element[] {
  const places: Element[] = [];
  for (let box = element.parentElement; box && box !== slide; box = box.parentElement) {
    const isBody =
      box.classList.contains('slot') || (box.classList.contains('main') && element.closest('.slot'));
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

function boxOf(place: Element): Bounds {
  return place.getBoundingClientRect();
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
      const finding = {
        kind: inChart ? ('label-overlap' as const) : ('overlap' as const),
        other: wordsOf(other.element),
        pixels,
      };
      return [{ finding, element: text.element, room: text.svg ?? text.element, severity: pixels }];
    }),
  );
}

/** A chart's texts that its edge cuts off. */
export function clippedLabels(texts: readonly Text[]): Found[] {
  return texts.flatMap(({ element, svg, quads }): Found[] => {
    if (!svg) return [];
    const pixels = Math.round(excess(boundsOf(quads.flat()), svg.getBoundingClientRect()));
    if (pixels <= tolerance) return [];
    return [{ finding: { kind: 'label-clipped', pixels }, element, room: svg, severity: pixels }];
  });
}
