// npm run bench: whole-process times, memory and sizes of the shipped deck, medians of several cold runs.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = 9;

/** Seconds, and the largest resident set of the Node process in MiB. */
function build(args) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['lib/cli.js', 'build', ...args], { cwd: root, stdio: 'ignore' });
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

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const out = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
const cases = [
  ['index.html', ['--no-pdf', '--out', out]],
  ['index.html, slides.pdf and handout.pdf', ['--out', out]],
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
for (const name of ['index.html', 'slides.pdf', 'handout.pdf']) {
  console.log(`${name}: ${Math.round(statSync(join(out, name)).size / 1000)} kB`);
}
rmSync(out, { recursive: true, force: true });
