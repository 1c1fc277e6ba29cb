import type * as vega from 'vega';
import type { Size } from '../model/chart.ts';

/** The values that a scale runs over. */
export type Domain = readonly (string | number | boolean)[];

/** What a drawing leaves around its plot, in pixels, and how large the plot is. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Scale {
  readonly type: string;
  readonly domain: () => readonly unknown[];
}

// vega's types leave out where a view has put its plot
interface PlacedView {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  readonly scale: (name: string) => Scale;
}

/** The room around the plot of a view that has been drawn. */
export function frameOf(view: vega.View): Frame {
  const { _viewWidth, _viewHeight } = view as unknown as PlacedView;
  const [x = 0, y = 0] = view.origin();
  const { left = 0, top = 0, right = 0, bottom = 0 } = view.padding() as Partial<Frame>;
  return {
    left: left + x,
    top: top + y,
    right: _viewWidth + right - x - view.width(),
    bottom: _viewHeight + bottom - y - view.height(),
  };
}

/** The largest room that any state needs around its plot, which in a drawing of `size` leaves the plot its own. */
export function sharedFrame(frames: readonly Frame[], { width, height }: Size): Partial<vega.Spec> {
  const most = (side: keyof Frame): number => Math.ceil(Math.max(...frames.map((frame) => frame[side])));
  const padding = { left: most('left'), top: most('top'), right: most('right'), bottom: most('bottom') };
  return {
    autosize: 'none',
    padding,
    width: width - padding.left - padding.right,
    height: height - padding.top - padding.bottom,
  };
}

/** The domains that the data gave to a view's scales; what a spec says itself stands as it is. */
export function domainsOf(spec: vega.Spec, view: vega.View): ReadonlyMap<string, Domain> {
  return new Map(
    (spec.scales ?? []).flatMap(({ name, domain }) => {
      if (!isFromData(domain)) return [];
      const { type, domain: read } = (view as unknown as PlacedView).scale(name);
      const values = read().map((value) => (value instanceof Date ? Number(value) : value));
      const isPlain = values.every((value) => ['string', 'number', 'boolean'].includes(typeof value));
      const isKnown = isDiscrete(type) || (isContinuous(type) && values.length === 2);
      return isPlain && isKnown ? [[name, values as Domain] as const] : [];
    }),
  );
}

function isFromData(domain: unknown): boolean {
  return typeof domain === 'object' && domain !== null && ('data' in domain || 'fields' in domain);
}

const isDiscrete = (type: string): boolean => ['ordinal', 'band', 'point'].includes(type);
const isContinuous = (type: string): boolean =>
  ['linear', 'log', 'pow', 'sqrt', 'symlog', 'time', 'utc'].includes(type);

/** Domains wide enough for every state, with the order of the state that has the most values. */
export function sharedDomains(states: readonly ReadonlyMap<string, Domain>[]): ReadonlyMap<string, Domain> {
  const names = new Set(states.flatMap((domains) => [...domains.keys()]));
  return new Map(
    [...names].map((name) => {
      const domains = states.flatMap((state) => (state.has(name) ? [state.get(name) ?? []] : []));
      return [name, together(domains)];
    }),
  );
}

function together(domains: readonly Domain[]): Domain {
  const isRange = domains.every(
    (values) => values.length === 2 && values.every((v) => typeof v === 'number'),
  );
  const all = domains.flat();
  if (isRange) return [Math.min(...all.map(Number)), Math.max(...all.map(Number))];
  const [longest = []] = [...domains].sort((a, b) => b.length - a.length);
  return [...new Set([...longest, ...all])];
}

/** The spec with these domains in place of what its data would give. */
export function withDomains(spec: vega.Spec, domains: ReadonlyMap<string, Domain>): vega.Spec {
  const scales = (spec.scales ?? []).map((scale) => {
    const domain = domains.get(scale.name);
    if (!domain) return scale;
    const { domainRaw: _, ...rest } = scale as vega.Scale & { readonly domainRaw?: unknown };
    return {
      ...rest,
      domain,
      ...('nice' in rest ? { nice: false } : {}),
      ...('zero' in rest ? { zero: false } : {}),
    };
  });
  return { ...spec, scales: scales as vega.Scale[] };
}
