import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Message, messages } from '../model/messages.ts';
import type { DrawRequest, DrawResult } from '../resolve/draw.ts';
import { contentKey } from './cache.ts';
import type { Drawn } from './drawing.ts';
import { atExit } from './ending.ts';

/** Draws a chart; one that cannot be drawn, or not before `until` on the clock of `performance`, has a problem for it. */
export type Draw = (request: DrawRequest, until?: number) => Promise<DrawResult>;

export interface Drawer {
  readonly draw: Draw;
  /** Begins a process, which takes a while, for charts that will be asked for. */
  readonly prepare: () => void;
}

/** All drawing for one reading of a talk may take so long: 4,000 charts that are new take two. */
export const mostMinutes = 10;

/** What drawing one chart may take; more is a mistake, or meant to keep a build busy. */
export interface DrawLimits {
  readonly seconds: number;
  /** Of V8's heap. */
  readonly megabytes: number;
}

export const drawLimits: DrawLimits = { seconds: 10, megabytes: 2000 };

/** How many charts are drawn at once: each process takes some 100 MB. */
const usualProcesses = Math.min(2, availableParallelism());

/**
 * Draws charts in processes of their own, which run `program` and are begun when there is a chart for them. Past a
 * limit one is ended and the next chart has a fresh one: a thread could be ended too, but V8 takes the whole process
 * down where a chart asks for too large a table. What was ended is not tried again.
 */
export function openDrawer(
  program: string,
  limits: DrawLimits = drawLimits,
  processes: number = usualProcesses,
): Drawer {
  const lines = Array.from({ length: processes }, () => openLine(program, limits));
  const ended = new Map<string, Message>();
  const draw: Draw = async (request, until = Number.POSITIVE_INFINITY) => {
    const key = contentKey(JSON.stringify(request));
    const known = ended.get(key);
    if (known) return undrawn(known);
    const [shortest] = lines.toSorted((a, b) => a.waiting() - b.waiting());
    const answer = await (shortest ?? openLine(program, limits)).ask(request, until);
    if (!('rule' in answer)) return answer;
    ended.set(key, answer);
    return undrawn(answer);
  };
  return { draw, prepare: () => lines[0]?.prepare() };
}

/** Charts that one process draws, one after the other. */
interface Line {
  readonly prepare: () => void;
  /** How many there are. */
  readonly waiting: () => number;
  /** The chart drawn, or what keeps it from that. */
  readonly ask: (request: DrawRequest, until: number) => Promise<DrawResult | Message>;
}

function openLine(program: string, limits: DrawLimits): Line {
  let child: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;

  function start(): ChildProcess {
    const started = fork(program, {
      serialization: 'advanced',
      // what a chart leaves behind is not worth room
      execArgv: [`--max-old-space-size=${limits.megabytes}`, '--max-semi-space-size=4'],
      // V8 says at length that its memory is used up
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // one that draws nothing keeps nobody waiting
    started.unref();
    started.channel?.unref();
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    return started;
  }

  async function drawNext(request: DrawRequest, until: number): Promise<DrawResult | Message> {
    if (performance.now() > until) return undrawn(messages.chartsSlow(mostMinutes));
    child ??= start();
    const answer = await ask(child, request, limits);
    if ('fault' in answer) throw answer.fault;
    if (!('rule' in answer)) return answer;
    child?.kill('SIGKILL');
    child = undefined;
    return answer;
  }

  return {
    prepare() {
      child ??= start();
    },
    waiting: () => count,
    ask(request, until) {
      count++;
      const next = last.then(() => drawNext(request, until)).finally(() => count--);
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/** What a chart came to that was not drawn. */
export function undrawn(message: Message): DrawResult {
  return { svg: '', tables: [], colours: [], problems: [{ message, state: 0 }], same: [], blank: [] };
}

/** Has a chart drawn by a process, which keeps this one from ending as long as that takes. */
async function ask(
  child: ChildProcess,
  request: DrawRequest,
  { seconds, megabytes }: DrawLimits,
): Promise<Drawn | Message> {
  const done = new AbortController();
  const { signal } = done;
  const answered = once(child, 'message', { signal }).then(([drawn]) => drawn as Drawn);
  const broken = once(child, 'exit', { signal }).then(() => messages.chartMemory(megabytes));
  const late = setTimeout(seconds * 1000, undefined, { signal })
    // an answer that waits to be heard, as this process was busy, goes first
    .then(() => setImmediate())
    .then(() => messages.chartSlow(seconds));
  child.ref();
  child.channel?.ref();
  // idle, it ends by itself when this process does
  const callOff = atExit(() => child.kill('SIGKILL'));
  child.send(request);
  try {
    return await Promise.race([answered, broken, late]);
  } finally {
    done.abort();
    callOff();
    child.unref();
    child.channel?.unref();
  }
}
