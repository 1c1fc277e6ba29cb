import type { RawSlide } from '../model/deck.ts';
import type { Place } from '../model/editing.ts';
import type { ReadContext, TalkFiles } from '../model/files.ts';
import { offsetOf, type Source, textOf } from '../model/source.ts';
import type { Talk } from '../model/talk.ts';
import { splitSlides } from '../read/split.ts';
import { localPath, readText } from '../read/text.ts';

/** The talk as it was read last, and as it was when it last had no errors. */
export interface Readings {
  readonly latest: Talk;
  readonly good: Talk | undefined;
}

/** Where the slide of a page stands now. */
export function placeOf(page: string, { latest, good }: Readings, files: TalkFiles): Place | undefined {
  const slide = slideOf(page, latest);
  const shown = slide ?? slideOf(page, good);
  const file = shown?.span.source.path;
  if (file === undefined) return undefined;
  const raws = rawSlides(file, files);
  const start = slide && offsetOf({ ...slide.span, start: 0 });
  const found = raws.findIndex((raw) => offsetOf(raw.span) === start);
  // of a slide that has errors, only its place among those of its file is known
  const fellows = good?.deck.slides.filter(({ span }) => span.source.path === file) ?? [];
  const index =
    found >= 0
      ? found
      : Math.max(
          0,
          fellows.findIndex(({ id }) => id === shown?.id),
        );
  const raw = raws[Math.min(index, raws.length - 1)];
  return { file, index, parts: raw ? partsOf(textOf(raw.span), file, files) : [] };
}

/** The page that shows what stands in a line of a file. */
export function pageAt(file: string, line: number, { latest, good }: Readings): string | undefined {
  const starts = (good ?? latest).pages.flatMap(({ id, slide, part }) => {
    // its own lines, where it could be read again
    const { path, before } = (latest.slidesById.get(slide.id) ?? slide).span.source;
    return path === file && part.number === 1 ? [{ id, line: (before?.lines ?? 0) + 1 }] : [];
  });
  return starts.findLast((start) => start.line <= line)?.id ?? starts[0]?.id;
}

function slideOf(page: string, talk: Talk | undefined): Talk['deck']['slides'][number] | undefined {
  return talk?.pages.find(({ id }) => id === page)?.slide;
}

function rawSlides(file: string, files: TalkFiles): RawSlide[] {
  const source = textIn(file, files);
  return source ? splitSlides(source, silent(files)) : [];
}

/** The files that the text of a slide names, whether they can be read or not, and the data of its charts. */
function partsOf(text: string, file: string, files: TalkFiles): string[] {
  const named = (pattern: RegExp, words: string, from: string): string[] =>
    [...words.matchAll(pattern)].flatMap(([, written = '']) => {
      const local = localPath(written, from);
      return local.kind === 'local' && files.read(local.path).kind === 'bytes' ? [local.path] : [];
    });
  const specs = named(/\]\(\s*<?([^\s)>]+\.json)\b/g, text, file);
  const data = specs.flatMap((spec) =>
    named(/"url"\s*:\s*"([^"\\]+)"/g, textIn(spec, files)?.text ?? '', spec),
  );
  const fenced = named(/"url"\s*:\s*"([^"\\]+)"/g, text, file);
  const values = named(/\bfrom=["']?([^\s"'}]+)/g, text, 'charts/data/.');
  return [...new Set([...specs, ...data, ...fenced, ...values])];
}

function textIn(file: string, files: TalkFiles): Source | undefined {
  return readText(file, file, silent(files));
}

function silent(files: TalkFiles): ReadContext {
  return { files, report: () => undefined, trustHtml: false };
}
