import { readFileSync } from 'node:fs';
import { type DrawRequest, type DrawResult, draw } from '../resolve/draw.ts';
import type { Library } from './library.ts';

/** What the process that draws charts answers: the drawing, or a fault of ours. */
export type Drawn = DrawResult | { readonly fault: unknown };

// bundled, this stands beside the fonts in lib/
const { measures } = JSON.parse(
  readFileSync(new URL('fonts/fonts.json', import.meta.url), 'utf8'),
) as Library['fonts'];

process.on('message', async (request: DrawRequest) => {
  const answer: Drawn = await draw(request, measures).catch((fault) => ({ fault }));
  process.send?.(answer);
});
