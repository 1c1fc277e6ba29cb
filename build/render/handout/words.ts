import type { Block, Cell, Image, Inline, Slide, SlotContent } from '../../model/deck.ts';
import { sourceText } from '../../model/provenance.ts';
import type { Talk } from '../../model/talk.ts';
import { columnPieces, mostColumns } from '../columns.ts';
import { html, raw } from '../html.ts';

/** A slide without pictures, with the labels of its tables. */
export interface Worded {
  readonly slide: Slide;
  readonly labels: ReadonlyMap<Block, string>;
}

/**
 * A slide in which each chart and image is words: its label, its caption, what those hear who cannot see it, its
 * states and its source. Tables too wide for paper are in pieces that each begin with the first column.
 */
export function inWords(slide: Slide, talk: Talk): Worded {
  const labels = new Map(talk.labels);
  const slots = [...slide.slots].map(([name, content]): [string, SlotContent] => [
    name,
    { ...content, blocks: blocksInWords(content.blocks, talk, labels) },
  ]);
  const notes = blocksInWords(slide.notes, talk, labels);
  const footnotes = slide.footnotes.map((note) => ({
    ...note,
    blocks: blocksInWords(note.blocks, talk, labels),
  }));
  const title = lineInWords(slide.title);
  return { slide: { ...slide, title, slots: new Map(slots), footnotes, notes }, labels };
}

function blocksInWords(blocks: readonly Block[], talk: Talk, labels: Map<Block, string>): Block[] {
  const all = (inner: readonly Block[]): Block[] => blocksInWords(inner, talk, labels);
  return blocks.flatMap((block): Block[] => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return [{ ...block, children: lineInWords(block.children) }];
      case 'list':
        return [{ ...block, items: block.items.map(all) }];
      case 'quote':
      case 'step':
        return [{ ...block, blocks: all(block.blocks) }];
      case 'columns':
        return [
          { ...block, columns: block.columns.map((column) => ({ ...column, blocks: all(column.blocks) })) },
        ];
      case 'table':
        return piecesOf(block, labels);
      case 'chart':
        return [chartInWords(block, talk)];
      case 'image':
        return [imageInWords(block, block.image, talk)];
      default:
        return [block];
    }
  });
}

function chartInWords(block: Extract<Block, { kind: 'chart' }>, talk: Talk): Block {
  const { chart } = block;
  const alt = talk.drawings.get(chart)?.alt ?? chart.alt;
  const source = sourceText(chart.sources, chart.unit);
  const states = chart.states.map(({ caption }) => html`<li>${caption}</li>`);
  const list = states.length === 0 ? raw('') : html`<p>Step by step:</p><ol>${states}</ol>`;
  const below = source ? html`<p class="source">Source: ${source}</p>` : raw('');
  const text = html`<div class="picture">${headOf(talk.labels.get(block), chart.caption)}<p>${alt}</p>${list}${below}</div>`;
  return { kind: 'html', span: block.span, html: text.html };
}

function imageInWords(block: Block, { caption, alt }: Image, talk: Talk): Block {
  const text = html`<div class="picture">${headOf(talk.labels.get(block), caption)}${alt && html`<p>${alt}</p>`}</div>`;
  return { kind: 'html', span: block.span, html: text.html };
}

function headOf(label: string | undefined, caption: string): ReturnType<typeof html> {
  const name = [label, caption].filter(Boolean).join('. ');
  return name === '' ? raw('') : html`<p><strong>${name}</strong></p>`;
}

function piecesOf(table: Extract<Block, { kind: 'table' }>, labels: Map<Block, string>): Block[] {
  const row = (cells: readonly Cell[]): Cell[] => cells.map(lineInWords);
  const whole = { ...table, header: row(table.header), rows: table.rows.map(row) };
  const pieces = columnPieces(table.header.length, mostColumns);
  const label = labels.get(table);
  return pieces.map((columns, n) => {
    const pick = <T>(cells: readonly T[]): T[] =>
      columns.flatMap((column) => cells.slice(column, column + 1));
    const piece: Block = {
      ...whole,
      header: pick(whole.header),
      rows: whole.rows.map(pick),
      align: pick(whole.align),
    };
    const part = pieces.length === 1 ? '' : ` (${n + 1} of ${pieces.length})`;
    if (label !== undefined) labels.set(piece, `${label}${part}`);
    return piece;
  });
}

function lineInWords(line: readonly Inline[]): Inline[] {
  return line.map((inline): Inline => {
    if (inline.kind === 'image') return { kind: 'text', span: inline.span, text: inline.image.alt };
    if (inline.kind === 'html') {
      const parts = inline.parts.flatMap((part): (string | Inline)[] =>
        typeof part === 'string' ? [part] : lineInWords([part]),
      );
      return { ...inline, parts };
    }
    return 'children' in inline ? { ...inline, children: lineInWords(inline.children) } : inline;
  });
}
