import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholeTalk } from '../build/model/config.ts';
import { format } from '../build/model/diagnostic.ts';
import type { PreviewResult, Project } from '../build/project.ts';
import { home, open, temporaryFolder } from './support/project.ts';

/** Numbers below 1 that look random and are the same each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Changes to a text file, as authors make them and as they go wrong. */
const edits: readonly ((text: string, roll: () => number) => string)[] = [
  (text, roll) => changeLine(text, roll, () => []),
  (text, roll) => changeLine(text, roll, (line) => [line, line]),
  (text, roll) =>
    changeLine(text, roll, (line) => [line.replace(/\b\w+\b/, `word${Math.floor(roll() * 9)}`)]),
  (text, roll) =>
    changeLine(text, roll, (line) => ['', '---', '', `# Added ${Math.floor(roll() * 9)}`, '', line]),
  (text, roll) => changeLine(text, roll, (line) => [line.replace(/\d/, String(Math.floor(roll() * 9)))]),
  (text) => {
    const slides = text.split('\n---\n\n');
    return [...slides.slice(1), slides[0]].join('\n---\n\n');
  },
];

function changeLine(text: string, roll: () => number, change: (line: string) => string[]): string {
  const lines = text.split('\n');
  const at = Math.floor(roll() * lines.length);
  lines.splice(at, 1, ...change(lines[at] ?? ''));
  return lines.join('\n');
}

/** What a preview shows and says, in a form to compare. */
function shown({ screens, diagnostics }: PreviewResult): object {
  const screen = screens.get(wholeTalk);
  return {
    said: diagnostics.map(format),
    sections: screen && [...screen.sections],
    annex: screen?.annex,
    operables: screen?.operables,
    // fonts may be more than a fresh one would embed
    styles: screen?.styles.slice(1),
  };
}

async function preview(project: Project): Promise<object> {
  return shown(await project.preview([wholeTalk], { trustHtml: false }));
}

describe('a talk that is compiled again and again while it is edited', () => {
  it.each([
    ['tests/decks/constructs', 1],
    ['tests/decks/evidence', 2],
    ['tests/decks/layouts', 3],
    ['.', 4],
  ])('is what it would be if it were compiled for the first time: %s', async (name, seed) => {
    const root = temporaryFolder();
    for (const folder of ['slides', 'charts'].filter((own) => existsSync(join(home, name, own))))
      cpSync(join(home, name, folder), join(root, folder), { recursive: true, force: true });
    const roll = dice(seed);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(root, path)).isFile(),
    );
    const originals = new Map(files.map((path) => [path, readFileSync(join(root, path))]));
    const project = open(root);
    await preview(project);
    for (let n = 0; n < 15; n++) {
      const path = files[Math.floor(roll() * files.length)] ?? '';
      const edit = edits[Math.floor(roll() * edits.length)];
      const file = join(root, path);
      if (n % 9 === 8) rmSync(file, { force: true });
      else if (n % 3 === 2 || !edit) writeFileSync(file, originals.get(path) ?? '');
      else writeFileSync(file, edit(String(originals.get(path)), roll));
      expect(await preview(project), `after change ${n}, of ${path}`).toEqual(await preview(open(root)));
    }
  });

  it('shows what pages say of others: titles, labels, sections, and what the theme draws', async () => {
    const root = temporaryFolder();
    cpSync(join(home, 'tests/decks/layouts'), root, { recursive: true });
    const project = open(root);
    await preview(project);
    const path = readdirSync(join(root, 'slides')).find((name) => name.endsWith('.md')) ?? '';
    const text = readFileSync(join(root, 'slides', path), 'utf8');
    const changed = [
      text.replace(/^# /m, '# Renamed: '),
      text.replaceAll(/^# /gm, '# Renamed: '),
      text.replace(/^# /m, '# A table first\n\n| a |\n|---|\n| 1 |\n\n---\n\n# '),
    ];
    for (const other of changed) {
      writeFileSync(join(root, 'slides', path), other);
      expect(await preview(project)).toEqual(await preview(open(root)));
    }
    mkdirSync(join(root, 'templates'), { recursive: true });
    writeFileSync(
      join(root, 'templates/theme.vega.json'),
      '{ "font": "Source Serif 4", "background": "#ddd" }',
    );
    expect(await preview(project)).toEqual(await preview(open(root)));
  });

  it('goes on past a chart that never ends, and shows it once it is mended', async () => {
    const root = temporaryFolder();
    for (const folder of ['slides', 'charts']) mkdirSync(join(root, folder));
    const write = (filter: string): void =>
      writeFileSync(
        join(root, 'charts/a.vl.json'),
        JSON.stringify({
          data: { values: [{ a: 1, text: `${'a'.repeat(60)}!` }] },
          transform: [{ filter }],
          mark: 'point',
          encoding: { x: { field: 'a', type: 'quantitative' } },
        }),
      );
    writeFileSync(join(root, 'slides/10.md'), '# A\n\n![A point](../charts/a.vl.json)\n');
    write('test(/^(a+)+$/, datum.text)');
    const project = open(root);
    let beats = 0;
    const pulse = setInterval(() => beats++, 50);
    const stuck = await project.preview([wholeTalk], { trustHtml: false });
    clearInterval(pulse);
    expect(stuck.screens.size).toBe(0);
    expect(stuck.talk).toBeDefined();
    expect(stuck.diagnostics.map(({ rule }) => rule)).toContain('chart-slow');
    expect(beats).toBeGreaterThan(20);
    write('datum.a > 0');
    const mended = await project.preview([wholeTalk], { trustHtml: false });
    expect(mended.screens.size).toBe(1);
  });
});
