import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Licences that let others ship a program with the work in it. */
const free = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'OFL-1.1'];
const lib = (name: string): string => readFileSync(new URL(`../lib/${name}`, import.meta.url), 'utf8');
const packages = (text: string): string[][] =>
  [...text.matchAll(/^(\S+) (\d+\.\d+\.\d+), ([^.\n]+(?:\.\d[^.\n]*)?)/gm)].map(([, ...parts]) => parts);

describe('the licences of what is shipped', () => {
  it('let it be shipped, each said with its terms', () => {
    const all = packages(lib('LICENCES.txt'));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(([, , licence]) => !free.includes(licence ?? ''))).toEqual([]);
  });

  it.each([
    ['deck.js', ['reveal.js']],
    ['vega.js', ['vega', 'd3-scale', 'vega-interpreter']],
    ['math.css', ['temml']],
  ])('stand at the head of %s, which goes into decks', (file, names) => {
    const notice = lib(`client/${file}`).match(/^\/\*!([\s\S]*?)\*\//)?.[1] ?? '';
    expect(packages(notice).map(([name]) => name)).toEqual(expect.arrayContaining(names));
    expect(notice).toMatch(/Permission is hereby granted|Redistribution and use/);
    expect(notice).not.toContain('<');
  });
});
