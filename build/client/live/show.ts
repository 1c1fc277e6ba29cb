import type { Patch } from '../../model/patch.ts';
import { dress, slidesNow } from '../slides.ts';
import { stepsShown } from '../steps.ts';
import { applyPatch } from './apply.ts';

/** Patches the deck or the speaker's window; whatever was on show stays, or what has come into its place. */
export async function showPatch(patch: Patch): Promise<void> {
  const isDeck = !new URLSearchParams(location.search).has('speaker');
  const deck = isDeck ? (await import('../deck.ts')).deck : undefined;
  const current = deck?.getCurrentSlide();
  const index = current ? slidesNow().indexOf(current) : -1;
  const changed = applyPatch(patch);
  // Reveal forgets the steps of what it takes for a slide to come
  const steps = current ? stepsShown(current) : 0;
  for (const slide of changed) deck?.syncFragments(slide);
  if (patch.order) deck?.sync();
  dress(changed);
  if (!patch.order || !deck) return;
  // slides have their own backgrounds
  document.querySelector('.backgrounds')?.replaceChildren();
  const slides = slidesNow();
  const at = current?.isConnected ? slides.indexOf(current) : Math.min(index, slides.length - 1);
  const slide = slides[at];
  if (slide) deck.slide(at, undefined, slide === current ? steps - 1 : undefined);
}
