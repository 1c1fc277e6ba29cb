import type { Slide } from './model/deck.ts';
import { type Diagnostic, diagnose, hasErrors, inOrder, nearest, placeOf } from './model/diagnostic.ts';
import { filesInMemory, type TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import { offsetOf } from './model/source.ts';
import type { SourceArchive } from './model/source-archive.ts';
import type { Talk } from './model/talk.ts';
import { readDeck } from './read/deck.ts';
import { layoutFiles, layoutName } from './read/layouts.ts';
import { type Plan, planTake, type Side, usesOf } from './take/plan.ts';
import { openDeck } from './unpack.ts';
import { problemText, readTemplates } from './write/files.ts';
import type { Library } from './write/library.ts';
import { writeAll } from './write/output.ts';

export interface TakeOptions {
  /** The path of somebody's index.html. */
  readonly deck: string;
  /** The ids of its slides, in the order that they are to have. */
  readonly slides: readonly string[];
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

export interface TakeContext {
  readonly root: string;
  readonly home: string;
  readonly library: Library;
  readonly files: TalkFiles;
  /** Reads the talk with these files. */
  readonly read: (files: TalkFiles) => Promise<{ readonly talk: Talk; readonly diagnostics: Diagnostic[] }>;
}

export interface TakeResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What was written; undefined when nothing was. */
  readonly taken: Omit<Plan, 'files' | 'uses'> | undefined;
}

/** Adds slides of somebody's deck to this talk, with all that they need; the talk compiles then, or is as it was. */
export async function takeSlides(
  { deck, slides: ids }: TakeOptions,
  context: TakeContext,
): Promise<TakeResult> {
  const { root, home, files, read } = context;
  const refused = (...diagnostics: Diagnostic[]): TakeResult => ({
    diagnostics: inOrder(diagnostics),
    taken: undefined,
  });
  const archive = openDeck(root, deck);
  if ('rule' in archive) return refused(archive);
  const { talk, diagnostics } = await read(files);
  if (hasErrors(diagnostics)) return refused(...diagnostics);
  const target = { deck: talk.deck, files, layouts: namesOf(readTemplates(home, files)), ids: idsOf(talk) };
  const planned = await plan(ids, archive, deck, target, context);
  if (Array.isArray(planned)) return refused(...planned);
  const { files: written, uses, ...taken } = planned;
  const after = await read(filesInMemory(written, files));
  if (hasErrors(after.diagnostics)) return refused(...after.diagnostics);
  const wrong = [...uses].find(([id, used]) => {
    const slide = after.talk.slidesById.get(id);
    return !slide || usesOf(slide).join('\n') !== used.join('\n');
  });
  if (wrong) return refused(diagnose(deck, messages.takeImpossible(wrong[0])));
  try {
    writeAll(root, written);
  } catch (problem) {
    return refused(diagnose(taken.path, messages.writeFailed(problemText(problem))));
  }
  const told = after.diagnostics.filter(({ at }) =>
    written.has(typeof at === 'string' ? at : at.source.path),
  );
  return { diagnostics: inOrder(told), taken };
}

async function plan(
  ids: readonly string[],
  archive: SourceArchive,
  path: string,
  target: Side,
  context: TakeContext,
): Promise<Plan | Diagnostic[]> {
  try {
    const source = await readSource(archive, path, context);
    if (Array.isArray(source)) return source;
    const byId = new Map(source.deck.slides.map((slide) => [slide.id, slide]));
    const known = [...byId.keys()];
    const unknown = ids.filter((id) => !byId.has(id));
    if (unknown.length > 0)
      return unknown.map((id) => diagnose(path, messages.takeUnknown(id, nearest(id, known), known)));
    const slides = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
    const unsafe = source.warnings.filter(({ rule, at }) => rule === 'html-removed' && isIn(slides, at));
    if (unsafe.length > 0)
      return unsafe.map(({ at, message }) =>
        diagnose(`${path}!${placeOf(at)}`, messages.takeUnsafe(message)),
      );
    return await planTake(source, slides, target);
  } catch (problem) {
    // parsers have no limit of their own but the stack's
    if (!(problem instanceof RangeError)) throw problem;
    return [diagnose(path, messages.sourceDamaged('it is too deeply nested'))];
  }
}

function isIn(slides: readonly Slide[], at: Diagnostic['at']): boolean {
  return slides.some(({ raw: { span } }) => {
    if (typeof at === 'string' || at.source.path !== span.source.path) return false;
    const from = offsetOf(span);
    return offsetOf(at) >= from && offsetOf(at) <= from + span.end - span.start;
  });
}

/** Reads the other deck, of which nothing is trusted; its mistakes are told without its text. */
async function readSource(
  { files: carried }: SourceArchive,
  path: string,
  { home, library }: TakeContext,
): Promise<(Side & { readonly warnings: readonly Diagnostic[] }) | Diagnostic[]> {
  const files = filesInMemory(carried);
  const found: Diagnostic[] = [];
  const layouts = layoutFiles(readTemplates(home, files));
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const deck = await readDeck({
    files,
    report,
    trustHtml: false,
    templates: layouts,
    schema: library.schema,
  });
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return errors.map(({ at, rule, message }) =>
      diagnose(`${path}!${placeOf(at)}`, messages.takeMistake(rule, message)),
    );
  const ids = new Set(deck.slides.map(({ id }) => id));
  return { deck, files, layouts: namesOf(layouts), ids, warnings: found };
}

/** The names of the layouts among template files. */
function namesOf(templates: ReadonlyMap<string, Uint8Array>): Set<string> {
  return new Set([...templates.keys()].flatMap((path) => layoutName(path) ?? []));
}

function idsOf({ pages, slidesById }: Talk): Set<string> {
  return new Set([...slidesById.keys(), ...pages.map(({ id }) => id)]);
}
