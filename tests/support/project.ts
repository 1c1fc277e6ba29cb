import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer';
import { openProject, type Project } from '../../build/project.ts';
import { findBrowser } from '../../build/write/browser.ts';
import { openBrowser } from '../../build/write/session.ts';

/** The repository: the package's home, and the first talk's folder. */
export const home = fileURLToPath(new URL('../..', import.meta.url));

/** A talk's folder; `env` goes before the variables that there are. */
export function open(root: string = home, env: Readonly<Record<string, string>> = {}): Project {
  return openProject({ root, home, env: { ...process.env, ...env } });
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lectern-'));
}

export async function launch(): Promise<Browser> {
  const choice = await findBrowser(process.env, () => undefined);
  if (!choice) throw new Error('these tests need a browser; see the README');
  return (await openBrowser(choice, process.env)).browser;
}
