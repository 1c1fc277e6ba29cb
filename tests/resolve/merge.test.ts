import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { drawStates } from '../../build/resolve/draw.ts';
import { mergeStates } from '../../build/resolve/merge.ts';
import { halfEms } from '../support/memory.ts';
import { shownIn } from '../support/states.ts';

const svg = (inside: string, size = 90): string => `<svg width="${size}" height="${size}">${inside}</svg>`;

const plain = (one: string): string =>
  toHtml(fromHtml(one, { fragment: true, space: 'svg' }), {
    space: 'svg',
    characterReferences: { useNamedReferences: true },
  });

describe('states in one drawing', () => {
  it('share what is the same in all', () => {
    const [a, b] = [svg('<g class="axis"><text>1</text></g>'), svg('<g class="axis"><text>1</text></g>')];
    expect(mergeStates([a, b])).toBe(plain(a));
  });

  it('have groups for what is not, neighbours in one', () => {
    const states = ['<path d="M0"/>', '<path d="M0"/><path d="M1"/><path d="M2"/>'].map((paths) =>
      svg(`<g class="marks">${paths}</g>`),
    );
    expect(mergeStates(states)).toBe(
      '<svg width="90" height="90"><g class="marks"><path d="M0"/><g data-states="1"><path d="M1"/><path d="M2"/></g></g></svg>',
    );
  });

  it('show in each state what was drawn for it, in its order', () => {
    const states = [
      svg('<g class="a"><path d="M1"/><path d="M2"/></g><g class="b"><text>x</text></g>'),
      svg('<g class="a"><path d="M2"/><path d="M3"/><path d="M1"/></g>'),
      svg('<g class="c"><path d="M4"/></g><g class="a"><path d="M3"/><path d="M2"/></g><g class="b"></g>'),
      svg('<g class="a"><path d="M1"/><path d="M2"/></g><g class="b"><text>y</text></g>'),
    ];
    const merged = mergeStates(states);
    // a group may stand empty where another state fills it
    const bare = (one: string): string => one.replace(/<g class="\w"><\/g>/g, '');
    for (const [n, state] of states.entries()) expect(bare(shownIn(merged, n))).toBe(bare(plain(state)));
  });

  it('share definitions by what they hold, whatever number Vega gave them', () => {
    const state = (id: string, clip: string) =>
      svg(
        `<defs><clipPath id="${id}"><rect width="${clip}"/></clipPath></defs><g clip-path="url(#${id})"><path d="M0"/></g>`,
      );
    const same = mergeStates([state('clip1', '4'), state('clip2', '4')]);
    expect(same.match(/<clipPath/g)).toHaveLength(1);
    expect(same).not.toContain('data-states');
    const other = mergeStates([state('clip1', '4'), state('clip1', '5')]);
    expect(other.match(/<clipPath id="[^"]+"/g)).toHaveLength(2);
    expect(new Set(other.match(/<clipPath id="[^"]+"/g)).size).toBe(2);
    // what is hidden would not clip
    expect(other).toMatch(/<defs><clipPath.*?<clipPath.*?<\/defs>/);
  });

  it('are as large as the largest', () => {
    expect(mergeStates([svg('', 90), svg('', 100)])).toMatch(/^<svg width="100" height="100"/);
    const [wide, high] = ['<svg width="90" height="50"></svg>', '<svg width="40" height="60"></svg>'];
    expect(mergeStates([wide, high])).toMatch(/^<svg width="90" height="60"/);
  });

  it('are left as they are when there is one', () => {
    expect(mergeStates(['<svg id="x"></svg>'])).toBe('<svg id="x"></svg>');
  });

  const field = (name: string, type: string) => ({ field: name, type });
  const [x, y] = [field('year', 'ordinal'), field('sales', 'quantitative')];
  const color = field('kind', 'nominal');
  const until = (year: number) => [{ filter: `datum.year <= ${year}` }];
  it.each<[string, object[]]>([
    ['bars', [2001, 2002, 2003].map((year) => ({ transform: until(year), mark: 'bar', encoding: { x, y } }))],
    [
      'lines and a legend',
      [2002, 2003].map((year) => ({ transform: until(year), mark: 'line', encoding: { x, y, color } })),
    ],
    [
      'other marks',
      ['bar', 'area', 'point', 'arc', 'tick'].map((mark) => ({ mark, encoding: { x, y, color } })),
    ],
    [
      'clipped marks and gradients',
      ['white', 'black'].map((stop) => ({
        mark: {
          type: 'area',
          clip: true,
          color: {
            gradient: 'linear',
            stops: [
              { offset: 0, color: stop },
              { offset: 1, color: 'red' },
            ],
          },
        },
        encoding: { x, y },
      })),
    ],
    [
      'trellises',
      [2002, 2003].map((year) => ({
        transform: until(year),
        mark: 'bar',
        encoding: { x, y, column: color },
      })),
    ],
    [
      'parts beside each other',
      ['bar', 'line'].map((mark) => ({
        hconcat: [
          { mark, encoding: { x, y } },
          { mark: 'bar', encoding: { x: y, y: color } },
        ],
      })),
    ],
  ])('show what Vega drew: %s', async (_, specs) => {
    const values = ['A', 'B'].flatMap((kind, n) =>
      [2001, 2002, 2003].map((year) => ({ kind, year, sales: (year - 2000) * (n + 1) })),
    );
    const size = { width: 300, height: 200 };
    const { svgs, problems } = await drawStates(
      { specs: specs.map((spec) => ({ data: { values }, ...spec })), size, theme: {} },
      halfEms,
    );
    expect(problems).toEqual([]);
    const merged = mergeStates(svgs);
    expect(merged.length).toBeLessThan(svgs.join('').length);
    const bare = (one: string): string => {
      const less = one.replace(/<(g|defs)(?: [^>]*)?><\/\1>/g, '').replace(/<svg[^>]*>/, '');
      return less === one ? one : bare(less);
    };
    // names of definitions, and those of other states, which stay
    const pure = (one: string): string =>
      bare(one.replace(/<defs>.*?<\/defs>/g, '').replace(/url\(#[^)]+\)/g, 'url()'));
    for (const [n, svg] of svgs.entries()) expect(pure(shownIn(merged, n))).toBe(pure(plain(svg)));
  });
});
