import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { lethal } from './support/fake-browser.ts';
import { home, temporaryFolder } from './support/project.ts';
import { start } from './support/start.ts';

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** A talk that was built once, and a folder for temporary files. */
function built(): { talk: string; tmp: string } {
  const talk = temporaryFolder();
  for (const folder of ['slides', 'dist']) mkdirSync(join(talk, folder));
  writeFileSync(join(talk, 'slides/10.md'), '# One\n\nFirst.\n');
  writeFileSync(join(talk, 'dist/index.html'), '<meta name="generator" content="Lectern">old');
  writeFileSync(join(talk, 'dist/slides.pdf'), 'old slides');
  return { talk, tmp: temporaryFolder() };
}

const lectern = (
  { talk, tmp }: ReturnType<typeof built>,
  args: readonly string[],
  env: Record<string, string | undefined>,
) => start([join(home, 'lib/cli.js'), ...args], talk, { ...env, TMPDIR: tmp });

/** The command lines of processes, Linux only. */
function commands(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return [];
      }
    });
}

async function expectNothingLeft({ talk, tmp }: ReturnType<typeof built>): Promise<void> {
  expect(readdirSync(tmp)).toEqual([]);
  expect(readdirSync(talk).sort()).toEqual(['dist', 'slides']);
  expect(commands().filter((command) => command.includes(tmp))).toEqual([]);
}

function expectOld({ talk }: ReturnType<typeof built>): void {
  expect(readdirSync(join(talk, 'dist')).sort()).toEqual(['index.html', 'slides.pdf']);
  expect(readFileSync(join(talk, 'dist/slides.pdf'), 'utf8')).toBe('old slides');
  expect(readFileSync(join(talk, 'dist/index.html'), 'utf8')).toMatch(/old$/);
}

describe('a signal', () => {
  for (const [signal, code] of Object.entries(codes)) {
    it(`ends a build that prints with exit code ${code} on ${signal}, and leaves nothing behind`, async () => {
      const place = built();
      const env = await lethal(['First.'], `process.kill(process.ppid, '${signal}')`);
      const result = await lectern(place, ['build'], env).ended;
      expect(result).toEqual({ code, text: '' });
      await expectNothingLeft(place);
      expectOld(place);
    });
  }

  it('ends a build whose browser hangs', async () => {
    const place = built();
    const env = await lethal(
      ['First.'],
      "for (const pid of [browser.pid, ...renderers()]) process.kill(pid, 'SIGSTOP'); process.kill(process.ppid, 'SIGINT')",
    );
    expect(await lectern(place, ['build'], env).ended).toEqual({ code: 130, text: '' });
    await expectNothingLeft(place);
    expectOld(place);
  });

  it('ends a build whose browser starts', async () => {
    const place = built();
    const env = await lethal(['Target.getBrowserContexts'], "process.kill(process.ppid, 'SIGTERM')");
    expect(await lectern(place, ['build'], env).ended).toEqual({ code: 143, text: '' });
    await expectNothingLeft(place);
    expectOld(place);
  });

  it('ends a check', async () => {
    const place = built();
    const env = await lethal(['inspector.look'], "process.kill(process.ppid, 'SIGINT')");
    expect(await lectern(place, ['check', '--only', 'fit'], env).ended).toEqual({ code: 130, text: '' });
    await expectNothingLeft(place);
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'ends a build that unpacks the browser',
    async () => {
      const place = built();
      const cache = temporaryFolder();
      const { child, ended } = lectern(place, ['build'], { ...process.env, XDG_CACHE_HOME: cache });
      const entries = (): string[] => readdirSync(cache, { recursive: true }).map(String);
      while (!entries().some((name) => /chromium-[^/]*\.new-.*chromium$/.test(name))) await setTimeout(10);
      child.kill('SIGINT');
      expect(await ended).toEqual({ code: 130, text: '' });
      expect(entries().filter((name) => name.includes('chromium'))).toEqual([]);
      await expectNothingLeft(place);
      expectOld(place);
    },
  );
});

describe('a browser that breaks down', () => {
  it('leaves the old PDFs as they were beside the new index.html, says so, and nothing else', async () => {
    const place = built();
    const env = await lethal(['First.'], "browser.kill('SIGKILL')");
    const { code, text } = await lectern(place, ['build'], env).ended;
    expect(code).toBe(1);
    expect(text).toContain('slides/10.md:1:1 error browser-crashed');
    expect(text).toMatch(/dist warning pdf-older: “slides\.pdf”/);
    await expectNothingLeft(place);
    expect(readdirSync(join(place.talk, 'dist')).sort()).toEqual(['index.html', 'slides.pdf']);
    expect(readFileSync(join(place.talk, 'dist/slides.pdf'), 'utf8')).toBe('old slides');
    expect(readFileSync(join(place.talk, 'dist/index.html'), 'utf8')).toContain('First.');
  });

  it('is told of a check with the slide', async () => {
    const place = built();
    const env = await lethal(['inspector.look'], "browser.kill('SIGKILL')");
    const { code, text } = await lectern(place, ['check', '--only', 'fit'], env).ended;
    expect(code).toBe(1);
    expect(text).toContain('slides/10.md:1:1 error browser-crashed');
    await expectNothingLeft(place);
  });
});
