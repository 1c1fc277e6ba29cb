import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { decode, localPath, nearbyFile, readText } from '../../build/read/text.ts';
import { at, bytesOf, context, told, whole } from '../support/memory.ts';

describe('decode', () => {
  const read = (bytes: Uint8Array): [string | undefined, object[]] => {
    const recorded = context();
    return [decode('a.md', bytes, recorded)?.text, told(recorded)];
  };

  it('drops a byte order mark and makes every line end \\n', () => {
    expect(read(bytesOf('\uFEFFa\r\nb\rc\n'))).toEqual(['a\nb\nc\n', []]);
  });

  it('keeps all of Unicode', () => {
    expect(read(bytesOf('小我 😀 \uFFFD'))).toEqual(['小我 😀 \uFFFD', []]);
  });

  it('reports the first line that is not UTF-8', () => {
    const latin1 = new Uint8Array([...bytesOf('ä\nb\n'), 0xe4, 0x0a, 0xfc]);
    expect(read(latin1)).toEqual([undefined, [at('a.md', messages.notUtf8(3))]]);
  });

  it('reports UTF-16', () => {
    expect(read(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toEqual([
      undefined,
      [at('a.md', messages.notUtf8(1))],
    ]);
  });

  it('reads an empty file', () => {
    expect(read(new Uint8Array())).toEqual(['', []]);
  });
});

describe('readText', () => {
  const from = whole('x', 'slides/10.md');

  it('reads a file with its path', () => {
    expect(readText('a/b.txt', from, context({ 'a/b.txt': 'c\r\n' }))).toEqual({
      path: 'a/b.txt',
      text: 'c\n',
    });
  });

  it('reports a missing file where it is named, in the words of the caller', () => {
    const recorded = context();
    expect(readText('a.txt', from, recorded)).toBeUndefined();
    readText('a.csv', from, recorded, () => messages.dataMissing('a.csv', 'b.csv'));
    expect(told(recorded)).toEqual([
      at('slides/10.md:1:1', messages.fileMissing('a.txt')),
      at('slides/10.md:1:1', messages.dataMissing('a.csv', 'b.csv')),
    ]);
  });

  it('reports a file outside the talk', () => {
    const recorded = context();
    expect(readText('../a.txt', from, recorded)).toBeUndefined();
    expect(told(recorded)).toEqual([at('slides/10.md:1:1', messages.pathOutside('../a.txt'))]);
  });
});

describe('localPath', () => {
  it('is relative to the talk, told from the file that names it', () => {
    expect(localPath('../charts/a.vl.json', 'slides/10.md')).toEqual({
      kind: 'local',
      path: 'charts/a.vl.json',
    });
    expect(localPath('data/a.csv', 'charts/a.vl.json')).toEqual({ kind: 'local', path: 'charts/data/a.csv' });
    expect(localPath('./a/../b.png', 'slides/10.md')).toEqual({ kind: 'local', path: 'slides/b.png' });
  });

  it('may be written with escapes, or with a lone per cent sign', () => {
    expect(localPath('a%20b.png', 'slides/10.md')).toEqual({ kind: 'local', path: 'slides/a b.png' });
    expect(localPath('100%.png', 'slides/10.md')).toEqual({ kind: 'local', path: 'slides/100%.png' });
  });

  it('may have names that open with two dots', () => {
    expect(localPath('../..a.png', 'slides/10.md')).toEqual({ kind: 'local', path: '..a.png' });
  });

  it('is remote with a scheme or a host', () => {
    for (const url of ['https://x.org/a', 'HTTP://x.org/a', 'data:,x', 'file:///etc/passwd', '//x.org/a']) {
      expect(localPath(url, 'slides/10.md'), url).toEqual({ kind: 'remote' });
    }
  });

  it('is outside when it leaves the talk, in whatever spelling', () => {
    for (const url of [
      '../../a',
      '..%2F..%2Fa',
      '%2E%2E/%2E%2E/a',
      'x/../../../a',
      '/etc/passwd',
      '..\\..\\a',
      '../..',
      'a\0b',
      'a%00b',
    ]) {
      expect(localPath(url, 'slides/10.md'), url).toEqual({ kind: 'outside' });
    }
  });

  it('may be the talk’s own folder', () => {
    expect(localPath('..', 'slides/10.md')).toEqual({ kind: 'local', path: '.' });
  });
});

describe('nearbyFile', () => {
  it('is the file of the same folder with the closest name', () => {
    const recorded = context({ 'charts/sales.vl.json': '', 'charts/x.vl.json': '', 'slaes.vl.json': '' });
    expect(nearbyFile('charts/slaes.vl.json', recorded)).toBe('sales.vl.json');
    expect(nearbyFile('charts/quite-another.vl.json', recorded)).toBeUndefined();
    expect(nearbyFile('nowhere/a', recorded)).toBeUndefined();
  });
});
