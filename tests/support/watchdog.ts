import { Worker } from 'node:worker_threads';

export interface Watchdog {
  /** Says what begins now; must be said again before the time is over. */
  readonly beat: (what: string) => void;
  readonly stop: () => Promise<number>;
}

/** The longest text that is told, in bytes. */
const room = 4096;

/**
 * Ends this process, and says over what, where one thing keeps its thread busy for longer than `seconds`: a test's own
 * time limit is seen only by a thread that is free.
 */
export function watchdog(seconds: number): Watchdog {
  const shared = new SharedArrayBuffer(4 + room);
  const count = new Int32Array(shared, 0, 1);
  const worker = new Worker(program, { eval: true, workerData: { shared, seconds } });
  worker.unref();
  return {
    beat(what) {
      const text = new Uint8Array(shared, 4).fill(0);
      new TextEncoder().encodeInto(what, text);
      Atomics.add(count, 0, 1);
    },
    stop: () => worker.terminate(),
  };
}

const program = `
const { workerData: { shared, seconds } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const count = new Int32Array(shared, 0, 1);
let [seen, since] = [0, Date.now()];
setInterval(() => {
  const now = Atomics.load(count, 0);
  if (now !== seen) [seen, since] = [now, Date.now()];
  if (now === 0 || Date.now() - since < seconds * 1000) return;
  const text = Buffer.from(new Uint8Array(shared, 4)).toString().replace(/\\0+$/, '');
  writeSync(2, 'more than ' + seconds + ' s over ' + text + '\\n');
  process.kill(process.pid, 'SIGKILL');
}, 200);
`;
