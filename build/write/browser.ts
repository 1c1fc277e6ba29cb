import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { packagedBrowser } from './unpack.ts';

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
