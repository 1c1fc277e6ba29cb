import type { Token, Tokens } from 'marked';
import { edited } from '../model/edits.ts';
import { type Span, span, textOf } from '../model/source.ts';
import { cursorOver, locate } from './cursor.ts';
import { comments } from './html.ts';
import { lex, tokensOf } from './lexer.ts';

/** A comment of HTML in Markdown. */
export interface Comment {
  readonly place: Span;
  readonly inner: Span;
  readonly closed: boolean;
}

/** The definitions of links, `[name]: href`, that no link in a stretch of Markdown uses; they serve as comments. */
export function unusedDefinitionsIn(at: Span): Span[] {
  const cursor = cursorOver(at);
  const found = lex(textOf(at)).flatMap((token) => {
    const within = cursorOver(locate(token.raw, cursor));
    return tokensOf('def', [token]).map((def) => ({
      name: `[${(def as Tokens.Def).tag}]`.toLowerCase(),
      at: locate(def.raw, within),
    }));
  });
  const edits = found.map((definition) => ({ at: definition.at, text: '' }));
  const rest = edited(at, edits).toLowerCase().replace(/\s+/g, ' ');
  const isUsed = ({ name }: { name: string }, n: number): boolean =>
    // the first of a name is the one that counts
    rest.includes(name) && found.findIndex((other) => other.name === name) === n;
  return found.filter((definition, n) => !isUsed(definition, n)).map((definition) => definition.at);
}

/** The comments in a stretch of Markdown. */
export function commentsIn(at: Span): Comment[] {
  return commentsAmong(lex(textOf(at)), at);
}

/** The comments among the tokens of a stretch of Markdown. */
export function commentsAmong(tokens: Token[], at: Span): Comment[] {
  const cursor = cursorOver(at);
  return tokens.flatMap((token) => {
    const within = cursorOver(locate(token.raw, cursor));
    return tokensOf('html', [token])
      .flatMap(({ raw }) => [...raw.matchAll(comments)])
      .map(([raw, end = '']) => {
        const place = locate(raw, within);
        const inner = span(place.source, place.start + '<!--'.length, place.end - end.length);
        return { place, inner, closed: end !== '' };
      });
  });
}
