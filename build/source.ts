import type { Chart } from './model/chart.ts';
import type { Deck, Slide } from './model/deck.ts';
import { type Diagnostic, diagnose } from './model/diagnostic.ts';
import { filesInMemory, type TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import { offsetOf, type Source, textOf } from './model/source.ts';
import { type CarriedSource, limits, pathProblem, type SlideSource } from './model/source-archive.ts';
import { blocksOf, inlinesOf } from './model/walk.ts';
import { decode } from './read/text.ts';
import { attributionOf } from './resolve/attribution.ts';
import { citingSlides } from './resolve/links.ts';
import { publicDeck } from './resolve/public.ts';
import { publicTexts } from './resolve/public-source.ts';
import { differenceOf } from './resolve/same-deck.ts';
import { carriedFiles, packSource } from './write/archive.ts';
import { readTemplates } from './write/files.ts';
import { recordReads } from './write/record.ts';

/** A deck and the files that were read for it. */
export interface DeckWithFiles {
  readonly deck: Deck;
  readonly read: ReadonlyMap<string, Uint8Array>;
}

export interface SourceContext {
  readonly isPublic: boolean;
  readonly version: string;
  readonly report: (diagnostic: Diagnostic) => void;
  /** The folder with the packaged templates. */
  readonly home: string;
  /** Reads the talk once more, from these files. */
  readonly reread: (files: TalkFiles) => Promise<Deck>;
}

/**
 * What index.html carries of the files that it was built from, packed; undefined where it cannot carry them, which is
 * said. What the public may have is read again, so that it holds what the public deck shows and nothing else.
 */
export async function sourceOf(
  whole: DeckWithFiles,
  files: TalkFiles,
  { isPublic, version, report, home, reread }: SourceContext,
): Promise<string | undefined> {
  const shown = isPublic ? await readAgain() : whole;
  if (isPublic) {
    const difference = differenceOf(publicDeck(whole.deck), shown.deck);
    if (difference !== undefined) {
      report(diagnose('slides', messages.sourceNotPublic(difference)));
      return undefined;
    }
  }
  const { deck, read } = shown;
  for (const path of read.keys()) {
    const problem = pathProblem(path);
    if (problem === undefined) continue;
    report(diagnose(path, messages.sourceUnnameable(path, problem)));
    return undefined;
  }
  const size = [...read.values()].reduce((sum, { length }) => sum + length, 0);
  if (size > limits.json / 2) {
    report(diagnose('slides', messages.sourceLarge(size, limits.json / 2)));
    return undefined;
  }
  const source: CarriedSource = {
    lectern: version,
    about: attributionOf(deck.config),
    files: carriedFiles(read),
    slides: deck.slides.map((slide) => slideSource(slide, read)),
    bibliography: bibliographySource(deck),
  };
  return packSource(source);

  async function readAgain(): Promise<DeckWithFiles> {
    const { files: open, read } = recordReads(publicFiles(whole, files));
    readTemplates(home, open);
    return { deck: await reread(open), read };
  }
}

function publicFiles({ deck, read }: DeckWithFiles, files: TalkFiles): TalkFiles {
  const texts = /\.(?:md|ya?ml|json|bib)$/i;
  const ignore = { files, report: () => undefined, trustHtml: false };
  const sources = [...read].flatMap(([path, bytes]): [string, Source][] => {
    const source = texts.test(path) ? decode(path, bytes, ignore) : undefined;
    return source ? [[path, source]] : [];
  });
  const changed = publicTexts(deck, new Map(sources));
  const encoder = new TextEncoder();
  return filesInMemory(
    new Map(
      [...changed].map(([path, text]) => [path, text === undefined ? undefined : encoder.encode(text)]),
    ),
    files,
  );
}

function slideSource(slide: Slide, read: ReadonlyMap<string, Uint8Array>): SlideSource {
  const { span } = slide.raw;
  const used = [...filesOf(slide)].filter((path) => path !== span.source.path);
  const beside = used.flatMap((path) => (read.has(`${path}.yaml`) ? [path, `${path}.yaml`] : path));
  return {
    id: slide.id,
    file: span.source.path,
    start: offsetOf(span),
    end: offsetOf(span) + textOf(span).trimEnd().length,
    files: beside,
    references: [...citingSlides([slide]).keys()],
  };
}

/** The files that a slide shows or counts on: specs, data, images. */
export function filesOf(slide: Slide): ReadonlySet<string> {
  const ofChart = ({ source, tables }: Chart): string[] => [source.path, ...tables.map(({ path }) => path)];
  const blocks = [...blocksOf(slide)].flatMap((block) => {
    if (block.kind === 'chart') return ofChart(block.chart);
    return block.kind === 'image' ? block.image.path : [];
  });
  const inlines = [...inlinesOf(slide)].flatMap((inline) => {
    if (inline.kind === 'image') return inline.image.path;
    return inline.kind === 'value' && inline.query ? inline.query.table.path : [];
  });
  const behind = slide.background?.kind === 'image' ? [slide.background.image.path] : [];
  return new Set([...blocks, ...inlines, ...behind]);
}

function bibliographySource({ slides, bibliography }: Deck): CarriedSource['bibliography'] {
  const [first] = bibliography?.values() ?? [];
  if (!first) return undefined;
  const cited = citingSlides(slides);
  const entries = [...(bibliography?.values() ?? [])].filter(({ id }) => cited.has(id));
  return {
    file: first.entry.source.path,
    entries: Object.fromEntries(
      entries.map(({ id, entry }) => [id, [entry.start, entry.start + textOf(entry).trimEnd().length]]),
    ),
  };
}
