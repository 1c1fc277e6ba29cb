import { randomBytes } from 'node:crypto';
import { wholeTalk } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ServerMessage } from '../model/patch.ts';
import type { PreviewResult } from '../project.ts';
import type { Screen } from '../render/document.ts';
import { changes } from './changes.ts';
import { repeating } from './repeat.ts';
import { shown } from './shown.ts';

/** A deck that is edited: what those who look at its talks see now. */
export interface Session {
  /** A talk's last state without errors; undefined as long as there has been none, or no such talk. */
  readonly screen: (talk: string) => Screen | undefined;
  /** Tells that state from others, also from those of another server. */
  readonly version: (talk: string) => string;
  /** The names of the deck's talks, as far as they are known. */
  readonly talks: () => readonly string[];
  /** What is wrong with the deck as it is now. */
  readonly diagnostics: () => ServerMessage;
  /** Has a talk kept up to date, too. */
  readonly open: (talk: string) => Promise<void>;
  /** Compiles again, now or as soon as that is under way no more. */
  readonly refresh: () => Promise<void>;
}

export interface SessionOptions {
  /** Compiles talks by their names. */
  readonly preview: (talks: readonly string[]) => Promise<PreviewResult>;
  /** Sends something to those who look at a talk, or at any. */
  readonly send: (message: ServerMessage, talk?: string) => void;
  /** Told of what is wrong, each time that this is something else, and of the files that were read. */
  readonly told: (diagnostics: readonly Diagnostic[]) => void;
  readonly read: (paths: readonly string[]) => void;
}

/** A file that is being written looks broken, or has lost slides, for a moment: so long, in milliseconds, it may. */
const patience = 100;

/** Opens a session that has compiled nothing yet: that is for the first `refresh`. */
export function openSession({ preview, send, told, read }: SessionOptions): Session {
  const run = randomBytes(6).toString('hex');
  const screens = new Map<string, Screen>();
  const numbers = new Map<string, number>();
  const opened = new Set([wholeTalk]);
  let talks: readonly string[] = [wholeTalk];
  let said = '[]';
  let diagnostics: ServerMessage = { kind: 'diagnostics', diagnostics: [] };

  const version = (talk: string): string => `${run}.${numbers.get(talk) ?? 0}`;
  const showTalk = (talk: string, next: Screen): void => {
    const before = screens.get(talk);
    const patch = before ? changes(before, next) : 'reload';
    screens.set(talk, next);
    if (patch === 'none') return;
    numbers.set(talk, (numbers.get(talk) ?? 0) + 1);
    send(patch === 'reload' ? { kind: 'reload' } : { kind: 'patch', version: version(talk), patch }, talk);
  };
  const show = (result: PreviewResult): void => {
    for (const [talk, screen] of result.screens) showTalk(talk, screen);
    talks = result.talks;
    const list = result.diagnostics.map(shown);
    if (JSON.stringify(list) === said) return;
    said = JSON.stringify(list);
    diagnostics = { kind: 'diagnostics', diagnostics: list };
    send(diagnostics);
    told(result.diagnostics);
  };
  const isWorse = ({ screens: next }: PreviewResult): boolean =>
    [...screens].some(([talk, { sections }]) => (next.get(talk)?.sections.size ?? 0) < sections.size);
  const refresh = repeating(async (isStale) => {
    const result = await preview([...opened]);
    read(result.paths);
    const waits = isWorse(result);
    if (waits && !isStale()) await new Promise((resolve) => setTimeout(resolve, patience));
    // while files are saved without a pause, what is good is shown all the same
    if (!waits || !isStale()) show(result);
  });
  return {
    screen: (talk) => screens.get(talk),
    version,
    talks: () => talks,
    diagnostics: () => diagnostics,
    async open(talk) {
      if (opened.has(talk)) return;
      opened.add(talk);
      await refresh();
    },
    refresh,
  };
}
