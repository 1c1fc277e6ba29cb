import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { format } from '../build/model/diagnostic.ts';
import type { TakeResult } from '../build/take.ts';
import { deckCarrying, deckOfFiles } from './support/carried.ts';
import { filesIn, write as writeFiles } from './support/folder.ts';
import { home, open, temporaryFolder } from './support/project.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, files: Files): string => writeFiles(join(root, name), files);

/** Builds somebody's deck, and takes slides of it to a talk of one's own. */
async function take(theirs: Files | string, mine: Files, ...slides: string[]) {
  const folder = typeof theirs === 'string' ? theirs : write('theirs', theirs);
  const { compiled, diagnostics } = await open(folder).compile({ trustHtml: false, source: true });
  if (!compiled) throw new Error(diagnostics.map(format).join('\n'));
  writeFileSync(join(root, 'theirs.html'), compiled.screen);
  write('mine', mine);
  return takeAgain(...slides);
}

async function takeAgain(...slides: string[]): Promise<TakeResult & { rules: string[]; text: string }> {
  const talk = open(join(root, 'mine'));
  const result = await talk.take({ deck: '../theirs.html', slides, progress: () => undefined });
  const path = result.taken?.path;
  if (path !== undefined) {
    // it is promised to compile
    const { compiled, diagnostics } = await talk.compile({ trustHtml: false });
    expect(compiled, diagnostics.map(format).join('\n')).toBeDefined();
  }
  const text = path === undefined ? '' : own(path);
  return { ...result, rules: result.diagnostics.map(({ rule }) => rule), text };
}

const own = (path: string): string => readFileSync(join(root, 'mine', path), 'utf8');

const listing = (): string[] => filesIn(join(root, 'mine'));

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const otherPixel = Buffer.concat([pixel, Buffer.from('x')]);
const spec = (url: string): string =>
  `{\n  "data": { "url": ${JSON.stringify(url)} },\n  "mark": "bar",\n  "encoding": { "x": { "field": "year", "type": "ordinal" }, "y": { "field": "sales", "type": "quantitative" } }\n}\n`;

const works =
  '- id: k1\n  type: book\n  title: One\n  author: [{ family: A }]\n- { id: k2, type: book, title: Two }\n';

const theirs: Files = {
  'slides/deck.yaml':
    'title: "Theirs: a talk"\nauthors: [A. Author, B. Author]\ndate: "2024"\nlicence: CC-BY-4.0\nlang: en\nbibliography: works.yaml\nseries: { steps: { label: Step }, parts: { label: Part } }\n',
  'slides/works.yaml': works,
  'slides/10.md': `---
id: chart
series: steps
panel: "01"
---

# A chart {#not-an-id}

![Sales](../charts/sales.vl.json "Sales \\"q\\"")

Words [@k1, p. 3; see @k2] and @k2, :value[3]{where="year=2001" from="sales.csv" field=sales}, [one](#other), [](#other), [two](#left-behind "T"), [](#left-behind), <a href="#other">a</a>, <a href='#left-behind'>b</a>.

Note:
Said of [it](#left-behind) by [@k1].

---

# Other

![P](img/p.png) Text ![Q](<img/p.png> "Q").

\`\`\`vega-lite
${spec('../charts/data/sales.csv').replace('"mark"', '"description": "D", "mark"')}\`\`\`

---
id: left-behind
series: parts
panel: "02"
---

# Left *behind* [@k1]

x

---
id: applied
applies: [chart, left-behind]
layout: case
---

# Applied

x
`,
  'slides/90.md': '---\nlayout: references\n---\n\n# Works\n',
  'slides/img/p.png': pixel,
  'charts/sales.vl.json': spec('data/sales.csv'),
  'charts/data/sales.csv': 'year,sales\n2001,3\n2002,4\n',
  'charts/data/sales.csv.yaml': 'publisher: B\n',
};
const mine: Files = { 'slides/deck.yaml': 'title: Mine\n', 'slides/10-mine.md': '# Mine\n\nb\n' };

describe('lectern take', () => {
  it('adds slides with all that they need, as they are, and says whose they are', async () => {
    const { rules, taken, text } = await take(theirs, mine, 'chart', 'other');
    expect(rules).toEqual(['references-unlisted']);
    expect(taken).toEqual({
      path: 'slides/11-taken-a-chart-not-an-id.md',
      ids: ['chart', 'other'],
      added: [
        'slides/img/p.png',
        'charts/data/sales.csv',
        'charts/data/sales.csv.yaml',
        'charts/sales.vl.json',
        '@k1',
        '@k2',
        'series steps',
      ].sort((a, b) => (taken?.added.indexOf(a) ?? 0) - (taken?.added.indexOf(b) ?? 0)),
      renamed: [],
    });
    expect(text).toContain(
      'id: chart\nseries: steps\npanel: "01"\nattribution: "From “Theirs: a talk” by A. Author and B. Author, 2024, slide “chart”. CC-BY-4.0"\n---\n',
    );
    // of links to slides that stayed, the words are left
    expect(text).toContain(
      '[one](#other), [](#other), two, 02 Left *behind* , <a href="#other">a</a>, <a>b</a>.',
    );
    expect(text).toContain('Said of it by [@k1].');
    expect(text).toMatch(/---\nid: other\nattribution: .*\n---\n\n# Other\n/);
    for (const path of ['charts/sales.vl.json', 'charts/data/sales.csv', 'charts/data/sales.csv.yaml'])
      expect(own(path)).toBe(theirs[path]);
    expect(own('slides/deck.yaml')).toBe(
      'title: Mine\nseries:\n  steps: { label: "Step" }\nbibliography: references.yaml\n',
    );
  });

  it('gives other names to what is called alike and is something else', async () => {
    const { taken, text } = await take(
      theirs,
      {
        'slides/deck.yaml':
          'title: Mine # my own\nbibliography: refs.yaml\nseries:\n  # mine\n  steps: { label: Rung }\nlang: de\n',
        'slides/refs.yaml': '  - id: k1\n    type: book\n    title: Another\n  # the end\n',
        'slides/10.md':
          '---\nid: chart\nseries: steps\npanel: "01"\n---\n\n# Mine\n\n[@k1]\n\n---\n\n# Other\n\nc\n',
        'slides/90.md': '---\nlayout: references\n---\n\n# Works\n',
        'slides/img/p.png': otherPixel,
        'charts/sales.vl.json': spec('data/sales.csv'),
        'charts/data/sales.csv': 'year,sales\n2001,7\n',
        'charts/data/sales-2.csv': 'year,sales\n2001,8\n',
      },
      'chart',
      'other',
      'applied',
    );
    expect(taken?.renamed).toEqual(
      expect.arrayContaining([
        ['chart', 'chart-2'],
        ['other', 'other-2'],
        ['charts/data/sales.csv', 'charts/data/sales-3.csv'],
        ['charts/data/sales.csv.yaml', 'charts/data/sales-3.csv.yaml'],
        ['charts/sales.vl.json', 'charts/sales-2.vl.json'],
        ['slides/img/p.png', 'slides/img/p-2.png'],
        ['k1', 'k1-2'],
        ['steps', 'steps-2'],
      ]),
    );
    expect(text).toContain('id: chart-2\nseries: steps-2\n');
    expect(text).toContain('lang: en\n');
    expect(text).toContain('![Sales](../charts/sales-2.vl.json "Sales \\"q\\"")');
    expect(text).toContain('[@k1-2, p. 3; see @k2] and @k2');
    expect(text).toContain(
      ':value[3]{where="year=2001" from="sales-3.csv" field=sales}, [one](#other-2), [](#other-2)',
    );
    expect(text).toContain('<a href="#other-2">a</a>');
    expect(text).toContain('![P](img/p-2.png) Text ![Q](<img/p-2.png> "Q").');
    expect(text).toContain('"url": "../charts/data/sales-3.csv"');
    expect(text).toContain('applies: [chart-2]\n');
    expect(own('charts/sales-2.vl.json')).toBe(spec('data/sales-3.csv'));
    expect(own('charts/data/sales.csv')).toBe('year,sales\n2001,7\n');
    expect(own('slides/refs.yaml')).toMatch(
      /^ {2}- id: k1\n {4}type: book\n {4}title: Another\n {2}# the end\n {2}- id: k1-2\n {4}type: book\n/,
    );
    expect(own('slides/deck.yaml')).toBe(
      'title: Mine # my own\nbibliography: refs.yaml\nseries:\n  # mine\n  steps: { label: Rung }\n  steps-2: { label: "Step" }\nlang: de\n',
    );
    expect(taken?.path).toBe('slides/91-taken-a-chart-not-an-id.md');
  });

  it('shares what is there already, and brings nothing twice', async () => {
    const first = await take(theirs, mine, 'chart', 'other');
    const before = new Map(listing().map((path) => [path, own(path)]));
    const { taken, text } = await takeAgain('other', 'chart');
    expect(taken?.added).toEqual([]);
    expect(taken?.renamed).toEqual([
      ['other', 'other-2'],
      ['chart', 'chart-2'],
    ]);
    expect(text).toContain('[one](#other-2)');
    expect(listing()).toHaveLength(before.size + 1);
    for (const [path, content] of before) expect(own(path)).toBe(content);
    expect(taken?.path).not.toBe(first.taken?.path);
    // the same work under another key is the same work
    write('mine', { 'slides/references.yaml': works.replace('id: k1', 'id: mine1') });
    for (const name of readdirSync(join(root, 'mine/slides')))
      if (name.includes('taken')) rmSync(join(root, 'mine/slides', name));
    const third = await takeAgain('chart');
    expect(third.text).toContain('[@mine1, p. 3; see @k2]');
  });

  it.each([
    [
      'refs.bib',
      '@book{k1,\r\n  title = {Another}}\r\n',
      /^@book\{k1,\r\n {2}title = \{Another\}\}\r\n\r\n@book\{k1-2,\r\n/,
    ],
    [
      'refs.json',
      '[{"id": "k1", "type": "book", "title": "Another"}]',
      /^\[\{"id": "k1", "type": "book", "title": "Another"\},/,
    ],
    ['refs.json', '[]', /"k1"/],
    [
      'refs.yaml',
      '[{ id: k1, type: book, title: Another }] # mine\n',
      /title: Another \},\n {2}\{"id":"k1-2".*\] # mine\n$/s,
    ],
    [
      'refs.yaml',
      '\ufeff- { id: k1, type: book, title: Another }',
      /^\ufeff- \{ id: k1, type: book, title: Another \}\n- id: k1-2\n/,
    ],
  ])('adds works to %s behind %j', async (name, text, expected) => {
    const { taken } = await take(
      theirs,
      {
        'slides/deck.yaml': `title: M\nbibliography: ${name}\n`,
        [`slides/${name}`]: text,
        'slides/1.md': '# M\n\nb\n',
      },
      'chart',
    );
    expect(taken).toBeDefined();
    expect(own(`slides/${name}`)).toMatch(expected);
  });

  it('brings works out of BibTeX, with abbreviations', async () => {
    const bib =
      '@string{p = "The Press"}\n@book{k1, title = {One: a {Book}}, author = {Ångström, Ö. and others}, publisher = p, year = 2001}\n@misc{k2, title={Two}}\n';
    const { 'slides/works.yaml': _, ...rest } = theirs;
    const bibtex = {
      ...rest,
      'slides/works.bib': bib,
      'slides/deck.yaml': String(theirs['slides/deck.yaml']).replace('works.yaml', 'works.bib'),
    };
    expect((await take(bibtex, mine, 'chart')).taken).toBeDefined();
    expect(own('slides/references.yaml')).toMatch(
      /publisher: The Press[\s\S]*Ångström|Ångström[\s\S]*publisher: The Press/,
    );
    write('mine', { 'slides/deck.yaml': 'title: M\nbibliography: m.bib\n', 'slides/m.bib': '' });
    rmSync(join(root, 'mine/slides/references.yaml'));
    for (const name of readdirSync(join(root, 'mine/slides')))
      if (name.includes('taken')) rmSync(join(root, 'mine/slides', name));
    expect((await takeAgain('chart')).taken).toBeDefined();
    expect(own('slides/m.bib')).toContain('The Press');
  });

  it('keeps mere @names what they are', async () => {
    const { text } = await take(
      { 'slides/10.md': '# A\n\nAsk @someone or a@b.example, [or @other].\n' },
      { ...mine, 'slides/deck.yaml': 'title: M\nbibliography: r.yaml\n', 'slides/r.yaml': works },
      'a',
    );
    expect(text).toContain('Ask \\@someone or a@b.example');
  });

  it('brings a layout that is not there, and makes a deck.yaml where there is none', async () => {
    const layout =
      '<h1 class="title"><slot fill="title"></slot></h1><slot name="body" accepts="text" arity="+"></slot>';
    const { taken } = await take(
      {
        'slides/deck.yaml': 'title: T\nseries: { steps: { label: Step } }\n',
        'slides/10.md': '---\nlayout: own\nseries: steps\npanel: "1"\n---\n\n# A\n\nb\n',
        'templates/layouts/own.html': layout,
      },
      { 'slides/10.md': '# Mine\n\nb\n' },
      'a',
    );
    expect(taken?.added).toEqual(['templates/layouts/own.html', 'series steps']);
    expect(own('slides/deck.yaml')).toBe('title: Untitled\nseries:\n  steps: { label: "Step" }\n');
  });

  it('puts its file behind all others, whatever they are called', async () => {
    for (const [name, expected] of [
      ['10.md', '11-taken-a.md'],
      ['099-x.md', '100-taken-a.md'],
      ['99-x.md', '99-x_taken-a.md'],
      ['intro.md', 'intro_taken-a.md'],
      ['中.md', '中_taken-a.md'],
    ] as const) {
      const { taken } = await take(
        { 'slides/1.md': '# A\n\nb\n' },
        { [`slides/${name}`]: '# M\n\nb\n' },
        'a',
      );
      expect(taken?.path).toBe(`slides/${expected}`);
      expect(readdirSync(join(root, 'mine/slides')).sort().at(-1)).toBe(expected);
      rmSync(join(root, 'mine'), { recursive: true });
    }
  });

  it('takes every slide of the talk that ships', async () => {
    const { compiled } = await open(home).compile({ trustHtml: false });
    const ids = [...(compiled?.places.keys() ?? [])].filter((id) => !/^references-/.test(id));
    const { taken } = await take(home, mine, ...ids);
    expect(taken?.ids).toEqual(ids);
    expect(listing().filter((path) => path.startsWith('charts/')).length).toBe(27);
  });
});

describe('lectern take, refused', () => {
  const unchanged = async (rules: string[], ...slides: string[]): Promise<void> => {
    const before = new Map(listing().map((path) => [path, own(path)]));
    const result = await takeAgain(...slides);
    expect(result.rules).toEqual(rules);
    expect(result.taken).toBeUndefined();
    expect(new Map(listing().map((path) => [path, own(path)]))).toEqual(before);
  };
  const carry = (files: Files): void =>
    writeFileSync(
      join(root, 'theirs.html'),
      deckCarrying({
        lectern: '1.0.0',
        files: Object.entries(files).map(([path, content]) =>
          typeof content === 'string'
            ? { path, text: content }
            : { path, base64: Buffer.from(content).toString('base64') },
        ),
      }),
    );

  it('writes nothing of slides that are not there, and names the near one', async () => {
    write('mine', mine);
    carry(theirs);
    await unchanged(['slide-unknown', 'slide-unknown'], 'chrat', 'nowhere', 'chart');
    const { diagnostics } = await takeAgain('chrat');
    expect(diagnostics[0]?.hint).toContain('“chart”');
  });

  it('writes nothing into a talk with mistakes, or where it would make some', async () => {
    write('mine', { 'slides/10.md': '# M\n\n[x](#nowhere)\n' });
    carry(theirs);
    await unchanged(['link-unknown'], 'chart');
    write('mine', { 'slides/10.md': '# M\n\nb\n\n---\nlayout: references\n---\n\n# R\n' });
    await unchanged(['references-twice'], 'works');
  });

  it('writes nothing where a slide would show another file than it did', async () => {
    write('mine', { ...mine, 'slides/p.png': otherPixel });
    carry({ 'slides/10.md': '# A\n\n![P][p]\n\n[p]: p.png\n', 'slides/p.png': pixel });
    await unchanged(['take-impossible'], 'a');
  });

  it('writes nothing of a deck that does not read as one', async () => {
    write('mine', mine);
    for (const [html, rule] of [
      ['', 'deck-foreign'],
      [deckOfFiles('../evil.md'), 'source-path'],
      [deckOfFiles('slides/10.md'), 'title-missing'],
    ] as const) {
      writeFileSync(join(root, 'theirs.html'), html);
      await unchanged([rule], 'x');
    }
    carry({ 'slides/10.md': `# A\n\n${'> '.repeat(20_000)}b\n` });
    await unchanged(['too-deep'], 'a');
    carry({ 'slides/deck.yaml': `title: ${'['.repeat(20_000)}`, 'slides/10.md': '# A\n\nb\n' });
    expect((await takeAgain('a')).taken).toBeUndefined();
    carry({ ...theirs, 'charts/sales.vl.json': `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` });
    expect((await takeAgain('chart')).taken).toBeUndefined();
  });

  it('tells mistakes in it without obeying what it says to the terminal', async () => {
    write('mine', mine);
    carry({ 'slides/10.md': '---\nlayout: "\\e[2J\\e[31m"\n---\n\n# A\n\nb\n' });
    const { diagnostics } = await takeAgain('a');
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.map(format).join('\n')).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('takes titles and names for what they are, however they are written', async () => {
    write('mine', mine);
    const title = 'T\n---\n\n# Forged\n\n[x](#nowhere): # {"}';
    const name = 's\n---\nx: [, ]';
    carry({
      'slides/deck.yaml': JSON.stringify({
        title,
        authors: ['A\'"\r\n---'],
        licence: '\u2028# x',
        series: { [name]: { label: 'L\n---' } },
      }),
      'slides/10.md': `---\nseries: ${JSON.stringify(name)}\npanel: "1\\n---"\n---\n\n# A\n\nb\n`,
    });
    const { taken, text } = await takeAgain('a');
    expect(taken?.ids).toEqual(['a']);
    expect(text.match(/^---$/gm)).toHaveLength(2);
    const { compiled } = await open(join(root, 'mine')).compile({ trustHtml: false });
    expect(compiled?.slides).toBe(2);
  });

  it('fetches, runs and includes nothing of it', async () => {
    write('mine', mine);
    carry({ 'slides/10.md': '# A\n\n<script>alert(1)</script>\n' });
    await unchanged(['take-unsafe'], 'a');
    carry({
      'slides/10.md': '---\nlayout: own\n---\n\n# A\n\nb\n',
      'templates/layouts/own.html':
        '<h1 class="title"><slot fill="title"></slot></h1><script>1</script><slot name="body" accepts="text"></slot>',
    });
    expect((await takeAgain('a')).taken).toBeUndefined();
    carry({ 'slides/10.md': '# A\n\n![x](https://example.org/x.png)\n' });
    await unchanged(['url-remote'], 'a');
    carry({ 'slides/10.md': '# A\n\n![x](../../../etc/passwd.png)\n' });
    await unchanged(['path-outside'], 'a');
  });

  it('writes nothing through links out of the talk', async () => {
    write('mine', mine);
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync('../elsewhere', join(root, 'mine/charts'));
    carry(theirs);
    const result = await takeAgain('chart');
    expect(result.taken).toBeUndefined();
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
    expect(existsSync(join(root, 'mine/slides/references.yaml'))).toBe(false);
    expect(readdirSync(join(root, 'mine/slides')).sort()).toEqual(['10-mine.md', 'deck.yaml']);
  });

  it('leaves all as it was when a file cannot be written', async () => {
    write('mine', { ...mine, charts: 'a file' });
    carry(theirs);
    await unchanged(['write-failed'], 'chart');
  });
});
