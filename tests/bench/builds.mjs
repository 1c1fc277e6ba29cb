// Part of npm run bench: what building one talk takes, each tool in its own way and all in turn.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { browserPath } from './browser.mjs';
import { median, sizeOf, timed } from './measure.mjs';
import { cli, writePlain, writeTalk } from './talks.mjs';

/** Lectern on a talk of so many slides: its page, the steps `{ measure, run }` to measure, and the sizes of its files. */
export function lectern(count, hasCharts) {
  const root = writeTalk(count, hasCharts);
  const cache = mkdtempSync(join(tmpdir(), 'lectern-cache-'));
  const env = { XDG_CACHE_HOME: cache, LECTERN_BROWSER: browserPath() };
  const build = (...args) => timed([cli, 'build', ...args], { cwd: root, env });
  const dist = (name) => join(root, 'dist', name);
  const forget = () => {
    for (const folder of [cache, join(root, 'dist')]) rmSync(folder, { recursive: true, force: true });
  };
  let edits = 0;
  const edit = (path, old, fresh) => {
    const file = join(root, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(old, fresh(++edits)));
  };
  const editSlide = () => edit('slides/10.md', /^# .*/m, (n) => `# Changed ${n}`);
  const editData = () => edit('charts/data/chart-8.csv', /\n$/, () => '\n\n');
  const steps = [
    ['index.html, new', forget, '--no-pdf'],
    ['index.html, unchanged', () => undefined, '--no-pdf'],
    ['index.html, one slide changed', editSlide, '--no-pdf'],
    ...(hasCharts ? [['index.html, one data file changed', editData, '--no-pdf']] : []),
    ['with slides.pdf, new', forget, '--no-handout'],
    ['with slides.pdf, one slide changed', editSlide, '--no-handout'],
    ['with slides.pdf and handout.pdf, new', forget],
  ];
  return {
    tool: 'Lectern',
    root,
    page: dist('index.html'),
    steps: steps.map(([measure, before, ...args]) => ({
      measure,
      run: () => {
        before();
        return build(...args);
      },
    })),
    sizes: () => ['index.html', 'slides.pdf', 'handout.pdf'].map((name) => [name, sizeOf(dist(name))]),
    clear: () => {
      for (const folder of [root, cache]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same of other tools, whose packages are in `folder`; charts are pictures to them, drawn beforehand. */
export function peers(folder, count, hasCharts, picture) {
  const file = writePlain(count, hasCharts, picture);
  const cwd = dirname(file);
  const chrome = browserPath();
  const marp = join(folder, 'node_modules/@marp-team/marp-cli/marp-cli.js');
  const reveal = join(folder, 'node_modules/reveal-md/bin/reveal-md.js');
  const env = { CHROME_PATH: chrome, CHROME_NO_SANDBOX: '1' };
  const clear = () => rmSync(cwd, { recursive: true, force: true });
  const marpArgs = [marp, file, '--no-config', '--no-stdin', '--allow-local-files'];
  const revealArgs = [
    reveal,
    file,
    '--puppeteer-launch-args=--no-sandbox',
    `--puppeteer-chromium-executable=${chrome}`,
  ];
  return [
    {
      tool: 'Marp CLI',
      page: join(cwd, 'talk.html'),
      steps: [
        { measure: 'index.html, new', run: () => timed([...marpArgs, '-o', 'talk.html'], { cwd, env }) },
        {
          measure: 'with slides.pdf, new',
          run: () => timed([...marpArgs, '--pdf', '-o', 'marp.pdf'], { cwd, env }),
        },
      ],
      sizes: () => [
        ['index.html', sizeOf(join(cwd, 'talk.html'))],
        ['slides.pdf', sizeOf(join(cwd, 'marp.pdf'))],
      ],
      clear,
    },
    {
      tool: 'reveal-md',
      steps: [
        { measure: 'index.html, new', run: () => timed([...revealArgs, '--static', 'static'], { cwd, env }) },
        {
          measure: 'with slides.pdf, new',
          run: () => timed([...revealArgs, '--print', 'reveal.pdf'], { cwd, env }),
        },
      ],
      sizes: () => [['slides.pdf', sizeOf(join(cwd, 'reveal.pdf'))]],
      clear: () => undefined,
    },
  ];
}

/** Runs the steps of all tools in turn, `runs` times; gives rows of medians. */
export async function measureBuilds(tools, runs) {
  const found = new Map();
  for (let run = 0; run < runs; run++)
    for (const { tool, steps } of tools)
      for (const { measure, run: once } of steps) {
        const key = JSON.stringify([tool, measure]);
        found.set(key, [...(found.get(key) ?? []), await once()]);
      }
  const rows = [...found].flatMap(([key, results]) => {
    const [tool, measure] = JSON.parse(key);
    const of = (name) => median(results.map((result) => result[name]));
    const row = { tool, measure, value: of('seconds'), unit: 's' };
    return measure === 'index.html, new'
      ? [row, { tool, measure: 'memory', value: of('peak'), unit: 'MiB' }]
      : [row];
  });
  const sizes = tools.flatMap(({ tool, sizes }) =>
    sizes().map(([name, value]) => ({ tool, measure: `size of ${name}`, value, unit: 'kB' })),
  );
  return [...rows, ...sizes];
}
