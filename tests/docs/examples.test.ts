import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from '../../build/model/diagnostic.ts';
import { documents, examplesOf, talkOf, textOf } from '../support/docs.ts';
import { home, open, temporaryFolder } from '../support/project.ts';

describe('examples', () => {
  for (const path of documents) {
    const examples = examplesOf(path);
    const slides = examples.filter(({ language, file }) => language === 'markdown' && file === undefined);
    if (slides.length === 0 && examples.every(({ file }) => file === undefined)) continue;
    it(`of ${path} compile in a new talk, and leave no figure without evidence`, async () => {
      const talk = open(talkOf(path));
      const found = await talk.check({
        only: ['evidence'],
        strict: true,
        trustHtml: false,
        progress: () => undefined,
      });
      expect(found.map(format)).toEqual([]);
      const { compiled } = await talk.compile({ trustHtml: false });
      for (const { text } of slides) expect(compiled?.ids).toContain(/^id: (.*)$/m.exec(text)?.[1]);
    });
  }

  it('of steps compile as they stand', async () => {
    const example = examplesOf('docs/charts.md').find(({ text }) => text.startsWith('"params"'));
    const spec = {
      ...JSON.parse(`{${example?.text}}`),
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

  it('of talks are talks that the deck which ships can be cut into', async () => {
    const talks = examplesOf('docs/talks.md').find(({ text }) => text.includes('briefing:'))?.text ?? '';
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

  it('show every layout', () => {
    const guide = textOf('docs/authoring.md');
    for (const file of readdirSync(join(home, 'templates/layouts')))
      expect(guide).toMatch(new RegExp(`^\\| \\[.*\`${file.replace('.html', '')}\`\\]`, 'm'));
  });
});
