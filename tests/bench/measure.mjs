// Whole processes measured, for npm run bench.
import { spawn } from 'node:child_process';
import { readFileSync, readlinkSync, statSync } from 'node:fs';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** What a process and those of Node that it has begun have in memory, in MiB; 0 where that cannot be known. */
function resident(pid) {
  try {
    if (readlinkSync(`/proc/${pid}/exe`) !== process.execPath) return 0;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    return children.reduce((sum, child) => sum + resident(child), own);
  } catch {
    // not Linux, or the process has ended
    return 0;
  }
}

/** Seconds that a program of Node takes, and the most that its processes of Node have in memory, in MiB. */
export function timed(args, { cwd, env = {} }) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let [peak, said] = [0, ''];
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const watch = setInterval(() => {
      peak = Math.max(peak, resident(child.pid));
    }, 5);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, peak });
      else reject(new Error(`${args.join(' ')} exited with ${code}:\n${said}`));
    });
  });
}

/** In kB. */
export function sizeOf(file) {
  return statSync(file).size / 1000;
}
