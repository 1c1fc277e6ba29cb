import { describe, expect, it } from 'vitest';
import { contentsOf, type Entry, renderContents } from '../../../build/render/handout/contents.ts';
import { renderPage } from '../../../build/render/slide.ts';
import { resolved } from '../../support/memory.ts';

async function contents(markdown: string): Promise<Entry[]> {
  const { talk } = await resolved({
    'slides/deck.yaml': 'title: T\nseries: { steps: { label: Step } }\n',
    'slides/10.md': markdown,
  });
  return contentsOf(
    talk.pages.map((page) => renderPage(page, talk)),
    [{ name: 'data', title: 'Data', content: { html: '<p></p>' } }],
    talk,
  );
}

type Outline = readonly [string, ...Outline[]];
const outline = ({ id, entries }: Entry): Outline => [id, ...entries.map(outline)];
const section = (name: string): string => `---\nlayout: section\n---\n\n# ${name}\n`;
const slides = (name: string, count: number): string =>
  Array.from({ length: count }, (_, n) => `\n---\n\n# ${name} ${n}\n\nb\n`).join('');
const panel = '\n---\nseries: steps\npanel: "01"\n---\n\n# Panel\n\nb\n';

describe('the contents of a handout', () => {
  it('are sections with their slides, other slides, and annexes', async () => {
    const found = await contents(`# Before\n\nb\n\n${section('S')}${slides('in', 2)}${panel}`);
    expect(found.map(outline)).toEqual([['before'], ['s', ['in-0'], ['in-1'], ['panel']], ['annex.data']]);
    const html = renderContents(found).html;
    expect(html).toContain('<a href="#in-0"><span class="number"></span> <span class="name">in 0</span>');
    expect(html).toContain('<a href="#panel"><span class="number">01</span>');
    expect(html).toContain('data-page-of="annex.data"');
  });

  it('of many slides have only panels, or sections alone, and of slides without sections all', async () => {
    const many = await contents(`${section('S')}${slides('in', 90)}${panel}`);
    expect(many.map(outline)).toEqual([['s', ['panel']], ['annex.data']]);
    expect(renderContents(many).html).not.toBe('');
    expect(await contents(slides('a', 90).slice(5))).toHaveLength(91);
  });

  it('are left out of a talk that one takes in at a glance', async () => {
    expect(await contents('# A\n\nb\n')).toEqual([]);
  });
});
