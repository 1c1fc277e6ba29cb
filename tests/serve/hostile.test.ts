import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveTalk, liveTalk } from '../support/live.ts';
import { type RawOptions, sendRaw, upgrade, wire } from '../support/raw.ts';

const slides = '# One\n\nWords.\n';

describe('the server of a live preview', () => {
  let live: LiveTalk;
  let port: number;
  let token: string;
  let own: string;
  beforeAll(async () => {
    live = await liveTalk({ 'slides/10.md': slides });
    port = Number(new URL(live.address).port);
    own = `Host: 127.0.0.1:${port}`;
    token = /"token":"(\w+)"/.exec(await (await fetch(live.address)).text())?.[1] ?? '';
  });
  afterAll(() => live.close());

  const send = (bytes: string, options?: RawOptions) => sendRaw(port, bytes, options);
  const save = (text: string): string => JSON.stringify({ file: 'slides/20.md', base: null, text });
  /** The statuses of the deck, of a save and of a stream, all with the secret; `lines` are the headers told apart. */
  const all = async (lines: readonly string[], target = ''): Promise<number[]> => {
    const close = [...lines, 'Connection: close'];
    const written = { method: 'POST', body: save('# Evil\n') };
    const sent = await Promise.all([
      send(wire(target || '/', close)),
      send(wire(`${target}/edit/save`, [...close, `X-Lectern-Token: ${token}`], written)),
      send(wire(`${target}/live?token=${token}&version=x`, [...lines, ...upgrade]), { wait: 300 }),
    ]);
    for (const { text } of sent) expect(text).not.toMatch(/Words|"token"|access-control/i);
    return sent.map(({ status }) => status);
  };
  const expectAlive = async (): Promise<void> => {
    const response = await fetch(live.address);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Words.');
  };
  const refused = [403, 403, 403];

  describe('asked under another name', () => {
    it('refuses names that lead here from elsewhere', async () => {
      const names = [
        'evil.com',
        `evil.com:${port}`,
        `localhost.evil.com:${port}`,
        `127.0.0.1.evil.com:${port}`,
        `127.0.0.1.nip.io:${port}`,
        `127.0.0.1:${port}.evil.com`,
        `127.0.0.1:${port}@evil.com`,
        `evil.com@127.0.0.1:${port}`,
        `evil.com#127.0.0.1:${port}`,
        `evil.com/127.0.0.1:${port}`,
        `127.0.0.1:${port}, evil.com`,
        `127.0.0.1:${port} evil.com`,
        `evil-localhost:${port}`,
        `sub.localhost:${port}`,
        `LOCALHOST.EVIL.COM:${port}`,
        `localhost.:${port}`,
        `127.0.0.1.:${port}`,
        `127.0.0.1:${port + 1}`,
        `127.0.0.1:0${port}`,
        '127.0.0.1',
        'localhost',
        `LOCALHOST:${port}`,
        `2130706433:${port}`,
        `0x7f000001:${port}`,
        `0177.0.0.1:${port}`,
        `127.1:${port}`,
        `127.0.0.2:${port}`,
        `0.0.0.0:${port}`,
        `[::1]:${port}`,
        `[::ffff:127.0.0.1]:${port}`,
        `192.0.2.1:${port}`,
        `*:${port}`,
        'null',
        '',
      ];
      for (const name of names) expect(await all([`Host: ${name}`]), name).toEqual(refused);
    });

    it('refuses none, several, and one in the target', async () => {
      for (const status of await all([])) expect([400, 403]).toContain(status);
      expect((await send('GET / HTTP/1.0\r\n\r\n')).status).toBe(403);
      for (const lines of [
        [own, 'Host: evil.com'],
        ['Host: evil.com', own],
        [own, own],
      ])
        for (const status of await all(lines)) expect([400, 403], String(lines)).toContain(status);
      for (const target of ['http://evil.com', `http://127.0.0.1:${port}`, '//evil.com', `evil.com:${port}`])
        for (const status of await all([own], target)) expect([400, 403, 404, 405], target).toContain(status);
      expect(live.has('slides/20.md')).toBe(false);
    });
  });

  describe('asked by pages from elsewhere', () => {
    it('refuses other origins', async () => {
      const origins = [
        'https://evil.com',
        'null',
        '',
        'file://',
        `https://127.0.0.1:${port}`,
        `http://127.0.0.1:${port + 1}`,
        `http://127.0.0.1:${port}.evil.com`,
        `http://127.0.0.1:${port}/`,
        `http://localhost:${port}`,
        'http://127.0.0.1',
        `http://127.0.0.1:${port} http://evil.com`,
      ];
      for (const origin of origins) expect(await all([own, `Origin: ${origin}`]), origin).toEqual(refused);
    });

    it('refuses scripts, pictures, frames and forms, not links', async () => {
      for (const site of ['cross-site', 'same-site', 'other']) {
        for (const [mode, dest] of [
          ['no-cors', 'script'],
          ['no-cors', 'image'],
          ['navigate', 'iframe'],
          ['navigate', 'object'],
          ['cors', 'empty'],
        ])
          expect(
            await all([own, `Sec-Fetch-Site: ${site}`, `Sec-Fetch-Mode: ${mode}`, `Sec-Fetch-Dest: ${dest}`]),
          ).toEqual(refused);
        const link = [own, `Sec-Fetch-Site: ${site}`, 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
        expect((await send(wire('/', [...link, 'Connection: close']))).text).toContain('Words.');
        const form = { method: 'POST', body: save('# Evil\n') };
        const known = [...link, `X-Lectern-Token: ${token}`, 'Connection: close'];
        expect((await send(wire('/edit/save', known, form))).status).toBe(403);
      }
    });

    it('refuses forms of browsers that say nothing of where they come from', async () => {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
      ])
        for (const path of ['/edit/save', `/edit/save?token=${token}`]) {
          const lines = [own, `Content-Type: ${type}`, 'Referer: https://evil.com/', 'Connection: close'];
          const { status } = await send(wire(path, lines, { method: 'POST', body: save('# Evil\n') }));
          expect(status).toBe(403);
        }
      expect(live.has('slides/20.md')).toBe(false);
    });

    it('gives no leave to ask across origins', async () => {
      for (const origin of ['https://evil.com', `http://127.0.0.1:${port}`]) {
        const lines = [
          own,
          `Origin: ${origin}`,
          'Access-Control-Request-Method: POST',
          'Access-Control-Request-Headers: x-lectern-token',
          'Access-Control-Request-Private-Network: true',
          'Connection: close',
        ];
        const { status, text } = await send(wire('/edit/save', lines, { method: 'OPTIONS' }));
        expect([403, 405]).toContain(status);
        expect(text).not.toMatch(/access-control/i);
      }
    });

    it('lets nobody frame, load, guess the kind of, or keep what it answers', async () => {
      const foreign = [own, 'Origin: https://evil.com', 'Connection: close'];
      const close = [own, 'Connection: close'];
      for (const [expected, bytes] of [
        [200, wire('/', close)],
        [200, wire('/edit.js', close)],
        [200, wire('/edit/words', [...close, `X-Lectern-Token: ${token}`], { method: 'POST', body: '{}' })],
        [403, wire('/', foreign)],
        [404, wire('/x', close)],
        [405, wire('/', close, { method: 'PUT' })],
      ] as const) {
        const { status, text } = await send(bytes);
        expect(status).toBe(expected);
        for (const header of [
          /^X-Frame-Options: DENY\r$/m,
          /^Content-Security-Policy: frame-ancestors 'none'\r$/m,
          /^Cross-Origin-Resource-Policy: same-origin\r$/m,
          /^Referrer-Policy: same-origin\r$/m,
          /^X-Content-Type-Options: nosniff\r$/m,
          /^Cache-Control: no-store\r$/m,
        ])
          expect(text, bytes).toMatch(header);
      }
    });
  });

  it('serves no files, however they are asked for', async () => {
    for (const path of [
      '/slides/10.md',
      '/slides/',
      '/slides/10.md?raw',
      '/slides/10.md?import&raw??',
      `/@fs${live.root}/slides/10.md`,
      `/${live.root}/slides/10.md`,
      '/../slides/10.md',
      '/%2e%2e/slides/10.md',
      '/..%2fslides/10.md',
      '/default/slides/10.md',
      '//slides/10.md',
      '/\\slides/10.md',
      '/./edit.js/../slides/10.md',
    ]) {
      const { status, text } = await send(wire(path, [own, 'Connection: close']));
      expect([status, text.includes('Words.')], path).toEqual([404, false]);
    }
  });

  it('answers methods that it does not know, and what is no request, and lives on', async () => {
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'POST']) {
      const { status, text } = await send(wire('/', [own, 'Connection: close'], { method }));
      expect([method, status]).toEqual([method, 405]);
      expect(text).toMatch(/^Allow: GET\r$/m);
    }
    const posts = [own, `X-Lectern-Token: ${token}`, 'Connection: close'];
    const post = (lines: readonly string[], body: string): string =>
      `${wire('/edit/save', [...posts, ...lines], { method: 'POST' })}${body}`;
    const broken: [number[], string, RawOptions?][] = [
      [[400], 'GARBAGE\r\n\r\n'],
      [[400], '\0\x01\x02\x03\xff\xfe\r\n\r\n'],
      [[400], '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
      [[400], 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
      [[400], `GET / HTTP/9.9\r\n${own}\r\n\r\n`],
      [[400], wire('/', [own, 'no colon'])],
      [[400], wire('/', [own, 'X: a\0b'])],
      [[400], wire('/', [own, ' folded: x'])],
      [[431], wire('/', [own, `X: ${'x'.repeat(100_000)}`])],
      [[431], wire(`/${'x'.repeat(100_000)}`, [own])],
      [[400, 403], wire('*', [own, 'Connection: close'])],
      [[405], wire('//[', [own, 'Connection: close'], { method: 'POST' })],
      [[404], wire('//[', [own, 'Connection: close'])],
      [[404], wire('/%', [own, 'Connection: close'])],
      [[0], wire(`127.0.0.1:${port}`, [own], { method: 'CONNECT' })],
      [[417], wire('/', [own, 'Expect: nonsense', 'Connection: close'])],
      [[400], post([], '')],
      [[400], post(['Content-Length: 9'], '{"file":1')],
      [[400], post(['Content-Length: -1'], '')],
      [[400], post(['Content-Length: 1', 'Content-Length: 2'], '{}')],
      [[400], post(['Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n')],
      [[400], post(['Transfer-Encoding: chunked'], 'zz\r\nnonsense\r\n')],
      [[400], post(['Transfer-Encoding: chunked'], 'fffffffffffffffff\r\n')],
      [[400], post(['Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n')],
      [[413], post([`Content-Length: ${1 << 30}`], '')],
      [[413], post(['Transfer-Encoding: chunked'], `2c00000\r\n${' '.repeat(0x2c00000)}`)],
      // half of a request, and its end
      [[400], wire('/', [own]).slice(0, -2), { go: (socket) => socket.end() }],
      [[400], post(['Content-Length: 9'], '{'), { go: (socket) => socket.end() }],
      [
        [0],
        post(['Content-Length: 9'], '{'),
        { go: (socket) => setTimeout(() => socket.resetAndDestroy(), 50) },
      ],
      [[200], wire('/', [own, 'Connection: close']), { go: (socket) => socket.end() }],
    ];
    for (const [statuses, bytes, options] of broken)
      expect(statuses, bytes.slice(0, 300)).toContain((await send(bytes, options)).status);
    await expectAlive();
    expect(live.has('slides/20.md')).toBe(false);
  });

  it('lives on after streams that are none', async () => {
    const path = `/live?token=${token}`;
    const reset: RawOptions = { go: (socket) => setImmediate(() => socket.resetAndDestroy()) };
    for (const bytes of [
      wire('//[', [own, ...upgrade]),
      wire('http://[', [own, ...upgrade]),
      wire('//evil.com:x/', [own, ...upgrade]),
      wire('/', [own, ...upgrade]),
      wire('/live', [own, ...upgrade]),
      wire(path, [own, 'Connection: Upgrade', 'Upgrade: h2c']),
      wire(path, [own, 'Connection: Upgrade', 'Upgrade: websocket']),
      wire(path, [own, ...upgrade.slice(0, 3), 'Sec-WebSocket-Key: x']),
      wire(path, [own, ...upgrade], { method: 'POST' }),
    ]) {
      const { status, isClosed } = await send(bytes);
      expect([bytes, [400, 403, 404, 405].includes(status), isClosed]).toEqual([bytes, true, true]);
      // those that are gone before they hear of it
      await Promise.all(Array.from({ length: 20 }, () => send(bytes, reset)));
      await expectAlive();
    }
    // frames without a mask, of a kind that is none, larger than may be, and cut off
    for (const frame of ['\x81\x02hi', '\x8f\x80\0\0\0\0', '\x82\xff\0\0\0\xff\0\0\0\0\0\0\0\0', '\x82']) {
      const bytes = Buffer.from(wire(path, [own, ...upgrade]) + frame, 'latin1');
      const { status } = await sendRaw(port, bytes, { wait: 300 });
      expect(status).toBe(101);
      await sendRaw(port, bytes, reset);
    }
    await expectAlive();
  });
});
