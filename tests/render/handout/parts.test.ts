import { describe, expect, it } from 'vitest';
import type { HandoutStyle } from '../../../build/model/config.ts';
import { partsOf } from '../../../build/render/handout/parts.ts';
import { renderPage } from '../../../build/render/slide.ts';
import { resolved } from '../../support/memory.ts';

/** The parts of a talk with so many slides in its sections, as heads and numbers of slides. */
async function parts(style: HandoutStyle, before: number, ...sections: number[]) {
  const slide = (name: string): string => `# ${name}\n\nb\n`;
  const slides = [
    ...Array.from({ length: before }, (_, n) => slide(`Before ${n}`)),
    ...sections.flatMap((count, n) => [
      `layout: section\n---\n\n# S${n + 1}\n`,
      ...Array.from({ length: count - 1 }, (_, m) => slide(`In ${n} ${m}`)),
    ]),
  ];
  const { talk } = await resolved(`${before === 0 ? '---\n' : ''}${slides.join('\n---\n')}`);
  const pages = talk.pages.map((page) => renderPage(page, talk));
  return partsOf(pages, talk, style).map(({ head, pages: own }) => `${head}: ${own.length}`);
}

describe('the parts of a handout', () => {
  it('are the sections where they fill their pages', async () => {
    expect(await parts('4up', 4, 4, 7)).toEqual(['undefined: 4', 'S1: 4', 'S2: 7']);
    expect(await parts('notes', 2, 2, 3)).toEqual(['undefined: 2', 'S1: 2', 'S2: 3']);
  });

  it('are several sections where one would leave much of a page empty', async () => {
    expect(await parts('6up', 0, 1, 1, 4, 6)).toEqual(['S1 · S2 · S3: 6', 'S4: 6']);
    expect(await parts('4up', 0, 8, 1)).toEqual(['S1 · S2: 9']);
    expect(await parts('notes', 0, 1, 2, 1)).toEqual(['S1 · S2 · S3: 4']);
  });
});
