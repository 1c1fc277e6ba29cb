import type { Block, Slide } from '../model/deck.ts';
import { shownBlocks } from '../model/walk.ts';

/** The figures and tables of a deck by their blocks, numbered in the order of the slides: `Figure 3`, `Table 1`. */
export function numberFigures(slides: readonly Slide[]): ReadonlyMap<Block, string> {
  const labels = new Map<Block, string>();
  const counts = { Figure: 0, Table: 0 };
  for (const slide of slides) {
    // what stands on a cover is an ornament
    if (slide.layout.name === 'cover') continue;
    for (const block of figuresOf(slide)) {
      const kind = block.kind === 'table' ? 'Table' : 'Figure';
      labels.set(block, `${kind} ${++counts[kind]}`);
    }
  }
  return labels;
}

/** The charts, tables and captioned images in a slide's slots. */
function figuresOf(slide: Slide): Block[] {
  return [...shownBlocks(slide)].filter(
    (block) =>
      block.kind === 'chart' ||
      block.kind === 'table' ||
      (block.kind === 'image' && block.image.caption !== ''),
  );
}

/** The label of a slide's first figure or table. */
export function figureLabel(slide: Slide, labels: ReadonlyMap<Block, string>): string | undefined {
  const [first] = figuresOf(slide);
  return first && labels.get(first);
}
