import { describe, expect, it } from 'vitest';
import { readAttributes } from '../../build/read/directive.ts';

const read = (text: string): object => Object.fromEntries(readAttributes(text));

describe('readAttributes', () => {
  it('reads pairs, bare and in either kind of quotes', () => {
    expect(read(`from=guidance-funds.csv where="quarter=2020Q1 " field='new funds'`)).toEqual({
      from: 'guidance-funds.csv',
      where: 'quarter=2020Q1 ',
      field: 'new funds',
    });
  });

  it('keeps a bare word under the empty key', () => {
    expect(read('zh-Hans')).toEqual({ '': 'zh-Hans' });
    expect(read(' zh-Hans dir=rtl ')).toEqual({ '': 'zh-Hans', dir: 'rtl' });
  });

  it('reads empty and hyphened ones', () => {
    expect(read('data-x="" y=1')).toEqual({ 'data-x': '', y: '1' });
  });

  it('lets the last of two count', () => {
    expect(read('a=1 a=2')).toEqual({ a: '2' });
  });

  it('is empty for nothing', () => {
    expect(read('')).toEqual({});
    expect(read('  ')).toEqual({});
  });
});
