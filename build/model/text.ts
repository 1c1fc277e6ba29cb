import { decodeHTML } from 'entities';
import type { Block, Inline } from './deck.ts';

/** The words of a line without their markup; images and citations leave nothing, but the key of one that a sentence names. */
export function plainText(inlines: readonly Inline[]): string {
  return plainRun(inlines).replace(/\s+/g, ' ').trim();
}

function plainRun(inlines: readonly Inline[]): string {
  return inlines.map(plain).join('');
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
    case 'code':
      return block.text;
    default:
      return '';
  }
}

function plain(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'break':
      return ' ';
    case 'strong':
    case 'em':
    case 'del':
    case 'link':
    case 'ref':
    case 'lang':
    case 'value':
      return plainRun(inline.children);
    case 'html':
      return inline.parts.map((part) => (typeof part === 'string' ? plainHtml(part) : plain(part))).join('');
    case 'cite':
      return inline.narrative ? inline.items.map(({ key }) => key).join(', ') : '';
    case 'image':
      return '';
  }
}

function plainHtml(html: string): string {
  return decodeHTML(html.replace(/<br\b[^>]*>/g, ' ').replace(/<[^>]*>/g, ''));
}
