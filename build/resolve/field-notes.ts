/** What a spec's encodings say of a field. */
export interface FieldNote {
  readonly title: string;
  readonly isDate: boolean;
}

/** What a spec's encodings say of the fields that they make, by the name that these have in the drawn data. */
export function fieldNotes(node: unknown, notes: Map<string, FieldNote> = new Map()): Map<string, FieldNote> {
  if (Array.isArray(node)) for (const item of node) fieldNotes(item, notes);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return notes;
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'encoding' || key === 'facet') && typeof value === 'object' && value !== null) {
      for (const channel of [value, ...Object.values(value)].flat()) noteField(channel, notes);
    } else if (!['data', 'datasets', 'config', 'transform'].includes(key)) fieldNotes(value, notes);
  }
  return notes;
}

function noteField(channel: unknown, notes: Map<string, FieldNote>): void {
  if (typeof channel !== 'object' || channel === null) return;
  const { field, type, aggregate, timeUnit, bin } = channel as Record<string, unknown>;
  const name = typeof field === 'string' ? unescaped(field) : '';
  const own = ownTitle(channel as Record<string, unknown>);
  const put = (key: string, title: string, isOwn = own !== undefined): void => {
    if (isOwn || !notes.has(key)) notes.set(key, { title, isDate: type === 'temporal' });
  };
  if (aggregate === 'count') put('__count', own ?? 'count');
  else if (typeof aggregate === 'string')
    put(`${aggregate}_${name}`, own ?? `${aggregate} of ${readable(name)}`);
  else if (typeof timeUnit === 'string') put(`${timeUnit}_${name}`, own ?? readable(name));
  else if (bin) {
    const [[step, size] = ['maxbins', 10]] = Object.entries(bin);
    const binned = `bin_${step}_${size}_${name}`;
    put(binned, `${own ?? readable(name)} from`);
    put(`${binned}_end`, `${own ?? readable(name)} to`);
  } else if (name !== '') put(name, own ?? readable(name));
}

/**
 * The title that an author gave a channel, of itself or of its axis, legend or header; lines of it are joined. A guide
 * whose labels are computed, such as millions as billions, has a title for these and not for the data.
 */
function ownTitle({ title, axis, legend, header }: Record<string, unknown>): string | undefined {
  const guides = [axis, legend, header].map((guide) => {
    const { title: own, labelExpr } = (guide ?? {}) as Record<string, unknown>;
    return labelExpr === undefined ? own : undefined;
  });
  const titles = [title, ...guides].map((words) => [words].flat().filter((word) => typeof word === 'string'));
  return titles.map((words) => words.join(' ')).find((words) => words !== '');
}

/** A field's name in words. */
export function readable(field: string): string {
  return field.replace(/^__/, '').replaceAll('_', ' ');
}

/** A field as its data have it; Vega-Lite escapes dots and brackets. */
export function unescaped(field: string): string {
  return field.replace(/\\(.)/g, '$1');
}
