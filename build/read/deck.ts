import GithubSlugger from 'github-slugger';
import type { Chart, Table } from '../model/chart.ts';
import type { Deck } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Span, textOf } from '../model/source.ts';
import { readBibliography } from './bibliography.ts';
import { type ChartSpec, readChartSpec } from './chart.ts';
import { fallbackConfig, readConfig } from './config.ts';
import type { DataContext } from './data.ts';
import { readImage } from './image.ts';
import { openIncludes, withIncluded } from './include.ts';
import { readLayouts } from './layouts.ts';
import { checkSidecars } from './sidecar.ts';
import { type DeckSlideContext, readFrontMatter, readSlide } from './slide.ts';
import type { SchemaDocument } from './spec-schema.ts';
import { splitSlides } from './split.ts';
import { localPath, nearbyFile, readText } from './text.ts';

export interface DeckContext extends ReadContext {
  /** The layouts' files by path. */
  readonly templates: ReadonlyMap<string, Uint8Array>;
  /** Vega-Lite's schema; asked for only when there is a chart. */
  readonly schema: () => SchemaDocument;
  /** Told how many slides there are before they are read. */
  readonly reading?: (slides: number) => void;
}

/** Reads a whole talk. Mistakes are reported, and what can be read is. */
export async function readDeck(context: DeckContext): Promise<Deck> {
  const config = readConfig(context);
  const layouts = readLayouts(context.templates, context);
  const bibliography = config?.bibliography && (await readBibliography(config.bibliography, context));
  const files = context.files.list('slides').filter((name) => name.endsWith('.md'));
  reportUnused(context);
  checkSidecars(context);
  if (files.length === 0) context.report(diagnose('slides', messages.noSlides()));
  const tables = new Map<string, Table | undefined>();
  const slugger = new GithubSlugger();
  const include = openIncludes(context);
  const slideContext: DeckSlideContext = {
    ...context,
    ...chartReaders({ ...context, tables }),
    tables,
    readImage: (href, alt, caption, at) => readImage(href, alt, caption, at, context),
    include,
    hasBibliography: config?.namesBibliography ?? true,
    series: config?.series,
    layouts,
    slugger,
    ids: new Map(),
  };
  const found = files
    .map((name) => `slides/${name}`)
    .flatMap((path) => readText(path, path, context) ?? [])
    .flatMap((source) => splitSlides(source, context))
    .flatMap((raw) => withIncluded(raw, include))
    .map((raw) => ({ raw, fields: readFrontMatter(raw, context) }));
  context.reading?.(found.length);
  for (const { fields } of found) if (fields?.value.id !== undefined) slugger.slug(fields.value.id);
  const slides = found.flatMap(({ raw, fields }) => {
    try {
      return readSlide(raw, fields, slideContext) ?? [];
    } catch (problem) {
      // the Markdown parser has no limit of its own but the stack's
      if (!(problem instanceof RangeError)) throw problem;
      context.report(diagnose(raw.body, messages.tooDeep()));
      return [];
    }
  });
  return { config: config ?? fallbackConfig, slides, bibliography };
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

function chartReaders(
  context: DeckContext & DataContext,
): Pick<DeckSlideContext, 'readChart' | 'readInlineChart'> {
  /** Specs read so far, by path; undefined for one with mistakes, which have been reported. */
  const specs = new Map<string, ChartSpec | undefined>();
  const readSpec = (source: Parameters<typeof readChartSpec>[0]): ChartSpec | undefined =>
    readChartSpec(source, { ...context, schema: context.schema() });

  const readChart = (href: string, alt: string, caption: string, at: Span): Chart | undefined => {
    const local = localPath(href, at.source.path);
    if (local.kind !== 'local') {
      context.report(
        diagnose(at, local.kind === 'remote' ? messages.urlRemote(href) : messages.pathOutside(href)),
      );
      return undefined;
    }
    if (!specs.has(local.path)) {
      const missing = messages.chartMissing(href, nearbyFile(local.path, context));
      const source = readText(local.path, at, context, missing);
      if (!source) return undefined;
      specs.set(local.path, readSpec(source));
    }
    const spec = specs.get(local.path);
    if (spec && alt === '') context.report(diagnose(at, messages.altMissing(href)));
    return spec && { ...spec, alt, caption };
  };

  const readInlineChart = (at: Span): Chart | undefined => {
    // the file's other lines are kept as blanks, so that places in the spec are places in the file
    const before = at.source.text.slice(0, at.start).replace(/[^\n]/g, ' ');
    const spec = readSpec({ path: at.source.path, text: before + textOf(at) });
    const alt = spec?.spec.description;
    return spec && { ...spec, alt: typeof alt === 'string' ? alt : '', caption: '' };
  };

  return { readChart, readInlineChart };
}
