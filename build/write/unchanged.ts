import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { TalkFiles } from '../model/files.ts';
import { positionOf, textOf, wholeLine } from '../model/source.ts';
import { contentKey, recall, remember } from './cache.ts';
import { openFolder, templatesIn } from './files.ts';
import type { Library } from './library.ts';
import type { RecordedFiles } from './record.ts';

/** What a build has made of a talk, as the next one may find it. */
export interface Made<T> {
  /** What it was told to do, and all else that it depends on beside the talk's files. */
  readonly order: readonly string[];
  /** The talk's files that were read or missed, and the folders that were listed, each with a digest. */
  readonly looks: readonly (readonly ['read' | 'list', string, string])[];
  /** The files that it wrote: name, size in bytes, time in milliseconds. */
  readonly wrote: readonly (readonly [string, number, number])[];
  readonly result: T;
}

/** The result of the last build of `folder`, if another one would come to the very same files, which are all there. */
export function unchanged<T>(order: readonly string[], folder: string, files: TalkFiles): T | undefined {
  const kept = recall(nameOf(folder));
  if (!kept) return undefined;
  const made = JSON.parse(new TextDecoder().decode(kept)) as Made<T>;
  const isSame =
    JSON.stringify(made.order) === JSON.stringify(order) &&
    made.wrote.every(([name, size, time]) => isWritten(join(folder, name), size, time)) &&
    made.looks.every(([kind, path, digest]) => digest === look(kind, path, files));
  return isSame ? made.result : undefined;
}

/** Whether there is a record of a build of `folder`. */
export function isKnown(folder: string): boolean {
  return recall(nameOf(folder)) !== undefined;
}

/** Keeps in mind what a build has written into `folder`. */
export function keepMade<T extends { readonly artefacts: readonly { readonly path: string }[] }>(
  order: readonly string[],
  folder: string,
  { read, missed, lists }: Pick<RecordedFiles, 'read' | 'missed' | 'lists'>,
  result: T,
): void {
  const made: Made<T> = {
    order,
    looks: [
      ...[...read].map(([path, bytes]) => ['read', path, digestOf(bytes)] as const),
      ...[...missed].map(([path, kind]) => ['read', path, kind] as const),
      ...[...lists].map(([path, found]) => ['list', path, digestOf(JSON.stringify(found))] as const),
    ],
    wrote: result.artefacts.map(({ path }) => {
      // an artefact's path begins with the folder's name
      const name = path.split(sep).slice(1).join(sep);
      const { size, mtimeMs } = statSync(join(folder, name));
      return [name, size, mtimeMs] as const;
    }),
    result,
  };
  remember(nameOf(folder), new TextEncoder().encode(JSON.stringify(made)));
}

/** What a build is told to do, and by which program in which surroundings. */
export function orderOf(
  { progress: _, ...options }: { readonly progress: unknown },
  {
    home,
    library,
    env,
  }: {
    readonly home: string;
    readonly library: Library;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): string[] {
  const packaged = [...templatesIn(openFolder(home))].map(([path, bytes]) => path + digestOf(bytes));
  return [
    JSON.stringify(options),
    library.program,
    process.version,
    env.SOURCE_DATE_EPOCH ?? '',
    env.LECTERN_BROWSER ?? '',
    env.LECTERN_BROWSER_ENDPOINT ?? '',
    digestOf(packaged.join()),
  ];
}

function nameOf(folder: string): string {
  return `builds/${contentKey(folder)}.json`;
}

function look(kind: 'read' | 'list', path: string, files: TalkFiles): string {
  if (kind === 'list') return digestOf(JSON.stringify(files.list(path)));
  const found = files.read(path);
  return found.kind === 'bytes' ? digestOf(found.bytes) : found.kind;
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64');
}

function isWritten(path: string, size: number, time: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.size === size && found.mtimeMs === time;
}

/** Diagnostics that are told again in the same words, without the texts that they are about but for one line each. */
export function lasting(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map(({ at, ...said }) => {
    if (typeof at === 'string') return { ...said, at };
    const line = wholeLine(at);
    const units = (at.source.before?.units ?? 0) + line.start;
    const source = {
      path: at.source.path,
      text: textOf(line),
      before: { lines: positionOf(at).line - 1, units },
    };
    return { ...said, at: { source, start: at.start - line.start, end: at.end - line.start } };
  });
}
