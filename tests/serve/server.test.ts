import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LiveTalk, liveTalk } from '../support/live.ts';

describe('the server of a live preview', () => {
  let live: LiveTalk;
  let port: number;
  beforeAll(async () => {
    live = await liveTalk({ 'slides/10.md': '# One\n\nWords.\n' });
    port = Number(new URL(live.address).port);
  });
  afterAll(() => live.close());

  const ask = (headers: Record<string, string> = {}, path = '/', method = 'GET') =>
    new Promise<{ status: number | undefined; text: string; headers: object }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, text, headers: response.headers }));
      })
        .on('error', reject)
        .end();
    });
  const token = async (): Promise<string> => /"token":"(\w+)"/.exec((await ask()).text)?.[1] ?? '';
  /** The first message over a socket, or what it was refused with. */
  const hear = (query: string, headers: Record<string, string> = {}): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/live?${query}`, { headers });
      socket.on('message', (data) => {
        resolve(String(data));
        socket.close();
      });
      socket.on('error', ({ message }) => resolve(message));
    });

  it('gives the deck to this machine, not to be kept', async () => {
    const { status, text, headers } = await ask();
    expect([status, headers]).toMatchObject([200, { 'cache-control': 'no-store' }]);
    expect(text).toContain('Words.');
    expect((await ask({ Host: `localhost:${port}` })).status).toBe(200);
  });

  it('gives nothing under a name that leads here from elsewhere, or to a page from elsewhere', async () => {
    for (const headers of [
      { Host: 'example.org' },
      { Host: `example.org:${port}` },
      { Origin: 'https://example.org' },
      { Origin: 'null' },
    ]) {
      const { status, text } = await ask(headers);
      expect([status, text.includes('Words.')]).toEqual([403, false]);
    }
  });

  it('knows no other paths and no other methods', async () => {
    for (const path of ['/slides/10.md', '/../package.json', '/%2e%2e/package.json', '//x', '/?speaker&x=%'])
      expect([200, 404]).toContain((await ask({}, path)).status);
    expect((await ask({}, '/slides/10.md')).status).toBe(404);
    expect((await ask({}, '/', 'POST')).status).toBe(405);
  });

  it('tells of changes only who knows its secret and comes from its own page', async () => {
    const secret = await token();
    expect(secret).toHaveLength(32);
    expect(JSON.parse(await hear(`token=${secret}&version=other`))).toEqual({ kind: 'reload' });
    for (const query of ['', 'token=', `token=${secret.slice(1)}`, `token=${'0'.repeat(32)}`])
      expect(await hear(query)).toContain('403');
    expect(await hear(`token=${secret}`, { Origin: 'https://example.org' })).toContain('403');
    expect(await hear(`token=${secret}`, { Host: 'example.org' })).toContain('403');
  });

  it('lives on after what is no proper request', async () => {
    expect((await ask({}, '/live')).status).toBe(404);
    await new Promise<void>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/live?token=${'x'.repeat(5000)}`);
      socket.on('error', () => resolve());
    });
    expect((await ask()).status).toBe(200);
  });

  it('refuses a port that is taken with the system’s own error', async () => {
    const { serve } = await import('../../build/serve/server.ts');
    const { home, open } = await import('../support/project.ts');
    const again = serve({
      root: live.root,
      home,
      project: open(live.root),
      trustHtml: false,
      host: '127.0.0.1',
      port,
      told: () => undefined,
    });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
