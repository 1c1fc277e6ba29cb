import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../build/model/diagnostic.ts';
import { home, open, temporaryFolder } from './support/project.ts';

const options = { only: ['parity'], strict: false, trustHtml: false, progress: () => undefined } as const;

/** What `check --only parity` says of a talk of one slide under a theme that adds `css`. */
async function check(css: string): Promise<readonly Diagnostic[]> {
  const folder = temporaryFolder();
  const talk = {
    'slides/10.md':
      '# Output rises\n\nIt **rose** by 12%, as [here](https://example.org/) told.\n\n![Output by year](../charts/output.vl.json "Output")\n\nNote:\nWhat is said.\n',
    'charts/output.vl.json': JSON.stringify({
      data: { values: [{ year: 2020, output: 3 }] },
      mark: 'bar',
      encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'output', type: 'quantitative' } },
      usermeta: { source: { publisher: 'World Bank' } },
    }),
  };
  const theme = readFileSync(join(home, 'templates/theme.css'), 'utf8');
  const all = {
    ...talk,
    'templates/theme.css': `${theme}
${css}`,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return open(folder).check(options);
}

describe('check --only parity', () => {
  it('finds nothing in the shipped deck', async () => {
    expect(await open().check(options)).toEqual([]);
  });

  it.each(['lines', '2up', '4up', '6up', 'text'] as const)(
    'finds nothing in its handout %s',
    async (handout) => {
      expect(await open().check({ ...options, handout })).toEqual([]);
    },
  );

  it.each([
    'constructs',
    'code',
    'math',
    'footnotes',
    'alerts',
    'images',
    'columns',
    'includes',
    'layouts',
    'rtl',
    'operable',
    'evidence',
    'citations-bibtex',
    'bad-glyphs',
  ])('finds nothing in the deck %s', async (name) => {
    const found = await open(join(home, 'tests/decks', name)).check(options);
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('finds what a theme hides, adds or turns into dots on paper', async () => {
    expect(await check('')).toEqual([]);
    const rulesOf = async (css: string): Promise<string[]> =>
      (await check(css)).map(({ rule, message }) => `${rule} ${message}`);
    expect(await rulesOf('.print strong { display: none !important }')).toEqual([
      expect.stringMatching(/^parity-text Slide “output-rises” says “rose”, which slides\.pdf does not$/),
    ]);
    expect(await rulesOf('.handout .notes { display: none !important }')).toEqual([
      expect.stringMatching(/“What is said\.”, which handout\.pdf does not/),
    ]);
    expect(await rulesOf('.print .title::after { content: "Draft" }')).toEqual([
      expect.stringMatching(/^parity-text Slide “output-rises” does not say “.*Draft”/),
    ]);
    expect(await rulesOf('.print svg.chart { filter: blur(2px) }')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^parity-raster /)]),
    );
    expect(await rulesOf('.print a { display: none !important }')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^parity-link .*example\.org.* missing in slides\.pdf/)]),
    );
  });
});
