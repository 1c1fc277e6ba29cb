import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import puppeteer from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../build/write/browser.ts';
import { pageText, readPdf } from './support/pdf.ts';
import { home, temporaryFolder } from './support/project.ts';

/** The bundled program, run as an author runs it. */
function lectern(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'lib/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

function talk(name: string): string {
  const folder = join(temporaryFolder(), 'talk');
  cpSync(join(home, 'tests/decks', name), folder, { recursive: true });
  return folder;
}

describe('lectern build', () => {
  it('writes index.html, slides.pdf and handout.pdf, says so and exits 0', () => {
    const folder = talk('layouts');
    const { status, stdout, stderr } = lectern(folder, ['build']);
    expect(stderr).toMatch(
      /^20 slides in .* dist\/index\.html \(\d+ kB\), dist\/slides\.pdf \(\d+ kB\), dist\/handout\.pdf \(\d+ kB\)\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['handout.pdf', 'index.html', 'slides.pdf']);
  });

  it('builds all talks, or those that are named, and lists each with its files', () => {
    const folder = talk('talks');
    const all = lectern(folder, ['build', '--no-pdf']);
    expect(all).toMatchObject({ status: 0, stdout: '' });
    expect(all.stderr.replace(/\d+\.\d+ s/, '… s').replace(/\d+ kB/g, '… kB')).toBe(
      [
        '4 talks in … s: dist/talks.html',
        'default, 12 slides: dist/index.html (… kB)',
        'short, 5 slides: dist/short/index.html (… kB)',
        'cases, 11 slides: dist/cases/index.html (… kB)',
        'bare, 1 slide: dist/bare/index.html (… kB)\n',
      ].join('\n'),
    );
    const { status, stdout } = lectern(folder, ['build', 'bare', 'short', '--no-pdf', '--json']);
    expect(status).toBe(0);
    const { talks, artefacts } = JSON.parse(stdout);
    expect(talks).toMatchObject([
      { name: 'short', title: 'The short one', slides: 5, artefacts: [{ path: 'dist/short/index.html' }] },
      { name: 'bare', title: 'Bare', slides: 1, artefacts: [{ path: 'dist/bare/index.html' }] },
    ]);
    expect(artefacts).toHaveLength(3);
  });

  it('exits 2 for a talk that there is not, and names the near one', () => {
    const { status, stderr } = lectern(talk('talks'), ['build', 'shrt']);
    expect(status).toBe(2);
    expect(stderr).toContain('slides/deck.yaml error talk-unknown: deck.yaml has no talk “shrt”');
    expect(stderr).toContain('Did you mean “short”? Talks: default, short, cases, bare');
  });

  it('names the slides that are too full, with what runs out of them', () => {
    const folder = join(temporaryFolder(), 'talk');
    mkdirSync(join(folder, 'slides'), { recursive: true });
    const list = Array.from({ length: 20 }, (_, n) => `- item ${n + 1}`).join('\n');
    const rows = Array.from({ length: 20 }, (_, n) => `| row ${n + 1} | 1 |`).join('\n');
    const slides = `# List\n\n${list}\n\n---\n\n# Table\n\n| a | b |\n|---|---|\n${rows}\n\n---\n\n# Enough\n\n- one\n`;
    writeFileSync(join(folder, 'slides/10.md'), slides);
    const { status, stderr } = lectern(folder, ['build']);
    expect(status).toBe(0);
    expect(stderr).toMatch(/slides\/10\.md:1:1 warning slide-overflow: Slide “list” .*“item 20” runs \d+ px/);
    expect(stderr).toMatch(
      /slides\/10\.md:26:1 warning slide-overflow: Slide “table” .*“row 20” runs \d+ px/,
    );
    expect(stderr).not.toContain('“enough”');
    const checked = lectern(folder, ['check', '--only', 'fit', '--strict']);
    expect(checked.status).toBe(1);
    expect(checked.stderr.match(/error slide-overflow/g)).toHaveLength(2);
    expect(lectern(folder, ['check', '--only', 'evidence', '--strict']).stderr).toBe('Nothing to mend.\n');
  });

  it('gives slides.pdf a page for each step with --steps', async () => {
    const folder = join(temporaryFolder(), 'talk');
    mkdirSync(join(folder, 'slides'), { recursive: true });
    const list = Array.from({ length: 20 }, (_, n) => `- item ${n + 1}`).join('\n');
    writeFileSync(join(folder, 'slides/10.md'), `---\nincremental: true\n---\n\n# List\n\n${list}\n`);
    const pages = async (): Promise<number> =>
      (await readPdf(readFileSync(join(folder, 'dist/slides.pdf')))).numPages;
    const { status, stderr } = lectern(folder, ['build', '--steps']);
    expect(status).toBe(0);
    expect(await pages()).toBe(21);
    // a slide that is too full is named once
    expect(stderr.match(/slide-overflow/g)).toHaveLength(1);
    lectern(folder, ['build']);
    expect(await pages()).toBe(1);
  });

  it('has the handout’s style from --handout, or else from deck.yaml, and knows no others', async () => {
    const folder = join(temporaryFolder(), 'talk');
    mkdirSync(join(folder, 'slides'), { recursive: true });
    writeFileSync(join(folder, 'slides/deck.yaml'), 'title: T\npage: Letter\nhandout: text\n');
    writeFileSync(join(folder, 'slides/10.md'), '# A\n\nb\n\nNote:\nSaid.\n');
    const read = async (...args: string[]): Promise<string> => {
      expect(lectern(folder, ['build', ...args]).status).toBe(0);
      return pageText(await readPdf(readFileSync(join(folder, 'dist/handout.pdf'))), 1);
    };
    expect(await read()).toContain('Said.');
    expect(await read('--handout', '6up')).not.toContain('Said.');
    const { status, stderr } = lectern(folder, ['build', '--handout', '5up']);
    expect(status).toBe(2);
    expect(stderr).toContain('There are: notes, lines, 2up, 4up, 6up, text.');
    writeFileSync(join(folder, 'slides/deck.yaml'), 'title: T\npage: A5\nhandout: note\n');
    const wrong = lectern(folder, ['build']);
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('slides/deck.yaml:2:7 error');
    expect(wrong.stderr).toContain('must be one of A4, Letter; did you mean “A4”?');
    expect(wrong.stderr).toContain('did you mean “notes”?');
  });

  it('leaves out notes and drafts with --public, and what is cited there alone', async () => {
    const folder = join(temporaryFolder(), 'talk');
    mkdirSync(join(folder, 'slides'), { recursive: true });
    writeFileSync(join(folder, 'slides/deck.yaml'), 'title: T\nbibliography: r.yaml\n');
    const works = ['Shown', 'Whispered', 'Drafted'].map(
      (title, n) => `- { id: k${n}, type: book, title: ${title} }`,
    );
    writeFileSync(join(folder, 'slides/r.yaml'), works.join('\n'));
    writeFileSync(
      join(folder, 'slides/10.md'),
      `# A\n\nSee [there](#draft) [@k0].\n\nNote:\nSecretly [@k1].\n\n---\nid: draft\ndraft: true\n---\n\n# Unready\n\nNever [@k2].\n\n---\nlayout: references\n---\n\n# Works\n`,
    );
    const said = async (...args: string[]): Promise<string> => {
      expect(lectern(folder, ['build', ...args]).status).toBe(0);
      const all = [readFileSync(join(folder, 'dist/index.html'), 'utf8')];
      for (const name of ['slides.pdf', 'handout.pdf']) {
        const pdf = await readPdf(readFileSync(join(folder, 'dist', name)));
        for (let n = 1; n <= pdf.numPages; n++) all.push(await pageText(pdf, n));
      }
      return all.join('\n');
    };
    const hidden = ['Secretly', 'Unready', 'Never', 'Whispered', 'Drafted', '#draft'];
    const [whole, open] = [await said(), await said('--public')];
    for (const word of hidden) {
      expect(whole).toContain(word);
      expect(open).not.toContain(word);
    }
    expect(open).toContain('See there');
    expect(open).toContain('Shown');
    writeFileSync(join(folder, 'slides/10.md'), '---\ndraft: true\n---\n\n# A\n\nb\n');
    const none = lectern(folder, ['build', '--public']);
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('All slides of this talk are drafts');
  });

  it('writes the same bytes for the same input, with the date that the deck has', async () => {
    const folder = talk('layouts');
    const files = ['index.html', 'slides.pdf', 'handout.pdf'] as const;
    const build = (out: string): Buffer[] => {
      lectern(folder, ['build', '--out', out]);
      return files.map((name) => readFileSync(join(folder, out, name)));
    };
    const [one, two] = [build('one'), build('two')];
    for (const [n, name] of files.entries()) expect(one[n]?.equals(two[n] ?? Buffer.of()), name).toBe(true);
    for (const pdf of one.slice(1)) {
      const { info } = await (await readPdf(pdf)).getMetadata();
      expect(info).toMatchObject({
        CreationDate: "D:20260102000000+00'00'",
        ModDate: "D:20260102000000+00'00'",
      });
    }
  });

  it('reports every mistake, exits 1 and leaves dist/ exactly as it was', () => {
    const folder = talk('bad-charts');
    const last = '<meta name="generator" content="Lectern">the last good deck';
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/index.html'), last);
    writeFileSync(join(folder, 'dist/slides.pdf'), 'its pages');
    writeFileSync(join(folder, 'dist/handout.pdf'), 'its notes');
    const { status, stderr } = lectern(folder, ['build']);
    expect(status).toBe(1);
    const expected = readFileSync(join(home, 'tests/decks/bad-charts/expected/diagnostics.txt'), 'utf8');
    for (const line of expected.split('\n')) expect(stderr).toContain(line);
    expect(stderr).toContain('Nothing was written; dist/ is as it was.');
    expect(readFileSync(join(folder, 'dist/index.html'), 'utf8')).toBe(last);
    expect(readFileSync(join(folder, 'dist/slides.pdf'), 'utf8')).toBe('its pages');
    expect(readFileSync(join(folder, 'dist/handout.pdf'), 'utf8')).toBe('its notes');
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['handout.pdf', 'index.html', 'slides.pdf']);
    expect(readdirSync(folder).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it('prints diagnostics as JSON on stdout', () => {
    const { status, stdout } = lectern(talk('bad-links'), ['build', '--no-pdf', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      slides: 0,
      artefacts: [],
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          rule: 'link-unknown',
          severity: 'error',
          file: 'slides/10.md',
          line: 7,
          column: 5,
        }),
      ]),
    });
  });

  it('writes index.html without a browser and says how to get one', () => {
    const folder = talk('layouts');
    const { status, stderr } = lectern(folder, ['build'], {
      LECTERN_BROWSER: join(folder, 'no-such-browser'),
    });
    expect(status).toBe(1);
    expect(stderr).toContain('slides.pdf error browser-');
    expect(stderr).toContain('LECTERN_BROWSER');
    expect(readdirSync(join(folder, 'dist'))).toEqual(['index.html']);
  });

  it('prints with a remote browser and leaves that running', async () => {
    const choice = await findBrowser(process.env, () => undefined);
    if (choice?.kind !== 'program') throw new Error('this test needs a browser on this machine');
    const isRoot = process.getuid?.() === 0;
    const remote = await puppeteer.launch({
      executablePath: choice.path,
      headless: 'shell',
      args: isRoot ? ['--no-sandbox'] : [],
      env: { ...process.env, ...choice.env },
    });
    const folder = talk('layouts');
    const { status } = lectern(folder, ['build'], { LECTERN_BROWSER_ENDPOINT: remote.wsEndpoint() });
    expect(status).toBe(0);
    for (const name of ['slides.pdf', 'handout.pdf'])
      expect(
        readFileSync(join(folder, 'dist', name))
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    expect(await remote.version()).toMatch(/Chrom/);
    await remote.close();
  });

  it('exits 2 for a command line that it does not understand', () => {
    expect(lectern(home, ['biuld']).status).toBe(2);
    expect(lectern(home, ['build', '--pdff']).status).toBe(2);
    expect(lectern(home, ['build', 'stranger']).status).toBe(2);
    expect(lectern(home, ['build', '--slides', 'cover']).status).toBe(2);
    expect(lectern(home, ['build', '--png', '--slides', ',']).status).toBe(2);
    const chart = lectern(home, ['chart', 'charts/fdi-gdp.vl.json', '-o', 'fdi.gif']);
    expect(chart).toMatchObject({ status: 2, stderr: expect.stringContaining('svg, png, pdf') });
    expect(lectern(home, ['chart', 'charts/fdi-gdp.vl.json']).status).toBe(2);
  });

  it('says what is missing in a folder without a talk', () => {
    const folder = temporaryFolder();
    const { status, stderr } = lectern(folder, ['build']);
    expect(status).toBe(1);
    expect(stderr).toContain('no-slides');
    expect(stderr).toContain('lectern new');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  it('says where the talk is when it runs in a folder of one', () => {
    const { status, stderr } = lectern(join(talk('layouts'), 'slides'), ['build']);
    expect(status).toBe(1);
    expect(stderr).toContain('It lies in a talk. Run lectern in that one’s folder: cd ..\n');
  });
});

describe('lectern', () => {
  it('has a version and a help that names all commands', () => {
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    expect(lectern(home, ['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const { status, stdout } = lectern(home, ['--help']);
    expect(status).toBe(0);
    for (const name of ['new', 'build', 'check', 'chart']) expect(stdout).toMatch(`\n  ${name} `);
  });

  it('says what a mistyped command may have been, and where help is', () => {
    const { stderr } = lectern(home, ['biuld']);
    expect(stderr).toBe(
      "error: unknown command 'biuld'\n(Did you mean build?)\nlectern --help lists what there is.\n",
    );
  });

  it('says where the help of the command is that was used wrongly', () => {
    const { stderr } = lectern(home, ['check', '--strickt']);
    expect(stderr).toBe(
      "error: unknown option '--strickt'\n(Did you mean --strict?)\nlectern help check lists what there is.\n",
    );
  });
});

describe('a machine that is not ready', () => {
  it('is told that its Node is too old', () => {
    const old = 'Object.defineProperty(process.versions, "node", { value: "20.9.0" })';
    const options = `--import=data:text/javascript,${encodeURIComponent(old)}`;
    const { status, stderr } = lectern(home, ['build'], { NODE_OPTIONS: options });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Lectern needs Node 20\.19 or newer, and this is v[\d.]+\.\n$/);
  });

  it('is told that the folder is no more', () => {
    const folder = temporaryFolder();
    const command = `rmdir "${folder}" && exec "${process.execPath}" "${join(home, 'lib/cli.js')}" build`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toBe('The folder that this runs in is no longer there. Go to another one.\n');
  });
});

describe('lectern new', () => {
  it('starts a talk and says how to go on', () => {
    const folder = temporaryFolder();
    const { status, stdout, stderr } = lectern(folder, ['new', 'my talk'], { npm_command: '' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/Next:\n\n {2}cd "my talk"\n {2}lectern build {2}/);
    expect(existsSync(join(folder, 'my talk/slides/deck.yaml'))).toBe(true);
    const again = lectern(folder, ['new', 'my talk']);
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('my talk error new-refused');
  });

  it('says how to go on with the package that npx was given', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'l.tgz'), '');
    const next = (npm_config_package: string, name: string): string =>
      lectern(folder, ['new', name], { npm_command: 'exec', npm_config_package }).stderr;
    expect(next('', 'a')).toContain('  npx lectern build ');
    expect(next('l.tgz', 'b')).toContain(`  npx --package=${join(folder, 'l.tgz')} lectern build `);
    expect(next('lectern@1', 'c')).toContain('  npx --package="lectern@1" lectern build ');
  });

  it('starts one in the folder that it runs in', () => {
    const folder = temporaryFolder();
    const { status, stderr } = lectern(folder, ['new', '.']);
    expect(status).toBe(0);
    expect(stderr).not.toContain('cd ');
  });

  it('wants a name', () => {
    const { status, stderr } = lectern(temporaryFolder(), ['new']);
    expect(status).toBe(2);
    expect(stderr).toContain("missing required argument 'dir'");
  });
});

describe('lectern check', () => {
  /** A talk of one slide, from its text and other files. */
  function small(slide: string, files: Readonly<Record<string, string>> = {}): string {
    const folder = temporaryFolder();
    const all = { 'slides/deck.yaml': 'title: A talk\n', 'slides/10.md': slide, ...files };
    for (const [path, content] of Object.entries(all)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }
  const clean = '# Sales\n\nThey rose.\n';
  const unbacked = '# Sales\n\nThey rose by 12%.\n';
  const checked = '# Sales\n\nThey rose by :value[12%]{from=sales.csv where="year=2020" field=growth}.\n';
  const sales = { 'charts/data/sales.csv': 'year,growth\n2020,12\n' };

  it('has nothing to say of a talk whose figures are checked, writes nothing and exits 0', () => {
    for (const folder of [small(clean), small(checked, sales)]) {
      const result = lectern(folder, ['check', '--strict']);
      expect(result).toEqual({ status: 0, stdout: '', stderr: 'Nothing to mend.\n' });
      expect(existsSync(join(folder, 'dist'))).toBe(false);
    }
  });

  it('warns of a figure without evidence at its place, which only --strict makes an error', () => {
    const folder = small(unbacked);
    const lenient = lectern(folder, ['check']);
    expect(lenient.status).toBe(0);
    expect(lenient.stderr).toContain('slides/10.md:3:14 warning figure-unbacked');
    expect(lenient.stderr).toContain('1 warning');
    const strict = lectern(folder, ['check', '--strict']);
    expect(strict.status).toBe(1);
    expect(strict.stderr).toContain('slides/10.md:3:14 error figure-unbacked');
    expect(strict.stderr).toContain('1 error');
  });

  it('prints places as JSON on stdout, and nothing else', () => {
    const folder = small(unbacked, sales);
    const { status, stdout, stderr } = lectern(folder, ['check', '--only', 'evidence', '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [
        expect.objectContaining({ rule: 'data-unused', severity: 'warning', file: 'charts/data/sales.csv' }),
        expect.objectContaining({
          rule: 'figure-unbacked',
          severity: 'warning',
          file: 'slides/10.md',
          line: 3,
          column: 14,
          endLine: 3,
          endColumn: 17,
          place: 'slides/10.md:3:14',
        }),
      ],
    });
    expect(JSON.parse(lectern(small(clean), ['check', '--json']).stdout)).toEqual({ diagnostics: [] });
  });

  it('lets a warning pass that deck.yaml names with its reason, and no exception that nothing needs', () => {
    const exception =
      'title: A talk\nexceptions:\n  - rule: figure-unbacked\n    file: slides/10.md\n    line: by 12%\n    because: It is made up.\n';
    expect(lectern(small(unbacked, { 'slides/deck.yaml': exception }), ['check', '--strict'])).toMatchObject({
      status: 0,
    });
    const idle = lectern(small(clean, { 'slides/deck.yaml': exception }), ['check']);
    expect(idle.status).toBe(1);
    expect(idle.stderr).toContain('slides/deck.yaml:3:5 error exception-unused');
  });

  it('exits 1 for a talk that would not build, and names its errors', () => {
    const { status, stderr } = lectern(small('# Sales\n\n[](#nowhere)\n'), ['check']);
    expect(status).toBe(1);
    expect(stderr).toContain('slides/10.md:3:1 error link-unknown');
  });

  it('exits 2 for a kind that it does not know, and says which there are', () => {
    const { status, stderr } = lectern(small(clean), ['check', '--only', 'rumours']);
    expect(status).toBe(2);
    expect(stderr).toContain('evidence');
  });

  it('passes the shipped deck, strictly', () => {
    expect(lectern(home, ['check', '--strict'])).toMatchObject({ status: 0, stderr: 'Nothing to mend.\n' });
  });
});

describe('lectern unpack and lectern take', () => {
  it('give a folder back and take slides, with exit codes and words', () => {
    const folder = talk('layouts');
    expect(lectern(folder, ['build', '--no-pdf']).status).toBe(0);
    const deck = readFileSync(join(folder, 'dist/index.html'));
    const unpacked = lectern(folder, ['unpack', 'dist/index.html', '../again']);
    expect(unpacked).toMatchObject({ status: 0, stdout: '' });
    expect(unpacked.stderr).toMatch(/^\d+ files in \.\.\/again\n$/);
    const again = join(folder, '../again');
    expect(lectern(again, ['build', '--no-pdf']).status).toBe(0);
    expect(readFileSync(join(again, 'dist/index.html')).equals(deck)).toBe(true);

    const taken = lectern(again, ['take', '../talk/dist/index.html', '--slides', 'cover']);
    expect(taken.status).toBe(0);
    expect(taken.stderr).toMatch(/1 slide in slides\/\S+taken\S+: cover-2\n/);
    expect(taken.stderr).toContain('Called cover-2 here: cover');
    const none = lectern(again, ['take', '../talk/dist/index.html', '--slides', 'covre']);
    expect(none.status).toBe(1);
    expect(none.stderr).toMatch(/error slide-unknown[\s\S]*Did you mean “cover”[\s\S]*Nothing was written/);
  }, 60_000);

  it('exit with 1 on a deck that is none, with 2 on wrong usage', () => {
    const folder = talk('layouts');
    expect(lectern(folder, ['build', '--no-pdf', '--no-source']).status).toBe(0);
    const { status, stderr } = lectern(folder, ['unpack', 'dist/index.html', '../none']);
    expect(status).toBe(1);
    expect(stderr).toContain('dist/index.html error source-missing');
    expect(existsSync(join(folder, '../none'))).toBe(false);
    for (const args of [
      ['unpack', 'dist/index.html'],
      ['unpack'],
      ['take', 'x.html'],
      ['take', 'x.html', '--slides', ','],
    ])
      expect(lectern(folder, args).status, args.join(' ')).toBe(2);
  });
});

describe('lectern check --watch', () => {
  it('checks again when a file changes, between lines that editors wait for', async () => {
    const folder = join(temporaryFolder(), 'talk');
    mkdirSync(join(folder, 'slides'), { recursive: true });
    writeFileSync(join(folder, 'slides/10.md'), '# One\n\nWords.\n');
    const args = [join(home, 'lib/cli.js'), 'check', '--only', 'evidence', '--watch'];
    const child = spawn(process.execPath, args, { cwd: folder });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const until = async (pattern: RegExp): Promise<void> => {
      for (let n = 0; !pattern.test(said); n++) {
        if (n > 500) throw new Error(`not said: ${pattern}\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    try {
      await until(/^Checking the talk\.\nNothing to mend\.\nWaiting for changes\.\n$/);
      writeFileSync(join(folder, 'slides/10.md'), '# One\n\n[](#nowhere)\n');
      await until(/error link-unknown[\s\S]*1 error\nWaiting for changes\.\n$/);
      // once, however many events a save is
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(said.match(/Checking/g)).toHaveLength(2);
      writeFileSync(join(folder, 'slides/10.md'), '# One\n\nWords.\n');
      await until(/1 error\nWaiting[\s\S]*Nothing to mend\.\nWaiting for changes\.\n$/);
    } finally {
      child.kill();
    }
  });
});

describe('lectern dev', () => {
  /** A live preview of a talk, once it has said where that is. */
  async function start(folder: string, args: readonly string[]) {
    const child = spawn(process.execPath, [join(home, 'lib/cli.js'), 'dev', '--port', '0', ...args], {
      cwd: folder,
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    for (let n = 0; !/Ctrl/.test(said) && n < 500; n++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return { child, said };
  }

  it('says where the talk is, and which port is taken', async () => {
    const folder = talk('layouts');
    const { child, said } = await start(folder, []);
    try {
      const [, port = ''] = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said) ?? [];
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('class="reveal"');
      const second = lectern(folder, ['dev', '--port', port]);
      expect(second.status).toBe(1);
      expect(second.stderr).toContain('port-taken');
      expect(lectern(folder, ['dev', '--port', 'x']).status).toBe(2);
    } finally {
      child.kill();
    }
  });

  it('serves others by --host, with a warning and a token', async () => {
    const { child, said } = await start(talk('layouts'), ['--host', '0.0.0.0']);
    try {
      expect(said).toMatch(/^--host 0\.0\.0\.0 warning host-shared: /);
      const [address = ''] = /http:\S+\/\?token=\w{32}/.exec(said) ?? [];
      expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=\w{32} and follows/);
      const { href } = new URL('/', address);
      const stranger = await fetch(href);
      expect([stranger.status, await stranger.text()]).toEqual([
        403,
        'Open the address that lectern dev has printed, with its token.',
      ]);
      const cookie = (await fetch(address)).headers.get('set-cookie')?.split(';')[0] ?? '';
      expect(await (await fetch(href, { headers: { cookie } })).text()).toContain('class="reveal"');
    } finally {
      child.kill();
    }
  });

  it('serves on addresses of this machine alone', () => {
    const folder = talk('layouts');
    for (const host of ['198.51.100.7', 'localhost', '2130706433', '[::1]', '']) {
      const { status, stderr } = lectern(folder, ['dev', '--host', host]);
      expect(status).toBe(1);
      expect(stderr).toContain(`--host ${host} error host-unknown: “${host}” is no address of this machine`);
      expect(stderr).toMatch(/Its addresses: .*127\.0\.0\.1/);
    }
  });
});
