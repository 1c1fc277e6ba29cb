import { posix } from 'node:path';
import type { TokenizerExtension, Tokens } from 'marked';
import type { RawSlide } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { type Message, messages } from '../model/messages.ts';
import { type Span, textOf, within } from '../model/source.ts';
import { startIn } from './extension.ts';
import { splitSlides } from './split.ts';
import { localPath, nearbyFile, readText } from './text.ts';

/** `::include[shared/methods.md]` on a line of its own, or another name in its place. */
export interface LeafToken extends Tokens.Generic {
  readonly type: 'leaf';
  readonly name: string;
  readonly words: string;
}

/** What Markdown is taught, so that it finds directives on lines of their own. */
export const leaf: TokenizerExtension = {
  name: 'leaf',
  level: 'block',
  start: startIn(/::[a-z][\w-]*\[[^\]\n]*\][ \t]*(?:\n|$)/),
  tokenizer(src) {
    const [raw, name, words] = /^::([a-z][\w-]*)\[([^\]\n]*)\][ \t]*(?:\n|$)/.exec(src) ?? [];
    return raw === undefined ? undefined : { type: 'leaf', raw, name, words };
  },
};

/** Gives the slides of a file that is included at a place, `from` being the files that led there. */
export type Include = (written: string, at: Span, from: readonly string[]) => readonly RawSlide[] | undefined;

/** More are a talk that includes itself over and over in a roundabout way. */
const most = 1000;

/** Reads included files; what keeps one from being read is told. */
export function openIncludes(context: ReadContext): Include {
  let count = 0;
  return (written, at, from) => {
    const tell = (message: Message): undefined => context.report(diagnose(at, message)) as undefined;
    const local = localPath(written, at.source.path);
    if (local.kind === 'remote') return tell(messages.urlRemote(written));
    if (local.kind === 'outside') return tell(messages.pathOutside(written));
    const { path } = local;
    if (!path.endsWith('.md')) return tell(messages.includeType(written));
    const way = [...from, at.source.path];
    if (way.includes(path)) return tell(messages.includeCycle([...way.slice(way.indexOf(path)), path]));
    if (posix.dirname(path) === 'slides') return tell(messages.includeOfSlides(written));
    if (++count > most) return tell(messages.includeMany(most));
    const missing = () => messages.includeMissing(written, nearbyFile(path, context));
    const source = readText(path, at, context, missing);
    if (!source) return undefined;
    const slides = splitSlides(source, context);
    return slides.length > 0 ? slides : tell(messages.includeEmpty(written));
  };
}

/** A slide that is nothing but `::include[…]` stands for the slides of that file. */
export function withIncluded(raw: RawSlide, include: Include, from: readonly string[] = []): RawSlide[] {
  const [, blank = '', line = '', written = ''] =
    /^(\s*)(::include\[([^\]\n]*)\])\s*$/.exec(textOf(raw.body)) ?? [];
  if (line === '' || raw.frontMatter || raw.notes) return [raw];
  const slides = include(written, within(raw.body, blank.length, line.length), from);
  const way = [...from, raw.span.source.path];
  return (slides ?? []).flatMap((slide) => withIncluded(slide, include, way));
}
