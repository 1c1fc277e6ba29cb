import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../../build/write/browser.ts';
import { temporaryFolder } from './project.ts';

/** Variables that name a browser which is a program of `script`, run by Node as a module. */
export function fakeBrowser(script: string): Record<string, string | undefined> {
  const path = join(temporaryFolder(), 'browser.mjs');
  writeFileSync(path, `#!${process.execPath}\n${script}`);
  chmodSync(path, 0o755);
  return { ...process.env, LECTERN_BROWSER: path, LECTERN_BROWSER_ENDPOINT: undefined };
}

/**
 * Variables that name a browser to which something happens as soon as it is handed all of `words` in one message:
 * `what` is code in which `browser` is the real one's process, `times` how often this came before, in this process or
 * an earlier one, and `renderers()` its renderers' ids.
 */
export async function lethal(
  words: readonly string[],
  what: string,
): Promise<Record<string, string | undefined>> {
  const choice = await findBrowser(process.env, () => undefined);
  if (choice?.kind !== 'program') throw new Error('these tests need a browser on this machine');
  const counter = JSON.stringify(join(temporaryFolder(), 'times'));
  return fakeBrowser(`
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
const browser = spawn(${JSON.stringify(choice.path)}, process.argv.slice(2), {
  stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'],
  env: { ...process.env, ...${JSON.stringify(choice.env)} },
});
const renderers = () => readdirSync('/proc').filter((pid) => {
  try {
    const [, parent] = readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ')[1].split(' ');
    return Number(parent) === browser.pid && readFileSync('/proc/' + pid + '/cmdline', 'utf8').includes('--type=renderer');
  } catch {
    return false;
  }
}).map(Number);
const [from, to] = [new Socket({ fd: 3 }), new Socket({ fd: 4 })];
let message = '';
from.on('data', (chunk) => {
  message += chunk;
  if (${JSON.stringify(words)}.every((word) => message.includes(word))) {
    const times = existsSync(${counter}) ? readFileSync(${counter}).length : 0;
    appendFileSync(${counter}, '.');
    message = '';
    ${what};
  }
  message = message.slice(message.lastIndexOf('\\0') + 1);
  browser.stdio[3].write(chunk);
});
from.on('end', () => browser.stdio[3].end());
for (const stream of [from, to, browser.stdio[3]]) stream.on('error', () => undefined);
browser.stdio[4].pipe(to);
browser.on('exit', (code) => process.exit(code ?? 1));
`);
}
