import { type ChildProcess, spawn } from 'node:child_process';

/** How a program ended, and what it said on stderr. */
export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** Starts Node in a folder. */
export function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, text })));
  return { child, ended };
}
