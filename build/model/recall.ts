import type { Diagnostic } from './diagnostic.ts';
import type { FileResult, ReadContext } from './files.ts';

/**
 * Remembers what was made of files, so that it is made anew only when one of these has changed. Within a round, nothing
 * is made twice; what a round did not ask for is forgotten with the next one.
 */
export interface Recall {
  /** Begins a round: one reading of the talk. */
  readonly begin: () => void;
  /**
   * What `make` makes under `key` of `inputs`, which are compared by identity, and of the files that it reads through the
   * context that it is handed. What it reports is reported once in each round.
   */
  readonly of: <T, C extends ReadContext>(
    key: string,
    inputs: readonly unknown[],
    context: C,
    make: (context: C) => T,
  ) => T;
  /** Whether what this round has under `key` was made of its inputs alone: it read no file, and reported nothing. */
  readonly isPlain: (key: string) => boolean;
}

interface Memory {
  readonly inputs: readonly unknown[];
  readonly uses: Use[];
  readonly reports: Diagnostic[];
  value: unknown;
}

/** A look at the talk's folder, and what it came to. */
type Use =
  | { readonly kind: 'read'; readonly path: string; readonly found: FileResult }
  | { readonly kind: 'list'; readonly path: string; readonly found: readonly string[] };

export function createRecall(): Recall {
  let earlier = new Map<string, Memory>();
  let now = new Map<string, Memory>();
  /** What is being made, into which all that it asks for goes. */
  let outer: Memory | undefined;
  return {
    begin() {
      earlier = now;
      now = new Map();
    },
    of(key, inputs, context, make) {
      const known = now.get(key);
      if (known) {
        outer?.uses.push(...known.uses);
        outer?.reports.push(...known.reports);
        return known.value as ReturnType<typeof make>;
      }
      const before = earlier.get(key);
      const isGood =
        before && isSame(before.inputs, inputs) && before.uses.every((use) => isTrue(use, context));
      if (isGood) for (const diagnostic of before.reports) context.report(diagnostic);
      const memory = isGood ? before : fresh(inputs, context, make);
      now.set(key, memory);
      return memory.value as ReturnType<typeof make>;
    },
    isPlain(key) {
      const memory = now.get(key);
      return memory !== undefined && memory.uses.length === 0 && memory.reports.length === 0;
    },
  };

  function fresh<C extends ReadContext>(
    inputs: readonly unknown[],
    context: C,
    make: (context: C) => unknown,
  ): Memory {
    const memory: Memory = { inputs, uses: [], reports: [], value: undefined };
    const around = outer;
    outer = memory;
    try {
      memory.value = make(tracked(context, memory));
    } finally {
      outer = around;
    }
    return memory;
  }
}

/** The same context, of which everything that is read and reported is noted. */
function tracked<C extends ReadContext>(context: C, memory: Memory): C {
  const { report, files } = context;
  return {
    ...context,
    report(diagnostic) {
      memory.reports.push(diagnostic);
      report(diagnostic);
    },
    files: {
      read(path) {
        const found = files.read(path);
        memory.uses.push({ kind: 'read', path, found });
        return found;
      },
      list(path) {
        const found = files.list(path);
        memory.uses.push({ kind: 'list', path, found });
        return found;
      },
    },
  };
}

function isTrue(use: Use, { files }: ReadContext): boolean {
  if (use.kind === 'list') return isSame(use.found, files.list(use.path));
  const found = files.read(use.path);
  if (use.found.kind !== 'bytes' || found.kind !== 'bytes') return use.found.kind === found.kind;
  return use.found.bytes === found.bytes;
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, n) => one === others[n]);
}
