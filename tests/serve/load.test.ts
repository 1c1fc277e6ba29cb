import { Agent, type RequestOptions, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LiveTalk, liveTalk } from '../support/live.ts';
import { upgrade, wire } from '../support/raw.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The bytes that are held, and the connections of this process, both ends of each. */
async function held(): Promise<{ heap: number; connections: number }> {
  await pause(100);
  for (let n = 0; n < 3; n++) collect();
  const { heapUsed, external } = process.memoryUsage();
  const connections = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
  return { heap: heapUsed + external, connections };
}

describe('the server of a live preview', () => {
  let live: LiveTalk;
  let port: number;
  let token: string;
  let own: string;
  /** How long each of those took to be let go that never come to an end, in seconds. */
  let slow: Promise<number>[];
  beforeAll(async () => {
    live = await liveTalk({ 'slides/10.md': '# One\n\nWords.\n' });
    port = Number(new URL(live.address).port);
    own = `Host: 127.0.0.1:${port}`;
    token = /"token":"(\w+)"/.exec(await (await fetch(live.address)).text())?.[1] ?? '';
    const posted = wire('/edit/read', [own, `X-Lectern-Token: ${token}`, 'Content-Length: 1000'], {
      method: 'POST',
    });
    slow = ['', 'GET /', `GET / HTTP/1.1\r\n${own}\r\nX: `, posted].map((bytes) => trickle(bytes));
  });
  afterAll(() => live.close());

  /** Sends a byte each second behind what is sent at once. */
  const trickle = (bytes: string): Promise<number> =>
    new Promise((resolve) => {
      const began = Date.now();
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      const more = bytes === '' ? undefined : setInterval(() => socket.write('x'), 1000);
      socket.resume();
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(more);
        resolve((Date.now() - began) / 1000);
      });
    });

  /** A window that shows the talk, with all that it is told. */
  const openWindow = (): Promise<{ socket: WebSocket; told: string[] }> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/live?token=${token}&version=x`);
      const told: string[] = [];
      socket.on('message', (data) => {
        told.push(String(data));
        resolve({ socket, told });
      });
      socket.on('error', reject);
    });

  it('tells a thousand windows of a change, refuses more, and lets go of those that are closed', async () => {
    const before = await held();
    const windows: { socket: WebSocket; told: string[] }[] = [];
    for (let n = 0; n < 10; n++)
      windows.push(...(await Promise.all(Array.from({ length: 100 }, openWindow))));
    await expect(openWindow()).rejects.toThrow('503');
    const open = await held();
    // those that are slow may have been let go meanwhile, here and below
    expect(open.connections - before.connections).toBeGreaterThan(1990);
    // both ends of each
    expect(open.heap - before.heap).toBeLessThan(100e6);
    live.write('slides/10.md', '# One\n\nOther words.\n');
    const hasHeard = ({ told }: { told: string[] }): boolean =>
      told.some((message) => message.startsWith('{"kind":"patch"') && message.includes('Other words.'));
    await expect.poll(() => windows.filter(hasHeard).length, { timeout: 10_000 }).toBe(1000);
    for (const [n, { socket }] of windows.splice(0).entries())
      n % 2 === 0 ? socket.close() : socket.terminate();
    await expect
      .poll(async () => (await held()).connections, { timeout: 5000 })
      .toBeLessThanOrEqual(before.connections);
    expect((await held()).heap - before.heap).toBeLessThan(15e6);
    const { socket } = await openWindow();
    socket.terminate();
  });

  it('lets go of a window that does not read what it is told, and goes on telling others', async () => {
    const reader = await openWindow();
    const lazy = await new Promise<Socket>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(wire(`/live?token=${token}&version=x`, [own, ...upgrade]));
        socket.pause();
        resolve(socket);
      });
    });
    lazy.on('error', () => undefined);
    const large = (): number => reader.told.filter(({ length }) => length > 3e6).length;
    live.write('slides/10.md', '# One\n\n![Much](a.svg)\n');
    for (let n = 0; n < 12; n++) {
      // in base 64 some 4 MB
      const circles = `<circle r="${n}.25"/>`.repeat(150_000);
      live.write(
        'slides/a.svg',
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${circles}</svg>`,
      );
      await expect.poll(large, { timeout: 10_000, interval: 20 }).toBeGreaterThan(n);
    }
    const sent = reader.told.reduce((sum, { length }) => sum + length, 0);
    let read = 0;
    lazy.on('data', ({ length }) => {
      read += length;
    });
    await new Promise((resolve) => lazy.on('close', resolve).resume());
    // what the system holds for both ends comes on top
    expect(sent).toBeGreaterThan(30e6);
    expect(read).toBeLessThan(25e6);
    reader.socket.terminate();
    live.write('slides/10.md', '# One\n\nWords.\n');
  });

  it('answers ten thousand requests and holds nothing of them', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const ask = (options: RequestOptions, body = ''): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, agent, ...options }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        });
        sent.on('error', reject).end(body);
      });
    const headers = { 'X-Lectern-Token': token };
    const kinds: [number, () => Promise<number>][] = [
      [200, () => ask({ path: '/' })],
      [204, () => ask({ path: '/favicon.ico' })],
      [404, () => ask({ path: '/slides/10.md' })],
      [403, () => ask({ path: '/', headers: { Host: 'evil.com' } })],
      [403, () => ask({ path: '/edit/save', method: 'POST' }, '{}')],
      [405, () => ask({ path: '/', method: 'PUT' }, 'x'.repeat(1000))],
      [400, () => ask({ path: '/edit/read', method: 'POST', headers }, '{')],
      [200, () => ask({ path: '/edit/read', method: 'POST', headers }, '{"file":"slides/10.md"}')],
      [200, () => ask({ path: '/edit/files', method: 'POST', headers }, '{}')],
      [200, () => ask({ path: '/edit/place', method: 'POST', headers }, '{"slide":"one"}')],
    ];
    let asked = 0;
    const askAll = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n++) {
        // the page is large, and comes half as often
        const asking = kinds.slice(n % 2);
        asked += asking.length;
        expect(await Promise.all(asking.map(([, ask]) => ask()))).toEqual(asking.map(([status]) => status));
      }
    };
    await askAll(100);
    const before = await held();
    await askAll(1050);
    const after = await held();
    expect(after.connections).toBeLessThanOrEqual(before.connections);
    expect(after.heap - before.heap).toBeLessThan(5e6);
    expect(asked).toBeGreaterThan(10_000);
    agent.destroy();
  });

  it('lets go of those that never come to an end', async () => {
    const [silent, method, header, body] = await Promise.all(slow);
    for (const seconds of [silent, method, header]) {
      expect(seconds).toBeGreaterThan(9);
      expect(seconds).toBeLessThan(20);
    }
    expect(body).toBeGreaterThan(29);
    expect(body).toBeLessThan(45);
    expect((await fetch(live.address)).status).toBe(200);
  });
});
