import type { Deck } from '../model/deck.ts';
import { isObject } from '../read/spec-schema.ts';
import { citingSlides } from './links.ts';

/**
 * Where two decks differ in what they show, as the id of a slide or the name of a part; undefined where they do not.
 * Places in files, works that no slide cites and exceptions of checks are no matter.
 */
export function differenceOf(one: Deck, other: Deck): string | undefined {
  const [slides, others] = [one, other].map((deck) => deck.slides.map((slide) => [slide.id, plain(slide)]));
  const changed = slides?.findIndex(([, text], n) => others?.[n]?.[1] !== text) ?? -1;
  const surplus = others?.[slides?.length ?? 0];
  const slide = changed >= 0 ? slides?.[changed] : surplus;
  if (slide) return `slide “${slide[0]}”`;
  if (settings(one) !== settings(other)) return 'deck.yaml';
  return works(one) === works(other) ? undefined : 'the bibliography';
}

function settings({ config }: Deck): string {
  return plain({ ...config, exceptions: [] });
}

function works({ slides, bibliography }: Deck): string {
  const cited = [...citingSlides(slides).keys()];
  return plain(cited.map((key) => [bibliography?.get(key)?.mark, bibliography?.get(key)?.item]));
}

/** A value as text without its places; pieces of text that follow each other are one. */
function plain(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (key === 'span' || key === 'raw' || key === 'source') return undefined;
    if (part instanceof Uint8Array) return part.length;
    if (part instanceof Map || part instanceof Set) return [...part];
    if (Array.isArray(part)) return joined(part);
    // the order of fields says nothing
    return isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  });
}

function joined(parts: readonly unknown[]): unknown[] {
  const all: unknown[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (isText(last) && isText(part)) all[all.length - 1] = { ...last, text: last.text + part.text };
    else all.push(part);
  }
  return all;
}

function isText(part: unknown): part is { readonly kind: 'text'; readonly text: string } {
  return typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'text';
}
