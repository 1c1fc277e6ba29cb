import type { Deck, Slide } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';

/**
 * How many minutes each slide may take: its own, or an equal share of what the others leave of the talk's. Without
 * minutes for the talk, a slide that does not say takes one.
 */
export function planMinutes(
  { slides, config }: Pick<Deck, 'slides' | 'config'>,
  report: ReadContext['report'],
): ReadonlyMap<Slide, number> {
  const given = slides.flatMap(({ minutes }) => minutes ?? []);
  // hundredths, so that no trace of binary fractions counts as too much
  const taken = Math.round(given.reduce((sum, minutes) => sum + minutes, 0) * 100) / 100;
  const talk = config.minutes;
  if (talk && taken > talk.total) report(diagnose(talk.span, messages.minutesOver(taken, talk.total)));
  const others = Math.max(1, slides.length - given.length);
  const share = talk ? Math.max(0, talk.total - taken) / others : 1;
  return new Map(slides.map((slide) => [slide, slide.minutes ?? share]));
}

/** How long a talk takes: what it has, or else what its slides are planned to take together. */
export function totalMinutes(deck: Pick<Deck, 'slides' | 'config'>): number {
  const planned = [...planMinutes(deck, () => undefined).values()].reduce((sum, minutes) => sum + minutes, 0);
  return deck.config.minutes?.total ?? Math.round(planned * 10) / 10;
}
