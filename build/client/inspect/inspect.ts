import type { Fault, Sight } from '../../model/fault.ts';
import { axeFindings } from './axe.ts';
import { faintLabels } from './contrast.ts';
import { clippedLabels, overflows, overlaps } from './fit.ts';
import { type Found, worst } from './found.ts';
import { smallTexts } from './small.ts';
import { textsOf } from './texts.ts';
import { slides, stepsOf, turnTo } from './turn.ts';

/** What `lectern check` calls in the deck that it has opened. */
export interface Inspector {
  /** How many slides there are. */
  readonly count: () => number;
  /** What is wrong with slide `n` at any of its steps. */
  readonly look: (n: number, sights: readonly Sight[]) => Promise<readonly Fault[]>;
}

declare global {
  interface Window {
    inspector: Inspector;
  }
}

async function look(n: number, sights: readonly Sight[]): Promise<readonly Fault[]> {
  const steps: Found[][] = [];
  for (let step = 0; step <= stepsOf(n); step++) {
    const slide = await turnTo(n, step);
    steps.push([
      ...(sights.includes('fit') ? fitOf(slide) : []),
      // what stands around the slides is the same at all of them
      ...(sights.includes('access') ? await accessOf(slide, n === 0 && step === 0) : []),
    ]);
  }
  return worst(steps, slides()[n]?.id ?? '');
}

function fitOf(slide: Element): Found[] {
  const texts = textsOf(slide);
  return [...overflows(slide, texts), ...overlaps(texts), ...clippedLabels(texts), ...smallTexts(texts)];
}

async function accessOf(slide: Element, withShell: boolean): Promise<Found[]> {
  return [...faintLabels(textsOf(slide)), ...(await axeFindings(withShell ? document : slide))];
}

window.inspector = { count: () => slides().length, look };
