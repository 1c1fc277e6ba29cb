import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder } from '../support/editing.ts';
import { betrays, canary, forms, makePipe, plant } from '../support/escapes.ts';
import { tree, write } from '../support/folder.ts';
import { temporaryFolder } from '../support/project.ts';

describe('the live preview', () => {
  let root: string;
  let live: Awaited<ReturnType<typeof serveFolder>>;
  let port: number;
  let token: string;
  beforeAll(async () => {
    root = temporaryFolder();
    plant(root, { slides: 'md', 'slides/parts': 'md' });
    write(root, { 'talk/slides/10.md': '# One\n\nWords.\n', 'talk/notes.txt': canary });
    const links = { 'all.md': '/', whole: '/', 'new.md': '../../new.md', 'notes.md': '../notes.txt' };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, 'talk/slides', name));
    makePipe(join(root, 'talk/slides/pipe.md'));
    // links that lead everywhere and in circles keep nobody waiting
    live = await serveFolder(join(root, 'talk'));
    port = Number(new URL(live.address).port);
    token = /"token":"(\w+)"/.exec(await (await fetch(live.address)).text())?.[1] ?? '';
  }, 20_000);
  afterAll(() => live.close());

  /** What comes back for bytes that no browser would send. */
  const send = (head: string, body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`${head}${body}`, 'latin1'));
      let text = '';
      socket.setEncoding('latin1').on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.setTimeout(5000, () => socket.destroy(new Error(`no answer to ${head}`)));
    });
  const headers = (more = ''): string => `Host: 127.0.0.1:${port}\r\nConnection: close\r\n${more}\r\n`;

  const paths = [
    '/slides/10.md',
    '/notes.txt',
    '/../notes.txt',
    '/../../secret.md',
    '/../secret.md',
    '/./..//..//secret.md',
    '/slides/../../secret.md',
    '/%2e%2e/%2e%2e/secret.md',
    '/%2e%2e%2fsecret.md',
    '/..%2fsecret.md',
    '/%252e%252e%252fsecret.md',
    '/..%5csecret.md',
    '/..\\secret.md',
    '/\\..\\secret.md',
    '/%c0%ae%c0%ae/secret.md',
    '/%00',
    '/secret.md%00.js',
    '/edit.js/../../secret.md',
    '/edit.js%00',
    '/edit.js/',
    '/..;/secret.md',
    '//secret.md',
    '//etc/passwd',
    '///etc/passwd',
    '/etc/passwd',
    '/proc/self/environ',
    '/dev/zero',
    '/.git/config',
    '/~/secret.md',
    '/~root/.ssh/id_rsa',
    '/file:///etc/passwd',
    '/C:/secret.md',
    '/\xc2\xaf/secret.md',
    '/\xef\xbc\x8e\xef\xbc\x8e/secret.md',
    '/default/../secret.md',
    '/default/secret.md',
    '/lib/cli.js',
    '/templates/theme.css',
    '/edit/read',
    '/edit/../secret.md',
    '/edit/read?file=notes.txt',
    '/live',
    '/?file=../secret.md',
    '/#/../secret.md',
    `/${'../'.repeat(500)}etc/passwd`,
    // no paths at all
    'secret.md',
    '../secret.md',
    '..',
    '*',
    'http://127.0.0.1/notes.txt',
    'http://example.org/../notes.txt',
    'file:///etc/passwd',
    'FILE://localhost/etc/passwd',
    '//[',
    '//[/../secret.md',
    'http://[',
    'http://:x/',
    '//%/',
    'a:b:c',
    '//user@/..',
    '\\\\host\\share',
    '////',
  ];

  it('serves no file, whatever is asked for', async () => {
    const strays: string[][] = [];
    for (const path of paths) {
      const text = await send(`GET ${path} HTTP/1.1\r\n${headers()}`);
      const [, status = ''] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
      // the talk itself, where the path comes to that
      const isTalk = status === '200' && text.includes('class="reveal"');
      if (betrays(text) || !(isTalk || /^4|^308$/.test(status))) strays.push([path, text.slice(0, 200)]);
    }
    expect(strays).toEqual([]);
  });

  it('and lives on, whatever is to be upgraded', async () => {
    for (const path of paths) {
      const upgrade = `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`;
      const text = await send(
        `GET ${path} HTTP/1.1\r\n${headers().replace('close\r\n', `upgrade\r\n${upgrade}`)}`,
      );
      expect([path, text.slice(0, 13)]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 4/)]);
    }
    expect((await fetch(live.address)).status).toBe(200);
  });

  it('and whoever goes away before the answer', async () => {
    for (let n = 0; n < 50; n++) {
      const upgrade = 'Upgrade: websocket\r\nConnection: upgrade\r\n';
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`GET /live HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n${'x'.repeat(1e5)}`, () =>
        socket.resetAndDestroy(),
      );
      await once(socket, 'close');
    }
    expect((await fetch(live.address)).status).toBe(200);
  });

  it('edits nothing outside', async () => {
    const before = tree(root);
    const files = [
      ...forms(root, 'md', 'slides/')
        .filter(({ kind, written }) => kind !== 'missing' || !written.startsWith('slides/'))
        .map(({ written }) => written),
      'notes.txt',
      '../notes.txt',
      'slides/notes.md',
      'slides/up/secret.md',
      'slides/../notes.txt',
      'slides/link.md',
      'package.json',
      '.env',
      'slides/.hidden.md',
      'slides',
      'slides/',
      '',
      'dist/index.html',
      'slides/x.js',
    ];
    const ask = async (question: string, body: object): Promise<unknown> => {
      const json = JSON.stringify(body);
      const more = `X-Lectern-Token: ${token}\r\nContent-Length: ${Buffer.byteLength(json)}\r\n`;
      const text = await send(
        `POST /edit/${question} HTTP/1.1\r\n${headers(more)}`,
        Buffer.from(json).toString('latin1'),
      );
      expect(betrays(text)).toBe(false);
      return /^HTTP\/1\.1 400/.test(text)
        ? 400
        : JSON.parse(text.slice(text.indexOf('{')).replace(/}[^}]*$/, '}'));
    };
    const strays: unknown[] = [];
    for (const file of files) {
      for (const [question, body] of [
        ['read', { file }],
        ['save', { file, base: null, text: 'evil' }],
      ] as const) {
        const answer = await ask(question, body);
        if (answer !== 400 && (answer as { why?: string }).why !== 'outside')
          strays.push([question, file, answer]);
      }
    }
    expect(strays).toEqual([]);
    expect(tree(root)).toEqual(before);
  });
});
