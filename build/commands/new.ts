import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { hasErrors } from '../model/diagnostic.ts';
import { startTalk } from '../write/new.ts';
import { type Setting, tell } from './terminal.ts';

/** `lectern new`; gives the exit code. */
export function startNew(folder: string, { home, root, env }: Setting): number {
  const diagnostics = startTalk(home, resolve(folder), folder);
  tell(diagnostics);
  if (hasErrors(diagnostics)) return 1;
  const run =
    env.npm_command === 'exec' ? `npx ${packageOption(env.npm_config_package, root)}lectern` : 'lectern';
  const isHere = resolve(folder) === root;
  const steps = [
    ...(isHere ? [] : [[`cd ${quoted(folder)}`, '']]),
    [`${run} build`, 'writes dist/index.html, to open in a browser, and PDFs'],
    [`${run} dev`, 'shows the talk while you write it'],
    [`${run} check`, 'says what an audience would miss'],
  ];
  const width = Math.max(...steps.map(([command = '']) => command.length));
  const lines = steps.map(([command = '', does = '']) => `  ${command.padEnd(width)}  ${does}`.trimEnd());
  console.error(
    `A talk to write over is in ${isHere ? 'this folder' : folder}. Next:\n\n${lines.join('\n')}`,
  );
  return 0;
}

/** Names the package that npx was given, which it does not look for again in the talk's folder. */
function packageOption(given: string | undefined, root: string): string {
  if (!given) return '';
  const file = resolve(root, given);
  return `--package=${quoted(existsSync(file) ? file : given)} `;
}

const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : JSON.stringify(text));
