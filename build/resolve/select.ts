import type { TalkPlan } from '../model/config.ts';
import type { Deck, Slide } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { cutDeck } from './cut.ts';
import { citingSlides } from './links.ts';
import { findSections } from './outline.ts';

/**
 * The deck as one of its talks has it: the slides that it names, in the order of their first mention, under its own
 * title and time. Works that they cite are listed on the deck's slide for that, at the end where the talk does not
 * name it.
 */
export function talkDeck(deck: Deck, plan: TalkPlan, report: ReadContext['report']): Deck {
  const named = selectSlides(plan, deck.whole, report);
  const slides = deck.slides.filter(({ id }) => named.has(id)).sort(byPlaceIn([...named]));
  if (named.size > 0 && slides.length === 0) report(diagnose(plan.span, messages.talkOnlyDrafts(plan.name)));
  const list = deck.slides.find(isList);
  if (list && !slides.some(isList) && citingSlides(slides).size > 0) slides.push(list);
  const { title, minutes } = plan;
  const config = {
    ...deck.config,
    title: title ?? deck.config.title,
    // the deck's goes with the deck's title
    subtitle: plan.subtitle ?? (title === undefined ? deck.config.subtitle : undefined),
    minutes,
  };
  return { ...cutDeck(deck, slides), config };
}

function isList({ layout }: Slide): boolean {
  return layout.parts.includes('references');
}

function byPlaceIn(ids: readonly string[]): (a: Slide, b: Slide) => number {
  const places = new Map(ids.map((id, n) => [id, n]));
  return (a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0);
}

/** The ids of the slides that a talk names, each once. An entry that matches none is told. */
export function selectSlides(
  { slides: entries }: Pick<TalkPlan, 'slides'>,
  slides: readonly Slide[],
  report: ReadContext['report'],
): ReadonlySet<string> {
  const sets = nameableSets(slides);
  const all = slides.map(({ id }) => id);
  const selected = new Set<string>();
  for (const { entry, span } of entries) {
    const ids = entry.includes('*') ? all.filter((id) => matches(id, entry)) : (sets.get(entry) ?? []);
    if (ids.length === 0)
      report(diagnose(span, messages.talkEntryUnknown(entry, nearestEntry(entry, sets, all))));
    for (const id of ids) selected.add(id);
  }
  return selected;
}

/** The ids behind each word that may stand in a talk: an id, `tag:NAME`, `section:ID`. */
function nameableSets(slides: readonly Slide[]): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, string[]>(slides.map(({ id }) => [id, [id]]));
  for (const { id, tags } of slides)
    for (const tag of tags) sets.set(`tag:${tag}`, [...(sets.get(`tag:${tag}`) ?? []), id]);
  for (const { slide, members } of findSections(slides))
    sets.set(
      `section:${slide.id}`,
      [slide, ...members].map(({ id }) => id),
    );
  return sets;
}

/** Whether a name is that of a glob, in which `*` stands for any characters. */
function matches(id: string, glob: string): boolean {
  const [first = '', ...inner] = glob.split('*');
  const last = inner.pop() ?? '';
  let at = first.length;
  for (const piece of inner) {
    const found = id.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return id.startsWith(first) && id.endsWith(last) && at <= id.length - last.length;
}

/** What may have been meant; for a glob, another that begins as an id does. */
function nearestEntry(
  entry: string,
  sets: ReadonlyMap<string, unknown>,
  ids: readonly string[],
): string | undefined {
  if (!entry.includes('*')) return nearest(entry, sets.keys());
  const globs = ids.flatMap((id) => [...id.matchAll(/-/g)].map(({ index }) => `${id.slice(0, index)}-*`));
  return nearest(entry, globs);
}
