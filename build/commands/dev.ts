import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { openProject } from '../project.ts';
import { type Setting, tell } from './terminal.ts';

export interface DevFlags {
  readonly port?: number;
  readonly trustHtml?: true;
}

/** The first port to try; the next ones are taken where it is not free. */
export const usualPort = 4747;

export async function dev({ port, ...flags }: DevFlags, setting: Setting): Promise<number> {
  const { serve } = await import('../serve/server.ts');
  const project = openProject(setting);
  let isReady = false;
  const told = (diagnostics: readonly Diagnostic[]): void => {
    if (diagnostics.length > 0) tell(diagnostics);
    else if (isReady) console.error('Nothing is wrong any more.');
  };
  const ports = port === undefined ? Array.from({ length: 20 }, (_, n) => usualPort + n) : [port];
  for (const wanted of ports) {
    try {
      const trustHtml = flags.trustHtml ?? false;
      const { address } = await serve({ ...setting, project, trustHtml, port: wanted, told });
      isReady = true;
      console.error(`The talk is at ${address} and follows its files. Ctrl+C ends this.`);
      return 0;
    } catch (problem) {
      const { code } = problem as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw problem;
      if (wanted !== ports.at(-1)) continue;
      tell([diagnose(`127.0.0.1:${wanted}`, messages.portTaken(wanted, code === 'EACCES'))]);
    }
  }
  return 1;
}
