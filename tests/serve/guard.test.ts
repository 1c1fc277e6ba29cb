import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { hostOf, isOwn } from '../../build/serve/guard.ts';

/** A request over a connection to an address. */
function asked(localAddress: string | undefined, localPort: number, host: string, origin?: string): boolean {
  const headersDistinct = { host: [host], ...(origin === undefined ? {} : { origin: [origin] }) };
  const socket = { localAddress, localPort };
  return isOwn({ url: '/', method: 'GET', headersDistinct, socket } as unknown as IncomingMessage);
}

describe('a request of this server’s own', () => {
  it('names the address that it came to', () => {
    expect(asked('127.0.0.1', 4747, '127.0.0.1:4747')).toBe(true);
    expect(asked('127.0.0.1', 4747, 'localhost:4747')).toBe(true);
    expect(asked('::1', 4747, '[::1]:4747', 'http://[::1]:4747')).toBe(true);
    expect(asked('::1', 4747, 'localhost:4747')).toBe(true);
    expect(asked('::ffff:192.0.2.7', 4747, '192.0.2.7:4747')).toBe(true);
    expect(asked('2001:db8::7', 4747, '[2001:db8::7]:4747')).toBe(true);
    expect(asked('fe80::7%eth0', 4747, '[fe80::7]:4747')).toBe(true);
    for (const host of ['::1:4747', '::1', '[::1]', '[0:0:0:0:0:0:0:1]:4747', '127.0.0.1:4747'])
      expect(asked('::1', 4747, host), host).toBe(false);
    for (const host of ['192.0.2.8:4747', 'localhost:4747', '[::ffff:192.0.2.7]:4747'])
      expect(asked('::ffff:192.0.2.7', 4747, host), host).toBe(false);
  });

  it('leaves out the port of the web, as browsers do', () => {
    expect(asked('127.0.0.1', 80, '127.0.0.1', 'http://127.0.0.1')).toBe(true);
    expect(asked('127.0.0.1', 80, 'localhost')).toBe(true);
    expect(asked('127.0.0.1', 80, 'evil.com')).toBe(false);
    expect(hostOf('::1', 80)).toBe('[::1]');
  });

  it('is none over a connection that is gone', () => {
    expect(asked(undefined, 4747, '127.0.0.1:4747')).toBe(false);
    expect(asked(undefined, 4747, '')).toBe(false);
  });
});
