/** A point of a line or area: an invisible rule over its extent, in the drawing's own pixels. */
interface Point {
  readonly element: Element;
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}

const points = 'line[data-values]:not([stroke])';
const known = new WeakMap<SVGSVGElement, readonly Point[]>();

/** The point of a chart's lines nearest to a place in the window, at most `reach` pixels away. */
export function nearestPoint(
  chart: SVGSVGElement,
  x: number,
  y: number,
  reach: number,
  isShown: (element: Element) => boolean,
): Element | undefined {
  const all = known.get(chart) ?? [...chart.querySelectorAll(points)].map(pointOf);
  known.set(chart, all);
  const { scale, left, top } = frameOf(chart);
  const distance = (point: Point): number => {
    const [dx, dy] = [point.x2 - point.x, point.y2 - point.y];
    const [px, py] = [(x - left) / scale - point.x, (y - top) / scale - point.y];
    const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(px - along * dx, py - along * dy) * scale;
  };
  return all
    .map((point) => ({ ...point, far: distance(point) }))
    .filter(({ far }) => far <= reach)
    .sort((a, b) => a.far - b.far)
    .find(({ element }) => isShown(element))?.element;
}

/** Where a mark stands in the window; browsers differ in how they box what has no extent. */
export function placeOf(mark: Element): DOMRect {
  const chart = mark.closest<SVGSVGElement>('svg.chart');
  if (!chart || !mark.matches(points)) return mark.getBoundingClientRect();
  const { x, y, x2, y2 } = pointOf(mark);
  const { scale, left, top } = frameOf(chart);
  return new DOMRect(
    left + Math.min(x, x2) * scale,
    top + Math.min(y, y2) * scale,
    Math.abs(x2 - x) * scale,
    Math.abs(y2 - y) * scale,
  );
}

function pointOf(element: Element): Point {
  let [x, y] = [0, 0];
  for (let node: Element | null = element; node && !node.matches('.chart'); node = node.parentElement) {
    const [, left = 0, top = 0] =
      /translate\(([-\d.]+),([-\d.]+)\)/.exec(node.getAttribute('transform') ?? '') ?? [];
    x += Number(left);
    y += Number(top);
  }
  const [x2, y2] = ['x2', 'y2'].map((name) => Number(element.getAttribute(name) ?? 0));
  return { element, x, y, x2: x + (x2 ?? 0), y2: y + (y2 ?? 0) };
}

/** Where the drawing's origin stands in the window, and how large one of its pixels is there. */
function frameOf(chart: SVGSVGElement): { scale: number; left: number; top: number } {
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
