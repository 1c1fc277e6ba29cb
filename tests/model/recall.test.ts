import { describe, expect, it } from 'vitest';
import { diagnose } from '../../build/model/diagnostic.ts';
import type { ReadContext } from '../../build/model/files.ts';
import { messages } from '../../build/model/messages.ts';
import { createRecall } from '../../build/model/recall.ts';
import { steadyFiles } from '../../build/write/steady.ts';
import { context, memoryFiles } from '../support/memory.ts';

/** Makes text of a file's length in rounds of reading, and counts how often. */
function rounds(contents: Record<string, string>) {
  const recall = createRecall();
  const files = steadyFiles(memoryFiles(contents));
  let made = 0;
  const length = (name: string, within: ReadContext): string =>
    recall.of(name, [], within, ({ files }) => {
      made++;
      const file = files.read(name);
      return `${name} ${file.kind === 'bytes' ? file.bytes.length : file.kind}`;
    });
  return {
    recall,
    length,
    made: () => made,
    context: () => {
      recall.begin();
      return { ...context(), files };
    },
  };
}

describe('what is recalled', () => {
  it('is made once in a round, and again in a later one only when a file has changed', () => {
    const contents: Record<string, string> = { a: 'one', b: 'two' };
    const { length, made, context: begin } = rounds(contents);
    for (let round = 0; round < 3; round++) {
      const within = begin();
      expect([length('a', within), length('a', within), length('b', within)]).toEqual(['a 3', 'a 3', 'b 3']);
    }
    expect(made()).toBe(2);
    contents.a = 'longer';
    expect(length('a', begin())).toBe('a 6');
    expect(made()).toBe(3);
  });

  it('is made again when a file comes, goes or is listed otherwise', () => {
    const contents: Record<string, string> = {};
    const { recall, length, context: begin } = rounds(contents);
    const names = (): readonly string[] => recall.of('names', [], begin(), ({ files }) => files.list('data'));
    expect(length('a', begin())).toBe('a missing');
    contents.a = 'one';
    expect(length('a', begin())).toBe('a 3');
    expect(names()).toEqual([]);
    contents['data/x.csv'] = '';
    expect(names()).toEqual(['x.csv']);
  });

  it('is made again for other inputs', () => {
    const { recall, context: begin } = rounds({});
    const of = (input: string): string => recall.of('key', [input], begin(), () => `made of ${input}`);
    expect([of('a'), of('a'), of('b')]).toEqual(['made of a', 'made of a', 'made of b']);
  });

  it('goes by the files of what it is made of', () => {
    const contents: Record<string, string> = { a: 'one' };
    const { recall, length, context: begin } = rounds(contents);
    const outer = (key: string, within: ReadContext): string =>
      recall.of(key, [], within, (tracked) => `<${length('a', tracked)}>`);
    let within = begin();
    // the second finds the inner one made
    expect([outer('first', within), outer('second', within)]).toEqual(['<a 3>', '<a 3>']);
    contents.a = 'longer';
    within = begin();
    expect([outer('second', within), outer('first', within)]).toEqual(['<a 6>', '<a 6>']);
  });

  it('reports once in each round what it has reported, and what that which it is made of has', () => {
    const { recall, context: begin } = rounds({});
    const inner = (within: ReadContext): number =>
      recall.of('inner', [], within, ({ report }) => {
        report(diagnose('a', messages.noSlides()));
        return 1;
      });
    const reports = [0, 1].map(() => {
      const reported: unknown[] = [];
      const within = { ...begin(), report: (diagnostic: unknown) => void reported.push(diagnostic) };
      inner(within);
      recall.of('outer', [], within, (tracked) => inner(tracked));
      return reported.length;
    });
    // in the second round for both, which is told of once in the end
    expect(reports).toEqual([1, 2]);
    const alone: unknown[] = [];
    recall.of('outer', [], { ...begin(), report: (diagnostic) => void alone.push(diagnostic) }, () => 2);
    expect(alone).toHaveLength(1);
  });

  it('is forgotten after a round without it', () => {
    const { length, made, context: begin } = rounds({ a: 'one' });
    length('a', begin());
    begin();
    length('a', begin());
    expect(made()).toBe(2);
  });
});
