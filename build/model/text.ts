import { decodeHTML } from 'entities';
import type { Block, Inline } from './deck.ts';
import type { Citation } from './reference.ts';

/** Whom a sentence names where it cites a work, by its key. */
type Names = ReadonlyMap<string, Pick<Citation, 'names'>>;

/** Stands for a citation that leaves nothing; a private-use character that no author types. */
const left = '\uE000';

/**
 * The words of a line without their markup; images leave nothing, and citations no more than the names that belong
 * to the sentence.
 */
export function plainText(inlines: readonly Inline[], names: Names = new Map()): string {
  return plainRun(inlines, names)
    .replace(/\s*\uE000/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function plainRun(inlines: readonly Inline[], names: Names): string {
  return inlines.map((inline) => plain(inline, names)).join('');
}

/** The words of blocks, tables and raw HTML left out. */
export function plainBlocks(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).filter(Boolean).join(' ');
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return plainText(block.children);
    case 'list':
      return block.items.map(plainBlocks).join(' ');
    case 'quote':
    case 'step':
      return plainBlocks(block.blocks);
    case 'columns':
      return block.columns.map((column) => plainBlocks(column.blocks)).join(' ');
    case 'code':
      return block.text;
    default:
      return '';
  }
}

function plain(inline: Inline, names: Names): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'math':
      return inline.tex;
    case 'break':
      return ' ';
    case 'strong':
    case 'em':
    case 'del':
    case 'link':
    case 'ref':
    case 'lang':
    case 'value':
      return plainRun(inline.children, names);
    case 'html':
      return inline.parts
        .map((part) => (typeof part === 'string' ? plainHtml(part) : plain(part, names)))
        .join('');
    case 'cite':
      if (!inline.narrative) return left;
      return inline.items.map(({ key }) => names.get(key)?.names ?? key).join(', ');
    case 'image':
    case 'footnote':
      return '';
  }
}

function plainHtml(html: string): string {
  return decodeHTML(html.replace(/<br\b[^>]*>/g, ' ').replace(/<[^>]*>/g, ''));
}
