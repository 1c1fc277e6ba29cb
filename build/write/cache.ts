import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';

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
  const path = join(cacheFolder, name);
  try {
    const kept = readFileSync(path);
    const bytes = kept.subarray(digestLength);
    if (kept.subarray(0, digestLength).equals(digest(bytes))) return bytes as Uint8Array as T;
  } catch {
    // not there yet
  }
  const bytes = await make();
  if (bytes !== undefined) keep(path, bytes);
  return bytes;
}

const digestLength = 32;

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function keep(path: string, bytes: Uint8Array): void {
  try {
    const temporary = `${path}.${randomBytes(4).toString('hex')}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, Buffer.concat([digest(bytes), bytes]));
    renameSync(temporary, path);
  } catch {
    // made again next time
  }
}
