import 'culori/css';
import { colorsNamed, formatHex, parse, wcagContrast } from 'culori/fn';
import type { Background } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { loadImage } from './image.ts';

/** Reads what lies behind a slide: a colour, with the tone of text that is legible on it, or an image. */
export function readBackground(value: string, at: Span, context: ReadContext): Background | undefined {
  const colour = parse(value);
  if (colour) {
    if ((colour.alpha ?? 1) < 1) {
      context.report(diagnose(at, messages.backgroundClear(value)));
      return undefined;
    }
    const tone = wcagContrast(colour, '#ffffff') > wcagContrast(colour, '#10202f') ? 'dark' : 'light';
    return { kind: 'colour', colour: formatHex(colour), tone };
  }
  if (/[./\\]/.test(value)) {
    const image = loadImage(value, at, context);
    return image && { kind: 'image', image, tone: 'dark' };
  }
  context.report(diagnose(at, messages.backgroundUnknown(value, nearest(value, Object.keys(colorsNamed)))));
  return undefined;
}
