import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault, Sight } from '../../build/model/fault.ts';
import { library } from '../support/memory.ts';
import { launch } from '../support/project.ts';

/** What is told of slides made by hand, in the real browser. */
describe('the inspector', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
  });
  afterAll(() => browser.close());

  /** What is wrong with a slide that holds this, as kinds and words. */
  async function seen(content: string, sight: Sight = 'fit'): Promise<Fault[]> {
    await page.setContent(`<style>
      body { margin: 0 }
      section { position: relative; width: 1280px; height: 720px; font: 24px/1.4 sans-serif; background: white }
      .at { position: absolute } .main { height: 600px }
    </style>
    <div class="slides"><section id="a" class="slide present">${content}</section></div>`);
    await page.evaluate(library.inspectScript());
    // axe-core is for the golden decks
    await page.evaluate('window.axe = { run: async () => ({ violations: [] }) }');
    return [...(await page.evaluate((what) => window.inspector.look(0, [what]), sight))];
  }
  const told = async (content: string, sight?: Sight): Promise<string[]> =>
    (await seen(content, sight)).map(({ finding, words }) => `${finding.kind}: ${words}`);

  const svg = (content: string, attributes = ''): string =>
    `<svg class="chart" width="400" height="200" style="font-size: 20px" ${attributes}>${content}</svg>`;

  it('has nothing to say of words that stand well', async () => {
    expect(
      await told('<div class="main"><div class="slot"><p>Words<sup>2</sup> and <b>more</b></p></div></div>'),
    ).toEqual([]);
  });

  it('tells what runs out of the slide, its slot’s room or a painted box, by how much', async () => {
    const below = (top: number): string => `<p class="at" style="top: ${top}px; margin: 0">Low</p>`;
    expect(await told(below(680))).toEqual([]);
    const [fault] = await seen(below(710));
    expect(fault).toMatchObject({ page: 'a', step: 0, element: 'p.at', words: 'Low', more: 0 });
    expect(fault?.finding).toMatchObject({ kind: 'overflow', of: 'slide' });
    const tall = '<div class="main" style="height: 60px"><div class="slot"><p>One</p><p>Two</p></div></div>';
    expect(await told(tall)).toEqual(['overflow: Two']);
    const box = (colour: string): string => `<p style="width: 40px; background: ${colour}">Unbreakable</p>`;
    expect(await told(box('transparent'))).toEqual([]);
    expect(await told(box('#eeeeee'))).toEqual(['overflow: Unbreakable']);
  });

  it('takes a formula for one piece, as large as its letters ask for', async () => {
    const formula = (size: number): string =>
      `<div class="slot"><p>For <math style="font-size: ${size}px"><msup><mi>x</mi><msup><mi>y</mi><mi>n</mi></msup></msup></math></p></div>`;
    expect(await told(formula(25))).toEqual([]);
    expect(await told(formula(12))).toEqual([expect.stringMatching(/^small: /)]);
  });

  it('tells of words on top of others, not of those that touch, hide, decorate or hold them', async () => {
    const other = (style: string, more = ''): string =>
      `<p class="at" style="top: 100px">Below</p><p class="at" style="${style}" ${more}>Above</p>`;
    expect(await told(other('top: 106px'))).toEqual(['overlap: Below']);
    expect(await told(other('top: 118px'))).toEqual([]);
    expect(await told(other('top: 106px; left: 200px'))).toEqual([]);
    expect(await told(other('top: 106px; opacity: 0'))).toEqual([]);
    expect(await told(other('top: 106px; visibility: hidden'))).toEqual([]);
    expect(await told(other('top: 106px', 'aria-hidden="true"'))).toEqual([]);
    expect(await told(other('top: 106px; width: 1px; height: 1px; overflow: hidden'))).toEqual([]);
    expect(await told('<p>Words<span style="margin-left: -40px">on their own line</span></p>')).toEqual([]);
  });

  it('tells of small words: 18 px, 15 in sources and raised signs, as they are shown', async () => {
    const sized = (px: number, tag = 'p'): string => `<${tag} style="font-size: ${px}px">Small</${tag}>`;
    expect(await told(sized(18))).toEqual([]);
    expect(await told(sized(17.5))).toEqual(['small: Small']);
    expect(await told(sized(15, 'figcaption'))).toEqual([]);
    expect(await told(sized(14, 'figcaption'))).toEqual(['small: Small']);
    expect(await told(`<p>${sized(15, 'sup')}</p>`)).toEqual([]);
    const label = '<text x="20" y="60">Label</text>';
    expect(await told(svg(label))).toEqual([]);
    const [shrunk] = await seen(svg(label, 'viewBox="0 0 800 400"'));
    expect(shrunk?.finding).toEqual({ kind: 'small', size: 10, least: 18 });
  });

  it('tells of running text too small for a handout of four slides a page, once a slide', async () => {
    const slot = (px: number, tag = 'p'): string =>
      `<div class="slot" style="font-size: ${px}px"><${tag}>One</${tag}><${tag}>Two</${tag}></div>`;
    expect(await told(slot(24))).toEqual([]);
    expect(await told(slot(23))).toEqual(['small-print: One']);
    expect(await told(slot(20) + slot(20))).toHaveLength(1);
    expect(await told(slot(20, 'h3 style="font-size: 20px"'))).toEqual([]);
    expect(await told(`<p style="font-size: 20px">A label</p>`)).toEqual([]);
  });

  it('tells of labels of a chart that collide, turned ones by their own boxes', async () => {
    const two = (transform: string): string =>
      svg(`<text transform="translate(100,180) ${transform}">2001 and on</text>
        <text transform="translate(130,180) ${transform}">2002 and on</text>`);
    expect(await told(two(''))).toEqual(['label-overlap: 2001 and on']);
    expect(await told(two('rotate(-60)'))).toEqual([]);
    const gone = '<text x="20" y="60">One</text><g opacity="0"><text x="20" y="60">Two</text></g>';
    expect(await told(svg(gone))).toEqual([]);
  });

  it('tells of labels that the edge of the drawing or a clip cuts off', async () => {
    expect(await told(svg('<text x="360" y="60">Beyond</text>'))).toEqual(['label-clipped: Beyond']);
    const clip = '<clipPath id="c"><rect width="50" height="200"></rect></clipPath>';
    const inside = (x: number): string =>
      svg(`${clip}<g clip-path="url(#c)"><text x="${x}" y="60">In</text></g>`);
    expect(await told(inside(5))).toEqual([]);
    expect(await told(inside(45))).toEqual(['label-clipped: In']);
  });

  it('judges a label’s contrast by the shapes under it', async () => {
    const on = (shape: string, fill: string, more = ''): string =>
      svg(`${shape}<text x="20" y="60" fill="${fill}" ${more}>Label</text>`);
    const bar = (fill: string, more = ''): string =>
      `<rect width="200" height="100" fill="${fill}" ${more}></rect>`;
    const faint = ['contrast: Label'];
    expect(await told(on('', '#54616e'), 'access')).toEqual([]);
    expect(await told(on('', '#999999'), 'access')).toEqual(faint);
    expect(await told(on(bar('#0b5563'), '#ffffff'), 'access')).toEqual([]);
    expect(await told(on(bar('#0b5563'), '#54616e'), 'access')).toEqual(faint);
    // the bar does not show, or not much
    expect(await told(on(bar('#0b5563', 'opacity="0"'), '#ffffff'), 'access')).toEqual(faint);
    expect(await told(on(bar('#0b5563', 'fill-opacity="0.1"'), '#54616e'), 'access')).toEqual([]);
    // half on the bar and half beside it
    const half = '<rect width="40" height="100" fill="#0b5563"></rect>';
    expect(await told(on(half, '#ffffff'), 'access')).toEqual(faint);
    // large words need less
    expect(await told(on('', '#8a8a8a', 'font-size="20"'), 'access')).toEqual(faint);
    expect(await told(on('', '#8a8a8a', 'font-size="24"'), 'access')).toEqual([]);
    expect(await told(on('', '#8a8a8a', 'font-size="20" font-weight="700"'), 'access')).toEqual([]);
  });

  it('tells the worst of a kind in a place, and how many more there are', async () => {
    const words = '<div class="slot"><p style="font-size: 17px">A</p><p style="font-size: 12px">B</p></div>';
    expect(await seen(words)).toMatchObject([{ words: 'B', more: 1, finding: { kind: 'small', size: 12 } }]);
  });

  it('says where in the source the words stand, and what no author wrote', async () => {
    const [own] = await seen('<div data-at="3-9"><p style="font-size: 9px">A</p></div>');
    expect(own?.at).toBe('3-9');
    const [foreign] = await seen('<p class="kicker current-fragment" style="font-size: 9px">A</p>');
    expect(foreign?.at).toBeUndefined();
    expect(foreign?.element).toBe('p.kicker');
  });
});
