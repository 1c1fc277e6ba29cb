import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Browser } from 'puppeteer';
import { cacheFolder } from './cache.ts';

/** A browser to print with: a program on this machine, with what it needs around it, or a remote one. */
export type BrowserChoice =
  | { readonly kind: 'program'; readonly path: string; readonly env: Readonly<Record<string, string>> }
  | { readonly kind: 'endpoint'; readonly url: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where users have their browsers. */
function installedPaths(env: Environment): string[] {
  switch (platform()) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32': {
      const programs = [
        'Google\\Chrome\\Application\\chrome.exe',
        'Microsoft\\Edge\\Application\\msedge.exe',
      ];
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
        programs.map((program) => join(env[variable] ?? '', program)),
      );
    }
    default: {
      const names = [
        'google-chrome-stable',
        'google-chrome',
        'chromium',
        'chromium-browser',
        'microsoft-edge',
      ];
      return (env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
    }
  }
}

/**
 * The browser that the user named, else the one from npm (Linux x64), else an installed one; undefined when there
 * is none. `unpacking` is called before the npm package is unpacked, which happens once and takes some seconds.
 */
export async function findBrowser(
  env: Environment,
  unpacking: () => void,
): Promise<BrowserChoice | undefined> {
  const { LECTERN_BROWSER_ENDPOINT: url, LECTERN_BROWSER: named } = env;
  if (url) return { kind: 'endpoint', url };
  if (named) return { kind: 'program', path: named, env: {} };
  const packaged = await packagedBrowser(unpacking).catch((problem: unknown) => ({ problem }));
  if (packaged && !('problem' in packaged)) return packaged;
  const path = installedPaths(env).find((candidate) => existsSync(candidate));
  if (path !== undefined) return { kind: 'program', path, env: {} };
  // where nothing else is at hand, what kept the packaged one from being unpacked is worth knowing
  if (packaged) throw packaged.problem;
  return undefined;
}

/** Unpacks the npm package's browser into the user's cache, whole or not at all. */
async function packagedBrowser(unpacking: () => void): Promise<BrowserChoice | undefined> {
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
  if (existsSync(join(target, 'chromium'))) return choice();
  unpacking();
  const fresh = `${target}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(fresh, { recursive: true, mode: 0o700 });
    const { default: tar } = await import('tar-fs');
    const inflate = (name: string, into: NodeJS.WritableStream): Promise<void> =>
      pipeline(createReadStream(join(folder, 'bin', name)), createBrotliDecompress(), into);
    await Promise.all([
      inflate('chromium.br', createWriteStream(join(fresh, 'chromium'), { mode: 0o700 })),
      inflate('al2023.tar.br', tar.extract(fresh)),
      inflate('fonts.tar.br', tar.extract(join(fresh, 'fontconfig'))),
    ]);
    // the package's copies of system libraries are only for systems that lack them
    if (spawnSync(join(fresh, 'chromium'), ['--version']).status === 0)
      rmSync(join(fresh, 'lib'), { recursive: true });
    renameSync(fresh, target);
  } catch (problem) {
    rmSync(fresh, { recursive: true, force: true });
    // another build may have put it there meanwhile
    if (!existsSync(join(target, 'chromium'))) throw problem;
  }
  return choice();
}

function surroundings(folder: string): Record<string, string> {
  return {
    ...(existsSync(join(folder, 'lib')) ? { LD_LIBRARY_PATH: join(folder, 'lib') } : {}),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fontconfig') }),
  };
}

/** A browser in use. `leave` ends one that was started and lets go of one that was only connected to. */
export interface BrowserSession {
  readonly browser: Browser;
  readonly leave: () => Promise<void>;
}

/** Starts the browser, or connects to it. */
export async function openBrowser(choice: BrowserChoice, env: Environment): Promise<BrowserSession> {
  const { default: puppeteer } = await import('puppeteer');
  if (choice.kind === 'endpoint') {
    const browser = await puppeteer.connect({ browserWSEndpoint: choice.url });
    return { browser, leave: () => browser.disconnect() };
  }
  const isRoot = userInfo().uid === 0;
  const browser = await puppeteer.launch({
    executablePath: choice.path,
    headless: 'shell',
    pipe: true,
    // the end of the pipe ends the browser; a signal to us is to end us
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: { ...env, ...choice.env },
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
      '--no-zygote',
      // Chromium's sandbox refuses to run as root
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  });
  return { browser, leave: () => browser.close() };
}
