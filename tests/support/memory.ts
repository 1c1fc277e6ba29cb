import { join } from 'node:path';
import type { Deck } from '../../build/model/deck.ts';
import { type Diagnostic, placeOf } from '../../build/model/diagnostic.ts';
import type { FileResult, ReadContext, TalkFiles } from '../../build/model/files.ts';
import type { Message } from '../../build/model/messages.ts';
import type { BuildRecord } from '../../build/model/record.ts';
import { type Source, type Span, span } from '../../build/model/source.ts';
import type { Talk } from '../../build/model/talk.ts';
import { readDeck } from '../../build/read/deck.ts';
import type { SchemaDocument } from '../../build/read/spec-schema.ts';
import { citeWithStyle } from '../../build/resolve/csl.ts';
import { draw } from '../../build/resolve/draw.ts';
import { highlight } from '../../build/resolve/highlight.ts';
import { resolveTalk } from '../../build/resolve/talk.ts';
import type { FontMeasures } from '../../build/resolve/text-width.ts';
import { openLibrary } from '../../build/write/library.ts';
import { home } from './project.ts';

type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A talk's folder that is nowhere on disk; paths that leave it are outside. */
export function memoryFiles(contents: Contents = {}): TalkFiles {
  return {
    list(folder) {
      return Object.keys(contents)
        .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
        .map((path) => path.slice(folder.length + 1))
        .sort();
    },
    read(path): FileResult {
      if (path.startsWith('../')) return { kind: 'outside' };
      const content = contents[path];
      if (content === undefined) return { kind: 'missing' };
      return { kind: 'bytes', bytes: typeof content === 'string' ? bytesOf(content) : content };
    },
  };
}

/** What a reading stage is handed, with everything that it reports. */
export interface Recorded extends ReadContext {
  readonly reported: Diagnostic[];
}

export function context(contents: Contents = {}, trustHtml = false): Recorded {
  const reported: Diagnostic[] = [];
  return {
    files: memoryFiles(contents),
    trustHtml,
    reported,
    report: (diagnostic) => void reported.push(diagnostic),
  };
}

/** What was reported, as its places and texts: what a test compares with `at(place, message)`. */
export function told({ reported }: Pick<Recorded, 'reported'>): object[] {
  return reported.map(({ at: where, ...message }) => ({ place: placeOf(where), ...message }));
}

/** A message expected at a place such as `slides/10.md:3:1`. */
export function at(place: string, message: Message): object {
  return { place, ...message };
}

export function source(text: string, path = 'slides/10.md'): Source {
  return { path, text };
}

/** All of a text as a span. */
export function whole(text: string, path?: string): Span {
  return span(source(text, path), 0, text.length);
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What the program ships. */
export const library = openLibrary(join(home, 'lib'));

let schema: SchemaDocument | undefined;

/** Vega-Lite's schema as the program ships it. */
export function vegaSchema(): SchemaDocument {
  schema ??= library.schema();
  return schema;
}

/** Small layouts to read decks with, by the paths that templates have. */
export const layouts: Readonly<Record<string, string>> = {
  text: '<slot fill="kicker"></slot><h2><slot fill="title"></slot></h2><slot name="body" accepts="text image" arity="*"></slot><slot name="aside" accepts="text" arity="?"></slot><slot fill="footnotes"></slot>',
  statement:
    '<slot fill="kicker"></slot><h2><slot fill="title"></slot></h2><slot name="body" accepts="text"></slot>',
  section: '<slot fill="kicker"></slot><h2><slot fill="title"></slot></h2><slot fill="contents"></slot>',
  chart:
    '<slot fill="kicker"></slot><h2><slot fill="title"></slot></h2><slot name="figure" accepts="figure" arity="1" width="400" height="200"></slot>',
  figure:
    '<slot fill="kicker"></slot><h2><slot fill="title"></slot></h2><slot name="figure" accepts="figure" arity="1" width="300" height="200"></slot><slot name="body" accepts="text" arity="+"></slot>',
  compare:
    '<slot fill="kicker"></slot><h2><slot fill="title"></slot></h2><slot name="table" accepts="table" arity="1"></slot>',
  cover:
    '<h1><slot fill="title"></slot></h1><slot name="figure" accepts="figure" arity="?" width="400" height="200"></slot>',
  index: '<h2><slot fill="title"></slot></h2><slot fill="index"></slot>',
  references: '<slot fill="kicker"></slot><h2><slot fill="title"></slot></h2><slot fill="references"></slot>',
  works: '<h2><slot fill="title"></slot></h2><slot fill="references"></slot>',
  'two-lists': '<slot name="left" accepts="text"></slot><slot name="right" accepts="text"></slot>',
};

export function templateFiles(contents: Readonly<Record<string, string>> = layouts): Map<string, Uint8Array> {
  return new Map(
    Object.entries(contents).map(([name, html]) => [`templates/layouts/${name}.html`, bytesOf(html)]),
  );
}

/** A deck read from files in memory, or from the Markdown of its only file, with what was reported. */
export async function readTalk(contents: Contents | string): Promise<Recorded & { readonly deck: Deck }> {
  const recorded = context(typeof contents === 'string' ? { 'slides/10.md': contents } : contents);
  const deck = await readDeck({ ...recorded, templates: templateFiles(), schema: vegaSchema });
  return { ...recorded, deck };
}

/** The same deck, resolved. Every character is half an em wide. */
export async function resolved(contents: Contents | string): Promise<Recorded & { readonly talk: Talk }> {
  const { deck, ...recorded } = await readTalk(contents);
  const talk = await resolveTalk(deck, {
    report: recorded.report,
    theme: {},
    measures: halfEms,
    draw: (request) => draw(request, halfEms),
    highlight,
    cite: async (request) => citeWithStyle(request, library.styleFiles(request.style)),
  });
  return { ...recorded, talk };
}

/** What a talk in memory was made from. */
export const record: BuildRecord = {
  deck: '0123456789ab',
  data: [{ path: 'charts/data/a.csv', digest: 'ba9876543210' }],
  allData: 'ba9876543210',
  version: '1.2.3',
};

/** Measures in which each printable ASCII character is half an em wide, or six tenths in bold. */
export const halfEms: FontMeasures = {
  Inter: Object.fromEntries(
    Array.from({ length: 95 }, (_, n) => [String.fromCharCode(32 + n), [500, 600]] as const),
  ),
};

/** A chart's spec as text: a bar of two values, its parts replaced by those given. */
export function specText(parts: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    usermeta: { source: { publisher: 'World Bank' } },
    data: { values: [{ year: 2001, sales: 3 }] },
    mark: 'bar',
    encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'sales', type: 'quantitative' } },
    ...parts,
  });
}
