import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../build/write/browser.ts';
import { fakeBrowser } from './support/fake-browser.ts';
import { tree, write } from './support/folder.ts';
import { home, temporaryFolder } from './support/project.ts';

const talk = {
  'slides/deck.yaml': 'title: T\nbibliography: works.yaml\n',
  'slides/works.yaml': '- id: k1\n  type: book\n  title: One\n',
  'slides/10.md':
    '# One\n\nWords [@k1].\n\n---\n\n# Two\n\n![A picture](a.svg)\n\n---\n\n# Three\n\n![Sales](../charts/c.vl.json "Sales")\n\n---\n\n# Four\n\n::include[parts/p.md]\n\n---\nlayout: references\n---\n\n# Works\n',
  'slides/parts/p.md': 'Part.\n',
  'slides/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  'charts/c.vl.json':
    '{ "data": { "url": "data/s.csv" }, "mark": "bar", "encoding": { "x": { "field": "year", "type": "ordinal" } } }',
  'charts/data/s.csv': 'year\n2001\n',
  'charts/data/s.csv.yaml': 'publisher: B\n',
  'templates/images.css': '',
  'templates/layouts/own.html': '<slot name="body"></slot>',
};

/** Root may read and write everything, so that the program is run without root's powers. */
const isRoot = process.getuid?.() === 0;
const plainly = isRoot ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] : [];

let root: string;
beforeEach(() => {
  root = temporaryFolder();
  write(root, Object.fromEntries(Object.entries(talk).map(([path, text]) => [`talk/${path}`, text])));
  for (const folder of ['cache', 'tmp', 'small']) mkdirSync(join(root, folder));
});
afterEach(() => {
  chmodSync(join(root, 'talk'), 0o755);
  rmSync(root, { recursive: true, force: true });
});

interface RunOptions {
  /** A shell's words, in which "$@" is the program with its arguments. */
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly isPlain?: boolean;
}

/** What the bundled program comes to. */
function lectern(args: readonly string[], { shell = '"$@"', env, isPlain = false }: RunOptions = {}) {
  const program = [...(isPlain ? plainly : []), process.execPath, join(home, 'lib/cli.js'), ...args];
  const { status, stdout, stderr } = spawnSync('bash', ['-c', shell, 'bash', ...program], {
    cwd: join(root, 'talk'),
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      HOME: root,
      XDG_CACHE_HOME: join(root, 'cache'),
      TMPDIR: join(root, 'tmp'),
      ...env,
    },
  });
  // a stack trace is for our own faults
  expect(stdout + stderr).not.toMatch(/\n {4}at |node:internal|fault of Lectern/);
  const errors = [...stderr.matchAll(/^(\S+) error (\S+):/gm)].map(([, at, rule]) => `${at} ${rule}`);
  return { status, stdout, stderr, errors };
}

/** Builds the talk as it was, and changes it. */
function built(): Record<string, string> {
  expect(lectern(['build', '--no-pdf'])).toMatchObject({ status: 0, errors: [] });
  const dist = tree(join(root, 'talk/dist'));
  writeFileSync(join(root, 'talk/slides/20.md'), '# New\n\nWords.\n');
  return dist;
}

/** dist/ is as it was, and there is nothing beside it, nor any temporary file. */
function expectOld(dist: Record<string, string>): void {
  expect(tree(join(root, 'talk/dist'))).toEqual(dist);
  expectNothingLeft();
}
function expectNothingLeft(): void {
  const left = Object.keys(tree(join(root, 'talk'))).filter((path) => /\.(?:new|old)-/.test(path));
  expect(left).toEqual([]);
  expect(tree(join(root, 'tmp'))).toEqual({});
}

/** Variables that name the browser of this machine, wherever the cache is. */
async function browser(): Promise<Record<string, string>> {
  const choice = await findBrowser(process.env, () => undefined);
  if (choice?.kind !== 'program') throw new Error('these tests need a browser on this machine');
  return { ...choice.env, LECTERN_BROWSER: choice.path };
}

const canBePlain = !isRoot || spawnSync('setpriv', [...plainly.slice(1), 'true']).status === 0;
if (!canBePlain) console.warn('skipped: root cannot lay down its powers here');

describe.runIf(process.platform !== 'win32' && canBePlain)('what this user may not read or write', () => {
  it.each([
    ['slides/10.md', ['slides/10.md file-unreadable']],
    ['slides/deck.yaml', ['slides/deck.yaml file-unreadable']],
    ['slides/works.yaml', ['slides/deck.yaml:2:15 file-unreadable']],
    ['slides/a.svg', ['slides/10.md:9:1 file-unreadable']],
    ['slides/parts', ['slides/10.md:21:1 file-unreadable']],
    ['slides', ['slides file-unreadable']],
    ['charts/c.vl.json', ['slides/10.md:15:1 file-unreadable']],
    ['charts/data/s.csv', ['charts/c.vl.json:1:13 file-unreadable']],
    ['charts/data/s.csv.yaml', ['charts/data/s.csv.yaml file-unreadable']],
    ['templates', ['templates file-unreadable', 'templates/layouts file-unreadable']],
    ['templates/images.css', ['templates/images.css file-unreadable']],
    ['templates/layouts/own.html', ['templates/layouts/own.html file-unreadable']],
    ['dist/index.html', ['dist out-refused']],
  ])('is told: %s', (path, errors) => {
    const dist = built();
    chmodSync(join(root, 'talk', path), 0);
    const result = lectern(['build', '--no-pdf'], { isPlain: true });
    chmodSync(join(root, 'talk', path), 0o755);
    expect(result).toMatchObject({ status: 1, errors });
    expect(result.stderr).toContain('permission denied');
    expectOld(dist);
  });

  it.each([
    ['dist', 'dist out-refused'],
    ['', 'dist write-failed'],
  ])('stays as it was: a folder that is read-only: %j', (path, error) => {
    const dist = built();
    chmodSync(join(root, 'talk', path), 0o555);
    expect(lectern(['build', '--no-pdf'], { isPlain: true })).toMatchObject({ status: 1, errors: [error] });
    expectOld(dist);
  });

  it('may be the cache, which a build does without', () => {
    built();
    chmodSync(join(root, 'cache'), 0);
    expect(lectern(['build', '--no-pdf'], { isPlain: true })).toMatchObject({ status: 0, errors: [] });
    expectNothingLeft();
  });

  it('may be the folder for temporary files, which a browser needs', () => {
    built();
    chmodSync(join(root, 'tmp'), 0o555);
    const env = { LECTERN_BROWSER: process.execPath };
    const { status, errors, stderr } = lectern(['build'], { isPlain: true, env });
    expect({ status, errors, stderr }).toMatchObject({ status: 1, errors: ['slides.pdf browser-folder'] });
    expectNothingLeft();
  });
});

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
if (!canMount) console.warn('skipped: no small file system can be mounted here (unshare -rm)');

describe.runIf(canMount)('a disk that is full', () => {
  /** The program's words, with a file system of this size in place of one of the folders. */
  const small = (folder: string, size: string, after = ''): string => {
    const at = join(root, folder);
    const inner = `mount -t tmpfs -o size=${size} tmpfs '${at}' && cp -r '${at}-before/.' '${at}/' 2>/dev/null; "$@"; code=$?; ${after} exit $code`;
    return `exec unshare -rm bash -c ${JSON.stringify(inner).replaceAll('$', '\\$')} bash "$@"`;
  };

  it('leaves what was built before, and nothing else', () => {
    const page = '<meta name="generator" content="Lectern">old';
    write(root, { 'small-before/dist/index.html': page });
    const out = join(root, 'small/dist');
    const after = `find '${join(root, 'small')}' -type f; cat '${out}/index.html';`;
    const result = lectern(['build', '--no-pdf', '--out', out], { shell: small('small', '300k', after) });
    expect(result).toMatchObject({ status: 1, errors: [`${out} write-failed`] });
    expect(result.stderr).toContain('The disk is full. What was there is as it was.');
    expect(result.stdout).toBe(`${out}/index.html\n${page}`);
  });

  it('has no room for a browser, which is told at once', async () => {
    const started = performance.now();
    const result = lectern(['build'], { shell: small('tmp', '2m'), env: await browser() });
    expect(result).toMatchObject({ status: 1, errors: ['slides.pdf browser-folder'] });
    expect(result.stderr).toContain('no space left on device');
    expect(performance.now() - started).toBeLessThan(15_000);
    expectNothingLeft();
  });

  it('has no room for a cache, which a build does without', () => {
    const result = lectern(['build', '--no-pdf'], { shell: small('cache', '4k') });
    expect(result).toMatchObject({ status: 0, errors: [] });
    expectNothingLeft();
  });
});

describe('files that change during the build', () => {
  /** Variables that have something happen just before, or after, the program opens a file. */
  const meanwhile = (path: string, when: 'before' | 'after', what: string): Record<string, string> => {
    const hook = join(root, 'hook.mjs');
    writeFileSync(
      hook,
      `import fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
const { openSync, closeSync } = fs;
let file, done = false;
const happen = () => { done = true; ${what}; };
fs.openSync = (path, ...rest) => {
  const isIt = !done && String(path).endsWith(${JSON.stringify(`/talk/${path}`)});
  if (isIt && ${when === 'before'}) happen();
  const opened = openSync(path, ...rest);
  if (isIt && ${when === 'after'}) file = opened;
  return opened;
};
fs.closeSync = (closed) => {
  closeSync(closed);
  if (!done && closed === file) happen();
};
syncBuiltinESMExports();
`,
    );
    return { NODE_OPTIONS: `--import=file://${hook}` };
  };
  const at = (path: string): string => JSON.stringify(join(root, 'talk', path));

  it.each([
    ['vanish', 'slides/20.md', (path: string) => `fs.rmSync(${path})`, 'file-missing'],
    [
      'become folders',
      'slides/20.md',
      (path: string) => `fs.rmSync(${path}); fs.mkdirSync(${path})`,
      'file-missing',
    ],
    [
      'become pipes',
      'slides/20.md',
      (path: string) => `fs.rmSync(${path}); execFileSync('mkfifo', [${path}])`,
      'file-missing',
    ],
    [
      'become links that lead out',
      'slides/20.md',
      (path: string) => `fs.rmSync(${path}); fs.symlinkSync('../../secret.md', ${path})`,
      'path-outside',
    ],
    ['grow too large', 'slides/20.md', (path: string) => `fs.truncateSync(${path}, 6e7)`, 'file-too-large'],
  ])('%s: that is told, and nothing written', (_, path, what, rule) => {
    const dist = built();
    write(root, { 'secret.md': '# canary\n' });
    const result = lectern(['build', '--no-pdf'], { env: meanwhile(path, 'before', what(at(path))) });
    expect(result).toMatchObject({ status: 1, errors: [`${path} ${rule}`] });
    expectOld(dist);
  });

  it('or whose folder becomes a link that leads out', () => {
    const dist = built();
    // a record of the build before would have it happen while that is looked at
    rmSync(join(root, 'cache'), { recursive: true });
    write(root, { 'away/p.md': 'canary\n' });
    const what = `fs.renameSync(${at('slides/parts')}, ${at('was')}); fs.symlinkSync('../../away', ${at('slides/parts')})`;
    const result = lectern(['build', '--no-pdf'], { env: meanwhile('slides/parts/p.md', 'before', what) });
    expect(result).toMatchObject({ status: 1, errors: ['slides/10.md:21:1 path-outside'] });
    expectOld(dist);
  });

  it.each(['slides/20.md', 'slides/deck.yaml', 'charts/data/s.csv', 'templates/images.css'])(
    'are built as they were read, and anew the next time: %s',
    (path) => {
      built();
      // without a record of the build before, each is read once
      rmSync(join(root, 'cache'), { recursive: true });
      const what = `fs.appendFileSync(${at(path)}, '\\n')`;
      const first = lectern(['build', '--no-pdf'], { env: meanwhile(path, 'after', what) });
      expect(first).toMatchObject({ status: 0, errors: [] });
      expect(lectern(['build', '--no-pdf']).stderr).not.toContain('unchanged');
      expect(lectern(['build', '--no-pdf']).stderr).toContain('unchanged');
    },
  );

  it('and those that are new since the folder was listed', () => {
    built();
    const what = `fs.writeFileSync(${at('slides/30.md')}, '# Thirty\\n\\nWords.\\n')`;
    expect(lectern(['build', '--no-pdf'], { env: meanwhile('slides/20.md', 'after', what) }).status).toBe(0);
    expect(lectern(['build', '--no-pdf']).stderr).toContain('7 slides in');
    expect(readFileSync(join(root, 'talk/dist/index.html'), 'utf8')).toContain('Thirty');
  });
});

describe('a browser', () => {
  it.each([
    ['is not there', () => join(root, 'nowhere'), 'there is no such file'],
    ['may not be run', () => join(root, 'talk/slides/10.md'), 'it is not a program'],
    ['is a folder', () => root, 'it is not a program'],
    ['ends at once', () => process.execPath, 'it ended with exit code'],
  ])('that %s is told of', (_, path, words) => {
    const result = lectern(['build'], { env: { LECTERN_BROWSER: path() } });
    expect(result).toMatchObject({ status: 1, errors: ['slides.pdf browser-useless'] });
    expect(result.stderr).toContain(words);
    expectNothingLeft();
  });

  it('that says nothing is told of, and ended', () => {
    const result = lectern(['build'], { env: fakeBrowser('setInterval(() => undefined, 1000)') });
    expect(result).toMatchObject({ status: 1, errors: ['slides.pdf browser-useless'] });
    expect(result.stderr).toContain('it did not answer in');
    expectNothingLeft();
  });
});

describe('a shell', () => {
  it('that allows few open files is told so', async () => {
    const result = lectern(['build'], { shell: 'ulimit -n 64; "$@"', env: await browser() });
    expect(result.status).toBe(1);
    expect(result.errors).toEqual([expect.stringMatching(/browser-(?:useless|crashed)$/)]);
    expect(result.stderr).toContain('Allow this shell more open files: ulimit -n 1024.');
    expectNothingLeft();
  });

  it.each([['build', '--no-pdf', '--json'], ['build', '--help'], ['--version']])(
    'that reads nothing is no fault: %s %s %s',
    (...args) => {
      const shell = 'set -o pipefail; "$@" | true';
      expect(lectern(args.filter(Boolean), { shell })).toMatchObject({ status: 0, stderr: '' });
      expectNothingLeft();
    },
  );

  it.each([['build', '--no-pdf', '--json'], ['--version']])(
    'whose file has no room is told: %s %s %s',
    (...args) => {
      const { status, stderr } = lectern(args.filter(Boolean), { shell: '"$@" >/dev/full' });
      expect(stderr).toMatch(/^What is printed is lost: .*no space left on device.*\n$/);
      expect(status).toBe(1);
    },
  );
});
