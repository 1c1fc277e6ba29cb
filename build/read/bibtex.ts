import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { CslItem, CslName } from '../model/reference.ts';
import { type Source, type Span, span, textOf, within } from '../model/source.ts';
import type { Entry } from './bibliography.ts';

/** Reads a BibTeX or BibLaTeX file. A broken entry is reported, and the others are read. */
export function readBibtex(source: Source, context: ReadContext): Entry[] {
  const found = findEntries(source);
  // abbreviations hold in all entries
  const macros = found
    .filter(({ isMacro, entry }) => isMacro && parse(entry, firstLine(entry), '', context))
    .map(({ entry }) => textOf(entry))
    .join(' ');
  return found.flatMap(({ isMacro, entry, key }) => {
    if (isMacro) return [];
    const place = key ?? firstLine(entry);
    const fail = (problem: string): Entry[] => {
      context.report(diagnose(place, messages.bibtexBroken(problem)));
      return [];
    };
    if (key === undefined) return fail('it has no key before its first field');
    const parent = found.find(({ key: other }) => other && textOf(other) === crossref(textOf(entry)));
    const items = parse(entry, place, macros, context, parent && textOf(parent.entry));
    if (!items) return [];
    const unknown = unknownWord(textOf(entry), macros);
    if (unknown !== undefined) return fail(`the abbreviation “${unknown}” stands for nothing`);
    const [item] = items;
    if (!item?.title) {
      context.report(diagnose(place, messages.bibtexTitle()));
      return [];
    }
    for (const command of commandsIn(item)) context.report(diagnose(place, messages.bibtexCommand(command)));
    return [{ item: withoutOthers({ ...item, id: textOf(key) }), span: place, entry }];
  });
}

/** The items of an entry; undefined for a broken one, which is reported where it breaks or else at `place`. */
function parse(
  entry: Span,
  place: Span,
  macros: string,
  context: ReadContext,
  parent = '',
): CslItem[] | undefined {
  const fail = (problem: string, at = place): undefined => {
    context.report(diagnose(at, messages.bibtexBroken(problem)));
  };
  const text = textOf(entry);
  if (!/[})]$/.test(text)) return fail('it is never closed');
  try {
    const items = plugins.input.chain(`${macros}\n${text}\n${parent}`, {
      forceType: '@biblatex/text',
      generateGraph: false,
    });
    // a dotless i has its dot back below an accent that the parser left beside it
    return JSON.parse(
      JSON.stringify(items)
        .replace(/ı(?=[\u0300-\u036f])/g, 'i')
        .normalize('NFC'),
    );
  } catch (problem) {
    const said = String(problem);
    const [, line, column] = /at line (\d+) col (\d+)/.exec(said) ?? [];
    const above = macros.split('\n').length;
    const at =
      line === undefined || said.includes('got EOF')
        ? place
        : placeIn(entry, Number(line) - 1 - above, Number(column) - 1);
    return fail(reason(said), at);
  }
}

/** The entry whose fields this one takes over. */
function crossref(entry: string): string | undefined {
  return /\bcrossref\s*=\s*[{"]?\s*([^\s{}",]+)/i.exec(entry)?.[1];
}

/** A word in place of a value that neither the file nor BibTeX has an abbreviation for. */
function unknownWord(entry: string, macros: string): string | undefined {
  const known = [...macros.matchAll(/@string\s*[{(]\s*([^\s=]+)/gi)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  let bare = entry.slice(entry.search(/[{(]/) + 1).replace(/"(?:[^"\\]|\\.)*"/g, '""');
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(/\{[^{}]*\}/g, '""');
  }
  return [...bare.matchAll(/[=#]\s*([a-z_][\w:+-]*)/gi)]
    .map(([, word = '']) => word)
    .find((word) => ![...known, ...months].includes(word.toLowerCase()));
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function placeIn(entry: Span, line: number, column: number): Span {
  const before = textOf(entry).split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
  return within(entry, Math.min(before + column, entry.end - entry.start - 1), 1);
}

interface Found {
  readonly entry: Span;
  readonly isMacro: boolean;
  /** Undefined for an entry without one. */
  readonly key: Span | undefined;
}

/** Finds the entries of a BibTeX file: each from its `@` to where its braces close, or to the next line with an `@`. */
function findEntries(source: Source): Found[] {
  const { text } = source;
  const openings = [...text.matchAll(/(?:^|(?<=[})]))[ \t]*@([a-z]+)\s*[{(]\s*([^\s,{}()="]+(?=\s*,))?/gim)];
  let read = 0;
  return openings.flatMap(({ 0: opening, 1: type = '', 2: key, index }, n) => {
    if (index < read) return [];
    const start = index + opening.indexOf('@');
    const isComment = /^comment$/i.test(type);
    const next = openings.slice(n + 1).find((later) => text[later.index - 1] === '\n');
    const bound = isComment ? text.length : (next?.index ?? text.length);
    const end = closing(text, start, bound);
    if (isComment) {
      read = end ?? read;
      return [];
    }
    read = end ?? start + text.slice(start, bound).trimEnd().length;
    if (/^preamble$/i.test(type)) return [];
    const keyed = index + opening.length;
    return {
      entry: span(source, start, read),
      isMacro: /^string$/i.test(type),
      key: key === undefined ? undefined : span(source, keyed - key.length, keyed),
    };
  });
}

/** Where the brace or parenthesis that opens after `start` closes. */
function closing(text: string, start: number, bound: number): number | undefined {
  const first = start + text.slice(start, bound).search(/[{(]/);
  const [open, close] = text[first] === '(' ? ['{(', '})'] : ['{', '}'];
  let depth = 0;
  for (let at = first; at < bound; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (open.includes(character)) depth++;
    else if (close.includes(character) && --depth === 0) return at + 1;
  }
  return undefined;
}

function firstLine(entry: Span): Span {
  return within(entry, 0, textOf(entry).split('\n')[0]?.length ?? 0);
}

/** Commands of TeX that the parser left in an entry's texts. */
function commandsIn(item: CslItem): Set<string> {
  return new Set(
    JSON.stringify(item)
      .match(/(?<=\\\\)[a-zA-Z]+/g)
      ?.map((name) => `\\${name}`),
  );
}

/** BibTeX writes `and others` for people that it does not name. */
function withoutOthers({ author, editor, ...item }: CslItem): CslItem {
  const shorten = (names: readonly CslName[]): CslName[] =>
    names.map((name) =>
      name.family === 'others' && name.given === undefined ? { literal: 'others' } : name,
    );
  return { ...item, ...(author && { author: shorten(author) }), ...(editor && { editor: shorten(editor) }) };
}

/** What the parser missed, in words. */
function reason(said: string): string {
  const [, expected = '', got = ''] = /expected "(\w+)", got "?(\w+)/.exec(said) ?? [];
  return expected === ''
    ? said.replace(/^Error: |( at line \d+ col \d+)?:?\n[\s\S]*/g, '')
    : `here is ${words[got] ?? got} where ${got === 'identifier' && expected === 'rbrace' ? 'a comma' : (words[expected] ?? expected)} belongs`;
}

/** What the parser calls the pieces of an entry. */
const words: Readonly<Record<string, string>> = {
  rbrace: 'the closing brace',
  lbrace: 'a value',
  comma: 'a comma',
  equals: 'an equals sign',
  identifier: 'a word',
  number: 'a number',
  label: 'a word',
  quote: 'a quotation mark',
  text: 'text',
  EOF: 'the end',
};

/** A work as an entry of BibTeX under its own key. */
export function bibtexOf(item: CslItem): string {
  const entry = String(plugins.output.format('biblatex', [item])).trim();
  return entry.replace(/^(@\w+\{)[^,]*,/, (_, opening: string) => `${opening}${item.id},`);
}
