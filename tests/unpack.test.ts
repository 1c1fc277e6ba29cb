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
import { unpackDeck } from '../build/unpack.ts';
import { deckCarrying, deckOfFiles } from './support/carried.ts';
import { filesIn, write as writeFiles } from './support/folder.ts';
import { library } from './support/memory.ts';
import { home, open, temporaryFolder } from './support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function unpack(deck: string, folder = 'talk'): { rules: string[]; files: number } {
  const { diagnostics, files } = unpackDeck({ root, deck, folder, version: library.version });
  return { rules: diagnostics.map(({ rule }) => rule), files };
}

async function screenOf(folder: string, isPublic = false): Promise<string> {
  const { diagnostics, compiled } = await open(folder).compile({ trustHtml: false, isPublic, source: true });
  if (!compiled) throw new Error(diagnostics.map(format).join('\n'));
  expect(diagnostics.filter(({ rule }) => rule === 'source-left-out')).toEqual([]);
  return compiled.screen;
}

/** Builds a folder, unpacks what came of it, and builds that; gives the files that were unpacked. */
async function roundTrip(folder: string, isPublic = false): Promise<Map<string, Buffer>> {
  const screen = await screenOf(folder, isPublic);
  writeFileSync(join(root, 'index.html'), screen);
  expect(unpack('index.html')).toMatchObject({ rules: [] });
  expect((await screenOf(join(root, 'talk'), isPublic)) === screen).toBe(true);
  const talk = join(root, 'talk');
  return new Map(filesIn(talk).map((path) => [path, readFileSync(join(talk, path))]));
}

const write = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  writeFiles(join(root, 'mine'), files);

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const spec = JSON.stringify({
  data: { url: 'data/größe.csv' },
  mark: 'bar',
  encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'sales', type: 'quantitative' } },
});

/** A talk of whatever files may be. */
const odd = {
  'slides/deck.yaml': '\ufefftitle: Ödd 中\r\nbibliography: ../shared/works.bib\r\n',
  'slides/10 – first.md':
    '# A\r\n\r\nWindows [@k1]. <!-- said -->\r\n\r\nNote:\r\nMore.\r\n\r\n---\r\nlayout: own\r\n---\r\n\r\n# B\r\n\r\n![A pixel](../assets/bild%20中.PNG "C")\r\n',
  'slides/20.md':
    '\ufeff# C\n\n![Sales](../charts/größe.vl.json "Sales")\n\n:value[3]{from=größe.csv where="year=2001" field=sales}',
  'slides/30.md': '\r# D\r\rold Mac\r',
  'charts/größe.vl.json': spec,
  'charts/data/größe.csv': '\ufeffyear,sales\r\n2001,3\r\n2002,4\r\n',
  'charts/data/größe.csv.yaml': 'publisher: B # a comment\n',
  'assets/bild 中.PNG': pixel,
  'shared/works.bib': '% by hand\n@book{k1, title = {One}, year = 2001}\r\n',
  'templates/layouts/own.html':
    '<h1 class="title"><slot fill="title"></slot></h1><slot name="figure" accepts="figure" arity="1" width="400" height="200"></slot>',
  'templates/theme.css': ':root { --paper: #fff }\r\n/* </script> */',
};

describe('lectern unpack', () => {
  it('gives back the talk that ships, which builds to the same bytes', async () => {
    const files = await roundTrip(home);
    for (const [path, bytes] of files) expect(bytes.equals(readFileSync(join(home, path))), path).toBe(true);
    expect([...files.keys()]).toContain('charts/data/fdi-inflows.csv.yaml');
  });

  it('gives back odd files byte for byte, those that nothing uses left out', async () => {
    const folder = write({
      ...odd,
      'slides/todo.txt': 'private',
      'templates/theme.css~': 'x',
      '.env': 'S=1',
    });
    const files = await roundTrip(folder);
    expect([...files.keys()].sort()).toEqual(Object.keys(odd).sort());
    for (const [path, bytes] of files)
      expect(bytes.equals(readFileSync(join(folder, path))), path).toBe(true);
  });

  it('gives back what links in the talk’s folder lead to', async () => {
    const folder = write({ 'slides/10.md': '# A\n\nb\n', 'part/20.md': '# B\n\nc\n' });
    symlinkSync('../part/20.md', join(folder, 'slides/20.md'));
    const files = await roundTrip(folder);
    expect([...files.keys()].sort()).toEqual(['slides/10.md', 'slides/20.md']);
  });

  it('fills a folder that is empty, and stays out of any other', () => {
    writeFileSync(join(root, 'deck.html'), deckOfFiles('slides/a.md', 'charts/data/a.csv'));
    mkdirSync(join(root, 'empty'));
    expect(unpack('deck.html', 'empty')).toEqual({ rules: [], files: 2 });
    expect(readdirSync(join(root, 'empty')).sort()).toEqual(['charts', 'slides']);
    expect(unpack('deck.html', 'empty')).toEqual({ rules: ['folder-taken'], files: 0 });
    expect(unpack('deck.html', 'deck.html')).toEqual({ rules: ['folder-taken'], files: 0 });
    expect(unpack('deck.html', '.')).toEqual({ rules: ['folder-taken'], files: 0 });
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync('elsewhere', join(root, 'link'));
    expect(unpack('deck.html', 'link')).toEqual({ rules: ['folder-taken'], files: 0 });
    symlinkSync('nowhere', join(root, 'broken'));
    expect(unpack('deck.html', 'broken')).toEqual({ rules: ['folder-taken'], files: 0 });
    expect(unpack('deck.html', 'new/deep/talk')).toEqual({ rules: [], files: 2 });
    expect(unpack('deck.html', 'deck.html/in')).toEqual({ rules: ['folder-taken'], files: 0 });
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
    expect(readdirSync(root).sort()).toEqual(['broken', 'deck.html', 'elsewhere', 'empty', 'link', 'new']);
  });

  it('says what is wrong with a file that is no deck, and writes nothing', () => {
    mkdirSync(join(root, 'folder'));
    writeFileSync(join(root, 'page.html'), '<!doctype html><p>A page</p></html>');
    writeFileSync(join(root, 'bad.html'), deckOfFiles('slides/a.md', '../../evil.md'));
    for (const [deck, rule] of [
      ['nowhere.html', 'deck-unreadable'],
      ['folder', 'deck-unreadable'],
      ['/dev/null', 'deck-unreadable'],
      ['page.html', 'deck-foreign'],
      ['bad.html', 'source-path'],
    ] as const)
      expect(unpack(deck), deck).toEqual({ rules: [rule], files: 0 });
    expect(readdirSync(root).sort()).toEqual(['bad.html', 'folder', 'page.html']);
    expect(existsSync(join(root, '../evil.md'))).toBe(false);
  });

  it('leaves nothing behind when a file cannot be written', () => {
    // longer than a path may be, with names that are not
    const long = `${`${'a'.repeat(199)}/`.repeat(10)}${'b'.repeat(190)}`;
    const path = `${long.slice(0, 2200)}/${'c'.repeat(150)}.png`;
    const deep = join(root, ...Array.from({ length: 9 }, () => 'd'.repeat(200)));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(root, 'deck.html'), deckCarrying({ lectern: '0.1.0', files: [{ path, text: '' }] }));
    const { rules, files } = unpack('deck.html', join(deep, 'talk'));
    expect({ rules, files }).toEqual({ rules: ['write-failed'], files: 0 });
    expect(readdirSync(deep)).toEqual([]);
  });

  it('warns of a deck by another version', () => {
    writeFileSync(join(root, 'deck.html'), deckCarrying({ lectern: '99.0.0', files: [] }));
    expect(unpack('deck.html').rules).toEqual(['source-version']);
  });
});

describe('the source of a public deck', () => {
  const secret = /SECRET|secret/;
  const talk = {
    'slides/deck.yaml':
      '# SECRET plan\ntitle: T # SECRET too\nbibliography: r.yaml\nseries: { steps: { label: Step } }\nexceptions:\n  - rule: figure-unbacked\n    file: slides/10.md\n    line: SECRET line\n    because: x\ndate: "2024"\n',
    'slides/r.yaml':
      '- id: k1\n  type: book\n  title: Shown\n# SECRET comment\n- id: k2\n  type: book\n  title: SECRET work\n- { id: k3, type: book, title: Last }\n',
    'slides/10.md': `---
# SECRET field comment
id: first
applies: [secret-panel, open-panel]
title: "A <!-- SECRET in a title -->"
---

Words [@k3] <!-- SECRET --> and \`<!-- shown -->\` [to *it*](#secret-panel), [](#secret-panel), [open](#open-panel).

[//]: # (SECRET remark)

- one

<!--
SECRET lines
-->

- two

<p>See <a class="x" href='#secret-panel'>this</a>.</p>

\`\`\`html
<!-- shown in code -->
\`\`\`

Note:
SECRET [@k2]

---
id: secret-panel
draft: true
series: steps
panel: "01"
---

# Not *yet*

SECRET ![SECRET](secret.png) :value[1]{from=secret.csv field=a where="a=1"}

![SECRET](../charts/secret.vl.json "SECRET")

---
id: open-panel
series: steps
panel: "02"
---

# Open

Text
Note: SECRET

---

# Same title

b

---

---
draft: true
---

# Same title

SECRET

---

# Same title

See [this one](#same-title-2).
`,
    'slides/20-secret.md': '---\ndraft: true\n---\n\n# SECRET\n\nx\n',
    'slides/secret.png': pixel,
    'charts/secret.vl.json': JSON.stringify({
      data: { url: 'data/secret.csv' },
      mark: 'bar',
      encoding: { x: { field: 'a', type: 'ordinal' }, y: { field: 'a', type: 'quantitative' } },
      usermeta: { source: { publisher: 'SECRET' } },
    }),
    'charts/data/secret.csv': 'a\n1\n',
    'charts/data/secret.csv.yaml': 'publisher: SECRET\n',
  };

  it('has neither notes nor drafts, nor what they alone use, in any file, and builds to the same bytes', async () => {
    const folder = write({ ...talk, 'slides/90.md': '---\nlayout: references\n---\n\n# Works\n' });
    const files = await roundTrip(folder, true);
    expect([...files.keys()].sort()).toEqual([
      'slides/10.md',
      'slides/90.md',
      'slides/deck.yaml',
      'slides/r.yaml',
    ]);
    for (const [path, bytes] of files) expect(bytes.toString(), path).not.toMatch(secret);
    const slides = files.get('slides/10.md')?.toString() ?? '';
    expect(slides).toContain('`<!-- shown -->` to *it*, 01 Not *yet*, [open](#open-panel).');
    expect(slides).toContain('<a class="x">this</a>');
    expect(slides).toContain('<!-- shown in code -->');
    expect(slides).toContain('id: same-title-2');
    // the same without --public, as there is nothing left to leave out
    const screen = await screenOf(join(root, 'talk'));
    expect(screen === readFileSync(join(root, 'index.html'), 'utf8')).toBe(true);
  });

  it.each([
    ['note crlf', '# A\r\n\r\nb\r\n\r\nNote: SECRET\r\n\r\n---\r\n\r\n# B\r\n\r\nc\r\n'],
    ['note in list fence', '# A\n\n- x\n\n  ```\n  Note: shown\n  ```\n\nNote:\nSECRET\n'],
    [
      'comment in list',
      '# A\n\n- x <!-- SECRET -->\n- y\n\n  <!-- SECRET -->\n\n> q <!-- SECRET\n> more -->\n',
    ],
    ['comment in table', '# A\n\n| a | b |\n|---|---|\n| x <!-- SECRET --> | y |\n'],
    ['comment in slot', '# A\n\nb\n\n:::aside\nx <!-- SECRET -->\n\n<!--\nSECRET\n-->\n:::\n'],
    ['comment in raw html', '# A\n\n<p>x <!-- SECRET --> y</p>\n\n<div>\n<!-- SECRET -->\n</div>\n'],
    ['two comments', '# A\n\nx <!-- SECRET --> <!--SECRET--> <!-- SECRET -->\n'],
    ['comment before first slide', '<!-- SECRET -->\n\n# A\n\nb\n'],
    ['comment title', '# A <!-- SECRET -->\n\nb\n'],
    ['title in front matter', '---\ntitle: "A <!-- SECRET -->"\n---\n\nb\n'],
    ['front matter block comment', '---\ntitle: |\n  A\n# SECRET\nid: x\n---\n\nb\n'],
    ['draft first', '---\ndraft: true\n---\n\n# SECRET\n\n---\n\n# B\n\nc\n'],
    ['draft last', '# B\n\nc\n\n---\ndraft: true\n---\n\n# SECRET'],
    [
      'draft glued to plain',
      '# B\n\nc\n\n---\n\n---\ndraft: true\n---\n\n# SECRET\n\n---\n\n---\n\n# C\n\nd\n',
    ],
    ['drafts with same title', '---\ndraft: true\n---\n\n# B\n\nSECRET\n\n---\n\n# B\n\nc [](#b-1) [](#b)\n'],
    [
      'link def comments',
      '# A\n\nx\n\n[//]: # "SECRET"\n[comment]: <> (SECRET)\n[x]: # (SECRET)\n[_]: # \'SECRET\'\n',
    ],
    ['link def in list', '# A\n\n- x\n\n  [//]: # (SECRET)\n\n> [//]: # (SECRET)\n'],
    ['unused def', '# A\n\nx\n\n[todo]: https://SECRET.example\n'],
    ['note without blank', '# A\n\ntext\nNote: SECRET\n\n---\n\n# B\n\nc\n'],
    ['note is all', '---\ntitle: A\n---\nNote: SECRET\n'],
    [
      'fence with comment',
      '# A\n\n~~~\n<!-- shown -->\n~~~\n\n<!-- SECRET\n\n```\nNote:\n```\n\n-->\n\nafter\n',
    ],
    ['details', '# A\n\n<details><summary>x</summary>\n\n<!-- SECRET -->\n\ny\n\n</details>\n'],
  ])('has no secret: %s', async (_, slides) => {
    const files = await roundTrip(write({ 'slides/10.md': slides }), true);
    for (const [path, bytes] of files) expect(bytes.toString(), path).not.toMatch(secret);
  });

  it('has no secret in files that slides include', async () => {
    const part = 'Shown. <!-- SECRET -->\n\n[x]: # (SECRET)\n\nNote:\nSECRET\n';
    const whole = '---\ndraft: true\n---\n\n# SECRET\n\n---\n\n# C\n\nd\n\nNote:\nSECRET\n';
    const slides = '# A\n\n::include[parts/part.md]\n\n---\n\n::include[parts/whole.md]\n\n---\n\n# B\n\nc\n';
    const files = await roundTrip(
      write({ 'slides/10.md': slides, 'slides/parts/part.md': part, 'slides/parts/whole.md': whole }),
      true,
    );
    expect([...files.keys()]).toContain('slides/parts/part.md');
    expect(files.get('slides/parts/part.md')?.toString()).toContain('Shown.');
    for (const [path, bytes] of files) expect(bytes.toString(), path).not.toMatch(secret);
  });

  it.each([
    'title: T\n# SECRET\nauthors:\n  # SECRET\n  - A # SECRET\nexceptions: []\n# SECRET',
    '{ title: T, # SECRET\n exceptions: [{rule: x, file: y, because: SECRET}] }',
    '---\ntitle: T\n...\n# SECRET\n',
  ])('has no secret in deck.yaml: %j', async (config) => {
    const files = await roundTrip(write({ 'slides/deck.yaml': config, 'slides/10.md': '# A\n\nb\n' }), true);
    expect(files.get('slides/deck.yaml')?.toString()).not.toMatch(secret);
  });

  it('has blank entries in BibTeX and JSON too, and no comments', async () => {
    const bib =
      'SECRET words\n@comment{SECRET}\n@string{p = "Press"}\n@book{k1, title={Shown}, publisher = p}\n% SECRET\n@book{k2, title={SECRET}}\n@book{k3, title={Last}}\nSECRET';
    const json = JSON.stringify(
      ['Shown', 'SECRET', 'Last'].map((title, n) => ({ id: `k${n + 1}`, type: 'book', title })),
    );
    for (const [name, text] of Object.entries({ 'r.bib': bib, 'r.json': json })) {
      const folder = write({
        'slides/deck.yaml': `title: T\nbibliography: ${name}\n`,
        [`slides/${name}`]: text,
        'slides/10.md': '# A\n\n[@k1; @k3]\n\nNote:\n[@k2]\n\n---\nlayout: references\n---\n\n# Works\n',
      });
      const files = await roundTrip(folder, true);
      expect(files.get(`slides/${name}`)?.toString()).not.toMatch(secret);
      expect(readFileSync(join(root, 'index.html'), 'utf8')).toContain('[3]');
      rmSync(join(root, 'talk'), { recursive: true });
    }
  });

  it('is left out, which is said, where cutting would change what is shown', async () => {
    const folder = write({
      'slides/10.md': '# A\n\n`<!-- x -->` is how one writes <!-- x --> here.\n',
    });
    const { diagnostics, compiled } = await open(folder).compile({
      trustHtml: false,
      isPublic: true,
      source: true,
    });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['source-left-out']);
    expect(compiled?.screen).not.toContain('id="source"');
  });
});

describe('a build', () => {
  it('carries no source when a file’s name could not be unpacked everywhere, and says so', async () => {
    const folder = write({ 'slides/10.md': '# A\n\nb\n', 'slides/con.md': '# B\n\nc\n' });
    const { diagnostics, compiled } = await open(folder).compile({ trustHtml: false, source: true });
    expect(diagnostics.map(({ rule, at }) => [rule, at])).toEqual([['source-left-out', 'slides/con.md']]);
    expect(compiled?.screen).not.toContain('id="source"');
  });

  it('carries none unless it is asked to, and none at all in what is printed', async () => {
    const folder = write({ 'slides/10.md': '# A\n\nb\n' });
    const without = await open(folder).compile({ trustHtml: false });
    expect(without.compiled?.screen).not.toMatch(/x-lectern-source|data-source/);
    const { compiled } = await open(folder).compile({ trustHtml: false, source: true });
    expect(compiled?.screen).toMatch(
      /<\/script>\n<script type="application\/x-lectern-source" id="source">[0-9a-f]{64} [\w+/=]+<\/script>\n<\/body>\n<\/html>\n$/,
    );
    expect(compiled?.print).not.toContain('x-lectern-source');
    expect(compiled?.handout).not.toContain('x-lectern-source');
  });
});
