import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Questions } from '../model/editing.ts';
import type { PreviewResult } from '../project.ts';
import { layoutFiles } from '../read/layouts.ts';
import { openFolder, templatesIn } from '../write/files.ts';
import { editableFiles } from './edit-files.ts';
import { pageAt, placeOf, type Readings } from './edit-places.ts';
import { namedFiles, wordsOf } from './edit-words.ts';

export interface EditingOptions {
  readonly root: string;
  /** The folder that holds the packaged templates/. */
  readonly home: string;
  /** The talk as it was read last, and the files that it was read from; undefined before that. */
  readonly latest: () => (Readings & Pick<PreviewResult, 'paths'>) | undefined;
}

/** What to answer, as JSON; or what is wrong with the request, in words. */
export type Answer = { readonly status: 200; readonly body: unknown } | { status: 400 | 404; body: string };

const path = v.pipe(v.string(), v.maxLength(1000));
const text = v.string();

/** What each question must look like: it comes from a browser, and is not trusted. */
const shapes = {
  read: v.strictObject({ file: path }),
  save: v.strictObject({ file: path, base: v.nullable(text), text }),
  place: v.strictObject({ slide: path }),
  slide: v.strictObject({ file: path, line: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  words: v.strictObject({}),
  files: v.strictObject({}),
};

/** Answers an editor in a browser: reads and writes the talk's files, and tells what can be written in them. */
export function openEditing({ root, home, latest }: EditingOptions): (name: string, body: unknown) => Answer {
  const folder = openFolder(root);
  const packaged = templatesIn(openFolder(home));
  const files = editableFiles(root, (file) => latest()?.paths.includes(file) ?? false);

  const answers: { readonly [Name in keyof Questions]: (body: Questions[Name]['takes']) => unknown } = {
    read: ({ file }) => files.read(file),
    save: (request) => files.save(request),
    place({ slide }) {
      const talk = latest();
      return (talk && placeOf(slide, talk, folder)) ?? null;
    },
    slide({ file, line }) {
      const talk = latest();
      return (talk && pageAt(file, line, talk)) ?? null;
    },
    words() {
      const talk = latest();
      if (!talk) return null;
      const layouts = layoutFiles(new Map([...packaged, ...templatesIn(folder)]));
      return wordsOf(talk.latest, folder, layouts, namedFiles(folder, talk.paths));
    },
    files: () =>
      [...namedFiles(folder, latest()?.paths ?? []), ...templatesIn(folder).keys()].filter(files.isEditable),
  };

  return (name, body) => {
    if (!Object.hasOwn(shapes, name)) return { status: 404, body: 'There is no such question.' };
    const known = name as keyof Questions;
    const checked = v.safeParse<v.GenericSchema>(shapes[known], body);
    if (!checked.success) return { status: 400, body: 'The question is not of its shape.' };
    return { status: 200, body: answers[known](checked.output as never) };
  };
}

/** The most that a question may hold, in bytes: a file and what it was before, as JSON. */
const largest = 40 << 20;

/** Reads the JSON of a request; its body is undefined when it is none. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly kind: 'json'; readonly body: unknown } | { readonly kind: 'too-large' }> {
  const parts: Buffer[] = [];
  if (Number(request.headers['content-length'] ?? 0) > largest) return { kind: 'too-large' };
  let size = 0;
  // what comes after the answer is not read
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) return { kind: 'too-large' };
    parts.push(part);
  }
  try {
    return { kind: 'json', body: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return { kind: 'json', body: undefined };
  }
}

/** Sends an answer. */
export function respond(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? null));
}
