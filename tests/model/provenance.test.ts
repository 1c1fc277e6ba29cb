import { describe, expect, it } from 'vitest';
import { sourceText } from '../../build/model/provenance.ts';

describe('the source of data', () => {
  it('names publisher, indicator, unit and edition', () => {
    const source = {
      publisher: 'World Bank',
      title: 'World Development Indicators',
      indicator: 'BX.KLT',
      vintage: 'WDI 2021',
    };
    expect(sourceText([source], 'Million current US$')).toBe(
      'World Bank, BX.KLT. Million current US$. WDI 2021.',
    );
  });

  it('names the title where there is no indicator', () => {
    expect(sourceText([{ publisher: 'OECD', title: 'MSTI' }], undefined)).toBe('OECD, MSTI.');
    expect(sourceText([{ title: 'MSTI' }], undefined)).toBe('MSTI.');
  });

  it('says when it was retrieved', () => {
    expect(sourceText([{ publisher: 'OECD', retrieved: 'May 2024' }], '%')).toBe(
      'OECD. %. Retrieved May 2024.',
    );
  });

  it('puts no second full stop', () => {
    expect(sourceText([{ publisher: 'A Inc.', vintage: '2nd ed.' }], undefined)).toBe('A Inc. 2nd ed.');
  });

  it('names each of several in a sentence of its own, and the unit once', () => {
    const sources = [
      { publisher: 'OECD', title: 'MSTI', vintage: '2024' },
      { publisher: 'UN', vintage: '2023' },
    ];
    expect(sourceText(sources, '%')).toBe('OECD, MSTI. %. 2024. UN, 2023.');
  });

  it('is empty where there is none', () => {
    expect(sourceText([], '%')).toBe('');
    expect(sourceText([{}], undefined)).toBe('');
  });
});
