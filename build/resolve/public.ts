import type { Block, Cell, Deck, Inline, Slide, SlotContent } from '../model/deck.ts';

/**
 * The deck as the public may have it: without notes and without drafts. A link to a draft is left as its text, which
 * is the draft's title where the author wrote none.
 */
export function publicDeck(deck: Deck): Deck {
  const drafts = new Map(deck.slides.filter(({ draft }) => draft).map((slide) => [slide.id, slide]));
  const slides = deck.slides.filter(({ draft }) => !draft).map((slide) => publicSlide(slide, drafts));
  return { ...deck, slides };
}

type Drafts = ReadonlyMap<string, Slide>;

function publicSlide(slide: Slide, drafts: Drafts): Slide {
  const open = { ...slide, notes: [] };
  if (drafts.size === 0) return open;
  const slots = [...slide.slots].map(([name, content]): [string, SlotContent] => [
    name,
    { ...content, blocks: content.blocks.map((block) => unlinked(block, drafts)) },
  ]);
  return {
    ...open,
    title: unlinkedLine(slide.title, drafts),
    applies: slide.applies.filter(({ id }) => !drafts.has(id)),
    slots: new Map(slots),
    footnotes: slide.footnotes.map((note) => ({
      ...note,
      blocks: note.blocks.map((block) => unlinked(block, drafts)),
    })),
  };
}

function unlinked(block: Block, drafts: Drafts): Block {
  const all = (blocks: readonly Block[]): Block[] => blocks.map((inner) => unlinked(inner, drafts));
  const row = (cells: readonly Cell[]): Cell[] => cells.map((cell) => unlinkedLine(cell, drafts));
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, children: unlinkedLine(block.children, drafts) };
    case 'list':
      return { ...block, items: block.items.map(all) };
    case 'quote':
    case 'step':
      return { ...block, blocks: all(block.blocks) };
    case 'columns':
      return {
        ...block,
        columns: block.columns.map((column) => ({ ...column, blocks: all(column.blocks) })),
      };
    case 'table':
      return { ...block, header: row(block.header), rows: block.rows.map(row) };
    case 'html':
      return { ...block, html: unlinkedHtml(block.html, drafts) };
    default:
      return block;
  }
}

function unlinkedLine(line: readonly Inline[], drafts: Drafts): Inline[] {
  return line.flatMap((inline): Inline[] => {
    if (inline.kind === 'html') {
      const parts = inline.parts.flatMap((part): (string | Inline)[] =>
        typeof part === 'string' ? [unlinkedHtml(part, drafts)] : unlinkedLine([part], drafts),
      );
      return [{ ...inline, parts }];
    }
    if (inline.kind !== 'ref' || !drafts.has(inline.target))
      return 'children' in inline
        ? [{ ...inline, children: unlinkedLine(inline.children, drafts) }]
        : [inline];
    const title = drafts.get(inline.target)?.title.filter(({ kind }) => kind !== 'cite') ?? [];
    return unlinkedLine(inline.children.length > 0 ? inline.children : title, drafts);
  });
}

/** A link that leads nowhere is text. */
function unlinkedHtml(html: string, drafts: Drafts): string {
  return html.replace(/ href="#([^"]*)"/g, (link, id: string) => (drafts.has(id) ? '' : link));
}
