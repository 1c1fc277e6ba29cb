import { posix } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Field, Words } from '../model/editing.ts';
import type { ReadContext, TalkFiles } from '../model/files.ts';
import type { Talk } from '../model/talk.ts';
import { plainText } from '../model/text.ts';
import { ConfigSpec } from '../read/config.ts';
import { readLayouts } from '../read/layouts.ts';
import { FrontMatter } from '../read/slide-fields.ts';
import { readText } from '../read/text.ts';

/** What can be completed in the files of a talk; `layoutFiles` are its own and those of the package. */
export function wordsOf(
  talk: Talk,
  files: TalkFiles,
  layoutFiles: ReadonlyMap<string, Uint8Array>,
  paths: readonly string[],
): Words {
  const silent: ReadContext = { files, report: () => undefined, trustHtml: false };
  const { slides, config } = talk.deck;
  const layouts = [...readLayouts(layoutFiles, silent).values()].filter((layout) => layout !== undefined);
  const values: Readonly<Record<string, readonly string[]>> = {
    layout: layouts.map(({ name }) => name).sort(),
    series: [...config.series.keys()],
    tags: [...new Set(slides.flatMap(({ tags }) => tags))].sort(),
    applies: slides.flatMap(({ id, panel }) => (panel === undefined ? [] : id)),
  };
  return {
    layouts: Object.fromEntries(layouts.map(({ name, slots }) => [name, [...slots.keys()]])),
    slideFields: fieldsOf(FrontMatter.entries, values),
    deckFields: fieldsOf(ConfigSpec.entries, {}),
    citations: [...talk.citations].map(([key, { reference, names }]) => ({
      key,
      title: reference.item.title,
      names,
    })),
    slides: slides.map(({ id, title }) => ({ id, title: plainText(title) })),
    files: paths,
    columns: Object.fromEntries(
      paths.flatMap((path) => (isData(path) ? [[path, columnsOf(path, silent)]] : [])),
    ),
  };
}

/** The files that slides, charts and numbers may name. */
export function namedFiles(files: TalkFiles, read: readonly string[]): string[] {
  const folders = ['slides', 'charts', 'charts/data', ...read.map(posix.dirname)];
  const names = [...new Set(folders)].flatMap((folder) =>
    files.list(folder).map((name) => posix.join(folder, name)),
  );
  return [...new Set([...names, ...read])]
    .filter((path) => !path.startsWith('templates/') && !posix.basename(path).startsWith('.'))
    .sort();
}

function isData(path: string): boolean {
  return /^charts\/.*\.(?:csv|tsv|json)$/i.test(path) && !path.endsWith('.vl.json');
}

/** The parts of a schema that tell which values a field takes. */
interface SchemaNode {
  readonly type?: string;
  readonly options?: readonly unknown[];
  readonly wrapped?: SchemaNode;
}

function fieldsOf(entries: object, values: Readonly<Record<string, readonly string[]>>): Field[] {
  return Object.entries(entries as Readonly<Record<string, SchemaNode>>).map(([name, node]) => ({
    name,
    values: values[name] ?? valuesOf(node),
  }));
}

function valuesOf({ type, options, wrapped }: SchemaNode): readonly string[] {
  if (wrapped) return valuesOf(wrapped);
  if (type === 'boolean') return ['true', 'false'];
  return type === 'picklist' ? (options ?? []).map(String) : [];
}

/** The names in a data file's first line; none when it cannot be read. */
function columnsOf(path: string, context: ReadContext): string[] {
  const text = readText(path, path, context)?.text ?? '';
  try {
    if (/\.json$/i.test(path)) return Object.keys((JSON.parse(text) as object[])[0] ?? {});
    const delimiter = /\.tsv$/i.test(path) ? '\t' : ',';
    return (parse(text, { delimiter, to: 1 }) as string[][])[0] ?? [];
  } catch {
    return [];
  }
}
