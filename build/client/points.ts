/** A point of a line, or of an area over all its extent, is an invisible rule. */
const points = 'line[data-values]:not([stroke])';

/** How far from a small mark one may point at it, and how near it wins over a large one; in pixels of the window. */
const reach = { far: 24, near: 8 };

/** The mark of a chart at a place in the window, or a small one near it. */
export function markAt(
  chart: SVGSVGElement,
  x: number,
  y: number,
  isShown: (mark: Element) => boolean,
): Element | undefined {
  const shape = document
    .elementsFromPoint(x, y)
    .find((element) => element.matches('[data-values]') && chart.contains(element) && isShown(element));
  if (shape && isSmall(placeOf(shape))) return shape;
  const frame = frameOf(chart);
  const near = [...chart.querySelectorAll('[data-values]')]
    .map((mark) => ({ mark, place: placeOf(mark, frame) }))
    .filter(({ place }) => isSmall(place))
    .map(({ mark, place }) => ({ mark, far: distance(place, x, y) }))
    .filter(({ far }) => far <= (shape ? reach.near : reach.far))
    .sort((a, b) => a.far - b.far);
  return near.find(({ mark }) => isShown(mark))?.mark ?? shape;
}

/** Where a mark stands in the window; browsers differ in how they box what has no extent. */
export function placeOf(mark: Element, frame?: Frame): DOMRect {
  const chart = mark.closest<SVGSVGElement>('svg.chart');
  if (!chart || !mark.matches(points)) return mark.getBoundingClientRect();
  const { scale, left, top } = frame ?? frameOf(chart);
  const { x, y, width, height } = boxOf(mark);
  return new DOMRect(left + x * scale, top + y * scale, width * scale, height * scale);
}

function isSmall({ width, height }: DOMRect): boolean {
  return Math.min(width, height) <= reach.far;
}

function distance({ left, right, top, bottom }: DOMRect, x: number, y: number): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

const boxes = new WeakMap<Element, DOMRect>();

/** The extent of a point in the drawing's own pixels. */
function boxOf(point: Element): DOMRect {
  const known = boxes.get(point);
  if (known) return known;
  let [x, y] = [0, 0];
  for (let node: Element | null = point; node && !node.matches('.chart'); node = node.parentElement) {
    const [, left = 0, top = 0] =
      /translate\(([-\d.]+),([-\d.]+)\)/.exec(node.getAttribute('transform') ?? '') ?? [];
    x += Number(left);
    y += Number(top);
  }
  const [across, down] = [Number(point.getAttribute('x2')), Number(point.getAttribute('y2'))];
  const box = new DOMRect(Math.min(x, x + across), Math.min(y, y + down), Math.abs(across), Math.abs(down));
  boxes.set(point, box);
  return box;
}

interface Frame {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** Where a drawing's origin stands in the window, and how large one of its pixels is there. */
function frameOf(chart: SVGSVGElement): Frame {
  const { left, top, width, height } = chart.getBoundingClientRect();
  const drawn = chart.viewBox.baseVal;
  const scale = Math.min(width / drawn.width, height / drawn.height);
  // it stands in the middle of its box
  return {
    scale,
    left: left + (width - drawn.width * scale) / 2,
    top: top + (height - drawn.height * scale) / 2,
  };
}
