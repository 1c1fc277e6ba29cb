import { mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostBytes } from '../../build/model/files.ts';
import { messages } from '../../build/model/messages.ts';
import { openFolder, problemText, readNamed, talkAround, templatesIn } from '../../build/write/files.ts';
import { write as writeFiles } from '../support/folder.ts';
import { open, temporaryFolder } from '../support/project.ts';

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, content: string): string => writeFiles(root, { [path]: content });

describe('openFolder', () => {
  const text = (path: string): string => {
    const file = openFolder(join(root, 'talk')).read(path);
    return file.kind === 'bytes' ? Buffer.from(file.bytes).toString() : file.kind;
  };

  beforeEach(() => {
    write('talk/slides/20.md', 'twenty');
    write('talk/slides/10.md', 'ten');
    write('talk/slides/drafts/05.md', 'five');
    write('secret.txt', 'secret');
  });

  it('reads no file that is too large, and the talk says which', async () => {
    write('talk/slides/30.md', '# Title\n\n![A picture](big.png)\n\n![Again](most.png)\n');
    const sized = (path: string, bytes: number): void => {
      write(path, '');
      truncateSync(join(root, path), bytes);
    };
    sized('talk/slides/20.md', mostBytes + 1);
    sized('talk/slides/big.png', mostBytes + 1);
    sized('talk/templates/theme.css', mostBytes + 1);
    sized('talk/slides/most.png', mostBytes);
    expect(text('slides/20.md')).toBe('large');
    const { diagnostics } = await open(join(root, 'talk')).compile({ trustHtml: false });
    const large = diagnostics.filter(({ rule }) => rule === 'file-too-large').map(({ message }) => message);
    expect(large).toEqual(
      ['slides/20.md', 'big.png', 'templates/theme.css'].map((path) => messages.fileTooLarge(path).message),
    );
  });

  it('reads of an SVG file what draws, and the talk says what else it held', async () => {
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g onload="alert(1)"/></svg>';
    write('talk/slides/20.md', '# Title\n\n![A](a.svg)\n\n---\n\n# Again\n\n![A](a.svg)\n\n![B](b.svg)\n');
    write('talk/slides/a.svg', drawing);
    write('talk/slides/b.svg', '<svg width="9" height="9"><script>alert(1)</script>');
    expect(text('slides/a.svg')).not.toContain('alert');
    expect(text('slides/b.svg')).toBe('');
    const { diagnostics } = await open(join(root, 'talk')).compile({ trustHtml: false });
    expect(diagnostics.filter(({ rule }) => rule.startsWith('image-')).map(({ message }) => message)).toEqual(
      [messages.imageType('b.svg').message, messages.imageCleaned(['onload="…" on <g>']).message],
    );
  });

  it('lists the files of a folder, sorted, folders left out', () => {
    expect(openFolder(join(root, 'talk')).list('slides')).toEqual(['10.md', '20.md']);
  });

  it('lists nothing where there is no folder', () => {
    expect(openFolder(join(root, 'talk')).list('charts')).toEqual([]);
    expect(openFolder(join(root, 'talk')).list('slides/10.md')).toEqual([]);
  });

  it('reads a file, however its path is written', () => {
    expect(text('slides/10.md')).toBe('ten');
    expect(text('slides/../slides/./10.md')).toBe('ten');
  });

  it('has no file where there is none, or a folder', () => {
    expect(text('slides/30.md')).toBe('missing');
    expect(text('slides')).toBe('missing');
    expect(text('slides/10.md/x')).toBe('missing');
  });

  it('reads nothing outside', () => {
    expect(text('../secret.txt')).toBe('outside');
    expect(text('slides/../../secret.txt')).toBe('outside');
  });

  it('reads nothing outside through a link to a file or a folder', () => {
    symlinkSync(join(root, 'secret.txt'), join(root, 'talk/slides/link.md'));
    symlinkSync(root, join(root, 'talk/up'));
    expect(text('slides/link.md')).toBe('outside');
    expect(text('up/secret.txt')).toBe('outside');
  });

  it('reads nothing outside through a link to a link', () => {
    symlinkSync(join(root, 'secret.txt'), join(root, 'talk/one'));
    symlinkSync('one', join(root, 'talk/two'));
    expect(text('two')).toBe('outside');
  });

  it('follows links that stay inside, and lists them', () => {
    symlinkSync('10.md', join(root, 'talk/slides/link.md'));
    expect(text('slides/link.md')).toBe('ten');
    expect(openFolder(join(root, 'talk')).list('slides')).toContain('link.md');
  });

  it('has no file behind a link that leads nowhere or in a circle', () => {
    symlinkSync('nowhere', join(root, 'talk/broken'));
    symlinkSync('circle', join(root, 'talk/circle'));
    expect(text('broken')).toBe('missing');
    expect(text('circle')).toBe('missing');
  });

  it('may itself be reached through a link', () => {
    symlinkSync(join(root, 'talk'), join(root, 'shortcut'));
    expect(openFolder(join(root, 'shortcut')).read('slides/10.md').kind).toBe('bytes');
  });

  it('knows a neighbour whose name begins like its own for outside', () => {
    write('talk-2/a.md', 'a');
    expect(text('../talk-2/a.md')).toBe('outside');
  });

  it('reads files whose names begin with two dots', () => {
    write('talk/..a.md', 'dots');
    expect(text('..a.md')).toBe('dots');
  });
});

describe('templatesIn', () => {
  it('gives the files of templates/ and of its layouts by their paths', () => {
    write('templates/theme.css', 'own');
    write('templates/layouts/mine.html', 'own');
    write('templates/other/x.html', 'own');
    const templates = templatesIn(openFolder(root));
    expect(
      Object.fromEntries([...templates].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])),
    ).toEqual({
      'templates/theme.css': 'own',
      'templates/layouts/mine.html': 'own',
    });
  });
});

describe('problemText', () => {
  it('is the first line of what an exception says', () => {
    expect(problemText(new Error('one\ntwo'))).toBe('one');
    expect(problemText('words')).toBe('words');
  });
});

describe('readNamed', () => {
  it('is the text of a file, or in words what keeps it from that', () => {
    write('a.html', 'text');
    expect(readNamed(join(root, 'a.html'), 4)).toEqual({ text: 'text' });
    expect(readNamed(join(root, 'a.html'), 3)).toEqual({ why: 'it is larger than 0 MB' });
    expect(readNamed(join(root, 'b.html'), 4)).toEqual({ why: 'there is no such file' });
    expect(readNamed(root, 4)).toEqual({ why: 'it is no file' });
  });
});

describe('talkAround', () => {
  it('is the way up from a folder of a talk', () => {
    write('talk/slides/10.md', '# A\n');
    mkdirSync(join(root, 'talk/charts/data'), { recursive: true });
    mkdirSync(join(root, 'other/slides'), { recursive: true });
    expect(talkAround(join(root, 'talk/slides'))).toBe('..');
    expect(talkAround(join(root, 'talk/charts/data'))).toBe('../..');
    expect(talkAround(join(root, 'other/slides'))).toBeUndefined();
    // another talk inside of it is not part of it
    mkdirSync(join(root, 'talk/drafts/next'), { recursive: true });
    expect(talkAround(join(root, 'talk/drafts/next'))).toBeUndefined();
  });
});
