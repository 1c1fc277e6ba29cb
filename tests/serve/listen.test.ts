import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, machineAddresses } from '../../build/serve/listen.ts';

describe('listen', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  it('binds the address it is told, and gives the port', async () => {
    const { server, bound } = await listen('127.0.0.1', 0);
    closing.push(() => server.close());
    expect(bound).toMatchObject({ address: '127.0.0.1', family: 'IPv4' });
    await expect(listen('127.0.0.1', bound.port)).rejects.toThrow('EADDRINUSE');
  });

  it('lets go of clients past those that it can serve', async () => {
    const { server, bound } = await listen('127.0.0.1', 0);
    closing.push(() => server.close());
    // as many as that are more than a test may open
    expect(server.maxConnections).toBe(2000);
    server.maxConnections = 1;
    const [first, second] = [0, 1].map(() => connect(bound.port, '127.0.0.1').resume());
    closing.push(() => first?.destroy());
    await once(second ?? server, 'close');
    expect(first?.destroyed).toBe(false);
  });

  it('knows the addresses of the machine, its own last', () => {
    expect(machineAddresses('IPv4').at(-1)).toBe('127.0.0.1');
  });
});
