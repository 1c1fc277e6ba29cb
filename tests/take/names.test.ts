import { describe, expect, it } from 'vitest';
import { encodedName, freeName, placeUnits } from '../../build/take/names.ts';
import { bytesOf, memoryFiles } from '../support/memory.ts';

describe('a free name', () => {
  it('is numbered before what comes behind its first dot', () => {
    const taken = ['charts/a.vl.json', 'charts/a-2.vl.json', 'k', 'a.b/c'];
    const isTaken = (name: string): boolean => taken.includes(name);
    expect(freeName('charts/a.vl.json', isTaken)).toBe('charts/a-3.vl.json');
    expect(freeName('k', isTaken)).toBe('k-2');
    expect(freeName('a.b/c', isTaken)).toBe('a.b/c-2');
    expect(freeName('free.csv', isTaken)).toBe('free.csv');
  });
});

describe('places for files', () => {
  const theirs: Record<string, Uint8Array> = {
    'd/a.csv': bytesOf('a'),
    'd/a.csv.yaml': bytesOf('x'),
    'd/b.csv': bytesOf('b'),
    'd/a-2.csv': bytesOf('c'),
  };
  const units = [
    ['d/a.csv', 'd/a.csv.yaml'],
    ['d/b.csv', 'd/b.csv.yaml'],
    ['d/a-2.csv', 'd/a-2.csv.yaml'],
  ];
  const place = (mine: Record<string, string>) =>
    Object.fromEntries(placeUnits(units, (path) => theirs[path], memoryFiles(mine)).moved);

  it('are their own where nothing is there, or the same', () => {
    expect(place({})).toMatchObject({ 'd/a.csv': 'd/a.csv', 'd/b.csv': 'd/b.csv' });
    expect(place({ 'd/a.csv': 'a', 'd/a.csv.yaml': 'x' })).toMatchObject({ 'd/a.csv': 'd/a.csv' });
  });

  it('are other ones, neither theirs nor ours, where data, what is said of it, or letters differ', () => {
    for (const mine of [
      { 'd/a.csv': 'z' },
      { 'd/a.csv': 'a' },
      { 'd/a.csv': 'a', 'd/a.csv.yaml': 'y' },
      { 'd/a.csv.yaml': 'x' },
      { 'd/A.CSV': 'a' },
    ])
      expect(place(mine), JSON.stringify(mine)).toMatchObject({
        'd/a.csv': 'd/a-3.csv',
        'd/a.csv.yaml': 'd/a-3.csv.yaml',
        'd/a-2.csv': 'd/a-2.csv',
      });
    expect(place({ 'd/b.csv': 'b', 'd/b.csv.yaml': 'x' })).toMatchObject({ 'd/b.csv': 'd/b-2.csv' });
  });
});

describe('a name in an address', () => {
  it('has nothing that would end it', () => {
    expect(encodedName('a b(c)%<"\\中.csv')).toBe('a%20b%28c%29%25%3c%22%5c中.csv');
    expect(decodeURIComponent(encodedName('a b(c)%<"\\中.csv'))).toBe('a b(c)%<"\\中.csv');
  });
});
