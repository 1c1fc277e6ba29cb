import { describe, expect, it } from 'vitest';
import { findPanels, findSections, panelOf } from '../../build/resolve/outline.ts';
import { readTalk } from '../support/memory.ts';

/** Slides with these front matter fields each, their ids s1, s2, … */
async function slides(...fields: readonly string[]) {
  const series = 'series:\n  steps: { label: Step }\n  cases: { label: Case }\n';
  const markdown = fields.map((text, n) => `---\nid: s${n + 1}\n${text}\n---\n\n# T\n\nb\n`);
  const files = { 'slides/deck.yaml': `title: T\n${series}`, 'slides/10.md': markdown.join('\n') };
  return (await readTalk(files)).deck.slides;
}

describe('findSections', () => {
  const outline = async (...layouts: readonly string[]): Promise<unknown[]> =>
    findSections(await slides(...layouts.map((name) => `layout: ${name}`))).map(
      ({ slide, number, members }) => [number, slide.id, ...members.map(({ id }) => id)],
    );

  it('cuts the slides at each section slide', async () => {
    expect(await outline('section', 'text', 'text', 'section', 'text')).toEqual([
      [1, 's1', 's2', 's3'],
      [2, 's4', 's5'],
    ]);
  });

  it('leaves out the slides before the first', async () => {
    expect(await outline('text', 'statement', 'section', 'text')).toEqual([[1, 's3', 's4']]);
  });

  it('may have sections without members', async () => {
    expect(await outline('section', 'section')).toEqual([
      [1, 's1'],
      [2, 's2'],
    ]);
  });

  it('leaves out those that stand elsewhere in the whole', async () => {
    const whole = await slides(...['section', 'text', 'text', 'section', 'text'].map((l) => `layout: ${l}`));
    const [tools, saw, plane, cases, table] = whole;
    const cut = [saw, cases, plane, table, tools, saw].flatMap((slide) => slide ?? []);
    expect(
      findSections(cut, whole).map(({ slide, members }) => [slide, ...members].map(({ id }) => id)),
    ).toEqual([
      ['s4', 's5'],
      ['s1', 's2'],
    ]);
  });

  it('may find none', async () => {
    expect(await outline('text')).toEqual([]);
    expect(findSections([])).toEqual([]);
  });
});

describe('findPanels', () => {
  const panel = (series: string, number: string): string => `series: ${series}\npanel: ${number}`;

  it('lists the panels of each series in the order of the slides', async () => {
    const found = findPanels(
      await slides(panel('steps', '02'), panel('cases', '01'), '', panel('steps', '01')),
    );
    expect(
      [...found].map(([name, panels]) => [name, panels.map(({ number, slide }) => [number, slide.id])]),
    ).toEqual([
      [
        'steps',
        [
          ['02', 's1'],
          ['01', 's4'],
        ],
      ],
      ['cases', [['01', 's2']]],
    ]);
  });

  it('takes the first slide with a number for its panel, and knows the panel of the others', async () => {
    const run = await slides(panel('steps', '01'), panel('steps', '02'), panel('steps', '01'));
    const found = findPanels(run);
    expect(found.get('steps')?.map(({ number }) => number)).toEqual(['01', '02']);
    expect(run.map((slide) => panelOf(slide, found)?.slide.id)).toEqual(['s1', 's2', 's1']);
  });

  it('tells a panel from its parts', async () => {
    const found = findPanels(await slides(panel('steps', '04'), panel('steps', '04.A'), panel('steps', '4')));
    expect(found.get('steps')?.map(({ number }) => number)).toEqual(['04', '04.A', '4']);
  });

  it('tells equal numbers of two series apart', async () => {
    const run = await slides(panel('steps', '01'), panel('cases', '01'));
    expect(run.map((slide) => panelOf(slide, findPanels(run))?.slide.id)).toEqual(['s1', 's2']);
  });

  it('has none for slides without a number', async () => {
    const run = await slides('series: steps', '');
    const found = findPanels(run);
    expect(found.size).toBe(0);
    expect(run.map((slide) => panelOf(slide, found))).toEqual([undefined, undefined]);
  });
});
