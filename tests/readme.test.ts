import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from '../build/model/diagnostic.ts';
import { home, open, temporaryFolder } from './support/project.ts';

const readme = readFileSync(join(home, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows a slide that compiles as it stands', async () => {
    const example = /```markdown\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const folder = temporaryFolder();
    for (const part of ['slides/references.yaml', 'charts']) {
      cpSync(join(home, part), join(folder, part), { recursive: true });
    }
    const config = readFileSync(join(home, 'slides/deck.yaml'), 'utf8');
    // its talks are of other slides
    writeFileSync(join(folder, 'slides/deck.yaml'), config.replace(/^talks:\n(?: .*\n)*/m, ''));
    writeFileSync(join(folder, 'slides/10.md'), example);
    writeFileSync(join(folder, 'slides/20.md'), '---\nlayout: references\n---\n\n# References\n');
    const { diagnostics, compiled } = await open(folder).compile({ trustHtml: false });
    expect(diagnostics.map(format)).toEqual([]);
    expect(compiled?.slides).toBe(2);
  });

  it('shows steps of a chart that compile as they stand', async () => {
    const example = readme.slice(readme.indexOf('## Charts in steps'));
    const parts = JSON.parse(`{${/```json\n([\s\S]*?)```/.exec(example)?.[1]}}`);
    const spec = {
      ...parts,
      data: { values: [1990, 1995].map((year) => ({ year, inflows: year })) },
      mark: 'bar',
      encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'inflows', type: 'quantitative' } },
    };
    spec.usermeta.source = { publisher: 'A' };
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'slides'));
    writeFileSync(join(folder, 'slides/10.md'), `# A\n\n\`\`\`vega-lite\n${JSON.stringify(spec)}\n\`\`\`\n`);
    const { diagnostics, compiled } = await open(folder).compile({ trustHtml: false });
    expect(diagnostics.map(format)).toEqual([]);
    expect(compiled?.steps).toBe(2);
  });

  it('shows talks that the deck which ships can be cut into', async () => {
    const talks = /```yaml\n(talks:[\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const folder = temporaryFolder();
    for (const part of ['slides', 'charts'])
      cpSync(join(home, part), join(folder, part), { recursive: true });
    const config = readFileSync(join(home, 'slides/deck.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'slides/deck.yaml'),
      config.replace(/^talks:\n(?: .*\n)*/m, () => talks),
    );
    for (const talk of ['briefing', 'semiconductors']) {
      const { diagnostics, compiled } = await open(folder).compile({ trustHtml: false, talk });
      expect(diagnostics.map(format)).toEqual([]);
      expect(compiled?.ids[0]).toBe('cover');
    }
  });

  it('names every layout', () => {
    const table = readme.slice(readme.indexOf('### Layouts'), readme.indexOf('## The command'));
    for (const file of readdirSync(join(home, 'templates/layouts'))) {
      expect(table).toContain(`\`${file.replace('.html', '')}\``);
    }
  });

  it('links to files that exist', () => {
    const prose = readme.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
    for (const [, target = ''] of prose.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(existsSync(join(home, target)), target).toBe(true);
    }
  });
});
