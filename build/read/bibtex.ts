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
  // abbreviations hold in all entries; they stand in the line before, so that places need no other count
  const macros = [...source.text.matchAll(/^[ \t]*@string\s*[{(].*$/gim)].map(([macro]) => macro).join(' ');
  return findEntries(source.text).flatMap(({ start, end, key }) => {
    const entry = span(source, start, end);
    const text = textOf(entry);
    const place = key === undefined ? firstLine(entry) : within(entry, key.offset, key.text.length);
    const fail = (problem: string, at = place): Entry[] => {
      context.report(diagnose(at, messages.bibtexBroken(problem)));
      return [];
    };
    if (key === undefined) return fail('it has no key before its first field');
    if (!/[})]$/.test(text)) return fail('it is never closed');
    try {
      const [item] = plugins.input.chain(`${macros}\n${text}`, {
        forceType: '@biblatex/text',
        generateGraph: false,
      });
      if (!item?.title) return fail('it has no title');
      return [{ item: withoutOthers({ ...item, id: key.text }), span: place }];
    } catch (problem) {
      const said = String(problem);
      const [, line, column] = /at line (\d+) col (\d+)/.exec(said) ?? [];
      const at =
        line === undefined || said.includes('got EOF')
          ? place
          : placeIn(entry, Number(line) - 2, Number(column) - 1);
      return fail(reason(said), at);
    }
  });
}

function placeIn(entry: Span, line: number, column: number): Span {
  const before = textOf(entry).split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
  return within(entry, Math.min(before + column, entry.end - entry.start - 1), 1);
}

interface Found {
  readonly start: number;
  readonly end: number;
  /** Undefined for an entry without one. */
  readonly key: { readonly text: string; readonly offset: number } | undefined;
}

/** Finds the entries of a BibTeX file: each from its `@` to where its braces close, or to the next line with an `@`. */
function findEntries(text: string): Found[] {
  const openings = [...text.matchAll(/^[ \t]*@([a-z]+)\s*[{(]\s*([^\s,{}()="]+\s*,)?/gim)];
  return openings.flatMap(({ 0: opening, 1: type = '', 2: keyed, index }, n) => {
    if (/^(?:string|comment|preamble)$/i.test(type)) return [];
    const start = index + opening.indexOf('@');
    const bound = openings[n + 1]?.index ?? text.length;
    const end = closing(text, start, bound);
    const key = keyed?.replace(/\s*,$/, '');
    return {
      start,
      end,
      key:
        key === undefined
          ? undefined
          : { text: key, offset: opening.lastIndexOf(keyed ?? '') - (start - index) },
    };
  });
}

/** Where the brace or parenthesis that opens after `start` closes, or the last word before `bound`. */
function closing(text: string, start: number, bound: number): number {
  let depth = 0;
  for (let at = start; at < bound; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{' || (depth === 0 && character === '(')) depth++;
    else if (character === '}' || (depth === 1 && character === ')')) {
      if (--depth === 0) return at + 1;
    }
  }
  return start + text.slice(start, bound).trimEnd().length;
}

function firstLine(entry: Span): Span {
  return within(entry, 0, textOf(entry).split('\n')[0]?.length ?? 0);
}

/** BibTeX writes `and others` for authors that it does not name. */
function withoutOthers(item: CslItem): CslItem {
  const shorten = (names: readonly CslName[]): CslName[] =>
    names.map((name) =>
      name.family === 'others' && name.given === undefined ? { literal: 'others' } : name,
    );
  return { ...item, ...(item.author ? { author: shorten(item.author) } : {}) };
}

/** What the parser missed, in words. */
function reason(said: string): string {
  const [, expected = '', got = ''] = /expected "(\w+)", got "?(\w+)/.exec(said) ?? [];
  return expected === ''
    ? (said.split('\n')[0] ?? said)
    : `here is ${words[got] ?? got} where ${words[expected] ?? expected} belongs`;
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
