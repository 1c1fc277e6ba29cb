import { posix } from 'node:path';
import { slug } from 'github-slugger';
import type { Deck, Slide } from '../model/deck.ts';
import { edited } from '../model/edits.ts';
import { filesInMemory, type TalkFiles } from '../model/files.ts';
import { type Source, span } from '../model/source.ts';
import { plainText } from '../model/text.ts';
import { blocksOf } from '../model/walk.ts';
import { configPath } from '../read/config.ts';
import { decode } from '../read/text.ts';
import { attributionOf } from '../resolve/attribution.ts';
import { citingSlides } from '../resolve/links.ts';
import { type LinkTarget, writtenTitle } from '../resolve/relink.ts';
import { filesOf } from '../source.ts';
import { addToConfig, placeSeries } from './config.ts';
import { freeName, placeUnits } from './names.ts';
import { takenText, urlEdits } from './slides.ts';
import { addWorks, placeWorks } from './works.ts';

/** A talk that slides are taken from or to. */
export interface Side {
  readonly deck: Deck;
  readonly files: TalkFiles;
  /** Names of the layouts that it can use. */
  readonly layouts: ReadonlySet<string>;
  /** All anchors of its pages. */
  readonly ids: ReadonlySet<string>;
}

/** What taking slides comes to. */
export interface Plan {
  /** Files to write, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The file with the slides. */
  readonly path: string;
  readonly ids: readonly string[];
  /** What came along, and what is called otherwise now. */
  readonly added: readonly string[];
  readonly renamed: readonly (readonly [from: string, to: string])[];
  /** What each of the slides must turn out to use there. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
}

/** The files that a slide shows or counts on and the works that it cites, in order of name. */
export function usesOf(
  slide: Slide,
  paths: ReadonlyMap<string, string> = new Map(),
  keys: ReadonlyMap<string, string> = new Map(),
): string[] {
  const files = [...filesOf(slide)].filter((path) => path !== slide.raw.span.source.path);
  const works = [...citingSlides([slide]).keys()];
  return [
    ...files.map((path) => paths.get(path) ?? path),
    ...works.map((key) => `@${keys.get(key) ?? key}`),
  ].sort();
}

/** Plans what to write so that slides of one talk stand at the end of another. */
export async function planTake(source: Side, slides: readonly Slide[], target: Side): Promise<Plan> {
  const files = new Map<string, Uint8Array>();
  const put = (path: string, text: string): void => void files.set(path, new TextEncoder().encode(text));

  // 1. files: data and images, then the charts that name data
  const specs = new Set(slides.flatMap(specsOf));
  const used = [...new Set(slides.flatMap((slide) => [...filesOf(slide)]))].filter(
    (path) => !path.endsWith('.md'),
  );
  const plain = used.filter((path) => !specs.has(path));
  const sourceBytes = (path: string): Uint8Array | undefined => bytesIn(source.files, path);
  const data = placeUnits(
    plain.map((path) => (/\.(?:csv|tsv|json)$/i.test(path) ? [path, `${path}.yaml`] : [path])),
    sourceBytes,
    target.files,
  );
  const specBytes = (path: string): Uint8Array | undefined => specWith(path, source.files, data.moved);
  const charts = placeUnits(
    [...specs].map((path) => [path]),
    specBytes,
    filesInMemory(new Map([...data.moved.values()].map((path) => [path, new Uint8Array()])), target.files),
  );
  const paths = new Map([...data.moved, ...charts.moved]);
  for (const [from, to] of paths) {
    const bytes = specs.has(from) ? specBytes(from) : sourceBytes(from);
    if (bytes && !data.shared.has(to) && !charts.shared.has(to)) files.set(to, bytes);
  }
  for (const name of new Set(slides.map(({ layout }) => layout.name))) {
    const path = `templates/layouts/${name}.html`;
    const bytes = target.layouts.has(name) ? undefined : sourceBytes(path);
    if (bytes) files.set(path, bytes);
  }

  // 2. names: ids, works, series
  const ids = new Map<string, string>();
  const taken = new Set([...target.ids, ...slides.map(({ id }) => id)]);
  for (const { id } of slides) {
    const name = freeName(id, (wanted) => (wanted === id ? target.ids : taken).has(wanted));
    ids.set(id, name);
    taken.add(name);
  }
  const works = placeWorks(
    [...citingSlides(slides).keys()],
    source.deck.bibliography,
    target.deck.bibliography,
  );
  const series = placeSeries(
    slides.flatMap((slide) => slide.series ?? []),
    source.deck.config,
    target.deck.config,
  );

  // 3. the bibliography and deck.yaml of the talk
  const named = target.deck.config.bibliography?.path;
  const bibliography =
    named ?? freeName('slides/references.yaml', (path) => target.files.read(path).kind !== 'missing');
  if (works.added.length > 0)
    files.set(
      bibliography,
      await changed(target.files, bibliography, (text) => addWorks(bibliography, text, works.added)),
    );
  const isFirst = works.added.length > 0 && named === undefined;
  if (isFirst || series.added.size > 0)
    files.set(
      configPath,
      await changed(target.files, configPath, (text) =>
        addToConfig(
          text === '' ? 'title: Untitled\n' : text,
          series.added,
          isFirst ? posix.basename(bibliography) : undefined,
        ),
      ),
    );

  // 4. the slides
  const titles = new Map(source.deck.slides.map((slide) => [slide.id, slide]));
  const linkTo = (id: string): LinkTarget | undefined => {
    const other = titles.get(id);
    const name = ids.get(id);
    if (name !== undefined) return name === id ? undefined : { id: name };
    return other && { title: writtenTitle(other) };
  };
  const renaming = {
    paths,
    keys: works.keys,
    linkTo,
    citesNames: !source.deck.config.namesBibliography && (named !== undefined || isFirst),
  };
  const texts = slides.map((slide) => takenText(slide, fieldsOf(slide), renaming));
  const path = fileAtEnd(target.files.list('slides'), slides[0]);
  put(path, texts.join('\n'));

  const all: [string, string][] = [...ids, ...paths, ...works.keys, ...series.names];
  return {
    files,
    path,
    ids: [...ids.values()],
    added: [
      ...[...files.keys()].filter((other) => ![path, bibliography, configPath].includes(other)),
      ...works.added.map(({ id }) => `@${id}`),
      ...[...series.added.keys()].map((name) => `series ${name}`),
    ],
    uses: new Map(slides.map((slide) => [ids.get(slide.id) ?? '', usesOf(slide, paths, works.keys)])),
    renamed: all.filter(([from, to]) => from !== to && (!paths.has(from) || files.has(to))),
  };

  function fieldsOf(slide: Slide) {
    // a list of works is nobody’s
    const isList = slide.layout.parts.includes('references');
    const from = attributionOf(source.deck.config, slide.id);
    const name = slide.series === undefined ? undefined : series.names.get(slide.series);
    const { lang } = source.deck.config;
    return {
      id: ids.get(slide.id),
      attribution: isList ? undefined : [slide.attribution, `From ${from}`].filter(Boolean).join('. '),
      lang: slide.lang === undefined && lang !== target.deck.config.lang ? lang : undefined,
      series: name === slide.series ? undefined : name,
    };
  }
}

function specsOf(slide: Slide): string[] {
  return [...blocksOf(slide)].flatMap((block) =>
    block.kind === 'chart' && block.chart.source.path !== slide.raw.span.source.path
      ? block.chart.source.path
      : [],
  );
}

function bytesIn(files: TalkFiles, path: string): Uint8Array | undefined {
  const found = files.read(path);
  return found.kind === 'bytes' ? found.bytes : undefined;
}

/** A spec that names data by the names that it has now; the same bytes where nothing is called otherwise. */
function specWith(
  path: string,
  files: TalkFiles,
  moved: ReadonlyMap<string, string>,
): Uint8Array | undefined {
  const bytes = bytesIn(files, path);
  const source = bytes && textOf(path, bytes);
  const edits = source ? urlEdits(source, source, moved) : [];
  return source && edits.length > 0
    ? new TextEncoder().encode(edited(span(source, 0, source.text.length), edits))
    : bytes;
}

function textOf(path: string, bytes: Uint8Array): Source | undefined {
  return decode(path, bytes, { files: filesInMemory(new Map()), report: () => undefined, trustHtml: false });
}

/** A file of the talk, changed as text, with its byte order mark and its line ends; an empty one where there is none. */
async function changed(
  files: TalkFiles,
  path: string,
  change: (text: string) => string | Promise<string>,
): Promise<Uint8Array> {
  const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesIn(files, path));
  const isWindows = written.includes('\r\n');
  const text = await change(written.replace(/^\ufeff/, '').replace(/\r\n/g, '\n'));
  const mark = written.startsWith('\ufeff') ? '\ufeff' : '';
  return new TextEncoder().encode(mark + (isWindows ? text.replace(/\n/g, '\r\n') : text));
}

/** A name for a file of slides that comes behind all others. */
function fileAtEnd(names: readonly string[], first: Slide | undefined): string {
  const last = names.filter((name) => name.endsWith('.md')).at(-1) ?? '';
  const words = `taken-${slug(first ? plainText(first.title) : '').slice(0, 40)}`.replace(/-+$/, '');
  const [digits = ''] = /^\d+/.exec(last) ?? [];
  const next = String(Number(digits) + 1).padStart(digits.length, '0');
  const numbered = `${digits === '' ? '10' : next}-${words}.md`;
  const stem = last.slice(0, -'.md'.length);
  return `slides/${numbered > last ? numbered : `${stem}_${words}.md`}`;
}
