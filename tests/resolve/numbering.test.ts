import { describe, expect, it } from 'vitest';
import { figureLabel, numberFigures } from '../../build/resolve/numbering.ts';
import { readTalk, resolved, specText } from '../support/memory.ts';

const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';
const chart = '![Sales](../charts/a.vl.json)';
const grid = '| a |\n|---|\n| b |';

async function slidesOf(markdown: string) {
  const { deck, reported } = await readTalk({
    'slides/10.md': markdown,
    'charts/a.vl.json': specText(),
    'images/a.svg': square,
  });
  expect(reported).toEqual([]);
  return deck.slides;
}

async function labels(markdown: string): Promise<string[]> {
  return [...numberFigures(await slidesOf(markdown)).values()];
}

describe('figures and tables', () => {
  it('are counted apart, in the order of the slides', async () => {
    expect(await labels(`# A\n\n${chart}\n\n---\n\n# B\n\n${grid}\n\n---\n\n# C\n\n${chart}\n`)).toEqual([
      'Figure 1',
      'Table 1',
      'Figure 2',
    ]);
  });

  it('have a number each where one chart stands on two slides', async () => {
    const slides = await slidesOf(`# A\n\n${chart}\n\n---\n\n# B\n\n${chart}\n`);
    const numbers = numberFigures(slides);
    expect(slides.map((slide) => figureLabel(slide, numbers))).toEqual(['Figure 1', 'Figure 2']);
  });

  it('are charts, tables and images with a caption, not images without one', async () => {
    expect(await labels('# A\n\n![a](../images/a.svg "A square")\n')).toEqual(['Figure 1']);
    expect(await labels('# A\n\n![a](../images/a.svg)\n')).toEqual([]);
  });

  it('are counted in steps too', async () => {
    expect(await labels(`# A\n\n:::figure\n:::step\n${chart}\n:::\n:::\n`)).toEqual(['Figure 1']);
  });

  it('are not counted in notes', async () => {
    expect(await labels(`# A\n\nb\n\nNote:\n\n${grid}\n`)).toEqual([]);
  });

  it('are none on a slide of text', async () => {
    const slides = await slidesOf('# A\n\nb\n');
    expect(slides.map((slide) => figureLabel(slide, numberFigures(slides)))).toEqual([undefined]);
  });

  it('are not counted on a cover', async () => {
    const [first, second] = await slidesOf(`# A\n\n${chart}\n\n---\n\n# B\n\n${chart}\n`);
    if (!first || !second) throw new Error('no slides');
    const cover = { ...first, layout: { ...first.layout, name: 'cover' } };
    expect([...numberFigures([cover, second]).values()]).toEqual(['Figure 1']);
  });
});

it('numbers what the talk is resolved with', async () => {
  const { talk } = await resolved({ 'slides/10.md': `# A\n\n${chart}\n`, 'charts/a.vl.json': specText() });
  expect([...talk.labels.values()]).toEqual(['Figure 1']);
});
