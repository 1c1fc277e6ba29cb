import { describe, expect, it } from 'vitest';
import { recordOf, recordReads } from '../../build/write/record.ts';
import { bytesOf, memoryFiles, readTalk, specText } from '../support/memory.ts';

function recorded(contents: Readonly<Record<string, string>>, ...paths: string[]) {
  const { files, read } = recordReads(memoryFiles(contents));
  for (const path of paths) files.read(path);
  return recordOf(read, [], '1.2.3');
}

describe('the record of a build', () => {
  it('is the same in whatever order files are read, and how often', () => {
    const contents = { a: '1', b: '2', c: '3' };
    const { deck } = recorded(contents, 'a', 'b');
    expect(deck).toMatch(/^[0-9a-f]{12}$/);
    expect(recorded(contents, 'b', 'a', 'b').deck).toBe(deck);
  });

  it('tells by name and content what was read, and of nothing else', () => {
    const { deck } = recorded({ a: '1', b: '2', c: '3' }, 'a', 'b', 'missing');
    expect(recorded({ a: '1', b: '2', c: '4' }, 'a', 'b').deck).toBe(deck);
    for (const [contents, ...paths] of [
      [{ a: '1', b: '3' }, 'a', 'b'],
      [{ a: '1', c: '2' }, 'a', 'c'],
      [{ a: '12' }, 'a'],
      [{ a: '1', b: '2', c: '3' }, 'a', 'b', 'c'],
    ] as const)
      expect(recorded(contents, ...paths).deck).not.toBe(deck);
  });

  it('names the data files of charts and checked numbers, each once', async () => {
    const { deck } = await readTalk({
      'slides/10.md':
        '# A\n\n![x](../charts/a.vl.json)\n\n:value[3]{from=b.csv where="year=2001" field=sales}\n',
      'charts/a.vl.json': specText({ data: { url: 'data/a.csv' } }),
      'charts/data/a.csv': 'year,sales\n2001,3\n',
      'charts/data/b.csv': 'year,sales\n2001,3\n',
    });
    const read = new Map(
      ['slides/10.md', 'charts/data/b.csv', 'charts/data/a.csv'].map((path) => [path, bytesOf(path)]),
    );
    const { data, allData, version } = recordOf(read, deck.slides, '1.2.3');
    expect(data.map(({ path }) => path)).toEqual(['charts/data/a.csv', 'charts/data/b.csv']);
    expect(allData).toMatch(/^[0-9a-f]{12}$/);
    expect(version).toBe('1.2.3');
    expect(recordOf(read, [], '1.2.3').allData).toBeUndefined();
  });
});
