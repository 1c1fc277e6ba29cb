import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';

/** The user's own folder for what can be made again. */
export const cacheFolder = envPaths('lectern', { suffix: '' }).cache;

export function contentKey(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/** The bytes kept under `name`, or else made now and kept. A cache that cannot be written does no harm. */
export async function cached(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const path = join(cacheFolder, name);
  try {
    return readFileSync(path);
  } catch {
    const bytes = await make();
    try {
      const temporary = `${path}.${randomBytes(4).toString('hex')}`;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, bytes);
      renameSync(temporary, path);
    } catch {
      // made again next time
    }
    return bytes;
  }
}
