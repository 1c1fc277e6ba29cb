import type { Block, Inline, Slide } from './deck.ts';

/** Every block in `blocks`, depth first. */
export function* blocksIn(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'quote' || block.kind === 'step') yield* blocksIn(block.blocks);
    if (block.kind === 'columns') for (const column of block.columns) yield* blocksIn(column.blocks);
    if (block.kind === 'list') for (const item of block.items) yield* blocksIn(item);
  }
}

/** Every inline in a line, depth first. */
export function* inlinesIn(inlines: readonly Inline[]): Generator<Inline> {
  for (const inline of inlines) {
    yield inline;
    if (inline.kind === 'html') yield* inlinesIn(inline.parts.filter((part) => typeof part !== 'string'));
    else if ('children' in inline) yield* inlinesIn(inline.children);
  }
}

/** The blocks that a slide shows: those of its slots, then of its footnotes. */
export function* shownBlocks(slide: Slide): Generator<Block> {
  for (const slot of slide.slots.values()) yield* blocksIn(slot.blocks);
  for (const { blocks } of slide.footnotes) yield* blocksIn(blocks);
}

/** All of a slide's blocks: its slots', then its notes'. */
export function* blocksOf(slide: Slide): Generator<Block> {
  yield* shownBlocks(slide);
  yield* blocksIn(slide.notes);
}

/** The lines of text that a slide shows: its title, paragraphs, headings and cells. */
export function* shownLines(slide: Slide): Generator<readonly Inline[]> {
  yield slide.title;
  for (const block of shownBlocks(slide)) yield* linesIn(block);
}

function linesIn(block: Block): (readonly Inline[])[] {
  if (block.kind === 'heading' || block.kind === 'paragraph') return [block.children];
  return block.kind === 'table' ? [block.header, ...block.rows].flat() : [];
}

/** Each slide is walked once, however many stages ask. */
const walked = new WeakMap<Slide, readonly Inline[]>();

/** All of a slide's inlines: its title's, its slots', its notes'. */
export function inlinesOf(slide: Slide): readonly Inline[] {
  const known = walked.get(slide);
  if (known) return known;
  const lines = [slide.title, ...[...blocksOf(slide)].flatMap(linesIn)];
  const inlines = lines.flatMap((line) => [...inlinesIn(line)]);
  walked.set(slide, inlines);
  return inlines;
}
