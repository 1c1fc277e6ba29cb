import { decodeHTML } from 'entities';
import { dictionaryAt, type PdfFile, replaceDictionary } from './file.ts';
import { readText, reference, writeText } from './value.ts';

/** A heading of a document, and the id that links lead to where it has one. */
export interface Heading {
  readonly id: string | undefined;
  readonly words: string;
  /** The same with the marks of footnotes, as it is printed. */
  readonly printed: string;
}

/** The headings of a document in their order. */
export function headingsOf(document: string): Heading[] {
  return [...document.matchAll(/<h([1-6])\b([^>]*)>([\s\S]*?)<\/h\1>/g)].map(
    ([, , attributes = '', inner = '']) => ({
      id: /\sid="([^"]*)"/.exec(attributes)?.[1],
      words: wordsOf(inner.replace(/<sup class="mark">.*?<\/sup>/g, '')),
      printed: wordsOf(inner),
    }),
  );
}

function wordsOf(markup: string): string {
  return decodeHTML(markup.replace(/<br>/g, ' ').replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Gives the entries of the outline their headings' words: Chrome joins the lines of a heading without spaces, and puts
 * the running head in front of one that begins a page.
 */
export function nameOutline(file: PdfFile, headings: readonly Heading[]): void {
  const byLetters = new Map(headings.map(({ words, printed }) => [lettersOf(printed), words]));
  const walk = (first: number | undefined): void => {
    for (let at = first; at !== undefined; ) {
      const entry = dictionaryAt(file, at);
      const letters = lettersOf(readText(entry.get('Title') ?? ''));
      for (let from = 0; from < letters.length; from++) {
        const heading = byLetters.get(letters.slice(from));
        if (heading === undefined) continue;
        entry.set('Title', writeText(heading));
        replaceDictionary(file, at, entry);
        break;
      }
      walk(reference(entry.get('First')));
      at = reference(entry.get('Next'));
    }
  };
  const outline = reference(dictionaryAt(file, file.root).get('Outlines'));
  walk(reference(dictionaryAt(file, outline).get('First')));
}

/** Text without what lines and capitals make of it. */
function lettersOf(text: string): string {
  return text.replace(/[\s\u00ad]/g, '').toLowerCase();
}
