import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from '../build/model/diagnostic.ts';
import { home, open, temporaryFolder } from './support/project.ts';

const readme = readFileSync(join(home, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows a slide that compiles as it stands', async () => {
    const example = /```markdown\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const folder = temporaryFolder();
    for (const part of ['slides/deck.yaml', 'slides/references.yaml', 'charts']) {
      cpSync(join(home, part), join(folder, part), { recursive: true });
    }
    writeFileSync(join(folder, 'slides/10.md'), example);
    writeFileSync(join(folder, 'slides/20.md'), '---\nlayout: references\n---\n\n# References\n');
    const { diagnostics, compiled } = await open(folder).compile({ trustHtml: false });
    expect(diagnostics.map(format)).toEqual([]);
    expect(compiled?.slides).toBe(2);
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
