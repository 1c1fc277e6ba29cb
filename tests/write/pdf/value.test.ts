import { describe, expect, it } from 'vitest';
import {
  decodeName,
  readArray,
  readDictionary,
  readText,
  reference,
  writeDictionary,
  writeText,
} from '../../../build/write/pdf/value.ts';

describe('a dictionary', () => {
  it('is read one level deep, and written as it was', () => {
    const text = '<</A (a \\) (b) >>)\n/B <</C 1>>\n/D [1 0 R <AB> /E]\n/F true>>';
    const read = readDictionary(text);
    expect([...read]).toEqual([
      ['A', '(a \\) (b) >>)'],
      ['B', '<</C 1>>'],
      ['D', '[1 0 R <AB> /E]'],
      ['F', 'true'],
    ]);
    expect(readDictionary(writeDictionary(read))).toEqual(read);
  });

  it('that does not end is told', () => {
    expect(() => readDictionary('<</A [1 2')).toThrow('does not end');
    expect(() => readDictionary('<</A (1>>')).toThrow('does not end');
  });
});

describe('an array', () => {
  it('is a list, another value a list of one', () => {
    expect(readArray('[1 2 0 R [3]]')).toEqual(['1', '2 0 R', '[3]']);
    expect(readArray('7')).toEqual(['7']);
    expect(readArray(undefined)).toEqual([]);
    expect(readArray('[1 2 0 R]').map(reference)).toEqual([undefined, 2]);
  });
});

describe('text', () => {
  it('is read as it was written', () => {
    for (const text of ['', 'a (b) \\ c', 'naïve — 创新 😀']) expect(readText(writeText(text))).toBe(text);
  });

  it('is read with the escapes of others', () => {
    expect(readText('(a\\051\\n\\\nb\\(\\101)')).toBe('a)\nb(A');
    expect(readText('(na\\357ve)')).toBe('naïve');
  });

  it('of a name has its escapes and those of an address undone', () => {
    expect(decodeName('a#2fb')).toBe('a/b');
    expect(decodeName('%E5%BC%80')).toBe('开');
  });
});
