export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of a box, in order, which need not stand upright. */
export type Quad = readonly Point[];

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function quadOf({ left, top, right, bottom }: Bounds): Quad {
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

export function boundsOf(points: readonly Point[]): Bounds {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** How far `inner` reaches out of `outer`, at its furthest; not above 0 when it does not. */
export function excess(inner: Bounds, outer: Bounds): number {
  return Math.max(
    outer.left - inner.left,
    outer.top - inner.top,
    inner.right - outer.right,
    inner.bottom - outer.bottom,
  );
}

/** How far two boxes lie over each other: what one would have to be moved by to be clear. Not above 0 when they are. */
export function overlap(a: Quad, b: Quad): number {
  // convex shapes are apart if they are so along a normal of some side
  const depths = [...normalsOf(a), ...normalsOf(b)].map((axis) => {
    const [from, to] = [shadow(a, axis), shadow(b, axis)];
    return Math.min(from[1], to[1]) - Math.max(from[0], to[0]);
  });
  return Math.min(...depths);
}

function normalsOf(quad: Quad): Point[] {
  return quad.slice(0, 2).flatMap((from, n) => {
    const to = quad[n + 1] ?? from;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    return length === 0 ? [] : { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
  });
}

function shadow(quad: Quad, axis: Point): readonly [number, number] {
  const places = quad.map(({ x, y }) => x * axis.x + y * axis.y);
  return [Math.min(...places), Math.max(...places)];
}
