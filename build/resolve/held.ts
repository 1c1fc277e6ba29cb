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

/** A scale whose domain the data gave, with the fields that gave it. */
export interface DataScale {
  /** Names, or numbers on a scale of some type. */
  readonly kind: string;
  readonly fields: readonly string[];
  /** Empty where there was no data. */
  readonly domain: Domain;
}

/** The scales whose domains came from the data, by name; what a spec says itself stands as it is. */
export function dataScales(spec: vega.Spec, view: vega.View): ReadonlyMap<string, DataScale> {
  return new Map(
    (spec.scales ?? []).flatMap(({ name, domain }) => {
      if (!isFromData(domain)) return [];
      const { type, domain: read } = (view as unknown as PlacedView).scale(name);
      const kind = isDiscrete(type) ? 'names' : type.replace(/^sequential-/, '');
      const values = read().map((value) => (value instanceof Date ? Number(value) : value));
      const isKnown = kind === 'names' || (isContinuous(kind) && values.length === 2);
      if (!isKnown) return [];
      const scale = { kind, fields: fieldsIn(domain), domain: values.every(isPlain) ? values : [] };
      return [[name, scale] as const];
    }),
  );
}

function isFromData(domain: unknown): boolean {
  return typeof domain === 'object' && domain !== null && ('data' in domain || 'fields' in domain);
}

function isPlain(value: unknown): value is Domain[number] {
  return typeof value === 'number' ? Number.isFinite(value) : /^(?:string|boolean)$/.test(typeof value);
}

const isDiscrete = (type: string): boolean => ['ordinal', 'band', 'point'].includes(type);
const isContinuous = (type: string): boolean =>
  ['linear', 'log', 'pow', 'sqrt', 'symlog', 'time', 'utc'].includes(type);

/** The fields of a domain, the two ends of a stack under its own name. */
function fieldsIn(domain: unknown): string[] {
  if (typeof domain === 'string') return [domain.replace(/(?:_offsetted_rect)?_(?:start|end)$/, '')];
  if (typeof domain !== 'object' || domain === null) return [];
  const { field, fields } = domain as { readonly field?: unknown; readonly fields?: unknown };
  return [field, fields].flat().flatMap(fieldsIn);
}

/** For each state the domains of its scales, wide enough for all states in which they show the same. */
export function sharedDomains(
  states: readonly ReadonlyMap<string, DataScale>[],
): readonly ReadonlyMap<string, Domain>[] {
  const sharedBy = (name: string, own: DataScale): Domain =>
    together(
      states.flatMap((state) => {
        const scale = state.get(name);
        return scale && isAlike(own, scale) ? [scale.domain] : [];
      }),
      own.kind,
    );
  return states.map((own) => {
    const domains = [...own].map(([name, scale]) => [name, sharedBy(name, scale)] as const);
    return new Map(domains.filter(([, { length }]) => length > 0));
  });
}

/** Whether two scales show the same: names or numbers of a common field, or of one and what is made from it (`mean_x`). */
function isAlike(one: DataScale, other: DataScale): boolean {
  const isOf = (a: string, b: string): boolean => `_${a}`.endsWith(`_${b}`) || `_${b}`.endsWith(`_${a}`);
  return one.kind === other.kind && one.fields.some((a) => other.fields.some((b) => isOf(a, b)));
}

function together(domains: readonly Domain[], kind: string): Domain {
  const all = domains.flat();
  if (kind !== 'names')
    return all.length === 0 ? [] : [Math.min(...all.map(Number)), Math.max(...all.map(Number))];
  const [longest = []] = [...domains].sort((a, b) => b.length - a.length);
  return [...new Set([...longest, ...all])];
}

/** The spec with these domains in place of what its data would give. */
export function withDomains(spec: vega.Spec, domains: ReadonlyMap<string, Domain> = new Map()): vega.Spec {
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
