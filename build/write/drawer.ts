import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
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

/**
 * Draws charts one after the other in a process of their own, which runs `program` and is begun when there is a chart
 * for it. Past a limit it is ended and the next chart has a fresh one: a thread could be ended too, but V8 takes the
 * whole process down where a chart asks for too large a table. What was ended is not tried again. A second process was
 * no faster on two cores, and takes another 100 MB.
 */
export function openDrawer(program: string, limits: DrawLimits = drawLimits): Drawer {
  const ended = new Map<string, Message>();
  let child: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function start(): ChildProcess {
    const started = fork(program, {
      serialization: 'advanced',
      // more room for what charts leave behind saves no time
      execArgv: [`--max-old-space-size=${limits.megabytes}`, '--max-semi-space-size=8'],
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

  async function drawNext(request: DrawRequest, until: number): Promise<DrawResult> {
    if (performance.now() > until) return undrawn(messages.chartsSlow(mostMinutes));
    const key = contentKey(JSON.stringify(request));
    const known = ended.get(key);
    if (known) return undrawn(known);
    child ??= start();
    const answer = await ask(child, request, limits);
    if ('fault' in answer) throw answer.fault;
    if (!('rule' in answer)) return answer;
    child?.kill('SIGKILL');
    child = undefined;
    ended.set(key, answer);
    return undrawn(answer);
  }

  return {
    prepare() {
      child ??= start();
    },
    draw(request, until = Number.POSITIVE_INFINITY) {
      const next = last.then(() => drawNext(request, until));
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
