import type { Patch } from '../model/patch.ts';
import type { Screen } from '../render/document.ts';

/** How one deck becomes the other in place; whether nothing is to be done for that, or only loading it anew will do. */
export function changes(before: Screen, after: Screen): Patch | 'none' | 'reload' {
  if (!isSameAround(before, after)) return 'reload';
  const ids = [...after.sections.keys()];
  const old = [...before.sections.keys()];
  const names = renamed(old, ids);
  const changed = ids.flatMap((id) => {
    const was = names.get(id) ?? id;
    const html = after.sections.get(id) ?? '';
    if (html === before.sections.get(was)) return [];
    return { id, html, ...(was === id ? {} : { was }) };
  });
  const isSameOrder = ids.length === old.length && ids.every((id, n) => (names.get(id) ?? id) === old[n]);
  const styles = after.styles.flatMap((text, index) =>
    text === before.styles[index] ? [] : { index, text },
  );
  const patch: Patch = {
    deck: after.deck,
    changed,
    styles,
    ...(isSameOrder ? {} : { order: ids }),
    ...(after.annex === before.annex ? {} : { annex: after.annex }),
    ...(after.operables === before.operables ? {} : { operables: after.operables }),
  };
  return Object.keys(patch).length === 3 && changed.length + styles.length === 0 ? 'none' : patch;
}

/** Whether the deck has the same parts, and the same words around its slides. */
function isSameAround(before: Screen, after: Screen): boolean {
  const around = ({ config, annex, operables }: Screen): string => {
    const { title, subtitle, authors, lang, dir, theme } = config;
    const parts = [annex, operables].map(Boolean);
    return JSON.stringify([title, subtitle, authors, lang, dir, theme, parts]);
  };
  return around(before) === around(after);
}

/** The ids that slides had before, by those that they have now: a slide in the place of one that is gone is the same one. */
function renamed(before: readonly string[], after: readonly string[]): Map<string, string> {
  const [known, kept] = [new Set(before), new Set(after)];
  const gone = before.filter((id) => !kept.has(id));
  const names = new Map<string, string>();
  for (const [n, id] of after.entries()) {
    if (known.has(id)) continue;
    // the slides beside it tell its place
    const above = before.indexOf(names.get(after[n - 1] ?? '') ?? after[n - 1] ?? '');
    const was = before[above + 1];
    if (was === undefined || !gone.includes(was)) continue;
    names.set(id, was);
    gone.splice(gone.indexOf(was), 1);
  }
  return names;
}
