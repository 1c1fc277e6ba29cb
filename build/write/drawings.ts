import type { DrawRequest, DrawResult } from '../resolve/draw.ts';
import { cached, contentKey } from './cache.ts';
import type { Library } from './library.ts';

/**
 * Draws charts, and keeps each drawing in the user's cache under all that it was made from: spec, data, size, theme
 * and the program itself. Vega is loaded only for a chart that is new. What was warned of is not kept.
 */
export function drawWithCache(library: Library): (request: DrawRequest) => Promise<DrawResult> {
  return async (request) => {
    let result: DrawResult | undefined;
    const bytes = await cached(
      `drawings/${contentKey(library.id, JSON.stringify(request))}.svg`,
      async () => {
        const { draw } = await import('../resolve/draw.ts');
        result = await draw(request, library.fonts.measures);
        return result.problems.length === 0 ? new TextEncoder().encode(result.svg) : undefined;
      },
    );
    return result ?? { svg: new TextDecoder().decode(bytes), problems: [] };
  };
}
