import { describe, expect, it } from 'vitest';
import { checkBudget, partsOfHtml, weighedHtml } from '../../build/check/budget.ts';
import { byWeight } from '../../build/model/budget.ts';
import { messages } from '../../build/model/messages.ts';
import { span } from '../../build/model/source.ts';

const html = [
  '<style>@font-face { src: url(data:font/woff2;base64,AAAA) } p { color: red }</style>',
  '<section id="one" class="slide layout-chart"><h1>One</h1><svg class="chart"><path d="M0 0"/></svg><img src="data:image/png;base64,AAAA"></section>',
  '<script>run()</script><script type="text/plain" id="vega-runtime">vega()</script>',
].join('\n');

describe('partsOfHtml', () => {
  it('tells fonts, styles, programs and what is on slides apart, and leaves nothing out', () => {
    const parts = partsOfHtml(html);
    expect(parts.map(({ name }) => name).sort()).toEqual([
      'Vega',
      'annexes',
      'charts of slide “one”',
      'fonts',
      'images of slide “one”',
      'program',
      'styles',
      'text of the slides',
    ]);
    // the tags of styles and scripts weigh next to nothing
    const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
    expect(sum).toBeGreaterThan(html.length - 90);
    expect(sum).toBeLessThanOrEqual(html.length);
  });
});

describe('byWeight', () => {
  it('adds up what is called alike and puts the largest first', () => {
    const parts = [
      { name: 'fonts', bytes: 2 },
      { name: 'images', bytes: 3 },
      { name: 'fonts', bytes: 4 },
    ];
    expect(byWeight(parts)).toEqual([
      { name: 'fonts', bytes: 6 },
      { name: 'images', bytes: 3 },
    ]);
  });
});

describe('checkBudget', () => {
  const source = { path: 'slides/deck.yaml', text: 'budget: 1 kB' };
  const budget = { bytes: html.length - 1, span: span(source, 8, 12) };

  it('names a file that is above it, where deck.yaml sets it, with its largest parts', () => {
    const file = weighedHtml('index.html', html);
    const heaviest = byWeight(partsOfHtml(html)).slice(0, 5);
    expect(checkBudget([file], budget)).toEqual([
      { at: budget.span, ...messages.budgetExceeded('index.html', html.length, budget.bytes, heaviest) },
    ]);
  });

  it('has nothing to say of a file within it, or without one', () => {
    const file = weighedHtml('index.html', html);
    expect(checkBudget([file], { ...budget, bytes: html.length })).toEqual([]);
    expect(checkBudget([file], undefined)).toEqual([]);
  });
});
