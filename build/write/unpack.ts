import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { messages } from '../model/messages.ts';
import type { BrowserChoice } from './browser.ts';
import { cacheFolder } from './cache.ts';
import { atExit } from './ending.ts';
import { BrowserFailure } from './failure.ts';
import { problemText } from './files.ts';
import { passingName, removeQuietly, sweep } from './passing.ts';

export const unpacking = 'Unpacking the browser, this once';

/** Unpacks the npm package's browser into the user's cache, whole or not at all. */
export async function packagedBrowser(starting: () => void): Promise<BrowserChoice | undefined> {
  if (platform() !== 'linux' || arch() !== 'x64') return undefined;
  let folder: string;
  let version: string;
  try {
    const require = createRequire(import.meta.url);
    folder = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
    version = require(join(folder, 'package.json')).version;
  } catch {
    return undefined;
  }
  const target = join(cacheFolder, `chromium-${version}`);
  const choice = (): BrowserChoice => ({
    kind: 'program',
    path: join(target, 'chromium'),
    env: surroundings(target),
  });
  const prefix = `chromium-${version}.new`;
  sweep(cacheFolder, prefix);
  if (existsSync(join(target, 'chromium'))) return choice();
  starting();
  const fresh = join(cacheFolder, passingName(prefix));
  const callOff = atExit(() => removeQuietly(fresh));
  try {
    mkdirSync(fresh, { recursive: true, mode: 0o700 });
    const { default: tar } = await import('tar-fs');
    const inflate = (name: string, into: NodeJS.WritableStream): Promise<void> =>
      pipeline(createReadStream(join(folder, 'bin', name)), createBrotliDecompress(), into);
    const inflated = await Promise.allSettled([
      inflate('chromium.br', createWriteStream(join(fresh, 'chromium'), { mode: 0o700 })),
      inflate('al2023.tar.br', tar.extract(fresh)),
      inflate('fonts.tar.br', tar.extract(join(fresh, 'fontconfig'))),
    ]);
    for (const part of inflated) if (part.status === 'rejected') throw part.reason;
    // the package's copies of system libraries are only for systems that lack them
    if (spawnSync(join(fresh, 'chromium'), ['--version']).status === 0)
      rmSync(join(fresh, 'lib'), { recursive: true });
    renameSync(fresh, target);
  } catch (problem) {
    removeQuietly(fresh);
    // another build may have put it there meanwhile
    if (!existsSync(join(target, 'chromium'))) {
      throw new BrowserFailure('other', (what) =>
        messages.browserUnpack(what, cacheFolder, problemText(problem)),
      );
    }
  } finally {
    callOff();
  }
  return choice();
}

function surroundings(folder: string): Record<string, string> {
  return {
    ...(existsSync(join(folder, 'lib')) ? { LD_LIBRARY_PATH: join(folder, 'lib') } : {}),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fontconfig') }),
  };
}
