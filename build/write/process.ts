import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { messages } from '../model/messages.ts';
import { type BrowserConnection, grace, pipeTransport } from './connection.ts';
import { atExit } from './ending.ts';
import { BrowserFailure } from './failure.ts';
import { problemText } from './files.ts';
import { passingName, removeQuietly, sweep } from './passing.ts';

/** With less, in bytes, a browser falls silent or dies at its work. */
const leastRoom = 16e6;

const profilePrefix = 'lectern-browser';

/**
 * Starts a browser that speaks the protocol over pipes, with a folder of its own for its profile and whatever else it
 * writes. Neither outlives this process.
 */
export function startProgram(
  path: string,
  args: (profile: string) => readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): BrowserConnection {
  const profile = makeProfile();
  const child = spawn(path, args(profile), {
    // a group of its own, which can be ended whole, and which Ctrl+C in a terminal does not reach
    detached: process.platform !== 'win32',
    env: { ...env, TMPDIR: profile, TMP: profile, TEMP: profile },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const said = lastWords(child.stderr);
  const gone = new Promise<string>((resolve) => {
    child.once('error', (problem) => resolve(spawnProblem(problem)));
    child.once('exit', (code, signal) => {
      // what it had started goes with it, and with that the last end of its pipes
      killGroup(child);
      const how = signal ? `it ended on ${signal}` : `it ended with exit code ${code}`;
      child.once('close', () => resolve([how, said()].filter(Boolean).join(': ')));
    });
  });
  const undo = (): void => {
    killGroup(child);
    removeQuietly(profile);
  };
  const callOff = atExit(undo);
  void gone.then(() => {
    callOff();
    removeQuietly(profile);
  });
  // there are no pipes where too many files are open
  const [input, output] = (child.stdio ?? []).slice(3) as unknown as [Writable?, Readable?];
  return {
    transport:
      input && output ? pipeTransport(input, output) : { send: () => undefined, close: () => undefined },
    gone,
    async end() {
      // the end of the pipe ends the browser, and that what it has started, as only it can without leaving zombies
      input?.end();
      const timer = setTimeout(() => killGroup(child), grace);
      await gone;
      clearTimeout(timer);
    },
  };
}

function makeProfile(): string {
  const folder = tmpdir();
  sweep(folder, profilePrefix);
  const profile = join(folder, passingName(profilePrefix));
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < leastRoom) throw new Error('no space left on device');
    mkdirSync(profile, { mode: 0o700 });
    return profile;
  } catch (problem) {
    throw new BrowserFailure('other', (what) => messages.browserFolder(what, folder, problemText(problem)));
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended
  }
}

/** The line in which a program said why it ended, of what it has written by then. */
function lastWords(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-8192);
  });
  return () => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const line = lines.find((line) => /FATAL|sandbox|shared librar/i.test(line)) ?? lines.at(-1) ?? '';
    return line.replace(/^\[[^\]]*\] ?/, '').slice(0, 300);
  };
}

function spawnProblem(problem: Error): string {
  switch ((problem as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'it is not a program, or one that may not be run';
    default:
      return problem.message;
  }
}
