import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Goes with every answer: nobody else may frame it, load it as something of theirs, guess its kind or keep it. */
export const guards = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
 * Whether a request names this server by an address of its own and comes from its own pages, or from a person: pages
 * elsewhere on the web can send requests here, and names of theirs can be made to lead here, but they cannot choose
 * these headers.
 */
export function isOwn({ headersDistinct, method, socket, url = '' }: IncomingMessage): boolean {
  const { host: hosts = [], origin: origins = [] } = headersDistinct;
  const [host = ''] = hosts;
  // only proxies are sent whole addresses
  if (!url.startsWith('/') || hosts.length !== 1 || !hostsOf(socket).includes(host)) return false;
  if (origins.some((origin) => origin !== `http://${host}`)) return false;
  const [site, mode, dest] = ['site', 'mode', 'dest'].map(
    (name) => headersDistinct[`sec-fetch-${name}`]?.[0],
  );
  const isLink = method === 'GET' && mode === 'navigate' && dest === 'document';
  return site === undefined || site === 'same-origin' || site === 'none' || isLink;
}

/** What the header Host says where the very address is asked for that a connection has come to. */
function hostsOf({ localAddress, localPort }: IncomingMessage['socket']): string[] {
  if (localAddress === undefined) return [];
  // IPv4 over a socket for both, and the interface's name
  const address = localAddress.replace(/^::ffff:(?=\d+\.)|%.*$/g, '');
  return [address, ...(isLoopback(address) ? ['localhost'] : [])].map((name) => hostOf(name, localPort));
}

/** An address and a port as they stand in a URL, which leaves out 80. */
export function hostOf(address: string, port: number | undefined): string {
  return new URL(`http://${isIPv6(address) ? `[${address}]` : address}:${port}`).host;
}

/** Whether only this machine reaches an address. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** Whether somebody knows a secret of this server. */
export function isToken(given: string | null | undefined, token: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Who may ask at all, where others than this machine reach the server. */
export interface Access {
  readonly token: string;
  /** Whether a request brings along what `cookie` has left with its browser. */
  readonly isKnown: (request: IncomingMessage) => boolean;
  readonly cookie: string;
}

/** @param port that of the server: browsers send cookies to all ports of a host */
export function openAccess(token: string, port: number): Access {
  const name = `lectern-${port}=`;
  return {
    token,
    isKnown: ({ headers }) =>
      (headers.cookie ?? '')
        .split('; ')
        .some((pair) => pair.startsWith(name) && isToken(pair.slice(name.length), token)),
    cookie: `${name}${token}; HttpOnly; SameSite=Strict; Path=/`,
  };
}
