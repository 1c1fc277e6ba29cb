import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { on } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../build/write/browser.ts';
import { recover } from '../../build/write/output.ts';
import { filesIn } from '../support/folder.ts';
import { home, temporaryFolder } from '../support/project.ts';
import { start } from '../support/start.ts';

/** A digest of each file in a folder, by its path. */
type Held = Readonly<Record<string, string>>;

function held(folder: string): Held {
  const digest = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(filesIn(folder).map((path) => [path, digest(path)]));
}

/** Whether a signal has stopped a process. */
function isStopped({ pid }: ChildProcess): boolean {
  return /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Which call of node:fs is interrupted, and by which signal; see the file. */
interface Interruption {
  readonly KILL_AT: string;
  readonly KILL_PATH: string;
  readonly KILL_CALLS?: string;
  readonly KILL_SIGNAL?: NodeJS.Signals;
}
const interrupted = ['--import', join(home, 'tests/support/kill-at.mjs')];

describe('replaceFolder, killed in the middle of each of its calls', () => {
  const wholes = {
    old: { 'index.html': 'old', 'old.pdf': 'old', 'kept.pdf': 'kept', 'a/kept.pdf': 'kept' },
    new: { 'index.html': 'new', 'a/index.html': 'new', 'kept.pdf': 'kept', 'a/kept.pdf': 'kept' },
  };
  const root = temporaryFolder();
  const script = join(root, 'replace.mjs');
  let [before, after]: [Held, Held] = [{}, {}];
  beforeAll(() => {
    const contents = `
      import { recover, replaceFolder } from './build/write/output.ts';
      recover('dist');
      const files = Object.entries({ 'index.html': 'new', 'a/index.html': 'new' });
      replaceFolder('dist', new Map(files), ['kept.pdf', 'a/kept.pdf']);`;
    buildSync({
      stdin: { contents, resolveDir: home },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
    });
    for (const [state, files] of Object.entries(wholes)) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(join(root, state, 'dist', name, '..'), { recursive: true });
        writeFileSync(join(root, state, 'dist', name), content);
      }
    }
    [before, after] = [held(join(root, 'old/dist')), held(join(root, 'new/dist'))];
  });

  /** Kills it in each call, in a copy of `state` each time; gives copies in which there is no dist/ then. */
  async function killEach(state: string): Promise<{ readonly kills: number; readonly gaps: string[] }> {
    const gaps: string[] = [];
    for (let at = 1; ; at++) {
      const place = `${state}.${at}`;
      cpSync(state, place, { recursive: true });
      const { code, text } = await start([...interrupted, script], place, {
        ...process.env,
        ...({ KILL_AT: String(at), KILL_PATH: 'dist' } satisfies Interruption),
      }).ended;
      expect(text).toBe('');
      if (!existsSync(join(place, 'dist'))) {
        cpSync(place, `${place}.gap`, { recursive: true });
        gaps.push(`${place}.gap`);
      }
      // whoever removes dist/ gets no half of an old one back
      cpSync(place, `${place}.emptied`, { recursive: true });
      rmSync(join(`${place}.emptied`, 'dist'), { recursive: true, force: true });
      recover(join(`${place}.emptied`, 'dist'));
      if (existsSync(join(`${place}.emptied`, 'dist')))
        expect(held(join(`${place}.emptied`, 'dist')), `call ${at}`).toEqual(before);
      recover(join(place, 'dist'));
      expect(readdirSync(place), `call ${at}`).toEqual(['dist']);
      expect([before, after], `call ${at}`).toContainEqual(held(join(place, 'dist')));
      if (code !== 0) continue;
      expect(held(join(place, 'dist'))).toEqual(after);
      return { kills: at - 1, gaps };
    }
  }

  it('leaves the old or the new once it is recovered, and nothing beside', async () => {
    const { kills, gaps } = await killEach(join(root, 'old'));
    expect(gaps.length).toBeGreaterThan(0);
    // recovery is killed as well
    for (const gap of gaps) expect((await killEach(gap)).gaps.length).toBeGreaterThan(0);
    console.log(`${kills} calls, ${gaps.length} of them without dist/`);
  });
});

describe('a build', () => {
  const root = realpathSync(temporaryFolder());
  const [talk, tmp, cache] = ['talk', 'tmp', 'cache'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const dist = join(talk, 'dist');
  const cli = join(home, 'lib/cli.js');
  let env: Readonly<Record<string, string | undefined>>;
  const kinds = { page: ['--no-pdf'], pages: ['--no-handout'] } as const;
  type Kind = keyof typeof kinds;
  const build = (kind: Kind) => start([cli, 'build', ...kinds[kind]], talk, env);
  const write = (words: string, folder = talk): void =>
    writeFileSync(join(folder, 'slides/10.md'), `# One\n\n${words}.\n`);

  beforeAll(async () => {
    for (const folder of [join(talk, 'slides'), tmp, cache]) mkdirSync(folder, { recursive: true });
    const choice = await findBrowser(process.env, () => undefined);
    if (choice?.kind !== 'program') throw new Error('these tests need a browser on this machine');
    env = {
      ...process.env,
      ...choice.env,
      LECTERN_BROWSER: choice.path,
      LECTERN_BROWSER_ENDPOINT: undefined,
      SOURCE_DATE_EPOCH: '1700000000',
      TMPDIR: tmp,
      XDG_CACHE_HOME: cache,
    };
  });

  const inMove = (at: number): Interruption => ({
    KILL_AT: String(at),
    KILL_PATH: root,
    KILL_CALLS: '^renameSync$',
  });

  /** Processes that know of the folder of temporary files; Linux only. */
  function processes(): string[] {
    if (process.platform !== 'linux') return [];
    const told = (pid: string, file: string): boolean => {
      try {
        return readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(tmp);
      } catch {
        return false;
      }
    };
    return readdirSync('/proc').filter(
      (pid) => /^\d+$/.test(pid) && ['cmdline', 'environ'].some((file) => told(pid, file)),
    );
  }

  async function expectNothingLeft(): Promise<void> {
    for (let waits = 0; waits < 100 && processes().length > 0; waits++) await setTimeout(100);
    expect(processes()).toEqual([]);
    write('The last one');
    expect(await build('pages').ended).toMatchObject({ code: 0 });
    expect(readdirSync(talk).sort()).toEqual(['dist', 'slides']);
    expect(readdirSync(tmp)).toEqual([]);
    const kept = readdirSync(cache, { recursive: true }).map(String);
    expect(kept.filter((path) => /-\d+-[0-9a-f]{8}$/.test(path))).toEqual([]);
  }

  it('that is killed at 100 random moments leaves the old deck or the new one each time', {
    timeout: 400_000,
  }, async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
    const random = randomFrom(seed);
    const words = ['First', 'Second'] as const;
    const wholes = new Map<string, Held>();
    const took = new Map<Kind, number>();
    for (const kind of ['page', 'pages'] as const) {
      for (const word of words) {
        write(word);
        const began = performance.now();
        expect(await build(kind).ended).toMatchObject({ code: 0 });
        took.set(kind, performance.now() - began);
        wholes.set(kind + word, held(dist));
      }
    }
    let [word, before]: [0 | 1, Held] = [1, held(dist)];
    const counts = { old: 0, new: 0, recovered: 0, ended: 0 };
    for (let round = 0; round < 100; round++) {
      const kind = round % 5 === 0 ? 'pages' : 'page';
      const next: 0 | 1 = word === 0 ? 1 : 0;
      write(words[next]);
      const watcher = watch(talk);
      const { child, ended } = build(kind);
      if (round % 2 === 0) await setTimeout(random() * (took.get(kind) ?? 0));
      else {
        // in the middle of writing, which takes but a few milliseconds
        for await (const [, name] of on(watcher, 'change')) if (String(name).startsWith('dist.new')) break;
        for (const until = performance.now() + 5 * random(); performance.now() < until; );
      }
      watcher.close();
      child.kill('SIGKILL');
      const { code } = await ended;
      if (!existsSync(dist)) counts.recovered++;
      recover(dist);
      const after = held(dist);
      const wanted = wholes.get(kind + words[next]) as Held;
      expect([before, wanted], `seed ${seed}, round ${round}`).toContainEqual(after);
      const isNew = isDeepStrictEqual(after, wanted);
      if (code === 0) expect(isNew).toBe(true);
      if (code === 0) counts.ended++;
      counts[isNew ? 'new' : 'old']++;
      if (isNew) [word, before] = [next, after];
    }
    console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
    await expectNothingLeft();
  });

  it('that is killed at any move of a file has the next one, which fails, say the truth of dist/', async () => {
    write('First');
    await build('page').ended;
    const first = held(dist);
    write('Second');
    await build('page').ended;
    const second = held(dist);
    let moves = 0;
    for (let isKilled = true; isKilled; ) {
      write('First');
      const { code } = await start([...interrupted, cli, 'build', '--no-pdf'], talk, {
        ...env,
        ...inMove(moves + 1),
      }).ended;
      isKilled = code !== 0;
      if (isKilled) moves++;
      write('[](#nowhere)');
      const { text } = await build('page').ended;
      expect(text, `move ${moves}`).toContain('Nothing was written; dist/ is as it was.');
      expect([first, second], `move ${moves}`).toContainEqual(held(dist));
      expect(readdirSync(talk).sort()).toEqual(['dist', 'slides']);
      write('Second');
      expect(await build('page').ended).toMatchObject({ code: 0 });
      expect(held(dist)).toEqual(second);
    }
    console.log(`${moves} moves`);
    // those of dist/, and of what is remembered of it
    expect(moves).toBeGreaterThan(3);
    await expectNothingLeft();
  });

  it.runIf(process.platform === 'linux')(
    'does not mix with another into the same folder: each is whole, and knows whose it is',
    async () => {
      const talks = ['First', 'Second'].map((words) => {
        const folder = join(root, words);
        mkdirSync(join(folder, 'slides'), { recursive: true });
        write(words, folder);
        return folder;
      });
      const shared = join(root, 'shared');
      const intoShared = [cli, 'build', '--no-pdf', '--out', '../shared'];
      const wholes: Held[] = [];
      for (const folder of talks) {
        expect(await start(intoShared, folder, env).ended).toMatchObject({ code: 0 });
        wholes.push(held(shared));
      }
      let last = 1;
      // the first is held up in each of its moves, where it notes what it has written, and once not at all, until the
      // other waits for it, or is through
      const notes: Interruption = {
        KILL_AT: '2',
        KILL_PATH: join(shared, 'index.html'),
        KILL_CALLS: '^statSync$',
      };
      for (const [move, where] of [inMove(0), ...[1, 2, 3, 4].map(inMove), notes].entries()) {
        const [one, other] = [1 - last, last];
        const watcher = watch(root);
        const waits = new AbortController();
        const stop = { ...env, ...where, KILL_SIGNAL: 'SIGSTOP' };
        const first = start([...interrupted, ...intoShared], talks[one] as string, stop);
        while (move > 0 && !isStopped(first.child)) await setTimeout(5);
        const second = start(intoShared, talks[other] as string, env);
        const ticket = `shared.lock-${second.child.pid}-`;
        // who waits takes its ticket away again; who does not has it to the end
        const isWaiting = (async () => {
          let changes = 0;
          for await (const [kind, name] of on(watcher, 'change', waits))
            if (kind === 'rename' && String(name).startsWith(ticket) && ++changes === 2) return;
        })();
        await Promise.race([isWaiting, second.ended]);
        waits.abort();
        await isWaiting.catch(() => undefined);
        watcher.close();
        first.child.kill('SIGCONT');
        const both = await Promise.all([first.ended, second.ended]);
        expect(both, `move ${move}`).toMatchObject([{ code: 0 }, { code: 0 }]);
        const owner = wholes.findIndex((whole) => isDeepStrictEqual(whole, held(shared)));
        expect(move === 0 ? [one, other] : [other], `move ${move}`).toContain(owner);
        const again = await start(intoShared, talks[owner] as string, env).ended;
        expect(again.text, `move ${move}`).toContain('unchanged');
        last = 1 - owner;
        await start(intoShared, talks[last] as string, env).ended;
        expect(held(shared), `move ${move}`).toEqual(wholes[last]);
      }
      expect(readdirSync(root).filter((name) => name.startsWith('shared'))).toEqual(['shared']);
      await expectNothingLeft();
    },
  );
});

/** Numbers from 0 to 1 that a seed brings forth (Mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
