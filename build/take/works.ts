import { isDeepStrictEqual } from 'node:util';
import { isSeq, parseDocument, stringify } from 'yaml';
import type { Bibliography, CslItem } from '../model/reference.ts';
import { freeName } from './names.ts';

/** Works that slides bring along. */
export interface Works {
  /** Their keys there by their keys here. */
  readonly keys: ReadonlyMap<string, string>;
  /** Those that are not there yet, under their keys there. */
  readonly added: readonly CslItem[];
}

/** Finds keys for works in another bibliography, which may have the same work, or another one of that key. */
export function placeWorks(
  cited: readonly string[],
  source: Bibliography | undefined,
  target: Bibliography | undefined,
): Works {
  const keys = new Map<string, string>();
  const added: CslItem[] = [];
  const known = [...(target?.values() ?? [])];
  for (const key of cited) {
    const item = source?.get(key)?.item;
    if (!item) continue;
    const same = known.filter((reference) => isSameWork(reference.item, item)).map(({ id }) => id);
    const shared = same.includes(key) ? key : same[0];
    const isTaken = (name: string): boolean =>
      (target?.has(name) ?? false) ||
      added.some(({ id }) => id === name) ||
      (name !== key && cited.includes(name));
    const other = shared ?? freeName(key, isTaken);
    keys.set(key, other);
    if (shared === undefined) added.push({ ...item, id: other });
  }
  return { keys, added };
}

function isSameWork(one: CslItem, other: CslItem): boolean {
  const plain = (item: CslItem): unknown => {
    const { id: _, 'citation-key': __, ...rest } = item as CslItem & { 'citation-key'?: string };
    return JSON.parse(JSON.stringify(rest));
  };
  return isDeepStrictEqual(plain(one), plain(other));
}

/** The text of a bibliography with works added at its end, in the format that its name tells. */
export async function addWorks(path: string, text: string, works: readonly CslItem[]): Promise<string> {
  if (/\.bib$/i.test(path)) {
    const { bibtexOf } = await import('../read/bibtex.ts');
    return `${ended(text)}${works.map((work) => `\n${bibtexOf(work)}\n`).join('')}`;
  }
  // JSON is YAML too
  return addToYaml(text, works);
}

function addToYaml(text: string, works: readonly CslItem[]): string {
  const { contents } = parseDocument(text);
  const [start = 0, end = text.length] = contents?.range ?? [];
  if (isSeq(contents) && contents.flow) {
    const comma = contents.items.length > 0 ? ',\n  ' : '';
    const list = works.map((work) => JSON.stringify(work)).join(',\n  ');
    return `${text.slice(0, end - 1).trimEnd()}${comma}${list}${text.slice(end - 1)}`;
  }
  const indent = isSeq(contents) ? start - (text.lastIndexOf('\n', start - 1) + 1) : 0;
  const added = stringify(works, { lineWidth: 0 }).replace(/^(?=.)/gm, ' '.repeat(indent));
  return ended(text) + added;
}

/** Text whose last line is ended. */
export function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
