import { describe, expect, it } from 'vitest';
import { mostLevels } from '../build/read/depth.ts';
import { readLayouts } from '../build/read/layouts.ts';
import { cleanSvg } from '../build/read/svg.ts';
import { outerAddresses } from '../build/read/theme.ts';
import { highlight } from '../build/resolve/highlight.ts';
import { numericEntry } from '../build/resolve/references.ts';
import { bytesOf, context, readTalk, specText } from './support/memory.ts';

/** Far more than any of these takes, and far less than each took before it had a limit. */
const deadline = 10_000;

type Files = Readonly<Record<string, string>>;

const slide = (text: string): Files => ({ 'slides/10.md': `# T\n\n${text}\n` });
const nested = (open: string, close: string, inner = ''): string =>
  open.repeat(20_000) + inner + close.repeat(20_000);
const reopened = `<p>${Array.from({ length: 500 }, (_, n) => `<b title=${n}>`).join('')}</p>${'<p>a</p>'.repeat(4000)}`;
const chart = (spec: string): Files => ({
  ...slide('![a](../charts/c.vl.json)'),
  'charts/c.vl.json': spec,
});

async function rules(files: Files): Promise<string[]> {
  const { reported } = await readTalk(files);
  return [...new Set(reported.map(({ rule }) => rule))];
}

describe('what one slide asks for', () => {
  const long: Readonly<Record<string, string>> = Object.fromEntries(
    ['[', '![', '[@', '[^', '@a', '$', '$$ ', '!', '<', '<!', '*a', '*a_', ':a[', '`a', 'a@'].map((sign) => [
      sign,
      sign.repeat(40_000 / sign.length),
    ]),
  );

  it.each(Object.entries(long))(
    'is bounded where it is %s again and again',
    async (_, text) => {
      expect(await rules(slide(`word ${text} word`))).toEqual(['text-crowded']);
      expect(await rules({ 'slides/10.md': `---\ntitle: ${JSON.stringify(text)}\n---\n\nText\n` })).toContain(
        'text-crowded',
      );
      expect(await rules(slide(`Text\n\nNote: ${text}`))).toEqual(['text-crowded']);
    },
    3 * deadline,
  );

  it.each([
    ['paragraphs', 'a\n\n'],
    ['headings', '## a\n'],
    ['containers', ':::step\na\n:::\n'],
    ['footnotes', 'a[^1]\n\n[^1]: b\n'],
    ['formulas', '$$a$$\n\n'],
    ['lines that look like directives', '::a[\n'],
  ])(
    'is bounded where it holds thousands of %s',
    async (_, text) => {
      await rules(slide(text.repeat(49_000 / text.length)));
    },
    deadline,
  );

  it('is no more than a slide, in an included file too', async () => {
    const much = 'word '.repeat(20_000);
    expect(await rules(slide(much))).toContain('slide-long');
    const included = await rules({ ...slide('::include[../shared/a.md]'), 'shared/a.md': much });
    expect(included).toContain('slide-long');
  });

  it(
    'has no more steps of lines to light than a line holds',
    async () => {
      const states = 'all|'.repeat(5000);
      expect(await rules(slide(`\`\`\`r {${states}}\n${'a\n'.repeat(10_000)}\`\`\``))).toEqual([
        'code-lines',
      ]);
    },
    deadline,
  );
});

describe('what grammars ask for', () => {
  it.each([
    ['bat', `${'('.repeat(190)}\n`.repeat(240)],
    ['fortran-free-form', `${'['.repeat(190)}\n`.repeat(240)],
    ['latex', `${' '.repeat(1990)}a\n`.repeat(20)],
  ])(
    'is bounded in %s',
    async (lang, text) => {
      const lines = await highlight({ lang, text });
      expect(lines.map((line) => line.map((token) => token.text).join('')).join('\n')).toBe(text);
    },
    deadline,
  );
});

describe('what nests too deeply', () => {
  it.each<[string, Files]>([
    ['quotes', slide('> '.repeat(20_000))],
    ['lists', slide(`${'- '.repeat(20_000)}a`)],
    ['containers', slide(':::step\n'.repeat(5000))],
    ['elements', slide(nested('<div>', '', 'a').slice(0, 45_000))],
    ['elements that open again in each paragraph', slide(`<div>${reopened}</div>`)],
    ['front matter', { 'slides/10.md': `---\nid: ${nested('[', ']')}\n---\n\n# T\n` }],
    ['front matter in lines', { 'slides/10.md': `---\ntags:\n  ${'- '.repeat(20_000)}a\n---\n\n# T\n` }],
    ['deck.yaml', { ...slide('a'), 'slides/deck.yaml': `title: ${nested('{a: ', '}')}` }],
    ['specs', chart(nested('{"layer":[', ']}', '{}'))],
    ['their data', chart(specText({ data: { values: [{ a: 0 }] } }).replace(':0', `:${nested('[', ']')}`))],
  ])(
    'is told: %s',
    async (_, files) => {
      expect(await rules(files)).toContain('too-deep');
    },
    deadline,
  );

  it.each([nested('<div>', '</div>'), nested('<b>', ''), reopened])(
    'is no layout',
    (html) => {
      const recorded = context();
      const path = 'templates/layouts/z.html';
      readLayouts(new Map([[path, bytesOf(`${html}<slot name="body"></slot>`)]]), recorded);
      expect(recorded.reported.map(({ rule }) => rule)).toEqual(['too-deep']);
    },
    deadline,
  );

  it('may be as deep as is allowed', async () => {
    expect(await rules(slide(`${'> '.repeat(mostLevels - 2)}a`))).toEqual([]);
  });

  it(
    'is no drawing',
    () => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg">${nested('<g>', '</g>')}</svg>`;
      expect(cleanSvg(bytesOf(svg)).bytes).toBeUndefined();
    },
    deadline,
  );
});

describe('what other files ask for', () => {
  it(
    'is a few mistakes of YAML, not one for each character',
    async () => {
      const { reported } = await readTalk({
        ...slide('a'),
        'slides/deck.yaml': `title: ${']'.repeat(50_000)}`,
      });
      expect(reported.length).toBeLessThan(50);
    },
    deadline,
  );

  it(
    'is a style sheet that is searched once, and closed where it ends',
    () => {
      expect(outerAddresses('url("'.repeat(200_000))).toEqual([{ start: 0, end: 1_000_000 }]);
      expect(outerAddresses('a { b: url(c')).toEqual([{ start: 7, end: 12 }]);
      expect(outerAddresses('image-set('.repeat(100_000))).toHaveLength(1);
    },
    deadline,
  );

  it(
    'is markup in references that is never closed',
    () => {
      for (const title of ['<b>'.repeat(100_000), '<b '.repeat(100_000)])
        expect(numericEntry({ id: 'a', type: 'book', title }).length).toBe(1);
    },
    deadline,
  );

  it(
    'is a table that has columns as tables have',
    async () => {
      const files = chart(specText({ data: { url: 'data/d.csv' } }));
      expect(await rules({ ...files, 'charts/data/d.csv': `${'a,'.repeat(50_000)}\n1\n` })).toEqual([
        'data-columns',
      ]);
      const { reported } = await readTalk({ ...files, 'charts/data/d.csv': `${'a,'.repeat(9000)}\n1\n` });
      expect(reported.length).toBeLessThanOrEqual(100);
    },
    deadline,
  );
});
