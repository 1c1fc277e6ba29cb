import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { openProject } from '../project.ts';
import { type Setting, tell } from './terminal.ts';

export interface DevFlags {
  readonly host?: string;
  readonly port?: number;
  readonly trustHtml?: true;
}

/** The first port to try; the next ones are taken where it is not free. */
export const usualPort = 4747;

/** `lectern dev`; gives the exit code once the talk is served, which goes on. */
export async function dev(
  { host = '127.0.0.1', port, ...flags }: DevFlags,
  setting: Setting,
): Promise<number> {
  const { serve } = await import('../serve/server.ts');
  const { machineAddresses } = await import('../serve/listen.ts');
  // names can lead elsewhere, and no browser asks for the other forms of addresses
  if (host !== '127.0.0.1' && !['0.0.0.0', '::', ...machineAddresses()].includes(host)) {
    tell([diagnose(`--host ${host}`, messages.hostUnknown(host, machineAddresses()))]);
    return 1;
  }
  const project = openProject(setting);
  const trustHtml = flags.trustHtml ?? false;
  let isReady = false;
  const told = (diagnostics: readonly Diagnostic[]): void => {
    if (diagnostics.length > 0) tell(diagnostics);
    else if (isReady) console.error('Nothing is wrong any more.');
  };
  const ports = port === undefined ? Array.from({ length: 20 }, (_, n) => usualPort + n) : [port];
  for (const wanted of ports) {
    try {
      const served = await serve({ ...setting, project, trustHtml, host, port: wanted, told });
      isReady = true;
      if (served.isShared) tell([diagnose(`--host ${host}`, messages.hostShared())]);
      const places = served.addresses.join('\n            or ');
      console.error(`The talk is at ${places} and follows its files. Ctrl+C ends this.`);
      return 0;
    } catch (problem) {
      const { code } = problem as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw problem;
      if (wanted !== ports.at(-1)) continue;
      tell([diagnose(`${host}:${wanted}`, messages.portTaken(wanted, code === 'EACCES'))]);
    }
  }
  return 1;
}
