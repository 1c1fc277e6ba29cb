import { isIP } from 'node:net';
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

export async function dev(
  { host = '127.0.0.1', port, ...flags }: DevFlags,
  setting: Setting,
): Promise<number> {
  const { serve } = await import('../serve/server.ts');
  const project = openProject(setting);
  const trustHtml = flags.trustHtml ?? false;
  let isReady = false;
  const told = (diagnostics: readonly Diagnostic[]): void => {
    if (diagnostics.length > 0) tell(diagnostics);
    else if (isReady) console.error('Nothing is wrong any more.');
  };
  const ports = port === undefined ? Array.from({ length: 20 }, (_, n) => usualPort + n) : [port];
  // names can lead elsewhere, and browsers know no interfaces
  if (isIP(host) === 0 || host.includes('%')) return refuseHost(host);
  for (const wanted of ports) {
    try {
      const served = await serve({ ...setting, project, trustHtml, host, port: wanted, told });
      isReady = true;
      if (served.isShared) tell([diagnose(`--host ${host}`, messages.hostShared())]);
      console.error(`The talk is at ${listed(served.addresses)} and follows its files. Ctrl+C ends this.`);
      return 0;
    } catch (problem) {
      const { code, syscall } = problem as NodeJS.ErrnoException;
      if (syscall !== 'listen') throw problem;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') return refuseHost(host);
      if (wanted !== ports.at(-1)) continue;
      tell([diagnose(`${host}:${wanted}`, messages.portTaken(wanted, code === 'EACCES'))]);
    }
  }
  return 1;
}

async function refuseHost(host: string): Promise<number> {
  const { machineAddresses } = await import('../serve/listen.ts');
  tell([diagnose(`--host ${host}`, messages.hostUnknown(host, machineAddresses()))]);
  return 1;
}

/** Several each on a line, to be clicked or copied. */
function listed(addresses: readonly string[]): string {
  return addresses.length === 1 ? `${addresses[0]}` : `${addresses.map((at) => `\n  ${at}`).join('')}\n`;
}
