import type { CodeLine } from '../model/talk.ts';
import type { CiteRequest, CiteResult } from '../resolve/csl.ts';
import type { DrawRequest, DrawResult } from '../resolve/draw.ts';
import type { HighlightRequest } from '../resolve/highlight.ts';
import { cached, contentKey } from './cache.ts';
import { type Draw, mostMinutes } from './drawer.ts';
import type { Library } from './library.ts';

/**
 * Draws charts with `draw`, for so long in all as a talk may take, and keeps each drawing in the user's cache under all
 * that it was made from: spec, data, size, theme and the program itself. What was warned of is not kept.
 */
export function drawWithCache(library: Library, draw: Draw): (request: DrawRequest) => Promise<DrawResult> {
  let until: number | undefined;
  return (request) =>
    kept('drawings', library, request, async () => {
      until ??= performance.now() + mostMinutes * 60_000;
      const result = await draw(request, until);
      return { result, keep: result.problems.length === 0 };
    });
}

/** Sets references in a citation style, and keeps them likewise. */
export function citeWithCache(library: Library): (request: CiteRequest) => Promise<readonly CiteResult[]> {
  return (request) =>
    kept('references', library, request, async () => {
      const { citeWithStyle } = await import('../resolve/csl.ts');
      return { result: citeWithStyle(request, library.styleFiles(request.style)), keep: true };
    });
}

/** Tells the tokens of code, and keeps them likewise: grammars take long to load. */
export function highlightWithCache(
  library: Library,
): (request: HighlightRequest) => Promise<readonly CodeLine[]> {
  return (request) =>
    kept('code', library, request, async () => {
      const { highlight } = await import('../resolve/highlight.ts');
      return { result: await highlight(request), keep: true };
    });
}

/** What `make` makes of `request`, from the user's cache where it is there. */
async function kept<T>(
  folder: string,
  library: Library,
  request: unknown,
  make: () => Promise<{ result: T; keep: boolean }>,
): Promise<T> {
  let fresh: T | undefined;
  const name = `${folder}/${contentKey(library.program, process.version, JSON.stringify(request))}.json`;
  const bytes = await cached(name, async () => {
    const { result, keep } = await make();
    fresh = result;
    return keep ? new TextEncoder().encode(JSON.stringify(result)) : undefined;
  });
  return fresh ?? JSON.parse(new TextDecoder().decode(bytes));
}
