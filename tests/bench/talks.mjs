// Decks of any size for npm run bench, made of the words and charts of the deck that ships.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = fileURLToPath(new URL('../..', import.meta.url));
export const cli = join(home, 'lib/cli.js');
const charts = ['rd-intensity', 'fdi-gdp', 'fdi-inflows', 'nature-index-share', 'semiconductor-share'];
const chartEvery = 8;
const room = 420;

/** The shipped deck's slides in Markdown that every tool reads: title, body, notes. */
function texts() {
  const files = readdirSync(join(home, 'slides')).filter((name) => /^[1-5]\d.*\.md$/.test(name));
  return files.flatMap((name) =>
    plain(readFileSync(join(home, 'slides', name), 'utf8'))
      .split(/^---$/m)
      .flatMap((slide) => {
        const [, title, all] = /^# (.*)\n([\s\S]*)/m.exec(slide) ?? [];
        if (title === undefined) return [];
        const [body = '', notes = ''] = all.split(/^Note:\n/m);
        const blocks = body
          .split(/\n{2,}/)
          .filter((block) => block.trim() !== '' && !/^[!|#>]/.test(block.trim()));
        let left = room;
        const fitting = blocks.filter((block, n) => {
          left -= block.length;
          return n === 0 || left > 0;
        });
        return fitting.length > 0 ? [{ title, body: fitting.join('\n\n').trim(), notes: notes.trim() }] : [];
      }),
  );
}

/** Without what is Lectern's own. */
function plain(text) {
  return text
    .replace(/:(?:value|lang)\[([^\]]*)\]\{[^}]*\}/g, '$1')
    .replace(/ ?\[-?@[^\]]*\]/g, '')
    .replace(/\[([^\]]*)\]\(#[^)]*\)/g, '$1')
    .replace(/^(?::::.*|\. \. \.)$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '');
}

/** Slides as `{ title, body, notes, chart }`; with charts, each eighth has one of its own. */
function slidesOf(count, hasCharts) {
  const all = texts();
  return Array.from({ length: count }, (_, n) => {
    const { title, body, notes } = all[n % all.length];
    const isChart = hasCharts && n % chartEvery === chartEvery - 1;
    return { title: `${title}, ${n + 1}`, body, notes, chart: isChart ? `chart-${n + 1}` : undefined };
  });
}

/** Writes a talk of `count` slides to a new folder, whose path it gives. */
export function writeTalk(count, hasCharts = true) {
  const root = mkdtempSync(join(tmpdir(), 'lectern-talk-'));
  mkdirSync(join(root, 'slides'));
  mkdirSync(join(root, 'charts/data'), { recursive: true });
  const slides = slidesOf(count, hasCharts);
  const written = slides.map(({ title, body, notes, chart }) =>
    chart
      ? `# ${title}\n\n![What the chart shows](../charts/${chart}.vl.json "${title}")\n`
      : `# ${title}\n\n${body}\n${notes && `\nNote:\n${notes}\n`}`,
  );
  writeFileSync(join(root, 'slides/10.md'), written.join('\n---\n\n'));
  writeFileSync(join(root, 'slides/deck.yaml'), 'title: Bench\nlang: en\n');
  const drawn = slides.flatMap(({ chart }) => chart ?? []);
  for (const [n, chart] of drawn.entries()) {
    const name = charts[n % charts.length];
    const spec = JSON.parse(readFileSync(join(home, `charts/${name}.vl.json`), 'utf8'));
    // no two are alike, so that none is drawn for another
    const text = JSON.stringify({ ...spec, description: `${spec.description} ${chart}` });
    writeFileSync(
      join(root, `charts/${chart}.vl.json`),
      text.replaceAll(`data/${name}.csv`, `data/${chart}.csv`),
    );
    for (const end of ['csv', 'csv.yaml'])
      cpSync(join(home, `charts/data/${name}.${end}`), join(root, `charts/data/${chart}.${end}`));
  }
  return root;
}

/** Writes the same talk as one Markdown file that other tools read, its charts as pictures of `picture`. */
export function writePlain(count, hasCharts, picture) {
  const root = mkdtempSync(join(tmpdir(), 'lectern-plain-'));
  if (hasCharts) cpSync(picture, join(root, 'chart.svg'));
  const written = slidesOf(count, hasCharts).map(({ title, body, notes, chart }) =>
    chart
      ? `# ${title}\n\n![What the chart shows](chart.svg)\n`
      : `# ${title}\n\n${body}\n${notes && `\n<!--\n${notes}\n-->\n`}`,
  );
  const file = join(root, 'talk.md');
  writeFileSync(file, written.join('\n---\n\n'));
  return file;
}
