// npm run bench: times, memory and sizes of decks of 10 to 4,000 slides, medians; with --peers also of other tools.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { measurePages } from './browser.mjs';
import { lectern, measureBuilds, peers } from './builds.mjs';
import { measureLive } from './live.mjs';
import { timed } from './measure.mjs';
import { tableOf } from './table.mjs';
import { cli, home } from './talks.mjs';

const packages = ['@marp-team/marp-cli', 'reveal-md'];
const { values } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    slides: { type: 'string', default: '10,40,400,1000,4000' },
    write: { type: 'boolean', default: false },
  },
});
const counts = values.slides.split(',').map(Number);
const runsOf = (count) => (count <= 400 ? 5 : count <= 1000 ? 3 : 1);

const temporary = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
// the first run may unpack the browser
await timed([cli, 'build', 'briefing', '--out', join(temporary, 'dist')], { cwd: home });
const picture = join(temporary, 'chart.svg');
await timed([cli, 'chart', 'charts/fdi-inflows.vl.json', '-o', picture], { cwd: home });
if (values.peers)
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', temporary, ...packages], {
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
    stdio: 'ignore',
  });

const rows = [];
for (const slides of counts) {
  for (const hasCharts of [false, true]) {
    console.error(`${slides} slides ${hasCharts ? 'with' : 'without'} charts`);
    const own = lectern(slides, hasCharts);
    // what the others cannot be waited for is left out
    const others = values.peers && slides <= 1000 ? peers(temporary, slides, hasCharts, picture) : [];
    const tools = [own, ...others];
    const found = [
      ...(await measureBuilds(tools, runsOf(slides))),
      ...(await measurePages(tools.filter(({ page }) => page))),
      ...(await measureLive(own.root)),
    ];
    const charts = hasCharts ? 'one in eight' : 'none';
    // medians of few runs bear no more digits
    rows.push(...found.map((row) => ({ slides, charts, ...row, value: Number(row.value.toPrecision(4)) })));
    for (const { clear } of tools) clear();
  }
}
rmSync(temporary, { recursive: true, force: true });

const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.version.slice(1)}`;
const date = new Date().toISOString().slice(0, 10);
const table = tableOf(rows, { machine, date });
console.log(table);
if (values.write) {
  const columns = ['slides', 'charts', 'tool', 'measure', 'value', 'unit'];
  const lines = rows.map((row) => columns.map((name) => JSON.stringify(row[name])).join(','));
  const source = {
    publisher: 'Lectern',
    title: 'npm run bench',
    retrieved: date,
    licence: 'MIT',
    note: `Medians on ${machine}.`,
  };
  const data = join(home, 'docs/performance/charts/data/bench.csv');
  writeFileSync(data, `${[columns.join(','), ...lines].join('\n')}\n`);
  writeFileSync(`${data}.yaml`, stringify(source));
  writeFileSync(join(home, 'docs/performance.md'), table);
}
