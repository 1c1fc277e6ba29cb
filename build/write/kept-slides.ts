import { realpathSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { KeptSlides, PlainSlide } from '../read/deck.ts';
import { contentKey, recall, remember } from './cache.ts';
import type { Library } from './library.ts';

/** Fewer slides are read as soon as they are found. */
const usualFewest = 20;

/**
 * Keeps the slides of the talk in `root` in the user's cache, under all that they were read from, and the program that
 * read them. One file holds those of the last build, or of the first reading of a live preview.
 */
export function keptSlides(
  root: string,
  library: Pick<Library, 'program'>,
  fewest: number = usualFewest,
): (inputs: readonly (string | Uint8Array)[]) => KeptSlides {
  const name = `slides/${contentKey(realpathSync(root))}`;
  let before: ReadonlyMap<string, Uint8Array> | undefined;
  let isKept = false;
  return (inputs) => {
    const shared = contentKey(library.program, process.version, ...inputs);
    const keyOf = (key: string): string => contentKey(shared, key);
    before ??= open(name);
    const known = before;
    return {
      take(key) {
        const bytes = known.get(keyOf(key));
        return bytes && (deserialize(bytes) as PlainSlide);
      },
      keep(slides) {
        if (isKept || slides.size < fewest) return;
        isKept = true;
        const now = new Map<string, Uint8Array>();
        for (const [key, slide] of slides) {
          const name = keyOf(key);
          const bytes = known.get(name) ?? written(slide);
          if (bytes) now.set(name, bytes);
        }
        const isSame = now.size === known.size && [...now.keys()].every((key) => known.has(key));
        if (!isSame) remember(name, serialize(now));
      },
    };
  };
}

/** A slide as bytes; undefined where its chart, written in the slide, has functions. */
function written(slide: PlainSlide): Uint8Array | undefined {
  try {
    return serialize(slide);
  } catch {
    return undefined;
  }
}

function open(name: string): ReadonlyMap<string, Uint8Array> {
  const bytes = recall(name);
  try {
    return bytes ? (deserialize(bytes) as ReadonlyMap<string, Uint8Array>) : new Map();
  } catch {
    // a newer Node has written it
    return new Map();
  }
}
