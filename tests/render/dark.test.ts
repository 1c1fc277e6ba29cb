import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Color, parse, wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import { counterpart, darkCharts, shadesOf } from '../../build/render/dark.ts';
import { home } from '../support/project.ts';

const theme = readFileSync(join(home, 'templates/theme.css'), 'utf8');
const vega = readFileSync(join(home, 'templates/theme.vega.json'), 'utf8');
const shades = shadesOf(theme);
if (!shades) throw new Error('the theme has no dark tokens');

const light = (token: string): Color => shades.light.get(token) as Color;
const dark = (token: string): Color => shades.dark.get(token) as Color;

/** What a colour becomes, tokens resolved. */
const darkOf = (colour: string): Color => {
  const css = counterpart(colour, shades) ?? '';
  return parse(css) ?? dark(css.slice('var(--'.length, -1));
};

describe('the tokens of the theme', () => {
  // text, the ground it stands on, and how large it is at least
  const pairs = [
    ['ink', 'paper', 4.5],
    ['muted', 'paper', 4.5],
    ['accent', 'paper', 4.5],
    ['china', 'paper', 4.5],
    ['united-states', 'paper', 4.5],
    ['india', 'paper', 4.5],
    ['ink', 'wash', 4.5],
    ['muted', 'wash', 4.5],
    ['accent', 'wash', 4.5],
    ['ink', 'marked', 4.5],
    ['accent', 'marked', 4.5],
    ['on-accent', 'accent', 4.5],
    ['on-deep', 'deep', 4.5],
    ['deep-text', 'deep', 4.5],
    ['deep-muted', 'deep', 4.5],
    ['bright', 'deep', 4.5],
  ] as const;

  for (const [name, token] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    it(`keep text readable on ${name} slides`, () => {
      const faint = pairs.filter(([text, ground, least]) => wcagContrast(token(text), token(ground)) < least);
      expect(faint).toEqual([]);
    });
  }
});

describe('the dark counterpart of a colour', () => {
  it('is the token that it is in the theme', () => {
    expect(counterpart('#10202F', shades)).toBe('var(--ink)');
    expect(counterpart('white', shades)).toBe('var(--paper)');
    expect(counterpart('rgb(200, 40, 30)', shades)).toBe('var(--china)');
  });

  it('is no token that would be lost on dark paper', () => {
    expect(counterpart('#0c2a36', shades)).toMatch(/^#/);
  });

  it('keeps the contrast to the paper, whatever the colour, up to that of the ink', () => {
    const written = new Set([
      ...(vega.match(/#[0-9A-F]{6}/gi) ?? []),
      ...['black', 'steelblue', 'gold', 'hsl(300 80% 40%)', 'rgb(31, 119, 180)', '#F8E4E2', '#E3A5A0'],
    ]);
    expect(written.size).toBeGreaterThan(30);
    const most = wcagContrast(dark('ink'), dark('paper'));
    for (const colour of written) {
      const before = wcagContrast(colour, light('paper'));
      const after = wcagContrast(darkOf(colour), dark('paper'));
      expect(after, colour).toBeGreaterThanOrEqual(Math.min(before, most) - 0.01);
    }
  });

  it('keeps what is seen through', () => {
    expect(counterpart('rgba(31, 119, 180, 0.5)', shades)).toMatch(/^rgba\(.*, 0\.5\)$/);
  });

  it('is nothing for what is no colour', () => {
    for (const value of ['none', 'url(#a)', 'currentColor'])
      expect(counterpart(value, shades)).toBeUndefined();
  });
});

describe('the styles of charts on dark slides', () => {
  const svg = '<svg class="chart"><path fill="#10202F" stroke="none"/><text fill="#10202f">a</text></svg>';

  it('are a rule for each property and colour, on screen alone', () => {
    expect(darkCharts(svg, theme)).toBe(
      `@media screen {\nhtml[data-theme='dark'] .slot:not(.tone-dark) .chart [fill="#10202f" i] { fill: var(--ink) }\n}`,
    );
  });

  it('are none without charts, and none in a theme without dark tokens', () => {
    expect(darkCharts('<p>a</p>', theme)).toBe('');
    expect(darkCharts(svg, ':root { --paper: #fff; --ink: #000; }')).toBe('');
  });
});
