import type { Reference } from '../model/deck.ts';
import { type FontMeasures, textWidth } from './text-width.ts';

/** How the references layout sets its list, in CSS pixels; templates/theme.css says the same. */
const page = { columns: 2, columnWidth: 492, columnHeight: 528, fontSize: 18, lineHeight: 23, gap: 6 };

/** The pieces of a reference in the numeric style, as plain text; the title is set in italics. */
export function referencePieces(reference: Reference): { before: string; title: string; after: string } {
  const { authors, title, containerTitle, volume, issue, doi, isbn, note } = reference;
  const names = authors.length > 3 ? `${authors[0]} et al.` : authors.join(', ');
  const volumeIssue = volume && issue ? `${volume}(${issue})` : (volume ?? issue);
  const pages = reference.page?.replace(/(\d)-(?=\d)/g, '$1–');
  const details = [
    joined([reference.genre, reference.number], ' '),
    reference.edition,
    joined([containerTitle, joined([volumeIssue, pages], ': ')], ' '),
    joined([reference.publisherPlace, reference.publisher], ': '),
    reference.issued,
    doi && `doi:${doi}`,
    isbn && `ISBN ${isbn}`,
    reference.url,
  ];
  const after = joined([sentence(joined(details, ', ')), sentence(note)], ' ');
  return {
    before: names === '' ? '' : `${sentence(names)} `,
    title,
    after: after === undefined ? '' : `${/[.?!]$/.test(title) ? '' : '.'} ${after}`,
  };
}

/** What there is of the pieces, joined; undefined when there is nothing. */
function joined(pieces: readonly (string | undefined)[], separator: string): string | undefined {
  return pieces.filter(Boolean).join(separator) || undefined;
}

function sentence(text: string | undefined): string | undefined {
  return text && (/[.?!]$/.test(text) ? text : `${text}.`);
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
