import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EditableFiles, editableFiles, withForm } from '../../build/serve/edit-files.ts';
import { temporaryFolder } from '../support/project.ts';

let root: string;
let files: EditableFiles;
beforeEach(() => {
  root = join(temporaryFolder(), 'talk');
  mkdirSync(root);
  files = editableFiles(root, (file) => file === 'parts/included.md');
});

function write(path: string, content: string | Uint8Array): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
const held = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('reading a file for the editor', () => {
  it('gives its text without mark and with plain line ends', () => {
    write('slides/10.md', '\uFEFFone\r\ntwo\r\n');
    expect(files.read('slides/10.md')).toEqual({ kind: 'text', text: 'one\ntwo\n' });
  });

  it('says what is no text, too large, or not there', () => {
    write('slides/10.md', new Uint8Array([0x61, 0xff, 0x62]));
    write('charts/data/large.csv', 'a\n'.repeat(5 << 20));
    expect(files.read('slides/10.md')).toEqual({ kind: 'refused', why: 'not-text' });
    expect(files.read('charts/data/large.csv')).toEqual({ kind: 'refused', why: 'too-large' });
    expect(files.read('slides/20.md')).toEqual({ kind: 'missing' });
    mkdirSync(join(root, 'slides/folder.md'));
    expect(files.read('slides/folder.md')).toEqual({ kind: 'missing' });
  });
});

describe('saving a file of the editor', () => {
  it('writes the text, keeps permissions, and leaves nothing beside it', () => {
    const file = write('slides/10.md', 'one\n');
    chmodSync(file, 0o640);
    const saved = files.save({ file: 'slides/10.md', base: 'one\n', text: 'two\n' });
    expect(saved).toEqual({ kind: 'saved', text: 'two\n' });
    expect(held('slides/10.md')).toBe('two\n');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(root, 'slides'))).toEqual(['10.md']);
  });

  it('merges what others have written meanwhile', () => {
    write('slides/10.md', 'ONE\ntwo\nthree\n');
    const request = { file: 'slides/10.md', base: 'one\ntwo\nthree\n', text: 'one\ntwo\nTHREE\n' };
    expect(files.save(request)).toEqual({ kind: 'saved', text: 'ONE\ntwo\nTHREE\n' });
    expect(held('slides/10.md')).toBe('ONE\ntwo\nTHREE\n');
  });

  it('writes nothing when others have changed the same line, and shows theirs', () => {
    write('slides/10.md', 'theirs\n');
    const request = { file: 'slides/10.md', base: 'one\n', text: 'mine\n' };
    expect(files.save(request)).toEqual({ kind: 'conflict', theirs: 'theirs\n' });
    expect(held('slides/10.md')).toBe('theirs\n');
  });

  it('keeps mark, line ends and the last newline', () => {
    write('slides/10.md', '\uFEFFone\r\ntwo\r\n');
    const request = { file: 'slides/10.md', base: 'one\ntwo\n', text: 'one\nnew\ntwo' };
    expect(files.save(request)).toEqual({ kind: 'saved', text: 'one\nnew\ntwo\n' });
    expect(held('slides/10.md')).toBe('\uFEFFone\r\nnew\r\ntwo\r\n');
    write('slides/20.md', 'one\ntwo');
    files.save({ file: 'slides/20.md', base: 'one\ntwo', text: 'one\nTWO' });
    expect(held('slides/20.md')).toBe('one\nTWO');
  });

  it('says that a file is gone, and writes it anew when that is meant', () => {
    const gone = { file: 'slides/parts/10.md', base: 'one\n', text: 'two\n' };
    expect(files.save(gone)).toEqual({ kind: 'missing' });
    expect(existsSync(join(root, 'slides'))).toBe(false);
    expect(files.save({ ...gone, base: null })).toEqual({ kind: 'saved', text: 'two\n' });
    expect(held('slides/parts/10.md')).toBe('two\n');
    expect(files.save({ ...gone, base: null, text: 'other' })).toEqual({ kind: 'conflict', theirs: 'two\n' });
  });

  it('does not put a new file in the place of one that is read-only', () => {
    chmodSync(write('slides/10.md', 'one\n'), 0o444);
    const request = { file: 'slides/10.md', base: 'one\n', text: 'two\n' };
    expect(files.save(request)).toEqual({ kind: 'refused', why: 'read-only' });
    expect(held('slides/10.md')).toBe('one\n');
  });

  it('hands on why the system does not write, such as a full disk', () => {
    write('slides/10.md', 'one\n');
    const full = editableFiles(
      root,
      () => false,
      () => {
        throw new Error('ENOSPC: no space left on device, write');
      },
    );
    const request = { file: 'slides/10.md', base: 'one\n', text: 'two\n' };
    const problem = 'ENOSPC: no space left on device, write';
    expect(full.save(request)).toEqual({ kind: 'refused', why: 'failed', problem });
  });
});

describe('the files that may be edited', () => {
  it.each([
    '../talk/slides/10.md',
    'slides/../../other.md',
    'slides/../slides/10.md',
    '/etc/passwd',
    'slides/./10.md',
    'slides//10.md',
    'slides\\10.md',
    'C:/slides/10.md',
    'slides/10.md\0.md',
    'slides/.git/config.md',
    'slides/10.js',
    'slides/10.md/',
    'slides',
    'README.md',
    'node_modules/a/package.json',
    '.md',
    '',
  ])('are not such as %j', (file) => {
    write('slides/10.md', 'one\n');
    write('README.md', 'one\n');
    expect(files.read(file)).toEqual({ kind: 'refused', why: 'outside' });
    expect(files.save({ file, base: null, text: 'evil' })).toEqual({ kind: 'refused', why: 'outside' });
  });

  it('are those of the talk’s folders, and those elsewhere that the talk is read from', () => {
    for (const path of ['slides/a/b.md', 'charts/data/x.tsv', 'templates/theme.css', 'parts/included.md']) {
      write(path, 'one\n');
      expect(files.read(path), path).toEqual({ kind: 'text', text: 'one\n' });
    }
  });

  it('follow links inside of the talk, and none to elsewhere', () => {
    const other = join(dirname(root), 'other.md');
    writeFileSync(other, 'other\n');
    write('charts/shared.json', '{}\n');
    write('config/secret.md', 'secret\n');
    mkdirSync(join(root, 'slides'));
    symlinkSync(other, join(root, 'slides/out.md'));
    symlinkSync('../charts/shared.json', join(root, 'slides/in.json'));
    symlinkSync('../config/secret.md', join(root, 'slides/secret.md'));
    symlinkSync(dirname(root), join(root, 'slides/up'));
    for (const file of ['slides/out.md', 'slides/up/other.md', 'slides/secret.md']) {
      const refused = { kind: 'refused', why: 'outside' };
      expect(files.read(file), file).toEqual(refused);
      expect(files.save({ file, base: 'other\n', text: 'evil' }), file).toEqual(refused);
    }
    expect(files.save({ file: 'slides/in.json', base: '{}\n', text: '[]\n' }).kind).toBe('saved');
    expect(held('charts/shared.json')).toBe('[]\n');
    expect(readFileSync(other, 'utf8')).toBe('other\n');
  });
});

describe('withForm', () => {
  it('gives each line the end that it had where there are several kinds', () => {
    const raw = 'one\r\ntwo\nthree\r\nfour';
    expect(withForm('one\ntwo\nthree\nfour', raw)).toBe(raw);
    expect(withForm('zero\none\nTWO\nthree\nfour\nfive\n', raw)).toBe(
      'zero\r\none\r\nTWO\nthree\r\nfour\r\nfive\r\n',
    );
    expect(withForm('two\n', raw)).toBe('two\n');
  });
});
