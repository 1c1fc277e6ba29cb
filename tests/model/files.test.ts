import { describe, expect, it } from 'vitest';
import { filesInMemory } from '../../build/model/files.ts';
import { bytesOf, memoryFiles } from '../support/memory.ts';

describe('files in memory', () => {
  it('lie over others, and take some of them away', () => {
    const beneath = memoryFiles({ 'slides/a.md': 'a', 'slides/b.md': 'b', 'slides/sub/d.md': 'd' });
    const files = filesInMemory(
      new Map([
        ['slides/a.md', bytesOf('new')],
        ['slides/b.md', undefined],
        ['slides/c.md', bytesOf('c')],
        ['slides/sub/e.md', bytesOf('e')],
      ]),
      beneath,
    );
    expect(files.list('slides')).toEqual(['a.md', 'c.md']);
    expect(files.list('slides/sub')).toEqual(['d.md', 'e.md']);
    expect(files.read('slides/a.md')).toEqual({ kind: 'bytes', bytes: bytesOf('new') });
    expect(files.read('slides/b.md')).toEqual({ kind: 'missing' });
    expect(files.read('slides/sub/d.md')).toEqual({ kind: 'bytes', bytes: bytesOf('d') });
    expect(files.read('../x')).toEqual({ kind: 'outside' });
    expect(filesInMemory(new Map()).read('x')).toEqual({ kind: 'missing' });
  });
});
