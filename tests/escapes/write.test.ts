import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Diagnostic, format } from '../../build/model/diagnostic.ts';
import { unpackDeck } from '../../build/unpack.ts';
import { deckCarrying } from '../support/carried.ts';
import { betrays, canary, makePipe, plant } from '../support/escapes.ts';
import { tree, write } from '../support/folder.ts';
import { library } from '../support/memory.ts';
import { open, temporaryFolder } from '../support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const chart = `{ "data": { "url": "data/d.csv" }, "mark": "bar", "encoding": { "x": { "field": "year", "type": "ordinal" } }, "usermeta": { "source": { "publisher": "B" } } }`;
const charted = {
  'slides/10.md': '# A\n\n![C](../charts/c.vl.json "C")\n',
  'charts/c.vl.json': chart,
  'charts/data/d.csv': 'year\n2001\n',
};
const progress = (): void => undefined;
const rulesOf = (told: readonly Diagnostic[]): string => told.map(({ rule }) => rule).join();

describe('arguments', () => {
  it('of lectern chart name a chart of the talk', async () => {
    plant(root, { charts: 'vl.json' });
    write(join(root, 'talk'), { 'slides/10.md': '# A\n' });
    const project = open(join(root, 'talk'));
    const around = tree(root, 'talk');
    const strays: string[][] = [];
    const named = [
      '../secret.vl.json',
      'charts/../../secret.vl.json',
      './..//secret.vl.json',
      join(root, 'secret.vl.json'),
      '/dev/zero',
      '/proc/self/environ',
      'charts/link.vl.json',
      'charts/absolute.vl.json',
      'charts/chain.vl.json',
      'charts/zero.vl.json',
      'charts/up/secret.vl.json',
      '..',
      '/',
    ];
    const absent = [
      'charts/loop.vl.json',
      'charts/broken.vl.json',
      'charts/folder.vl.json',
      '%2e%2e/secret.vl.json',
      '..\\secret.vl.json',
      '~/secret.vl.json',
      'file:///secret.vl.json',
      'charts/a\0b',
      '．．/secret.vl.json',
      '',
      'charts',
      `${'x/'.repeat(3000)}a.vl.json`,
    ];
    for (const [spec, rule] of [
      ...named.map((path) => [path, 'path-outside']),
      ...absent.map((path) => [path, 'chart-missing']),
    ] as [string, string][]) {
      const told = await project.chart({ spec, out: 'c.svg', format: 'svg', progress });
      expect(betrays(told.map(format).join())).toBe(false);
      if (told.length !== 1 || told[0]?.rule !== rule) strays.push([spec, rule, ...told.map(format)]);
    }
    expect(strays).toEqual([]);
    expect(tree(root, 'talk')).toEqual(around);
    expect(existsSync(join(root, 'talk/c.svg'))).toBe(false);
  });

  it('of what is written lead neither into the talk’s own folders nor through a link', async () => {
    plant(root, { charts: 'svg' });
    write(join(root, 'talk'), { ...charted, 'mine/notes.txt': 'x', 'folder.svg/x': '' });
    const at = (path: string): string => join(root, 'talk', path);
    symlinkSync('slides', at('into'));
    symlinkSync('../names', at('away'));
    symlinkSync('../secret.svg', at('out.svg'));
    makePipe(at('pipe.svg'));
    makePipe(at('pipe'));
    const around = tree(root, 'talk');
    const talk = tree(at('slides'));
    const project = open(at(''));
    const build = async (out: string): Promise<string> =>
      rulesOf(
        (await project.build({ trustHtml: false, out, pdf: false, steps: false, progress })).diagnostics,
      );
    const outs = [
      '.',
      '..',
      '/',
      'slides',
      'slides/x',
      'dist/../slides/x',
      './/charts/',
      'into',
      'into/x',
      'away',
      'pipe',
      'mine',
      'slides/10.md',
      'slides/10.md/x',
      'dist\0',
    ];
    expect(await Promise.all(outs.map(build))).toEqual(outs.map(() => 'out-refused'));
    const draw = async (out: string): Promise<string> =>
      rulesOf(await project.chart({ spec: 'charts/c.vl.json', out, format: 'svg', progress }));
    expect(await draw('slides/c.svg')).toBe('out-refused');
    expect(await draw('into/c.svg')).toBe('out-refused');
    expect(await draw('dist/../charts/c.svg')).toBe('out-refused');
    expect(await draw('folder.svg')).toBe('write-failed');
    expect(await draw('a\0.svg')).toBe('write-failed');
    // what is written takes the place of a link or a pipe itself
    expect(await draw('out.svg')).toBe('');
    expect(await draw('pipe.svg')).toBe('');
    expect(tree(root, 'talk')).toEqual(around);
    expect(tree(at('slides'))).toEqual(talk);
  });
});

describe('a packed source', () => {
  const names = [
    '../evil.md',
    '../../evil.md',
    'slides/../../evil.md',
    'slides/../evil.md',
    './slides/a.md',
    'slides/./a.md',
    'slides//a.md',
    'slides/',
    '',
    '.',
    '..',
    '/slides/a.md',
    '/etc/evil.csv',
    '//host/a.csv',
    'slides\\..\\..\\a.md',
    '..\\evil.md',
    'C:\\evil.csv',
    'C:/evil.csv',
    'C:evil.csv',
    'slides/a.md:stream',
    'slides/a.md\0',
    'slides/a\0.md',
    'slides/a.md ',
    'slides/a.md.',
    'slides /a.md',
    'slides./a.md',
    '.../a.csv',
    '.. /a.csv',
    '~/a.csv\u202e',
    '.git/hooks/a.csv',
    'slides/.env',
    '.bashrc',
    'node_modules/x/a.csv',
    'slides/con.md',
    'aux.csv',
    'slides/nul.svg',
    'lpt1/a.csv',
    'package.json',
    'slides/a.js',
    'evil.sh',
    'dist/index.html',
    'templates/x.js',
    'slides/a\nb.md',
    'slides/a\u202eb.md',
    'slides/\ud800.md',
    `slides/${'x'.repeat(300)}.md`,
    `${'x/'.repeat(20)}a.csv`,
    'file:///a.csv',
    'slides/a?.md',
    'slides/a*.md',
    'slides/"a".md',
    '%2e%2e/.x.csv',
    'slides/a|b.md',
    '/proc/self/mem.csv',
  ];
  const deck = (paths: readonly string[]): string =>
    deckCarrying({ lectern: library.version, files: paths.map((path) => ({ path, text: canary })) });

  it('writes nothing where one of its names leads out', async () => {
    write(root, { 'talk/slides/10.md': '# A\n' });
    const project = open(join(root, 'talk'));
    const before = tree(root);
    const strays: string[][] = [];
    for (const name of names) {
      write(root, { 'deck.html': deck(['slides/10.md', name]) });
      const unpacked = unpackDeck({ root, deck: 'deck.html', folder: 'new', version: library.version });
      const taken = await project.take({ deck: '../deck.html', slides: ['a'], progress });
      const rules = [...unpacked.diagnostics, ...taken.diagnostics].map(({ rule }) => rule);
      if (rules.join() !== 'source-path,source-path') strays.push([name, ...rules]);
      rmSync(join(root, 'deck.html'));
      expect(tree(root), name).toEqual(before);
    }
    expect(strays).toEqual([]);
    expect(names.length).toBeGreaterThan(50);
  });

  it('stays a name where it only looks like a way out', () => {
    const harmless = [
      'slides/．．／evil.md',
      'slides/..a.md'.replace('..', '…'),
      '%2e%2e/%2e%2e/evil.csv',
      '~/evil.csv',
    ];
    write(root, { 'deck.html': deck(harmless) });
    const around = tree(root);
    expect(unpackDeck({ root, deck: 'deck.html', folder: 'new', version: library.version })).toEqual({
      diagnostics: [],
      files: 4,
    });
    expect(tree(root, 'new')).toEqual(around);
    expect(
      Object.keys(tree(join(root, 'new')))
        .filter((name) => !name.endsWith('/'))
        .sort(),
    ).toEqual(harmless.sort());
  });

  it.each(['charts', 'charts/data', 'slides'])(
    'is not taken where %s is a link that leads out',
    async (folder) => {
      const files = Object.entries(charted).map(([path, text]) => ({ path, text }));
      write(root, { 'deck.html': deckCarrying({ lectern: library.version, files }), 'away/x': '' });
      write(join(root, 'talk'), { 'slides/10.md': '# B\n', 'charts/x.csv': '' });
      const at = join(root, 'talk', folder);
      for (const target of ['../away', '../../away', '../away/new', '../../away/new']) {
        rmSync(at, { recursive: true, force: true });
        symlinkSync(target, at);
        const before = tree(root);
        const { diagnostics, taken } = await open(join(root, 'talk')).take({
          deck: '../deck.html',
          slides: ['a'],
          progress,
        });
        expect([target, taken]).toEqual([target, undefined]);
        expect(rulesOf(diagnostics)).toMatch(/path-outside|write-failed|no-slides/);
        expect(tree(root)).toEqual(before);
      }
    },
  );
});
