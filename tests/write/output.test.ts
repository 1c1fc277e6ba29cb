import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillFolder, recover, replaceFolder, writeAll } from '../../build/write/output.ts';
import { textsIn, write as writeFiles } from '../support/folder.ts';
import { temporaryFolder } from '../support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, content: string): string => writeFiles(root, { [path]: content });

describe('replaceFolder', () => {
  const replace = (files: Record<string, string | Uint8Array>): void =>
    replaceFolder(join(root, 'dist'), new Map(Object.entries(files)));

  it('makes a folder, with folders inside', () => {
    replace({ 'index.html': 'a', 'fonts/x.woff2': new Uint8Array([98]) });
    expect(textsIn(join(root, 'dist'))).toEqual({ 'index.html': 'a', 'fonts/x.woff2': 'b' });
  });

  it('makes the folders above it', () => {
    replaceFolder(join(root, 'a/b/dist'), new Map([['index.html', 'a']]));
    expect(textsIn(root)).toEqual({ 'a/b/dist/index.html': 'a' });
  });

  it('replaces the old content whole', () => {
    replace({ 'index.html': 'old', 'gone/old.pdf': 'old' });
    replace({ 'index.html': 'new' });
    expect(textsIn(join(root, 'dist'))).toEqual({ 'index.html': 'new' });
  });

  it('leaves nothing beside it', () => {
    replace({ 'index.html': 'old' });
    replace({ 'index.html': 'new' });
    expect(readdirSync(root)).toEqual(['dist']);
  });

  it('leaves the old content, and nothing beside it, when a file cannot be written', () => {
    replace({ 'index.html': 'old' });
    expect(() => replace({ 'index.html': 'new', 'index.html/x': 'y' })).toThrow();
    expect(textsIn(root)).toEqual({ 'dist/index.html': 'old' });
  });

  it('keeps what it is told to keep, byte for byte and as old as it is', () => {
    write('dist/slides.pdf', 'old pages');
    write('dist/index.html', 'old');
    const { mtimeMs } = statSync(join(root, 'dist/slides.pdf'));
    replaceFolder(join(root, 'dist'), new Map([['index.html', 'new']]), ['slides.pdf']);
    expect(textsIn(root)).toEqual({ 'dist/index.html': 'new', 'dist/slides.pdf': 'old pages' });
    expect(statSync(join(root, 'dist/slides.pdf'))).toMatchObject({ mtimeMs, nlink: 1 });
  });

  it.skipIf(process.getuid?.() === 0)('leaves a folder as it was where it may not write beside it', () => {
    write('dist/index.html', 'old');
    chmodSync(root, 0o555);
    try {
      expect(() => replace({ 'index.html': 'new' })).toThrow('EACCES');
      expect(textsIn(root)).toEqual({ 'dist/index.html': 'old' });
    } finally {
      chmodSync(root, 0o755);
    }
  });

  it('touches nothing of its neighbours', () => {
    write('dist.new/a', 'a');
    write('dist-2/b', 'b');
    replace({ 'index.html': 'new' });
    expect(textsIn(root)).toEqual({ 'dist.new/a': 'a', 'dist-2/b': 'b', 'dist/index.html': 'new' });
  });
});

describe('recover', () => {
  const left = (kind: string, pid = 4194399): string => `dist.${kind}-${pid}-0123abcd`;

  it('removes what builds that were killed left, and of nobody else', () => {
    const others = [left('new', process.ppid), 'dist.new-4194399', 'dist.old', `other.${left('new')}`];
    for (const name of ['dist', left('new'), left('old'), ...others]) write(`${name}/index.html`, name);
    recover(join(root, 'dist'));
    expect(readdirSync(root).sort()).toEqual(['dist', ...others].sort());
    expect(textsIn(join(root, 'dist'))).toEqual({ 'index.html': 'dist' });
  });

  // its number may be another process’s by now
  it.each([4194399, process.ppid])('puts back what a build had moved away that was killed then', (pid) => {
    write(`${left('new', 4194399)}/index.html`, 'new');
    write(`${left('old', pid)}/index.html`, 'old');
    recover(join(root, 'dist'));
    expect(textsIn(root)).toEqual({ 'dist/index.html': 'old' });
  });

  it('does nothing where there is nothing, nor a folder for it', () => {
    recover(join(root, 'dist'));
    recover(join(root, 'a/b/dist'));
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('fillFolder', () => {
  const files = new Map([
    ['slides/a.md', Buffer.from('a')],
    ['charts/b.csv', Buffer.from('b')],
  ]);

  it('makes a folder, or fills one that is empty and stays the same', () => {
    fillFolder(join(root, 'new'), files);
    expect(textsIn(join(root, 'new'))).toEqual({ 'slides/a.md': 'a', 'charts/b.csv': 'b' });
    mkdirSync(join(root, 'empty'));
    const { ino } = statSync(join(root, 'empty'));
    fillFolder(join(root, 'empty'), files);
    expect(textsIn(join(root, 'empty'))).toEqual({ 'slides/a.md': 'a', 'charts/b.csv': 'b' });
    expect(statSync(join(root, 'empty')).ino).toBe(ino);
    expect(readdirSync(root).sort()).toEqual(['empty', 'new']);
  });

  it('leaves what is there, and nothing of its own, when it fails', () => {
    write('mine/slides/own.md', 'own');
    expect(() => fillFolder(join(root, 'mine'), files)).toThrow();
    expect(textsIn(root)).toEqual({ 'mine/slides/own.md': 'own' });
    expect(() =>
      fillFolder(
        join(root, 'x'),
        new Map([
          ['a/b', Buffer.from('')],
          ['a', Buffer.from('')],
        ]),
      ),
    ).toThrow();
    expect(readdirSync(root)).toEqual(['mine']);
  });
});

describe('writeAll', () => {
  it('writes all files, old and new', () => {
    write('a.md', 'old');
    writeAll(
      root,
      new Map([
        ['a.md', Buffer.from('new')],
        ['x/y/b.md', Buffer.from('b')],
      ]),
    );
    expect(textsIn(root)).toEqual({ 'a.md': 'new', 'x/y/b.md': 'b' });
  });

  it('writes none when one cannot be written, or would lie outside', () => {
    write('a.md', 'old');
    write('file', 'file');
    const outside = temporaryFolder();
    symlinkSync(outside, join(root, 'link'));
    for (const last of ['file/b.md', 'link/b.md', '../b.md']) {
      const files = new Map([
        ['a.md', Buffer.from('new')],
        ['x/c.md', Buffer.from('c')],
        [last, Buffer.from('b')],
      ]);
      expect(() => writeAll(root, files), last).toThrow();
      expect(readdirSync(root).sort()).toEqual(['a.md', 'file', 'link']);
      expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('old');
    }
    expect(readdirSync(outside)).toEqual([]);
  });
});
