import { createHash } from 'node:crypto';
import type { Slide } from '../model/deck.ts';
import type { FileFault, FileResult, TalkFiles } from '../model/files.ts';
import type { BuildRecord } from '../model/record.ts';
import { blocksOf, inlinesOf } from '../model/walk.ts';

/** A talk's files, with what was read of them. */
export interface RecordedFiles {
  readonly files: TalkFiles;
  /** By path. */
  readonly read: ReadonlyMap<string, Uint8Array>;
  /** What was asked for and could not be read, with why. */
  readonly missed: ReadonlyMap<string, FileFault['kind']>;
  /** The names in the folders that were listed. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** The same files as they are now: each is read once, and kept in mind. */
export function recordReads(files: TalkFiles): RecordedFiles {
  const read = new Map<string, Uint8Array>();
  const missed = new Map<string, FileFault['kind']>();
  const results = new Map<string, FileResult>();
  const lists = new Map<string, readonly string[]>();
  return {
    read,
    missed,
    lists,
    files: {
      list(folder) {
        const names = lists.get(folder) ?? files.list(folder);
        lists.set(folder, names);
        return names;
      },
      read(path) {
        const result = results.get(path) ?? files.read(path);
        results.set(path, result);
        if (result.kind === 'bytes') read.set(path, result.bytes);
        else missed.set(path, result.kind);
        return result;
      },
    },
  };
}

/** What these slides are made from. The same files give the same record, in whatever order they were read. */
export function recordOf(
  read: ReadonlyMap<string, Uint8Array>,
  slides: readonly Slide[],
  version: string,
): BuildRecord {
  const data = [...new Set(slides.flatMap(dataPaths))].filter((path) => read.has(path)).sort();
  return {
    deck: digest(read, [...read.keys()].sort()),
    data: data.map((path) => ({ path, digest: digest(read, [path]) })),
    allData: data.length === 0 ? undefined : digest(read, data),
    version,
  };
}

function dataPaths(slide: Slide): string[] {
  const charts = [...blocksOf(slide)].flatMap((block) => (block.kind === 'chart' ? block.chart.tables : []));
  const values = [...inlinesOf(slide)].flatMap((inline) =>
    inline.kind === 'value' && inline.query ? inline.query.table : [],
  );
  return [...charts, ...values].map(({ path }) => path);
}

/** 12 digits of the digest of files, names and lengths included, so that no two sets of files read alike. */
function digest(read: ReadonlyMap<string, Uint8Array>, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const bytes = read.get(path) ?? new Uint8Array();
    hash.update(`${JSON.stringify(path)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex').slice(0, 12);
}
