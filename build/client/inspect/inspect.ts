import type { Fault, Sight } from '../../model/fault.ts';
import { axeFindings } from './axe.ts';
import { faintLabels } from './contrast.ts';
import { clippedLabels, overflows, overlaps } from './fit.ts';
import { type Found, fresh } from './found.ts';
import { smallTexts } from './small.ts';
import { textsOf } from './texts.ts';
import { type Stop, stops, turnTo } from './turn.ts';

/** What `lectern check` calls in the deck that it has opened. */
export interface Inspector {
  readonly stops: () => readonly Stop[];
  /** What is wrong with slide `n` with `step` steps taken, as far as it has not been told of an earlier step. */
  readonly look: (n: number, step: number, sights: readonly Sight[]) => Promise<readonly Fault[]>;
}

declare global {
  interface Window {
    inspector: Inspector;
  }
}

async function look(n: number, step: number, sights: readonly Sight[]): Promise<readonly Fault[]> {
  const slide = await turnTo(n, step);
  const texts = textsOf(slide);
  const found: Found[] = [];
  if (sights.includes('fit'))
    found.push(...overflows(slide, texts), ...overlaps(texts), ...clippedLabels(texts), ...smallTexts(texts));
  if (sights.includes('access')) {
    // what stands around the slides is the same at all of them
    const isFirst = n === 0 && step === 0;
    found.push(...faintLabels(texts), ...(await axeFindings(isFirst ? document : slide)));
  }
  return fresh(found, slide.id, step);
}

window.inspector = { stops, look };
