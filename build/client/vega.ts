import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';

/** The values of a mark by title, and where in the window it is pointed at. */
interface Pointed {
  readonly values: unknown;
  readonly x: number;
  readonly y: number;
}

/** Where a chart runs. */
export interface Place {
  readonly drawing: HTMLElement;
  readonly inputs: HTMLElement;
  /** Told of the mark under the pointer, undefined when there is none. */
  readonly tell: (pointed: Pointed | undefined) => void;
  /** Told of what goes wrong while it runs. */
  readonly fail: (problem: unknown) => void;
}

/** Runs a Vega spec, and gives back what ends it. */
export type StartChart = (spec: object, place: Place) => Promise<() => void>;

declare global {
  interface Window {
    startChart?: StartChart;
  }
}

// vega's types leave out what its documentation gives for chance
const { setRandom, randomLCG } = vega as unknown as {
  setRandom: (generator: () => number) => void;
  randomLCG: (seed: number) => () => number;
};

const refuse = (): never => {
  throw new Error('a chart may not load anything');
};
const closedLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as vega.Loader;

window.startChart = async (spec, { drawing, inputs, tell, fail }) => {
  // samples come out as in the drawing
  setRandom(randomLCG(1));
  const logger = vega.logger(vega.Error);
  logger.error = (...problems: readonly unknown[]) => {
    fail(problems[0]);
    return logger;
  };
  const view = new vega.View(vega.parse(spec as vega.Spec, {}, { ast: true }), {
    renderer: 'svg',
    loader: closedLoader,
    expr: expressionInterpreter,
    hover: true,
    logger,
    // without values where the pointer has left a mark, without an event where the chart ends
    tooltip: (_, event: MouseEvent | null, __, values: unknown) =>
      tell(event && values ? { values, x: event.clientX, y: event.clientY } : undefined),
  });
  await view.initialize(drawing, inputs).runAsync();
  return () => void view.finalize();
};
