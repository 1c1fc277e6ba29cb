import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { limits, pathProblem } from '../../build/model/source-archive.ts';
import { readArchive } from '../../build/read/archive.ts';
import { carriedFiles, packSource } from '../../build/write/archive.ts';
import { deckCarrying, deckOfFiles, deckWith } from '../support/carried.ts';
import { bytesOf } from '../support/memory.ts';

function rule(html: string): string {
  const read = readArchive(html);
  return 'rule' in read ? read.rule : 'none';
}

const carried = (files: ReadonlyMap<string, Uint8Array>) =>
  packSource({ lectern: '1.2.3', about: 'A', files: carriedFiles(files), slides: [] });

describe('the source in a deck', () => {
  it('comes out as it went in, byte for byte', () => {
    const files = new Map([
      ['slides/10.md', bytesOf('# A\r\n\r\nb\r\n')],
      ['slides/deck.yaml', bytesOf('\ufefftitle: T\n')],
      ['charts/data/größe 中.csv', Uint8Array.of(0xff, 0xfe, 0, 10)],
      ['slides/empty.md', new Uint8Array()],
      ['slides/__proto__.md', bytesOf('x\0y')],
      ['slides/end.md', bytesOf('</script>\n\u2028"\\')],
    ]);
    const read = readArchive(deckWith(carried(files)));
    if ('rule' in read) throw new Error(read.message);
    expect(read.version).toBe('1.2.3');
    const plain = (all: ReadonlyMap<string, Uint8Array>) =>
      [...all].map(([path, bytes]) => [path, [...bytes]]);
    expect(plain(read.files)).toEqual(plain(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))));
  });

  it('brings of SVG files what draws, and no file that is none', () => {
    const drawing = (inner: string) =>
      bytesOf(`<svg xmlns="http://www.w3.org/2000/svg"><g>${inner}</g></svg>`);
    const files = new Map([['slides/a.svg', drawing('<script>alert(1)</script>')]]);
    const read = readArchive(deckWith(carried(files)));
    expect('files' in read && new TextDecoder().decode(read.files.get('slides/a.svg'))).toMatch(
      /<g><\/g><\/svg>$/,
    );
    expect(rule(deckWith(carried(new Map([['slides/a.svg', drawing('</g><script>alert(1)')]]))))).toBe(
      'source-path',
    );
  });

  it('is the same text for the same files in any order', () => {
    const [a, b] = [['slides/a.md', bytesOf('a')] as const, ['slides/b.md', bytesOf('b')] as const];
    expect(carried(new Map([a, b]))).toBe(carried(new Map([b, a])));
  });

  it('is asked of decks alone', () => {
    expect(rule('')).toBe('deck-foreign');
    expect(rule('<!doctype html><title>Another page</title></html>')).toBe('deck-foreign');
    expect(rule('\0\0\0PNG')).toBe('deck-foreign');
  });

  it('may be missing, which is not the same as a file that breaks off', () => {
    const whole = deckOfFiles('slides/a.md');
    const without = whole.replace(/<script[\s\S]*<\/script>/, '');
    expect(rule(without)).toBe('source-missing');
    expect(rule(without.slice(0, -12))).toBe('source-damaged');
    for (let length = whole.length - 9; length > 110; length -= 7)
      expect(rule(whole.slice(0, length)), String(length)).toBe('source-damaged');
  });

  it('is damaged when anything in it was changed', () => {
    const whole = deckOfFiles('slides/a.md');
    const start = whole.indexOf('id="source">') + 12;
    for (let at = start; at < whole.indexOf('</script>') - 2; at += 5) {
      const other = whole[at] === 'A' ? 'B' : 'A';
      expect(rule(whole.slice(0, at) + other + whole.slice(at + 1)), String(at)).toBe('source-damaged');
    }
    expect(rule(whole.replace('id="source">', 'id="source">\n'))).toBe('source-damaged');
    expect(rule(deckWith('x'))).toBe('source-damaged');
    expect(rule(deckWith(`${'0'.repeat(64)} !!!!`))).toBe('source-damaged');
  });

  it('is damaged when it is anything but files', () => {
    const file = { path: 'slides/a.md', text: '' };
    for (const odd of [
      null,
      [],
      'text',
      {},
      { files: [file] },
      { lectern: '1.0.0', files: { 'slides/a.md': 'x' } },
      { lectern: '1.0.0\n\u001b[2J', files: [file] },
      { lectern: '1.0.0', files: [{ path: 'slides/a.md' }] },
      { lectern: '1.0.0', files: [{ path: 1, text: '' }] },
      { lectern: '1.0.0', files: [{ path: 'slides/a.md', text: {} }] },
      { lectern: '1.0.0', files: [{ path: 'slides/a.md', base64: '?' }] },
      { lectern: '1.0.0', files: [{ ...file, base64: '' }] },
      { lectern: '1.0.0', files: [{ ...file, mode: 0o777 }] },
      { lectern: '1.0.0', files: [{ path: 'slides/a.md', link: '/etc/passwd' }] },
    ])
      expect(rule(deckCarrying(odd)), JSON.stringify(odd)).toBe('source-damaged');
    expect(rule(deckCarrying(Uint8Array.of(0xff, 0xfe)))).toBe('source-damaged');
    expect(rule(deckCarrying(bytesOf('{"lectern"')))).toBe('source-damaged');
  });

  it('is not decompressed beyond a limit, nor parsed into more parts than it may have', () => {
    const bomb = deflateRawSync(Buffer.alloc(limits.json + 1, 32)).toString('base64');
    expect(rule(deckWith(`${'0'.repeat(64)} ${bomb}`))).toBe('source-too-large');
    const parts = Buffer.from(`{"lectern":"1.0.0","files":[${'[],'.repeat(limits.parts)}[]]}`);
    expect(rule(deckCarrying(parts))).toBe('source-damaged');
    expect(rule(deckCarrying(Buffer.from('['.repeat(500_000))))).toBe('source-damaged');
    const many = Array.from({ length: limits.files + 1 }, (_, n) => `slides/${n}.md`);
    expect(rule(deckOfFiles(...many))).toBe('source-too-large');
  });

  it('is taken from the last element that could hold it, which is the deck’s own', () => {
    const own = deckOfFiles('slides/own.md');
    const forged = deckOfFiles('slides/forged.md').replace(/^[\s\S]*<body>|<\/body>[\s\S]*$/g, '');
    const read = readArchive(own.replace('<body>', () => `<body>${forged}`));
    expect('files' in read && [...read.files.keys()]).toEqual(['slides/own.md']);
  });
});

describe('paths in a deck', () => {
  const refused = [
    '',
    '/',
    '/etc/passwd.md',
    '//host/share/a.md',
    '../a.md',
    'slides/../../a.md',
    'slides/..',
    'slides/./a.md',
    'slides//a.md',
    'slides/a.md/',
    'slides\\..\\..\\a.md',
    'C:/a.md',
    'c:a.md',
    'slides/a.md:stream',
    'slides/a\0.md',
    'slides/a\n.md',
    'slides/\u001b[2J.md',
    'slides/\u202egpj.md',
    'slides/\ud800.md',
    'slides/con.md',
    'slides/NUL.csv',
    'slides/com1.md',
    'slides/LPT\u00b9.md',
    'slides/aux .md',
    'con/a.png',
    'slides/a.md.',
    'slides/a.md ',
    'slides /a.md',
    'slides./a.md',
    '.git/hooks/post-checkout',
    '.git/config.csv',
    'slides/.hidden.md',
    '.vscode/tasks.json',
    'package.json',
    'tsconfig.json',
    'README.md',
    'Makefile',
    'slides/run.sh',
    'slides/page.html',
    'slides/evil.js',
    'templates/evil.js',
    'assets/index.html',
    'assets/notes.yaml',
    'node_modules/x/package.json',
    'assets/Node_Modules/x/data.json',
    `slides/${'a'.repeat(201)}.md`,
    `${'a/'.repeat(12)}a.png`,
  ];
  it.each(refused)('refuses %j', (path) => {
    expect(rule(deckOfFiles(path))).toBe('source-path');
  });

  it.each([
    'slides/10.md',
    'slides/deck.yaml',
    'slides/references.bib',
    'slides/sub/part.md',
    'slides/größe 中.png',
    'slides/console.md',
    'charts/a.vl.json',
    'charts/data/a.csv.yaml',
    'templates/layouts/own.html',
    'templates/theme.css',
    'templates/theme.vega.json',
    'logo.PNG',
    'assets/photos/a.jpeg',
    'data/a.json',
    'figures/b.vl.json',
    'shared/works.bib',
  ])('takes %j', (path) => {
    expect(pathProblem(path)).toBeUndefined();
    expect(rule(deckOfFiles(path))).toBe('none');
  });

  it.each([
    ['slides/a.md', 'slides/a.md'],
    ['slides/a.md', 'slides/A.MD'],
    ['slides/straße.md', 'slides/STRASSE.md'],
    ['slides/\u00e9.md', 'slides/e\u0301.md'],
    ['slides/a.md', 'slides/a\u200d.md'],
    ['slides/k.md', 'slides/\u212a.md'],
    ['slides/a.md', 'slides/a.md/b.png'],
    ['slides/A.md/b.png', 'slides/a.md'],
  ])('refuses %j beside %j', (...paths) => {
    expect(rule(deckOfFiles(...paths))).toBe('source-path');
  });

  it('says which path, and why', () => {
    expect(readArchive(deckOfFiles('../a.md'))).toEqual(
      messages.sourcePath('../a.md', 'it does not stay in the talk’s folder'),
    );
  });
});
