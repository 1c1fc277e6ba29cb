import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BrowserChoice } from '../../build/write/browser.ts';
import { findBrowser } from '../../build/write/browser.ts';
import { failureOf } from '../../build/write/failure.ts';
import { passingName } from '../../build/write/passing.ts';
import { openBrowser } from '../../build/write/session.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { temporaryFolder } from '../support/project.ts';

/** What is said of a browser that is not there within `limit` milliseconds. */
async function told(choice: BrowserChoice, limit = 30_000): Promise<string> {
  const failed = await openBrowser(choice, process.env, { limit }).then(
    ({ leave }) => leave(),
    (problem: unknown) => failureOf(problem),
  );
  if (!failed) throw new Error('it was opened');
  const { rule, message } = failed.tell('slides.pdf');
  return `${rule}: ${message}`;
}

const program = (path: string): BrowserChoice => ({ kind: 'program', path, env: {} });
const scripted = (script: string): BrowserChoice => program(fakeBrowser(script).LECTERN_BROWSER ?? '');

describe('a program that is no browser', () => {
  it('is told when it is not there or cannot be run', async () => {
    const folder = temporaryFolder();
    expect(await told(program(join(folder, 'nothing')))).toContain('there is no such file');
    expect(await told(program(folder))).toContain('not a program');
    writeFileSync(join(folder, 'text'), 'a text');
    expect(await told(program(join(folder, 'text')))).toContain('not a program');
  });

  it('is told when it ends at once, with its last words', async () => {
    expect(await told(program('/bin/true'))).toBe(
      'browser-useless: /bin/true cannot lay out slides.pdf: it ended with exit code 0',
    );
    const script = "console.error('no display'); process.exit(3)";
    expect(await told(scripted(script))).toMatch(/it ended with exit code 3: no display$/);
  });

  it('is told when it says nothing, and is ended', async () => {
    const file = join(temporaryFolder(), 'pid');
    const script = `import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(file)}, String(process.pid));
setInterval(() => undefined, 1000)`;
    expect(await told(scripted(script), 1000)).toMatch(/did not answer in 1 s$/);
    expect(() => process.kill(Number(readFileSync(file, 'utf8')), 0)).toThrow('ESRCH');
  });
});

describe('a browser', () => {
  /** One that answers as `product`. */
  const answering = (product: string): BrowserChoice =>
    scripted(`import { Socket } from 'node:net';
const [from, to] = [new Socket({ fd: 3 }), new Socket({ fd: 4 })];
from.on('data', (chunk) => {
  for (const text of String(chunk).split('\\0').filter(Boolean)) {
    const { id } = JSON.parse(text);
    to.write(JSON.stringify({ id, result: { browserContextIds: [], product: '${product}' } }) + '\\0');
  }
});
from.on('end', () => process.exit());`);

  it('is told when it is too old, with its version', async () => {
    expect(await told(answering('HeadlessChrome/120.0.6099.28'))).toMatch(
      /^browser-old: HeadlessChrome\/120\.0\.6099\.28 is too old .* Chrome 131/,
    );
  });

  it('is told when it is another one', async () => {
    expect(await told(answering('Firefox/140.0'))).toContain('it says that it is Firefox/140.0');
  });

  it('is ended while it starts when it is no longer wanted', async () => {
    const closing = new AbortController();
    const opened = openBrowser(scripted('setInterval(() => {}, 1000)'), process.env, {
      unwanted: closing.signal,
    });
    setTimeout(() => closing.abort(), 300);
    await expect(opened).rejects.toThrow('it ended');
  });

  it('leaves no folder behind, nor one of a process that was killed', async () => {
    const tmp = temporaryFolder();
    const real = process.env.TMPDIR;
    const [left, used] = ['lectern-browser-4194399-0123abcd', passingName('lectern-browser')];
    for (const name of [left, used, 'lectern-browser-mine']) mkdirSync(join(tmp, name));
    try {
      process.env.TMPDIR = tmp;
      const choice = await findBrowser(process.env, () => undefined);
      if (!choice) throw new Error('this test needs a browser');
      const session = await openBrowser(choice, process.env);
      expect(readdirSync(tmp)).toHaveLength(3);
      await session.newPage();
      await session.leave();
      expect(readdirSync(tmp).sort()).toEqual([used, 'lectern-browser-mine'].sort());
    } finally {
      if (real === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = real;
    }
  });
});

describe('a remote browser', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  function listen(answer: (socket: Socket) => void): Promise<BrowserChoice> {
    const opened = createServer(answer);
    server = opened;
    return new Promise((resolve) => {
      opened.listen(0, '127.0.0.1', () => {
        const address = opened.address();
        const port = typeof address === 'object' ? address?.port : '';
        resolve({ kind: 'endpoint', url: `ws://127.0.0.1:${port}/devtools?token=secret` });
      });
    });
  }

  it('is told when nothing listens, or the address is none', async () => {
    const choice = await listen(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await told(choice)).toMatch(/^browser-useless: The browser at 127\.0\.0\.1:\d+ .*ECONNREFUSED/);
    expect(await told({ kind: 'endpoint', url: 'nonsense' })).toContain('browser-useless');
  });

  it('is told when it accepts and says nothing, or hangs up; its address may be secret', async () => {
    const sockets: Socket[] = [];
    const silent = await listen((socket) => void sockets.push(socket));
    const text = await told(silent, 1000);
    expect(text).toContain('browser-useless');
    expect(text).not.toContain('secret');
    for (const socket of sockets) socket.destroy();
    server?.close();
    expect(await told(await listen((socket) => socket.destroy()))).toContain('browser-useless');
  });
});
