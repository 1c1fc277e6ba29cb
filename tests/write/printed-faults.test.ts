import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../build/model/diagnostic.ts';
import { home, open, temporaryFolder } from '../support/project.ts';

const markdown = `# One

First.

---

# Two

![Output by year](../charts/output.vl.json "Output")

Note:
What is said of \`code\`.
`;
const chart = JSON.stringify({
  data: { values: [{ year: 2020, output: 3 }] },
  mark: 'bar',
  encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'output', type: 'quantitative' } },
  usermeta: { source: { publisher: 'World Bank' } },
});

/** What a build tells of a talk, as `PLACE RULE words`, and what it writes. */
async function build({ slides = markdown, css = '', deck = 'title: Talk\n', trustHtml = false }) {
  const folder = temporaryFolder();
  const styles = (name: string): string => `${readFileSync(join(home, 'templates', name), 'utf8')}\n${css}`;
  const files = {
    'slides/deck.yaml': deck,
    'slides/10.md': slides,
    'charts/output.vl.json': chart,
    ...(css === ''
      ? {}
      : { 'templates/theme.css': styles('theme.css'), 'templates/handout.css': styles('handout.css') }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { diagnostics } = await open(folder).build({
    out: 'dist',
    pdf: true,
    steps: false,
    trustHtml,
    progress: () => undefined,
  });
  const told = diagnostics
    .filter(({ rule }) => rule !== 'pdf-older')
    .map(({ at, rule, message }) => `${placeOf(at)} ${rule} ${message}`);
  return { told, written: readdirSync(join(folder, 'dist')).sort() };
}

describe('a build', () => {
  it('has nothing to say where all is drawn', async () => {
    const { told, written } = await build({});
    expect(told).toEqual([]);
    expect(written).toEqual(['handout.pdf', 'index.html', 'slides.pdf']);
  });

  it('names the slide whose chart has no size, and prints nothing', async () => {
    const { told, written } = await build({ css: '.print svg.chart { display: none !important }' });
    expect(told).toEqual([expect.stringMatching(/^slides\/10\.md:7:1 chart-undrawn .*“two”/)]);
    expect(written).toEqual(['index.html']);
  });

  it('names the slide that asks for a file, which it does not get', async () => {
    const slides = markdown.replace('First.', 'First <img src="file:///etc/hostname" alt="A map">.');
    const { told } = await build({ slides, trustHtml: true });
    expect(told).toEqual([
      expect.stringMatching(/^slides\/10\.md:1:1 image-undrawn .*“A map” on slide “one”/),
      expect.stringMatching(/^slides\/10\.md:1:1 request-failed “file:\/\/\/etc\/hostname”/),
    ]);
  });

  it('names the slide whose notes are wider than their place', async () => {
    const slides = markdown.replace('What is said', `What ${'very '.repeat(40)}long is said`);
    const { told } = await build({ slides, css: '.handout .notes p { white-space: nowrap }' });
    expect(told).toEqual([expect.stringMatching(/^slides\/10\.md:7:1 notes-clipped .*“two”/)]);
  });

  it('names the slide that is set in a font of the machine', async () => {
    const { told } = await build({
      css: '.layout-figure .title, .layout-chart .title { font-family: monospace }',
    });
    expect(told).toEqual([expect.stringMatching(/^slides\/10\.md:7:1 font-fallback slides\.pdf .* page 2/)]);
  });

  it('lets a machine’s font draw what no font of the deck does, with a warning at the slide', async () => {
    const { told, written } = await build({ slides: markdown.replace('First.', 'First 🙂.') });
    expect(told).toEqual([expect.stringMatching(/^slides\/10\.md:1:1 glyph-missing .*“one”/)]);
    expect(written).toHaveLength(3);
  });

  it('lets it draw the title of the talk likewise', async () => {
    const { told, written } = await build({ deck: 'title: Talk 🙂\n' });
    expect(told).toEqual([expect.stringMatching(/^slides glyph-missing /)]);
    expect(written).toHaveLength(3);
  });

  it('lets what can be folded be open on paper, without the sign for that', async () => {
    const slides = markdown.replace('First.', '<details><summary>More</summary>Inside</details>');
    expect((await build({ slides })).told).toEqual([]);
  });

  it('names a font of the theme that cannot be read', async () => {
    const css =
      '@font-face { font-family: Own; src: url(data:font/woff2;base64,AAAA) } .slide p { font-family: Own, Inter }';
    const { told } = await build({ css });
    expect(told).toEqual([expect.stringMatching(/^templates font-unread .*“Own”/)]);
  });

  it('warns of files above the budget, with their largest parts', async () => {
    const { told, written } = await build({ deck: 'title: Talk\nbudget: 30 kB\n' });
    expect(told).toEqual([
      expect.stringMatching(/^slides\/deck\.yaml:2:9 budget-exceeded index\.html is \d+ kB/),
    ]);
    expect(written).toHaveLength(3);
  });
});
