import { decodeHTML } from 'entities';
import type { CslDate, CslItem, CslName, Run } from '../model/reference.ts';
import type { ListedReference } from '../model/talk.ts';
import { type FontMeasures, textWidth } from './text-width.ts';

/** How the references layout sets its list, in CSS pixels; templates/theme.css says the same. */
const page = { columns: 2, columnWidth: 488, columnHeight: 552, fontSize: 18, lineHeight: 23, gap: 6 };

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `2023`, `May 2023` or `4 May 2023`; Intl would take longer to load than all else here. */
export function dateText(date: CslDate | undefined): string | undefined {
  const words = date?.literal ?? date?.raw;
  if (words !== undefined) return words;
  const parts = date?.['date-parts']?.map(([year, month, day]) =>
    [day === undefined ? '' : Number(day), months[Number(month) - 1] ?? '', year].filter(Boolean).join(' '),
  );
  return parts?.join('–') || undefined;
}

/** `Tai Ming Cheung`, or the name of a body. */
function nameText(name: CslName): string {
  const { literal, given, family, suffix } = name;
  return (
    literal ??
    joined([given, name['dropping-particle'], name['non-dropping-particle'], family, suffix], ' ') ??
    ''
  );
}

/** The names by which a sentence calls a work, `Shi et al.`; its title where it has neither authors nor editors. */
export function shortNames({ editor = [], author = editor, title }: CslItem): string {
  const families = author.map(
    ({ literal, family, ...name }) => literal ?? joined([name['non-dropping-particle'], family], ' ') ?? '',
  );
  const [first, second] = families;
  if (first === undefined)
    return runsIn(title)
      .map(({ text }) => text)
      .join('');
  if (families.length === 2 && second !== 'others') return `${first} and ${second}`;
  return families.length === 1 ? first : `${first} et al.`;
}

/** A reference in the numeric style: authors, title, where it appeared. */
export function numericEntry(item: CslItem): Run[] {
  const { title, volume, issue, DOI, ISBN, URL } = item;
  const authors = item.author ?? item.editor ?? [];
  const known = authors.filter(({ literal }) => literal !== 'others');
  const named = authors.length > 3 ? known.slice(0, 1) : known;
  const names = named.map(nameText).join(', ') + (named.length < authors.length ? ' et al.' : '');
  const volumeIssue = volume && issue ? `${volume}(${issue})` : (volume ?? issue);
  const pages = item.page?.replace(/(\d)-(?=\d)/g, '$1–');
  const details = [
    joined([item.genre, item.number], ' '),
    item.edition,
    joined([item['container-title'], joined([volumeIssue, pages], ': ')], ' '),
    joined([item['publisher-place'], item.publisher], ': '),
    dateText(item.issued),
    DOI && `doi:${DOI}`,
    ISBN && `ISBN ${ISBN}`,
    URL,
  ];
  const after = joined([sentence(joined(details, ', ')), sentence(item.note)], ' ');
  const before =
    names === ''
      ? ''
      : `${sentence(item.author ? names : `${names} (${authors.length > 1 ? 'eds' : 'ed.'})`)} `;
  const rest = after === undefined ? '' : `${/[.?!]$/.test(title) ? '' : '.'} ${after}`;
  // what is nothing but a title is a remark
  if (before + rest === '') return runsIn(title);
  return [...runsIn(before), ...runsIn(title, true), ...runsIn(rest)];
}

/** An address without the full stop or parenthesis behind it; parentheses in it come in pairs. */
const address = /((?:https?:\/\/|doi:10\.)(?:\([^\s<>"()]*\)|[^\s<>"()])*(?:\([^\s<>"()]*\)|[^\s<>"().,;:]))/;

const markup = ['i', 'em', 'b', 'strong', 'sub', 'sup', 'sc', 'span'].map((name) => ({
  opening: new RegExp(`<${name}\\b[^<>]*>`),
  closing: `</${name}>`,
}));

/** The text of a field with the markup that reference managers put in: italics, which turn upright in italics. */
function runsIn(text: string, em = false): Run[] {
  let isTurned = false;
  // what is not closed is no markup
  const isMarked = markup.some(({ opening, closing }) => {
    const from = text.search(opening);
    return from >= 0 && text.lastIndexOf(closing) > from;
  });
  if (!isMarked) return linked(text, em);
  return text.split(/(<\/?(?:i|em|b|strong|sub|sup|sc|span)(?: [^<>]*)?>)/).flatMap((piece, n) => {
    if (n % 2 === 0) return linked(decodeHTML(piece), em !== isTurned);
    if (/^<(?:i|em)\b/.test(piece)) isTurned = true;
    else if (/^<\/(?:i|em)\b/.test(piece)) isTurned = false;
    return [];
  });
}

/** The text with its addresses as links. */
export function linked(text: string, em = false): Run[] {
  return text
    .split(address)
    .map((part, n) => {
      const href = n % 2 === 0 ? undefined : part.replace(/^doi:/, 'https://doi.org/');
      return { text: part, ...(em ? { em } : {}), ...(href === undefined ? {} : { href }) };
    })
    .filter((run) => run.text !== '');
}

/** What there is of the pieces, joined; undefined when there is nothing. */
function joined(pieces: readonly (string | undefined)[], separator: string): string | undefined {
  return pieces.filter(Boolean).join(separator) || undefined;
}

function sentence(text: string | undefined): string | undefined {
  return text && (/[.?!]$/.test(text) ? text : `${text}.`);
}

/** Deals the references out over pages of two columns, none longer than its page. */
export function paginateReferences(
  references: readonly ListedReference[],
  measures: FontMeasures,
): ListedReference[][] {
  const pages: ListedReference[][] = [[]];
  let column = 0;
  let filled = 0;
  for (const reference of references) {
    const { entry } = reference.citation;
    // behind it stand the numbers of the slides that cite it
    const text = `${entry.map((run) => run.text).join('')} → ${reference.citedOn.map(() => '00').join(', ')}`;
    const height = linesOf(text, measures) * page.lineHeight + page.gap;
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

/** How many lines a reference takes, broken at blanks and behind hyphens and slashes as browsers do. */
function linesOf(text: string, measures: FontMeasures): number {
  let lines = 1;
  let filled = 0;
  for (const word of text.match(/\s*[^\s/-]*[/-]*/g) ?? []) {
    const width = textWidth(word, page.fontSize, 'Inter', 400, measures);
    const bare = textWidth(word.trimStart(), page.fontSize, 'Inter', 400, measures);
    if (filled > 0 && filled + width > page.columnWidth) {
      lines++;
      filled = 0;
    }
    filled += filled === 0 ? bare : width;
    // what is longer than a line is broken anywhere
    lines += Math.max(0, Math.ceil(filled / page.columnWidth) - 1);
    if (filled > page.columnWidth) filled %= page.columnWidth;
  }
  return lines;
}
