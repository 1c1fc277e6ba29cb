import type { Reference } from '../model/deck.ts';
import { type FontMeasures, textWidth } from './text-width.ts';

/** How the references layout sets its list, in CSS pixels; templates/theme.css says the same. */
const page = { columns: 2, columnWidth: 492, columnHeight: 528, fontSize: 18, lineHeight: 23, gap: 6 };

/** The pieces of a reference in the numeric style, as plain text; the title is set in italics. */
export function referencePieces(reference: Reference): { before: string; title: string; after: string } {
  const {
    authors,
    issued,
    publisher,
    genre,
    containerTitle,
    volume,
    issue,
    page: pages,
    edition,
    doi,
    isbn,
    url,
    note,
  } = reference;
  const names = authors.length > 3 ? `${authors[0]} et al.` : authors.join(', ');
  const place = [volume && (issue ? `${volume}(${issue})` : volume), pages?.replace(/(\d)-(?=\d)/g, '$1–')]
    .filter(Boolean)
    .join(': ');
  const rest = [
    genre,
    edition,
    [containerTitle, place].filter(Boolean).join(' '),
    publisher,
    issued,
    doi && `doi:${doi}`,
    isbn && `ISBN ${isbn}`,
    url,
  ].filter(Boolean);
  const sentences = [rest.join(', '), note].flatMap((text) => (text ? text.replace(/\.$/, '') : []));
  return {
    before: names === '' ? '' : `${names}. `,
    title: reference.title,
    after:
      sentences.length === 0 ? '' : `${/[.?!]$/.test(reference.title) ? '' : '.'} ${sentences.join('. ')}.`,
  };
}

/** Deals the references out over pages of two columns, none longer than its page. */
export function paginateReferences(references: readonly Reference[], measures: FontMeasures): Reference[][] {
  const pages: Reference[][] = [[]];
  let column = 0;
  let filled = 0;
  for (const reference of references) {
    const { before, title, after } = referencePieces(reference);
    // words wrap before the line is full, so count a little more
    const width = textWidth(before + title + after, page.fontSize, 'Inter', 400, measures) * 1.06;
    const height = Math.ceil(width / page.columnWidth) * page.lineHeight + page.gap;
    if (filled + height > page.columnHeight && filled > 0) {
      column = (column + 1) % page.columns;
      filled = 0;
      if (column === 0) pages.push([]);
    }
    pages.at(-1)?.push(reference);
    filled += height;
  }
  return pages;
}
