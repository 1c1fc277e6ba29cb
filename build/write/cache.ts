import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { passingName, removeQuietly, sweep } from './passing.ts';

/** The user's own folder for what can be made again. */
export const cacheFolder = envPaths('lectern', { suffix: '' }).cache;

/** A name for what is made from `parts` alone. */
export function contentKey(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/**
 * The bytes kept under `name`, or else made now and kept, unless `make` gives none. Each file begins with the digest
 * of the rest, so that a damaged one is made anew. A cache that cannot be written does no harm.
 */
export async function cached<T extends Uint8Array | undefined>(
  name: string,
  make: () => Promise<T>,
): Promise<T> {
  const kept = recall(name);
  if (kept) return kept as T;
  const bytes = await make();
  if (bytes !== undefined) remember(name, bytes);
  return bytes;
}

/** The bytes kept under `name`; undefined where there are none, or damaged ones. */
export function recall(name: string): Uint8Array | undefined {
  try {
    const kept = readFileSync(join(cacheFolder, name));
    const bytes = kept.subarray(digestLength);
    return kept.subarray(0, digestLength).equals(digest(bytes)) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const digestLength = 32;

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** What the names of files begin with that are being written. */
const freshPrefix = 'new';

/** Keeps bytes under `name`, in the place of those kept before. */
export function remember(name: string, bytes: Uint8Array): void {
  const path = join(cacheFolder, name);
  // all in one place, where the next process finds those of one that was killed
  const fresh = passingName(join(cacheFolder, freshPrefix));
  try {
    mkdirSync(dirname(path), { recursive: true });
    sweep(cacheFolder, freshPrefix);
    writeFileSync(fresh, Buffer.concat([digest(bytes), bytes]));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) removeQuietly(path);
    renameSync(fresh, path);
  } catch {
    // made again next time
    removeQuietly(fresh);
  }
}
