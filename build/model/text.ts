import type { Inline } from './deck.ts';

/** The words of a line without their markup; citations and images leave nothing. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(plain).join('').replace(/\s+/g, ' ').trim();
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
      return plainText(inline.children);
    case 'html':
      return inline.parts
        .map((part) => (typeof part === 'string' ? part.replace(/<[^>]*>/g, '') : plain(part)))
        .join('');
    case 'cite':
    case 'image':
      return '';
  }
}
