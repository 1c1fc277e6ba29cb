import { posix, relative, resolve, sep } from 'node:path';
import type { Chart } from './model/chart.ts';
import { type Diagnostic, diagnose, hasErrors, inOrder } from './model/diagnostic.ts';
import type { TalkFiles } from './model/files.ts';
import { messages } from './model/messages.ts';
import type { Talk } from './model/talk.ts';
import { shownBlocks } from './model/walk.ts';
import { isSpecPath, localPath, nearbyFile } from './read/text.ts';
import { renderChartPage, renderChartSvg } from './render/chart-file.ts';
import { aboutTalk } from './resolve/about.ts';
import { refusalOfFile } from './write/dist.ts';
import { BrowserFailure } from './write/failure.ts';
import { problemText } from './write/files.ts';
import { embedFonts } from './write/fonts.ts';
import { takePicture } from './write/images.ts';
import type { Library } from './write/library.ts';
import { replaceFile } from './write/output.ts';
import { readPdf } from './write/pdf/file.ts';
import { finishPdf } from './write/pdf/finish.ts';
import { startPrinter } from './write/printer.ts';
import { unpacking } from './write/unpack.ts';

export const chartFormats = ['svg', 'png', 'pdf'] as const;
export type ChartFormat = (typeof chartFormats)[number];

export interface ChartFileOptions {
  /** The spec's path, relative to the talk's folder. */
  readonly spec: string;
  /** The file to write, relative to the talk's folder. */
  readonly out: string;
  readonly format: ChartFormat;
  /** Told of work that takes long. */
  readonly progress: (text: string) => void;
}

export interface ChartFileContext {
  readonly root: string;
  readonly library: Library;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a talk whose slides are these. */
  readonly read: (slides: TalkFiles) => Promise<{ readonly talk: Talk; readonly diagnostics: Diagnostic[] }>;
  readonly files: TalkFiles;
}

/** The slide of the talk that a chart is drawn for. */
const slidePath = 'slides/chart.md';

/** Draws a chart of a talk as on a slide of layout `chart`, in its last state, and writes it to a file. */
export async function writeChart(
  { spec, out, format, progress }: ChartFileOptions,
  { root, library, env, read, files }: ChartFileContext,
): Promise<readonly Diagnostic[]> {
  const path = relative(root, resolve(root, spec)).split(sep).join(posix.sep);
  const target = resolve(root, out);
  const refused = refusalOfFile(root, target);
  if (refused !== undefined) return [diagnose(out, messages.fileRefused(refused))];
  const { kind } = files.read(path);
  if (kind === 'outside' || path.startsWith('../')) return [diagnose(spec, messages.pathOutside(spec))];
  if (kind === 'missing') return [diagnose(path, messages.chartMissing(path, nearbyFile(path, { files })))];
  if (!isSpecPath(path)) return [diagnose(path, messages.chartMissing(path, undefined))];
  if (kind === 'large') return [diagnose(path, messages.fileTooLarge(path))];
  const { talk, diagnostics } = await read(slideOf(path, files));
  const found = diagnostics.map((diagnostic) =>
    typeof diagnostic.at === 'object' && diagnostic.at.source.path === slidePath
      ? { ...diagnostic, at: path }
      : diagnostic,
  );
  const chart = chartIn(talk);
  const drawing = chart && talk.drawings.get(chart);
  if (hasErrors(found) || !chart || !drawing) return inOrder(found);
  const words = drawing.svg.replace(/<(title|desc)>[\s\S]*?<\/\1>|<[^>]+>/g, ' ');
  const fonts = await embedFonts(words, /font-style="italic"/.test(drawing.svg), library, true);
  const svg = renderChartSvg(chart, drawing, fonts.css);
  const bytes = format === 'svg' ? svg : await printed();
  if (typeof bytes === 'object' && 'rule' in bytes) return inOrder([...found, bytes]);
  try {
    replaceFile(target, bytes);
  } catch (problem) {
    found.push(diagnose(out, messages.writeFailed(problemText(problem))));
  }
  return inOrder(found);

  async function printed(): Promise<Uint8Array | Diagnostic> {
    const printer = startPrinter({ env, unpacking: () => progress(unpacking) });
    try {
      const page = renderChartPage(svg, drawing as NonNullable<typeof drawing>, talk, fonts.css);
      const made =
        format === 'png'
          ? await takePicture(page, printer, 2)
          : await printer.attempt({ document: page.document, pages: 1, slides: true });
      if (made instanceof BrowserFailure) return diagnose(out, made.tell(out));
      if (made instanceof Uint8Array) return made;
      const title = chart?.caption || posix.basename(path);
      const about = { ...aboutTalk(talk, undefined), title, subtitle: chart?.alt };
      return await finishPdf(readPdf(made.pdf), about, page.document);
    } finally {
      await printer.close();
    }
  }
}

function chartIn(talk: Talk): Chart | undefined {
  for (const slide of talk.deck.slides)
    for (const block of shownBlocks(slide)) if (block.kind === 'chart') return block.chart;
  return undefined;
}

/** Markdown that places a chart, with what the first slide that shows it says of it. */
function placedIn(files: TalkFiles, path: string): string {
  const link = `<../${path.split('/').map(encodeURIComponent).join('/')}>`;
  for (const name of files.list('slides')) {
    const file = name.endsWith('.md') ? files.read(`slides/${name}`) : undefined;
    const text = file?.kind === 'bytes' ? new TextDecoder().decode(file.bytes) : '';
    for (const [, words = '', target = '', caption = ''] of text.matchAll(placement)) {
      const local = localPath(target, `slides/${name}`);
      if (local.kind === 'local' && local.path === path) return `![${words}](${link} ${caption})`;
    }
  }
  return `![](${link})`;
}

const placement = /!\[((?:[^\]\\]|\\.)*)\]\(<?([^\s<>)]+)>?\s*("[^"]*")?\s*\)/g;

/** The talk's files, with a slide of this chart in place of its slides. */
function slideOf(path: string, files: TalkFiles): TalkFiles {
  const slide = `---\nlayout: chart\n---\n\n# Chart\n\n${placedIn(files, path)}\n`;
  return {
    list: (folder) =>
      folder === 'slides'
        ? [...files.list(folder).filter((name) => !name.endsWith('.md')), 'chart.md']
        : files.list(folder),
    read: (name) =>
      name === slidePath ? { kind: 'bytes', bytes: new TextEncoder().encode(slide) } : files.read(name),
  };
}
