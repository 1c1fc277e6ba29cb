import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { format } from '../build/model/diagnostic.ts';
import type { TalkFiles } from '../build/model/files.ts';
import { createRecall } from '../build/model/recall.ts';
import { readDeck } from '../build/read/deck.ts';
import { layoutFiles } from '../build/read/layouts.ts';
import { screenOf } from '../build/render/document.ts';
import { layOutHandout } from '../build/render/handout/document.ts';
import { renderPage } from '../build/render/slide.ts';
import { citeWithStyle } from '../build/resolve/csl.ts';
import { highlight } from '../build/resolve/highlight.ts';
import { resolveTalk } from '../build/resolve/talk.ts';
import { openDrawer } from '../build/write/drawer.ts';
import { openFolder, templatesIn } from '../build/write/files.ts';
import { armed } from './support/armed.ts';
import { csvs, jsons, slideTexts, yamls } from './support/hostile.ts';
import { context, library, record, specText, vegaSchema } from './support/memory.ts';
import { home } from './support/project.ts';
import { type Watchdog, watchdog } from './support/watchdog.ts';

/** How many times as many cases are tried as usual, with other ones each time. */
const factor = Number(process.env.LECTERN_CASES ?? 1);
const options = (cases: number): fc.Parameters<unknown> => ({
  numRuns: Math.ceil(cases * factor),
  ...(factor === 1 ? { seed: 20_260_901 } : {}),
});

/** A case may take so long, in seconds; what would keep a chart busy for longer is ended. */
const most = 2;

const templates = layoutFiles(templatesIn(openFolder(home)));
const recall = createRecall();
const drawer = openDrawer(library.drawProgram, { seconds: most / 2, megabytes: 500 });
const { measures } = library.fonts;

type Files = Readonly<Record<string, string | Uint8Array>>;

const sound: Files = {
  'slides/deck.yaml': 'title: A talk\nlang: en\nbibliography: references.yaml\n',
  'slides/10.md': '# A claim\n\nText [@a]\n',
  'slides/90.md': '---\nlayout: references\n---\n\n# References\n',
  'slides/references.yaml':
    '- {id: a, type: book, title: A, author: [{literal: B}], issued: {date-parts: [[2019]]}}\n',
  'slides/i.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  'charts/a.vl.json': specText({ data: { url: 'data/a.csv' } }),
  'charts/data/a.csv': 'year,sales\n2001,3\n2002,4\n',
  'charts/data/a.csv.yaml': 'publisher: World Bank\n',
};

const shownChart = '# A claim\n\n![A chart](../charts/a.vl.json)\n';

/** Charts that are right, with the data that they show. */
const charts = ['.', 'tests/decks/operable'].map((deck) => openFolder(join(home, deck)));
const specs: unknown[] = charts.flatMap((files) =>
  files
    .list('charts')
    .filter((name) => name.endsWith('.vl.json'))
    .map((name) => JSON.parse(textOf(files, `charts/${name}`))),
);
const data: Files = Object.fromEntries(
  charts.flatMap((files) =>
    files.list('charts/data').map((name) => [`charts/data/${name}`, textOf(files, `charts/data/${name}`)]),
  ),
);

function textOf(files: TalkFiles, path: string): string {
  const file = files.read(path);
  if (file.kind !== 'bytes') throw new Error(path);
  return new TextDecoder().decode(file.bytes);
}

/** Compiles a talk to HTML: what is shown, noted and printed, or diagnostics. */
async function compile(changed: Files): Promise<string> {
  const { reported, ...reading } = context({ ...sound, ...changed });
  recall.begin();
  const deck = await readDeck({ ...reading, recall, templates, schema: vegaSchema });
  const talk = await resolveTalk(deck, {
    report: reading.report,
    theme: {},
    measures,
    draw: drawer.draw,
    highlight,
    cite: async (request) => citeWithStyle(request, library.styleFiles(request.style)),
  });
  for (const diagnostic of reported) expect(format(diagnostic)).not.toMatch(/\n\s+at .*:\d+:\d+/);
  if (reported.some(({ severity }) => severity === 'error')) return '';
  const pages = talk.pages.map((page) => renderPage(page, talk));
  const screen = screenOf(pages, talk, { fonts: '', clientStyle: '', theme: '' });
  const handout = layOutHandout(pages, talk, record);
  return [...screen.sections.values(), screen.annex, screen.operables, handout.body.html].join('\n');
}

const frontMatter =
  'id layout title kicker panel series applies tags draft minutes incremental class lang attribution background';
const deckFields =
  'title subtitle authors date licence lang dir theme minutes keywords page handout budget bibliography style exceptions series talks';
const workFields = 'title author issued publisher container-title URL DOI page note';
const sidecarFields = 'publisher title indicator vintage retrieved url licence note';

async function timed(files: Files): Promise<{ html: string; seconds: number }> {
  const start = performance.now();
  const html = await compile(files);
  return { html, seconds: (performance.now() - start) / 1000 };
}

describe('whatever is written', { timeout: 120_000 * Math.max(1, factor) }, () => {
  let dog: Watchdog;

  beforeAll(async () => {
    dog = watchdog(30);
    // what is loaded once is not a case's
    expect(
      armed(await compile({ 'slides/10.md': `${shownChart}\n---\n\n# Code\n\n~~~js\na\n~~~\n\n$a$\n` })),
    ).toEqual([]);
  });
  afterAll(() => dog.stop());

  /** Tries texts in a place: each comes to diagnostics or to a talk, soon, and nothing in that runs. */
  async function holds<T>(
    cases: number,
    arbitrary: fc.Arbitrary<T>,
    place: (written: T) => Files,
  ): Promise<void> {
    let [tried, shown] = [0, 0];
    const property = fc.asyncProperty(arbitrary, async (written) => {
      const files = place(written);
      dog.beat(JSON.stringify(files));
      let { html, seconds } = await timed(files);
      // the machine may have been busy
      if (seconds > most) ({ html, seconds } = await timed(files));
      expect(seconds).toBeLessThan(most);
      expect(armed(html)).toEqual([]);
      tried++;
      if (html !== '') shown++;
    });
    await fc.assert(property, options(cases));
    // texts that are all wrong would say nothing of talks
    expect(shown).toBeGreaterThan(tried / 20);
  }

  it('any text is a slide, or what is wrong with it is told', () =>
    holds(6500, slideTexts, (text) => ({ 'slides/10.md': text })));

  it('any YAML is front matter, or what is wrong with it is told', () =>
    holds(1500, yamls(frontMatter.split(' ')), (text) => ({
      'slides/10.md': `---\n${text}\n---\n\n# A claim\n\nText\n`,
    })));

  it.each([
    ['slides/deck.yaml', deckFields, (text: string) => `title: A\nbibliography: references.yaml\n${text}`],
    [
      'slides/references.yaml',
      workFields,
      (text: string) => `- id: a\n  type: book\n${text.replace(/^/gm, '  ')}`,
    ],
    ['charts/data/a.csv.yaml', sidecarFields, (text: string) => text],
  ])('any YAML is %s, or what is wrong with it is told', (path, names, write) =>
    holds(500, yamls(names.split(' ')), (text) => ({
      // a chart takes its time, so it is there only where the text is of it
      'slides/10.md': path.startsWith('charts/') ? shownChart : '# A claim\n\nText [@a]\n',
      [path]: write(text),
    })),
  );

  it('any JSON is a spec, or what is wrong with it is told', () =>
    holds(1000, jsons(specs), (text) => ({ ...data, 'slides/10.md': shownChart, 'charts/a.vl.json': text })));

  it('any bytes are data, or what is wrong with them is told', () =>
    holds(1000, csvs, (bytes) => ({ 'slides/10.md': shownChart, 'charts/data/a.csv': bytes })));
});
