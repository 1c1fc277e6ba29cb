import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readStyle, readVegaTheme } from '../../build/read/theme.ts';
import { at, bytesOf, context, told, vegaSchema } from '../support/memory.ts';

function theme(json: string) {
  const recorded = context();
  return { theme: readVegaTheme(bytesOf(json), vegaSchema(), recorded), told: told(recorded) };
}

function style(css: string) {
  const recorded = context();
  return { style: readStyle('templates/theme.css', bytesOf(css), recorded), told: told(recorded) };
}

describe('the theme of charts', () => {
  it('is a Vega-Lite config', () => {
    const config = {
      font: 'Inter',
      axis: { grid: false },
      bar: { color: '#C8281E' },
      range: { category: ['red'] },
    };
    expect(theme(JSON.stringify(config))).toEqual({ theme: config, told: [] });
  });

  it('may be missing', () => {
    const recorded = context();
    expect(readVegaTheme(undefined, vegaSchema(), recorded)).toEqual({});
    expect(recorded.reported).toEqual([]);
  });

  it('is reported where Vega-Lite does not know a name', () => {
    expect(theme('{\n  "axis": { "gird": false }\n}').told).toEqual([
      expect.objectContaining({ place: 'templates/theme.vega.json:2:13', rule: 'spec-unknown' }),
    ]);
  });

  it('counts as empty when it is no JSON, and says so', () => {
    expect(theme('{ "axis": 1, }')).toEqual({
      theme: {},
      told: [expect.objectContaining({ place: 'templates/theme.vega.json:1:14', rule: 'chart-json' })],
    });
  });
});

describe('the theme’s styles', () => {
  it('are kept as they are', () => {
    const css = '.a { color: red; background: url(data:image/png;base64,xx) } .b { clip-path: url(#c) }';
    expect(style(css)).toEqual({ style: css, told: [] });
  });

  it('may carry data and address parts of the page, quoted or not', () => {
    for (const css of [
      'a { b: url("data:image/png;base64,xx") }',
      'a { b: url( data:,x ) }',
      "a { clip-path: url( '#f' ) }",
      "a { b: image-set('data:,x' 1x, url(data:,y) type('image/png')) }",
      '.md\\:flex, .w-\\[calc\\(100\\%\\)\\] { content: "\\2014 " }',
    ]) {
      expect(style(css), css).toEqual({ style: css, told: [] });
    }
  });

  it('may be missing', () => {
    expect(readStyle('templates/handout.css', undefined, context())).toBe('');
  });

  it('address nothing outside the deck', () => {
    for (const [css, what] of [
      ['.a { background: url(https://x.org/a.png) }', 'url(https://x.org/a.png)'],
      ['.a { background: url("https://x.org/a.png") }', 'url("https://x.org/a.png")'],
      ["@font-face { src: URL( '../a.woff2' ) }", "URL( '../a.woff2' )"],
      ['.a { background: u\\72l(https://x.org/a.png) }', 'u\\72l(https://x.org/a.png)'],
      ['.a { background: \\75 \\r\\l (x) url(y) }', 'url(y)'],
      [
        '.a { background: image-set("data:,x" 1x, "https://x.org/a" 2x) }',
        'image-set("data:,x" 1x, "https://x.org/a" 2x)',
      ],
      [".a { background: -webkit-image-set('a.png' 1x) }", "image-set('a.png' 1x)"],
      ['@import "a.css";', '@import "a.css"'],
      ['@\\69mport "a.css";', '@\\69mport "a.css"'],
      ['@import url(//x.org/a.css) screen;', '@import url(//x.org/a.css) screen'],
    ] as const) {
      const column = css.indexOf(what) + 1;
      expect(style(css).told, css).toEqual([at(`templates/theme.css:1:${column}`, messages.urlRemote(what))]);
    }
  });

  it('are reported at every such address', () => {
    expect(style('a { src: url(x) }\nb { src: url(y) }').told).toEqual([
      at('templates/theme.css:1:10', messages.urlRemote('url(x)')),
      at('templates/theme.css:2:10', messages.urlRemote('url(y)')),
    ]);
  });

  it('are reported in their own file', () => {
    const recorded = context();
    readStyle('templates/handout.css', bytesOf('a { src: url(x) }'), recorded);
    expect(told(recorded)).toEqual([at('templates/handout.css:1:10', messages.urlRemote('url(x)'))]);
  });

  it('cannot end the element that holds them', () => {
    expect(style('a::after { content: "</style><script>" }').style).not.toContain('</style');
  });
});
