import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import type { Documents } from './documents.ts';
import { BrowserFailure } from './failure.ts';
import type { Printer } from './printer.ts';

/**
 * Tells at which slide the browser breaks down that printed the slides twice in vain: each is printed alone until
 * one fails.
 */
export async function blameSlide(
  failure: BrowserFailure,
  name: string,
  documents: Documents,
  printer: Printer,
  progress: (text: string) => void,
): Promise<Diagnostic> {
  let n = 0;
  for (const [id, place] of documents.places) {
    progress(`Looking for the slide that breaks the browser, ${++n} of ${documents.places.size}`);
    const document = documents.alone(id);
    const alone = await printer.attempt({ document, pages: 1, slides: false });
    if (!(alone instanceof BrowserFailure)) continue;
    return alone.kind === 'other'
      ? diagnose(name, alone.tell(name))
      : diagnose(place, alone.tell(`slide “${id}”`));
  }
  return diagnose(name, failure.tell(`${name}; each slide alone does not break it`));
}
