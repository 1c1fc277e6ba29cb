import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Clients that are slow to ask are let go; in milliseconds. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 };
/** The talk's files are to be opened, too. */
const mostConnections = 2000;

/** Binds an address; gives it as the system writes it, and the port. Fails with the system's error. */
export async function listen(
  host: string,
  port: number,
): Promise<{ readonly server: Server; readonly bound: AddressInfo }> {
  const server = createServer(patience);
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, bound: server.address() as AddressInfo };
}

/** The machine's addresses that browsers can ask for, those first that others reach: of IPv4, or all. */
export function machineAddresses(family?: 'IPv4'): string[] {
  const found = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  return found
    .filter((at) => !at.address.startsWith('fe80:') && (family === undefined || at.family === family))
    .sort((a, b) => Number(a.internal) - Number(b.internal))
    .map(({ address }) => address);
}

/** Where a server that is bound to an address is reached: all of the machine's stand for none. */
export function reachedAt(bound: string): string[] {
  if (bound === '::') return machineAddresses();
  return bound === '0.0.0.0' ? machineAddresses('IPv4') : [bound];
}
