import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import type { Field, Words } from '../../../model/editing.ts';
import { slideAround } from './around.ts';

/** What can be completed, asked for when it is needed. */
export type AskWords = () => Promise<Words | undefined>;

/** Something to complete: the words that may stand from here on. */
interface Offer {
  /** How much of the text before the cursor is already there of the word. */
  readonly typed: string;
  readonly options: readonly Completion[];
}

/** Completes what the words offer at the cursor; without being asked only where something is begun. */
export function completeWith(
  words: AskWords,
  offer: (line: string, words: Words, context: CompletionContext) => Offer | undefined,
): CompletionSource {
  return async (context): Promise<CompletionResult | null> => {
    const { from } = context.state.doc.lineAt(context.pos);
    const known = await words();
    const found = known && offer(context.state.sliceDoc(from, context.pos), known, context);
    if (!found || found.options.length === 0) return null;
    if (
      found.typed === '' &&
      !context.explicit &&
      !/[:@#(="[,/ ]$/.test(context.state.sliceDoc(from, context.pos))
    )
      return null;
    return { from: context.pos - found.typed.length, options: found.options, validFor: /^[\w./-]*$/ };
  };
}

/** Fields of YAML at the line's start, and their values. */
export function offerFields(
  line: string,
  fields: readonly Field[],
  present: readonly string[],
): Offer | undefined {
  const [, begun] = /^([\w-]*)$/.exec(line) ?? [];
  if (begun !== undefined) {
    const free = fields.filter(({ name }) => name === begun || !present.includes(name));
    const options = free.map(({ name }) => ({ label: name, apply: `${name}: `, type: 'property' }));
    return { typed: begun, options };
  }
  const [, name, typed = ''] = /^([\w-]+):\s+(?:.*[[,]\s*)?["']?([\w.-]*)$/.exec(line) ?? [];
  const field = fields.find((known) => known.name === name);
  return field && { typed, options: plain(field.values, 'enum') };
}

/** What may stand at the cursor in a file of slides. */
export function offerInSlides(path: string) {
  return (line: string, words: Words, { state, pos }: CompletionContext): Offer | undefined => {
    const slide = slideAround(state, pos);
    const before = state.sliceDoc(slide?.from ?? 0, pos);
    const text = state.sliceDoc(slide?.from ?? 0, slide?.to ?? state.doc.length);
    const present = [...text.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name);
    // front matter is open until a second line of three hyphens
    if (/^---\n/.test(before) && !/\n---[ \t]*\n/.test(before))
      return offerFields(line, words.slideFields, present);
    return offerInline(line, words, path) ?? offerSlots(line, words, text);
  };
}

function offerSlots(line: string, words: Words, slide: string): Offer | undefined {
  const [, typed] = /^:::+[ \t]*([\w-]*)$/.exec(line) ?? [];
  if (typed === undefined) return undefined;
  const layout = /^layout:\s*["']?([\w-]+)/m.exec(slide)?.[1] ?? '';
  const slots = words.layouts[layout] ?? [...new Set(Object.values(words.layouts).flat())].sort();
  return { typed, options: plain([...slots, 'step'], 'keyword', layout && `layout ${layout}`) };
}

function offerInline(line: string, words: Words, path: string): Offer | undefined {
  const [, image] = /!\[[^\]]*\]\(([^)\s]*)$/.exec(line) ?? [];
  if (image !== undefined) return offerFiles(image, words, path, /\.(?:json|png|jpe?g|gif|webp|avif|svg)$/i);
  const [, id] = /\]\(#([\w-]*)$/.exec(line) ?? [];
  if (id !== undefined)
    return {
      typed: id,
      options: words.slides.map(({ id, title }) => ({ label: id, detail: title, type: 'text' })),
    };
  const [, linked] = /\]\(([^)\s#]*)$/.exec(line) ?? [];
  if (linked !== undefined) return offerFiles(linked, words, path, /\.(?:md|json|png|jpe?g|svg)$/i);
  const [, attributes] = /:value(?:\[[^\]]*\])?\{([^}]*)$/.exec(line) ?? [];
  if (attributes !== undefined) return offerAttributes(attributes, words);
  const [, key] = /(?:^|[^\w.\\])@([\w:.#$%&+?<>~/-]*)$/.exec(line) ?? [];
  if (key === undefined) return undefined;
  const options = words.citations.map(({ key, title, names }) => ({
    label: key,
    detail: names,
    ...(title === names ? {} : { info: title }),
    type: 'constant',
  }));
  return { typed: key, options };
}

/** What `:value[…]{…}` takes. */
function offerAttributes(attributes: string, { files, columns }: Words): Offer | undefined {
  const data = files.filter((file) => file.startsWith('charts/data/') && file in columns);
  const [, from = ''] = /\bfrom=["']?([^\s"'}]+)/.exec(attributes) ?? [];
  const names = columns[`charts/data/${from}`] ?? [];
  const [, name, typed = ''] =
    /(?:^|\s)([a-z]+)=(?:["'](?:[^"']*,\s*)?)?([^\s"',=}]*)$/.exec(attributes) ?? [];
  switch (name) {
    case 'from':
      return {
        typed,
        options: plain(
          data.map((file) => file.slice('charts/data/'.length)),
          'text',
        ),
      };
    case 'field':
      return { typed, options: plain(names, 'variable', from) };
    case 'where':
    case 'over':
      return {
        typed,
        options: plain(names, 'variable', from).map((one) => ({ ...one, apply: `${one.label}=` })),
      };
    case 'as':
      return { typed, options: plain(['sum', 'max', 'min', 'ratio', 'change', 'share'], 'enum') };
    case 'unit':
      return { typed, options: plain(['thousand', 'million', 'billion', 'trillion'], 'enum') };
  }
  const [, begun] = /(?:^|\s)([a-z]*)$/.exec(attributes) ?? [];
  if (begun === undefined) return undefined;
  const keys = ['from', 'where', 'field', 'as', 'over', 'unit'].filter(
    (key) => !attributes.includes(`${key}=`),
  );
  return { typed: begun, options: keys.map((key) => ({ label: key, apply: `${key}=`, type: 'property' })) };
}

/** Files by their paths as seen from the one that names them. */
function offerFiles(typed: string, { files }: Words, path: string, kinds: RegExp): Offer {
  const fitting = files.filter(
    (file) => kinds.test(file) && file !== path && !/^charts\/data\/.*json$/.test(file),
  );
  return {
    typed,
    options: plain(
      fitting.map((file) => seenFrom(path, file)),
      'text',
    ),
  };
}

/** What may stand at the cursor in a chart's spec: its data files and their columns. */
export function offerInSpec(path: string) {
  return (line: string, words: Words, { state }: CompletionContext): Offer | undefined => {
    const data = Object.keys(words.columns);
    const [, url] = /"url"\s*:\s*"([^"]*)$/.exec(line) ?? [];
    if (url !== undefined)
      return {
        typed: url,
        options: plain(
          data.map((file) => seenFrom(path, file)),
          'text',
        ),
      };
    const [, typed] = /"(?:field|groupby|sort|as|lookup|key)"\s*:\s*(?:\[.*)?"([^"]*)$/.exec(line) ?? [];
    if (typed === undefined) return undefined;
    const text = state.doc.toString();
    const used = data.filter((file) => text.includes(`"${seenFrom(path, file)}"`));
    const names = [...new Set(used.flatMap((file) => words.columns[file] ?? []))];
    return { typed, options: plain(names, 'variable') };
  };
}

/** A file's path as written in another: `../charts/a.vl.json`. */
export function seenFrom(path: string, file: string): string {
  const [here, there] = [path.split('/').slice(0, -1), file.split('/')];
  let same = 0;
  while (same < here.length && here[same] === there[same]) same++;
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/');
}

function plain(labels: readonly string[], type: string, detail?: string): Completion[] {
  return labels.map((label) => ({ label, type, ...(detail ? { detail } : {}) }));
}
