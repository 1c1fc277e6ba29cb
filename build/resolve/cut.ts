import type { Block, Cell, Deck, Inline, Slide, SlotContent } from '../model/deck.ts';

/**
 * The deck with these of its slides alone, in this order. A link to another is left as text: the author's, or else
 * the panel and the title of that slide.
 */
export function cutDeck(deck: Deck, slides: readonly Slide[]): Deck {
  const kept = new Set(slides.map(({ id }) => id));
  const gone = new Map(deck.slides.flatMap((slide) => (kept.has(slide.id) ? [] : [[slide.id, slide]])));
  return { ...deck, slides: gone.size === 0 ? slides : slides.map((slide) => unlinkedSlide(slide, gone)) };
}

/** Slides that are linked to and not there. */
type Gone = ReadonlyMap<string, Slide>;

function unlinkedSlide(slide: Slide, gone: Gone): Slide {
  const slots = [...slide.slots].map(([name, content]): [string, SlotContent] => [
    name,
    { ...content, blocks: content.blocks.map((block) => unlinked(block, gone)) },
  ]);
  return {
    ...slide,
    title: unlinkedLine(slide.title, gone),
    slots: new Map(slots),
    footnotes: slide.footnotes.map((note) => ({
      ...note,
      blocks: note.blocks.map((block) => unlinked(block, gone)),
    })),
    notes: slide.notes.map((block) => unlinked(block, gone)),
  };
}

function unlinked(block: Block, gone: Gone): Block {
  const all = (blocks: readonly Block[]): Block[] => blocks.map((inner) => unlinked(inner, gone));
  const row = (cells: readonly Cell[]): Cell[] => cells.map((cell) => unlinkedLine(cell, gone));
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, children: unlinkedLine(block.children, gone) };
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
      return { ...block, html: unlinkedHtml(block.html, gone) };
    default:
      return block;
  }
}

function unlinkedLine(line: readonly Inline[], gone: Gone): Inline[] {
  return line.flatMap((inline): Inline[] => {
    if (inline.kind === 'html') {
      const parts = inline.parts.flatMap((part): (string | Inline)[] =>
        typeof part === 'string' ? [unlinkedHtml(part, gone)] : unlinkedLine([part], gone),
      );
      return [{ ...inline, parts }];
    }
    const target = inline.kind === 'ref' ? gone.get(inline.target) : undefined;
    if (inline.kind !== 'ref' || !target)
      return 'children' in inline ? [{ ...inline, children: unlinkedLine(inline.children, gone) }] : [inline];
    return unlinkedLine(inline.children.length > 0 ? inline.children : wordsFor(target, inline), gone);
  });
}

/** What stands for a slide in place of a link to it. */
function wordsFor({ panel, title }: Slide, { span }: Inline): Inline[] {
  const number: Inline[] = panel === undefined ? [] : [{ kind: 'text', span, text: `${panel} ` }];
  return [...number, ...title.filter(({ kind }) => kind !== 'cite')];
}

/** A link that leads nowhere is text. */
function unlinkedHtml(html: string, gone: Gone): string {
  return html.replace(/ href="#([^"]*)"/g, (link, id: string) => (gone.has(id) ? '' : link));
}
