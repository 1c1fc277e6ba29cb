import { expect, it } from 'vitest';
import { figuresIn } from '../../build/check/figures.ts';

const found = (text: string): string[] => figuresIn(text).map((figure) => figure.text);

it('counts as figures what wants evidence', () => {
  for (const figure of [
    '84%',
    '84 %',
    '0.5%',
    '2,5 %',
    '3.5 per cent',
    '20 percent',
    'ten per cent',
    '5 percentage points',
    '20–25 percent',
    '20-25%',
    'US$5.6 billion',
    'US$ 5 million',
    'US$5.6–7 billion',
    '€5bn',
    '$1.2tn',
    '¥300',
    'RMB 5 billion',
    'USD 300',
    '300 yuan',
    '3 million',
    'one million',
    '12×',
    '12x',
    '12 times',
    'twelvefold',
    'twelve-fold',
    '12-fold',
    'doubled',
    'halved',
    '1,741',
    '1,234,567',
    '1st',
    '2nd',
    '11th',
    'No. 1',
    'number one',
    'ranked 11',
    'top ten',
    'top-5',
  ])
    expect(found(`It was ${figure} then`), figure).toEqual([figure]);
});

it('counts as figures neither years, numbers of things nor words', () => {
  for (const text of [
    'in 2024',
    'from 1990–2000',
    'the 1990s',
    'In 2024 times changed',
    'Step 01, panel 04.A',
    'Table 3 on page 3',
    '12 May 2021',
    '4th of July, 4th July and July 4th',
    'version 1.2.3 and v2.0',
    'two lists, three things',
    'the 19th century',
    '19th-century ships',
    'the 20th and 21st centuries',
    'COVID-19, 5G, H1N1',
    'unfold a manifold scaffold, blindfold',
    'the top of it',
    'a mnemonic, a billionaire’s bill',
    '2x2',
    '',
  ])
    expect(found(text), text).toEqual([]);
});

it('tells where each figure stands', () => {
  expect(figuresIn('From 3% to 12%, or 3%')).toEqual([
    { text: '3%', offset: 5 },
    { text: '12%', offset: 11 },
    { text: '3%', offset: 19 },
  ]);
});
