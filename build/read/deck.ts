import GithubSlugger from 'github-slugger';
import type { Chart } from '../model/chart.ts';
import type { Deck, RawSlide } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import type { Layout } from '../model/layout.ts';
import { messages } from '../model/messages.ts';
import { createRecall, type Recall } from '../model/recall.ts';
import { type Source, type Span, textOf } from '../model/source.ts';
import { readBibliography } from './bibliography.ts';
import { readChartSpec } from './chart.ts';
import { fallbackConfig, readConfig } from './config.ts';
import type { DataContext } from './data.ts';
import { readShallow } from './depth.ts';
import { readImage } from './image.ts';
import { openIncludes, withIncluded } from './include.ts';
import { readLayouts } from './layouts.ts';
import { checkSidecars } from './sidecar.ts';
import { type DeckSlideContext, type IdContext, named, readSlide, type UnnamedSlide } from './slide.ts';
import type { SchemaDocument } from './spec-schema.ts';
import { splitSlides } from './split.ts';
import { faultOf, fromTalk, localPath, nearbyFile, readText } from './text.ts';

export interface DeckContext extends ReadContext {
  /** The layouts' files by path. */
  readonly templates: ReadonlyMap<string, Uint8Array>;
  /** Vega-Lite's schema; asked for only when there is a chart. */
  readonly schema: () => SchemaDocument;
  /** What was read before, and what of it need not be read again. */
  readonly recall?: Recall;
  /** Opens what earlier processes have read with the same `inputs`. */
  readonly kept?: (inputs: readonly (string | Uint8Array)[]) => KeptSlides;
  /** Told how many slides there are before they are read. */
  readonly reading?: (slides: number) => void;
  /** Where the talk is that the folder lies in, if it is none itself. */
  readonly talkAround?: () => string | undefined;
}

/** Slides that need not be read again, by their texts; such as read no file, and in which nothing is wrong. */
export interface KeptSlides {
  /** A new copy each time, its layout by name. */
  readonly take: (key: string) => PlainSlide | undefined;
  /** Keeps these in place of all others. */
  readonly keep: (slides: ReadonlyMap<string, PlainSlide>) => void;
}

/** A slide as plain data. */
export interface PlainSlide extends Omit<UnnamedSlide, 'slide' | 'last'> {
  readonly slide: Omit<UnnamedSlide['slide'], 'layout'> & { readonly layout: string };
}

/** More slides are no talk; a build of so many takes minutes. */
export const mostSlides = 10_000;

/** Reads a whole talk. Mistakes are reported, and what can be read is. */
export async function readDeck(context: DeckContext): Promise<Deck> {
  const recall = context.recall ?? createRecall();
  const config = readConfig(context);
  const layouts = recall.of('layouts', [...context.templates.values()], context, (tracked) =>
    readLayouts(context.templates, tracked),
  );
  const bibliography = config?.bibliography && (await readBibliography(config.bibliography, context));
  // hidden ones are an editor's own
  const files = context.files.list('slides').filter((name) => /^[^.].*\.md$/.test(name));
  reportUnused(context);
  reportClosed(context);
  checkSidecars(context);
  if (files.length === 0 && context.files.read('slides').kind === 'missing')
    context.report(diagnose('slides', messages.noSlides(context.talkAround?.())));
  const hasBibliography = config?.namesBibliography ?? true;
  const series = config?.series;
  /** What a slide is read with beside its own text and the files that it names. */
  const inputs = [layouts, hasBibliography, JSON.stringify([...(series ?? [])]), context.trustHtml];
  const slideContext = (tracked: ReadContext): DeckSlideContext => {
    const data = { ...tracked, recall };
    return {
      ...data,
      ...chartReaders({ ...data, schema: context.schema }),
      readImage: (href, alt, caption, at) => readImage(href, alt, caption, at, tracked),
      include: openIncludes(tracked),
      hasBibliography,
      series,
      layouts,
    };
  };
  const include = openIncludes(context);
  const raws = files
    .map((name) => `slides/${name}`)
    .flatMap((path) => readText(path, path, context) ?? [])
    .flatMap((source) => splitSlides(source, context))
    .flatMap((raw) => withIncluded(raw, include));
  const surplus = raws[mostSlides];
  if (surplus) context.report(diagnose(surplus.span, messages.slidesMany(raws.length, mostSlides)));
  const wanted = raws.slice(0, mostSlides);
  context.reading?.(wanted.length);
  const kept = context.kept?.([...[...context.templates].flat(), JSON.stringify(inputs.slice(1))]);
  const plain = new Map<string, PlainSlide>();
  const times = new Map<string, number>();
  const found = wanted.flatMap((raw): UnnamedSlide | [] => {
    const text = `${raw.span.source.path}\n${raw.span.source.text}`;
    const time = (times.get(text) ?? 0) + 1;
    times.set(text, time);
    const key = `slide ${time} ${text}`;
    const read = recall.of(
      key,
      inputs,
      context,
      (tracked) => laidOut(kept?.take(key), layouts) ?? readOne(raw, slideContext(tracked)),
    );
    if (read && recall.isPlain(key))
      plain.set(key, { ...read, slide: { ...read.slide, layout: read.slide.layout.name } });
    // it may have moved in its file
    if (read) Object.assign(read.before, raw.span.source.before);
    return read ?? [];
  });
  kept?.keep(plain);
  const ids: IdContext = { report: context.report, slugger: new GithubSlugger(), ids: new Map() };
  for (const { id } of found) if (id !== undefined) ids.slugger.slug(id);
  const slides = found.map((slide) => named(slide, ids));
  return { config: config ?? fallbackConfig, slides, whole: slides, bibliography };
}

/** A slide that was kept, with its layout. */
function laidOut(
  kept: PlainSlide | undefined,
  layouts: ReadonlyMap<string, Layout | undefined>,
): UnnamedSlide | undefined {
  const layout = kept && layouts.get(kept.slide.layout);
  return layout && { ...kept, slide: { ...kept.slide, layout } };
}

function readOne(raw: RawSlide, context: DeckSlideContext): UnnamedSlide | undefined {
  return readShallow(raw.body, context, () => readSlide(raw, context));
}

/** Says of files that look like a talk's that they are not, by their names. */
function reportUnused(context: DeckContext): void {
  for (const name of context.files.list('slides')) {
    const hint = /^deck\.yml$/i.test(name)
      ? 'Name it deck.yaml.'
      : /\.(md|markdown|mdown|mkd)$/i.test(name) && !name.endsWith('.md')
        ? 'Slides are in files that end in .md.'
        : undefined;
    if (hint !== undefined) context.report(diagnose(`slides/${name}`, messages.fileUnused(hint)));
  }
}

/** Says of the talk's own folders that they cannot be looked into, or lie elsewhere. */
function reportClosed({ files, report }: DeckContext): void {
  for (const folder of ['slides', 'charts', 'charts/data', 'templates', 'templates/layouts']) {
    const found = files.read(folder);
    if (found.kind === 'unreadable' || found.kind === 'outside')
      report(
        diagnose(
          folder,
          faultOf(found, folder, () => messages.fileMissing(folder)),
        ),
      );
  }
}

function chartReaders(
  context: DataContext & Pick<DeckContext, 'schema'>,
): Pick<DeckSlideContext, 'readChart' | 'readInlineChart'> {
  const readChart = (href: string, alt: string, caption: string, at: Span): Chart | undefined => {
    const local = localPath(href, at.source.path);
    if (local.kind !== 'local') {
      context.report(
        diagnose(at, local.kind === 'remote' ? messages.urlRemote(href) : messages.pathOutside(href)),
      );
      return undefined;
    }
    if (context.files.read(local.path).kind === 'missing') {
      const near = nearbyFile(local.path, context) ?? fromTalk(href, at.source.path, context);
      context.report(diagnose(at, messages.chartMissing(href, near)));
      return undefined;
    }
    const spec = context.recall.of(`chart ${local.path}`, [], context, (tracked) => {
      const source = readText(local.path, at, tracked);
      return source && readChartSpec(source, { ...tracked, schema: tracked.schema() });
    });
    if (spec && alt === '') context.report(diagnose(at, messages.altMissing(href)));
    return spec && { ...spec, alt, caption };
  };

  const readInlineChart = (at: Span): Chart | undefined => {
    // the other lines are kept as blanks, so that places in the spec are places in the file
    const above = at.source.text.slice(0, at.start).replace(/[^\n]/g, ' ');
    const source: Source = { ...at.source, text: above + textOf(at) };
    const spec = readChartSpec(source, { ...context, schema: context.schema() });
    const alt = spec?.spec.description;
    return spec && { ...spec, alt: typeof alt === 'string' ? alt : '', caption: '' };
  };

  return { readChart, readInlineChart };
}
