// npm run bench: whole-process times, memory and sizes of the shipped deck, and its times in a browser, medians.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchBrowser, median, writeTalk } from './bench-browser.mjs';
import { benchLive } from './bench-live.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = 9;

/** Seconds, and the largest resident set of the Node process in MiB. */
function build(args, cwd = root) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [join(root, 'lib/cli.js'), 'build', ...args], {
      cwd,
      stdio: 'ignore',
    });
    let peak = 0;
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      } catch {
        // not Linux, or the process has ended
      }
    }, 5);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, peak });
      else reject(new Error(`lectern build exited with ${code}`));
    });
  });
}

const out = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
const cases = [
  ['index.html', ['default', '--no-pdf', '--out', out]],
  ['index.html, slides.pdf and handout.pdf', ['default', '--out', out]],
  ['all talks', ['--out', out]],
];
const results = new Map(cases.map(([name]) => [name, []]));
await build(cases[1][1]); // the first run may unpack the browser
for (let run = 0; run < runs; run++) {
  for (const [name, args] of cases) results.get(name).push(await build(args));
}
for (const [name, measured] of results) {
  const seconds = median(measured.map((m) => m.seconds));
  const peak = median(measured.map((m) => m.peak));
  console.log(`${name}: ${seconds.toFixed(2)} s, ${Math.round(peak)} MiB in Node`);
}
const again = [];
for (let run = 0; run < runs; run++) again.push((await build(cases[2][1])).seconds);
console.log(`all talks, nothing changed: ${median(again).toFixed(2)} s`);
for (const name of ['index.html', 'slides.pdf', 'handout.pdf']) {
  console.log(`${name}: ${Math.round(statSync(join(out, name)).size / 1000)} kB`);
}

for (const count of [400, 1000]) {
  const talk = writeTalk(count);
  const measured = [];
  for (let run = 0; run < 3; run++) {
    // what is there already would not be made again
    rmSync(join(talk, 'dist'), { recursive: true, force: true });
    measured.push(await build(['--no-handout'], talk));
  }
  const [seconds, peak] = ['seconds', 'peak'].map((name) => median(measured.map((m) => m[name])));
  const each = statSync(join(talk, 'dist/slides.pdf')).size / count / 1000;
  console.log(
    `${count} slides: index.html and slides.pdf ${seconds.toFixed(2)} s, ${Math.round(peak)} MiB in Node, ${each.toFixed(1)} kB a slide`,
  );
  rmSync(talk, { recursive: true, force: true });
}

const talks = [40, 400].map((count) => [`${count} slides`, writeTalk(count)]);
for (const [, talk] of talks) await build(['--no-pdf'], talk);
await benchBrowser([
  ['the talk', join(out, 'index.html')],
  ...talks.map(([name, talk]) => [name, join(talk, 'dist/index.html')]),
]);
await benchLive(talks);
for (const folder of [out, ...talks.map(([, talk]) => talk)])
  rmSync(folder, { recursive: true, force: true });
