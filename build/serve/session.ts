import { randomBytes } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ServerMessage } from '../model/patch.ts';
import type { PreviewResult } from '../project.ts';
import type { Screen } from '../render/document.ts';
import { changes } from './changes.ts';
import { shown } from './shown.ts';

/** A talk that is edited: what those who look at it see now. */
export interface Session {
  /** The last deck without errors; undefined as long as there has been none. */
  readonly screen: () => Screen | undefined;
  /** Tells that deck from others, also from those of another server. */
  readonly version: () => string;
  /** What is wrong with the talk as it is now. */
  readonly diagnostics: () => ServerMessage;
  /** Compiles the talk again, now or as soon as that is under way no more. */
  readonly refresh: () => Promise<void>;
}

export interface SessionOptions {
  readonly preview: () => Promise<PreviewResult>;
  /** Sends what has changed to all who look on. */
  readonly send: (message: ServerMessage) => void;
  /** Told of what is wrong, each time that this is something else, and of the files that were read. */
  readonly told: (diagnostics: readonly Diagnostic[]) => void;
  readonly read: (paths: readonly string[]) => void;
}

/** A file that is being written looks broken, or has lost slides, for a moment: so long, in milliseconds, it may. */
const patience = 100;

export function openSession({ preview, send, told, read }: SessionOptions): Session {
  const run = randomBytes(6).toString('hex');
  let number = 0;
  let screen: Screen | undefined;
  let said = '[]';
  let diagnostics: ServerMessage = { kind: 'diagnostics', diagnostics: [] };
  let running: Promise<void> | undefined;
  let isStale = false;

  const show = (result: PreviewResult): void => {
    const { screen: next } = result;
    if (next) {
      const patch = screen ? changes(screen, next) : 'reload';
      if (patch !== 'none') number++;
      screen = next;
      if (patch === 'reload') send({ kind: 'reload' });
      else if (patch !== 'none') send({ kind: 'patch', version: `${run}.${number}`, patch });
    }
    const words = JSON.stringify(result.diagnostics.map(shown));
    if (words === said) return;
    said = words;
    diagnostics = { kind: 'diagnostics', diagnostics: result.diagnostics.map(shown) };
    send(diagnostics);
    told(result.diagnostics);
  };
  const compile = async (): Promise<void> => {
    do {
      isStale = false;
      const result = await preview();
      read(result.paths);
      const isWorse = screen && (!result.screen || result.screen.sections.size < screen.sections.size);
      if (isWorse && !isStale) await new Promise((resolve) => setTimeout(resolve, patience));
      // while files are saved without a pause, what is good is shown all the same
      if (!isWorse || !isStale) show(result);
    } while (isStale);
  };
  return {
    screen: () => screen,
    version: () => `${run}.${number}`,
    diagnostics: () => diagnostics,
    async refresh() {
      isStale = true;
      running ??= compile().finally(() => {
        running = undefined;
      });
      await running;
    },
  };
}
