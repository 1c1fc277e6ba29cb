import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Diagnostic, format, placeOf } from '../../build/model/diagnostic.ts';
import { unpackDeck } from '../../build/unpack.ts';
import { betrays, forms, makePipe, plant } from '../support/escapes.ts';
import { tree, write } from '../support/folder.ts';
import { library } from '../support/memory.ts';
import { home, open, temporaryFolder } from '../support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What is said of the talk; nothing of it may come from outside. */
async function compile(project = open(join(root, 'talk'))): Promise<readonly Diagnostic[]> {
  const around = tree(root, 'talk');
  const { diagnostics } = await project.compile({ trustHtml: false, source: true });
  expect(tree(root, 'talk')).toEqual(around);
  const told = diagnostics.map(format).join('\n');
  expect(betrays(told) || told.includes('hidden-name')).toBe(false);
  return diagnostics;
}

/** The bundled program in the talk, which is ended where something keeps it waiting. */
function lectern(args: readonly string[]) {
  const cli = join(home, 'lib/cli.js');
  return spawnSync(process.execPath, [cli, ...args], {
    cwd: join(root, 'talk'),
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
}

/** A place of a talk that takes paths. */
interface Place {
  readonly name: string;
  readonly ext: string;
  /** The folder that holds the links, and how to get there and to a folder below the talk's. */
  readonly folder: string;
  readonly links?: string;
  readonly lower?: string;
  /** What is said of a path that leads nowhere. */
  readonly missing: readonly string[];
  /** The file with the paths, what each stands in, and what stands around all of these. */
  readonly file: string;
  readonly each: (written: string, n: number) => string;
  readonly around?: readonly [string, string];
  readonly files?: Readonly<Record<string, string>>;
}

const chart = (url: string): string =>
  `{ "data": { "url": ${url} }, "mark": "bar", "encoding": { "x": { "field": "year", "type": "ordinal" } } }`;
const image = (written: string, n: number): string =>
  // Markdown takes a backslash before a punctuation mark for an escape
  `# ${n}\n\n![A](<${written.replace(/[\\<>]/g, '\\$&')}> "C")\n\n---\n\n`;

const places: readonly Place[] = [
  {
    name: 'an image',
    ext: 'svg',
    folder: 'slides',
    missing: ['image-missing'],
    file: 'slides/10.md',
    each: image,
  },
  {
    name: 'a background',
    ext: 'svg',
    folder: 'slides',
    missing: ['image-missing'],
    file: 'slides/10.md',
    each: (written, n) => `---\nbackground: ${JSON.stringify(written)}\n---\n\n# ${n}\n\nb\n\n`,
  },
  {
    name: 'a chart',
    ext: 'vl.json',
    folder: 'slides',
    // what does not end as a chart does is taken for an image
    missing: ['chart-missing', 'image-missing'],
    file: 'slides/10.md',
    each: image,
  },
  {
    name: 'an include',
    ext: 'md',
    folder: 'slides/shared',
    links: 'shared/',
    missing: ['include-missing', 'include-of-slides'],
    file: 'slides/10.md',
    each: (written, n) => `# ${n}\n\n::include[${written}]\n\n---\n\n`,
  },
  {
    name: 'an include of slides',
    ext: 'md',
    folder: 'slides/shared',
    links: 'shared/',
    missing: ['include-missing', 'include-of-slides'],
    file: 'slides/10.md',
    each: (written) => `---\n\n::include[${written}]\n\n`,
  },
  {
    name: 'data of a chart',
    ext: 'csv',
    folder: 'charts',
    missing: ['chart-data-missing'],
    file: 'charts/c.vl.json',
    around: ['{ "vconcat": [\n', `${chart('"ok.csv"')}\n] }`],
    each: (written) => `${chart(JSON.stringify(written))},\n`,
    files: { 'slides/10.md': '# A\n\n![C](../charts/c.vl.json "C")\n' },
  },
  {
    name: 'data of a number',
    ext: 'csv',
    folder: 'charts/data',
    lower: '../',
    missing: ['chart-data-missing'],
    file: 'slides/10.md',
    each: (written, n) => `# ${n}\n\n:value[3]{from="${written}" field=n}\n\n---\n\n`,
  },
];

describe('a path that leads out of the talk', () => {
  it.each(places)('is told at its place, as $name', async (place) => {
    const { ext, folder, links, lower, missing, file, each, around: [before, after] = ['', ''] } = place;
    plant(root, { [folder]: ext });
    const all = forms(root, ext, links, lower);
    const text = all.map(({ written }, n) => each(written, n));
    const lines = all.map((_, n) => {
      const [above = ''] = each('@', n).split('@');
      return (before + text.slice(0, n).join('') + above).split('\n').length;
    });
    write(join(root, 'talk'), {
      'slides/ok.md': '# Ok\n',
      'charts/ok.csv': 'year\n2001\n',
      ...place.files,
      [file]: before + text.join('') + after,
    });
    const diagnostics = await compile();
    const rules = { outside: ['path-outside'], remote: ['url-remote'], missing };
    const strays = all.flatMap(({ written, kind }, n) => {
      const told = diagnostics.filter(({ at }) => placeOf(at).startsWith(`${file}:${lines[n]}:`));
      const isTold = told.length > 0 && told.every(({ rule }) => rules[kind].includes(rule));
      return isTold ? [] : [[written, kind, ...told.map(format)]];
    });
    expect(strays).toEqual([]);
    expect(all.length).toBeGreaterThan(60);
  });
});

/** Compiles a talk of these files; gives the rules told by their places. */
async function rulesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  write(join(root, 'talk'), files);
  return (await compile()).map(({ at, rule }) => `${placeOf(at)} ${rule}`);
}

describe('deck.yaml', () => {
  it('names no bibliography outside', async () => {
    plant(root, { slides: 'yaml' });
    write(join(root, 'talk'), { 'slides/10.md': '# A\n\nb\n' });
    const rules = {
      outside: /path-outside/,
      remote: /url-remote/,
      missing: /file-missing/,
    };
    const project = open(join(root, 'talk'));
    const strays: string[][] = [];
    for (const { written, kind } of forms(root, 'yaml')) {
      // where the name does not tell of a format, that is told
      const isUnknown = kind === 'outside' && !/\.yaml$/.test(written);
      write(join(root, 'talk'), {
        'slides/deck.yaml': `title: T\nbibliography: ${JSON.stringify(written)}\n`,
      });
      const told = (await compile(project)).filter(({ at }) => placeOf(at).startsWith('slides/deck.yaml:2:'));
      const isTold =
        told.length > 0 &&
        told.every(({ rule }) => rules[kind].test(rule) || (isUnknown && rule === 'bibliography-format'));
      if (!isTold) strays.push([written, kind, ...told.map(format)]);
    }
    expect(strays).toEqual([]);
  });

  it('gives no talk a folder outside of dist/', async () => {
    const names = [
      '..',
      '../x',
      'a/b',
      '/x',
      'a\\b',
      '.',
      './x',
      '%2e%2e',
      'C:',
      'con',
      'png',
      '~',
      '．．',
      'x.',
      'x ',
      'a\0b',
    ];
    const talks = names.map((name) => `  ${JSON.stringify(name)}: { slides: [a] }\n`).join('');
    const told = await rulesOf({ 'slides/deck.yaml': `title: T\ntalks:\n${talks}`, 'slides/10.md': '# A\n' });
    expect(told).toEqual(
      names.map((_, n) => expect.stringMatching(`^slides/deck.yaml:${n + 3}:3 talk-name`)),
    );
  });

  it('and front matter name no files by theme, layout, id or talk', async () => {
    const path = '"../../secret.css"';
    const told = await rulesOf({
      'slides/deck.yaml': `title: T\ntheme: ${path}\nhandout: ${path}\nstyle: ${path}\ntemplate: ${path}\n`,
      'slides/10.md': `---\nlayout: ${path}\n---\n\n# A\n\n---\nid: ${path}\n---\n\n# B\n`,
    });
    expect(told).toEqual([
      'slides/10.md:2:9 layout-unknown',
      'slides/10.md:8:5 id-invalid',
      'slides/deck.yaml:2:8 field-invalid',
      'slides/deck.yaml:3:10 field-invalid',
      'slides/deck.yaml:5:1 field-unknown',
    ]);
  });
});

describe('the files of a talk', () => {
  const talk = {
    'slides/10.md': '# A\n\n![C](../charts/c.vl.json "C")\n',
    'charts/c.vl.json': chart('"data/ok.csv"'),
    'charts/data/ok.csv': 'year\n2001\n',
  };

  it('are not read where they are links that lead out', async () => {
    plant(root, {});
    write(join(root, 'talk'), talk);
    mkdirSync(join(root, 'talk/templates/layouts'), { recursive: true });
    const links = {
      'slides/20.md': 'md',
      'slides/deck.yaml': 'yaml',
      'charts/data/ok.csv.yaml': 'yaml',
      'templates/theme.css': 'css',
      'templates/layouts/own.html': 'html',
    };
    for (const [path, ext] of Object.entries(links))
      symlinkSync(join(root, `secret.${ext}`), join(root, 'talk', path));
    const told = (await rulesOf({})).filter((rule) => rule.endsWith('path-outside'));
    expect(told).toEqual(
      Object.keys(links)
        .sort()
        .map((path) => `${path} path-outside`),
    );
  });

  it('are neither read nor listed in folders that are links that lead out', async () => {
    plant(root, {});
    write(root, { 'elsewhere/slides/hidden-name.md': '# B\n', 'talk/other.md': '' });
    for (const folder of ['slides', 'charts', 'templates'])
      symlinkSync(join(root, 'elsewhere/slides'), join(root, 'talk', folder));
    expect(await rulesOf({})).toEqual([
      'charts path-outside',
      'slides path-outside',
      'templates path-outside',
    ]);
  });

  it('may be pipes, sockets and devices, which keep nothing waiting', async () => {
    write(join(root, 'talk'), talk);
    const special = [
      'slides/20.md',
      'slides/p.svg',
      'slides/parts/p.md',
      'charts/data/p.csv',
      'charts/p.vl.json',
    ];
    const more = ['slides/works.yaml', 'charts/data/ok.csv.yaml', 'templates/theme.css', 'dist/index.html'];
    for (const path of [...special, ...more]) makePipe(join(root, 'talk', path));
    const socket = createServer().listen(join(root, 'talk/slides/s.svg'));
    await once(socket, 'listening');
    write(join(root, 'talk'), {
      'slides/deck.yaml': 'title: T\nbibliography: works.yaml\n',
      'slides/30.md': `# A\n\n![A](p.svg)\n\n---\n\n# B\n\n![B](s.svg)\n\n---\n\n# C\n\n::include[parts/p.md]\n\n---\n\n# D\n\n![D](../charts/p.vl.json "D")\n\n---\n\n# E\n\n:value[1]{from=p.csv field=n}\n`,
    });
    const { status, stderr } = lectern(['build', '--no-pdf', '--out', 'other']);
    socket.close();
    expect([...stderr.matchAll(/^(\S+) error (\S+):/gm)].map(([, at, rule]) => `${at} ${rule}`)).toEqual([
      'charts/data/ok.csv.yaml file-missing',
      'slides/20.md file-missing',
      'slides/30.md:3:1 image-missing',
      'slides/30.md:9:1 image-missing',
      'slides/30.md:15:1 include-missing',
      'slides/30.md:21:1 chart-missing',
      'slides/30.md:27:1 chart-data-missing',
      'slides/deck.yaml:2:15 file-missing',
      'templates/theme.css file-missing',
    ]);
    expect(status).toBe(1);
    const again = lectern(['build', '--no-pdf']);
    expect(again.stderr).toContain('dist error out-refused: This folder cannot be replaced: its index.html');
    rmSync(join(root, 'talk/dist/index.html'));
    symlinkSync('/dev/zero', join(root, 'talk/dist/index.html'));
    expect(lectern(['build', '--no-pdf']).stderr).toContain('error out-refused');
  });
});

describe('a talk with links that lead out', () => {
  it('is built and checked without what they lead to, and carries none of it', () => {
    plant(root, { slides: 'svg', 'slides/parts': 'md', charts: 'csv', 'charts/data': 'csv' });
    const slides = '# A\n\nb\n\n---\n\n# C\n\n![C](../charts/c.vl.json "C")\n';
    const data = { 'charts/c.vl.json': chart('"data/ok.csv"'), 'charts/data/ok.csv': 'year\n2001\n' };
    write(join(root, 'talk'), { 'slides/10.md': slides, ...data });
    const around = tree(root, 'talk');
    for (const args of [
      ['build', '--no-pdf'],
      ['build', '--no-pdf', '--json'],
      ['check', '--only', 'evidence'],
    ]) {
      const { status, stdout, stderr } = lectern(args);
      expect([args, status]).toEqual([args, 0]);
      expect(betrays(stdout + stderr)).toBe(false);
    }
    const unpacked = unpackDeck({
      root,
      deck: 'talk/dist/index.html',
      folder: 'again',
      version: library.version,
    });
    expect(unpacked).toMatchObject({ diagnostics: [], files: 3 });
    for (const folder of ['talk/dist', 'again'])
      expect(Object.values(tree(join(root, folder))).some(betrays)).toBe(false);
    rmSync(join(root, 'again'), { recursive: true });
    expect(tree(root, 'talk')).toEqual(around);
  });
});

describe('a theme', () => {
  it('loads nothing, however it is written', async () => {
    const secret = join(root, 'secret.css');
    const rules = [
      `url(../../secret.css)`,
      `url("../../secret.css")`,
      `url( '${secret}' )`,
      `url(file://${secret})`,
      `URL(/etc/passwd)`,
      `u\\72l(../../secret.css)`,
      `\\75 \\72 \\6c (../../secret.css)`,
      `\\000075rl(../../secret.css)`,
      `url(\\2e\\2e/\\2e\\2e/secret.css)`,
      `url("\\66ile:///etc/passwd")`,
      `url(//localhost/x)`,
      `url(..\\..\\secret.css)`,
      `url(%2e%2e/%2e%2e/secret.css)`,
      `src("../../secret.css")`,
      `image-set("../../secret.css" 1x)`,
      `-webkit-image-set(url(../../secret.css) 1x)`,
      `image-set(url("data:,x") 1x, "../../secret.css" 2x)`,
      `cross-fade(url(../../secret.css), red)`,
    ].map((value) => `a { background: ${value} }`);
    const imports = [
      '@import "../../secret.css";',
      '@\\69mport url(../../secret.css);',
      '@IMPORT/**/"/etc/passwd";',
    ];
    const lines = [...imports, ...rules, '@font-face { font-family: x; src: url(file:///etc/passwd) }'];
    const told = await rulesOf({ 'slides/10.md': '# A\n', 'templates/theme.css': lines.join('\n') });
    const strays = lines.filter(
      (_, n) => !told.some((rule) => new RegExp(`:${n + 1}:\\d+ url-remote`).test(rule)),
    );
    expect(strays).toEqual([]);
  });

  it('nor do its layouts', async () => {
    const parts = [
      '<img src="../../secret.svg">',
      '<a href="file:///etc/passwd">x</a>',
      '<p style="background: url(../../secret.svg)">x</p>',
      '<link rel="stylesheet" href="../../secret.css">',
      '<svg><use href="../../secret.svg#a"/></svg>',
      '<object data="../../secret.svg"></object>',
      '<base href="file:///">',
      '<video poster="../../secret.svg"></video>',
    ];
    const told = await rulesOf({
      'slides/10.md': '# A\n',
      'templates/layouts/own.html': `<slot name="body"></slot>\n${parts.join('\n')}`,
    });
    const strays = parts.filter(
      (_, n) => !told.some((rule) => new RegExp(`own.html:${n + 2}:\\d+ template-`).test(rule)),
    );
    expect(strays).toEqual([]);
  });
});
