import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { madeIn, refusal } from '../../build/write/dist.ts';
import { write as writeFiles } from '../support/folder.ts';
import { temporaryFolder } from '../support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, content: string): string => writeFiles(root, { [path]: content });

describe('refusal', () => {
  const ours = '<!doctype html><meta name="generator" content="Lectern">';
  const out = (path: string): string | undefined => refusal(join(root, 'talk'), join(root, 'talk', path));
  beforeEach(() => {
    write('talk/slides/10.md', '# One');
    write('talk/notes.txt', 'mine');
  });

  it('lets a build make a new folder, wherever it is', () => {
    expect(out('dist')).toBeUndefined();
    expect(out('../elsewhere/dist')).toBeUndefined();
  });

  it('lets a build replace an empty folder and what an earlier build wrote', () => {
    mkdirSync(join(root, 'talk/dist'));
    expect(out('dist')).toBeUndefined();
    write('talk/dist/index.html', ours);
    write('talk/dist/slides.pdf', '%PDF');
    expect(out('dist')).toBeUndefined();
  });

  it('lets a build replace the talks of an earlier one, and no folder of anything else', () => {
    write('talk/dist/talks.html', ours);
    write('talk/dist/short/index.html', ours);
    write('talk/dist/short/slides.pdf', '%PDF');
    write('talk/dist/short/png/01-a.png', 'PNG');
    expect(out('dist')).toBeUndefined();
    write('talk/dist/photos/a.jpg', 'a');
    expect(out('dist')).toContain('photos');
    rmSync(join(root, 'talk/dist/photos'), { recursive: true });
    write('talk/dist/short/notes.txt', 'mine');
    expect(out('dist')).toContain('short');
    rmSync(join(root, 'talk/dist/short/notes.txt'));
    write('talk/dist/short/png/holiday.jpg', 'a');
    expect(out('dist')).toContain('short');
    rmSync(join(root, 'talk/dist/short'), { recursive: true });
    write('talk/dist/site/index.html', '<title>Mine</title>');
    expect(out('dist')).toContain('site');
    rmSync(join(root, 'talk/dist/site'), { recursive: true });
    write('talk/dist/talks.html', '<title>Mine</title>');
    expect(out('dist')).toContain('talks.html');
  });

  it('keeps the talk and its sources', () => {
    for (const path of ['.', '..', '../..', 'slides', 'slides/dist', 'charts', 'templates/layouts']) {
      expect(out(path), path).toBeTypeOf('string');
    }
  });

  it('keeps them behind a link too', () => {
    symlinkSync(join(root, 'talk/slides'), join(root, 'talk/dist'));
    expect(out('dist')).toBeTypeOf('string');
  });

  it('keeps a file, and a folder of other files', () => {
    expect(out('notes.txt')).toBeTypeOf('string');
    write('talk/photos/a.jpg', 'a');
    expect(out('photos')).toBeTypeOf('string');
    write('talk/dist/index.html', ours);
    write('talk/dist/CNAME', 'example.org');
    expect(out('dist')).toContain('CNAME');
    write('talk/site/index.html', '<!doctype html><title>Mine</title>');
    expect(out('site')).toBeTypeOf('string');
  });
});

describe('madeIn', () => {
  it('knows the files of the whole, and of a folder that is not there', () => {
    write('dist/slides.pdf', 'pages');
    write('dist/index.html', 'page');
    expect(madeIn(join(root, 'dist'))).toEqual(new Map([['default', ['index.html', 'slides.pdf']]]));
    expect(madeIn(join(root, 'nowhere'))).toEqual(new Map());
  });

  it('knows the files of each talk', () => {
    const ours = '<meta name="generator" content="Lectern">';
    for (const path of ['index.html', 'talks.html', 'short/index.html']) write(`dist/${path}`, ours);
    write('dist/short/handout.pdf', 'pages');
    write('dist/short/png/card.png', 'card');
    expect(madeIn(join(root, 'dist'))).toEqual(
      new Map([
        ['default', ['index.html']],
        ['short', ['short/index.html', 'short/handout.pdf', 'short/png/card.png']],
      ]),
    );
  });
});
