import { decodeHTMLStrict } from 'entities';
import type { Token, Tokens } from 'marked';
import type { CiteItem, Image, Inline } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { type Cursor, cursorOver, locate } from './cursor.ts';
import type { DataContext } from './data.ts';
import { readAttributes } from './directive.ts';
import { type FootnotesFound, type MarkToken, numberOf } from './footnotes.ts';
import { cleanHtml, comments } from './html.ts';
import { readImageSize } from './image.ts';
import { childrenOf, type DirectiveToken, mostMarks } from './lexer.ts';
import type { MathToken } from './math.ts';
import { readValueQuery } from './value.ts';

export interface InlineContext extends DataContext {
  /** Where marks of footnotes are noted; undefined where none may stand, as in notes. */
  readonly footnotes: FootnotesFound | undefined;
  /** Whether the talk has a list of works that it may cite. */
  readonly hasBibliography: boolean;
  readonly readImage: (href: string, alt: string, caption: string, at: Span) => Image | undefined;
}

/** Stands for an inline inside raw HTML while that is cleaned; a private-use pair that no author types. */
const mark = (n: number): string => `\uE000${n}\uE001`;

/** Reads a line of text; comments in it are left out, as they are notes. */
export function readInlines(tokens: readonly Token[], cursor: Cursor, context: InlineContext): Inline[] {
  // comments are looked for too, or what follows would be found in them
  const placed = tokens.map((token) => ({ token, at: locate(token.raw, cursor) }));
  const visible = placed.filter(({ token }) => !(token.type === 'html' && token.raw.startsWith('<!--')));
  const found: { token: Token; inline: Inline | undefined; span: Span }[] = visible.map(({ token, at }) => {
    return { token, span: at, inline: token.type === 'html' ? undefined : readInline(token, at, context) };
  });
  if (!found.some(({ token }) => token.type === 'html')) {
    return found.flatMap(({ inline }) => inline ?? []);
  }
  const first = found.find(({ token }) => token.type === 'html');
  const html = found
    .map(({ token, inline }, n) =>
      token.type === 'html' ? token.raw.replace(/[\uE000\uE001]/g, '') : inline ? mark(n) : '',
    )
    .join('');
  const cleaned = clean(html, first?.span ?? cursorSpan(cursor), context);
  const parts = cleaned
    .split(/\uE000(\d+)\uE001/)
    .map((part, n) => (n % 2 === 0 ? part : found[Number(part)]?.inline));
  return [
    {
      kind: 'html',
      span: first?.span ?? cursorSpan(cursor),
      parts: parts.flatMap((part) => part || []),
    },
  ];
}

/** Cleans raw HTML and reports what that took away and where its links must not lead. */
export function clean(html: string, at: Span, context: ReadContext): string {
  if (context.trustHtml) return html.replace(comments, '');
  const cleaned = cleanHtml(html);
  for (const what of cleaned.removed) context.report(diagnose(at, messages.htmlRemoved(what)));
  for (const href of cleaned.links) if (!href.startsWith('#')) checkLink(href, at, context);
  return cleaned.html;
}

function cursorSpan({ source, at, end }: Cursor): Span {
  return { source, start: at, end };
}

function readInline(token: Token, at: Span, context: InlineContext): Inline | undefined {
  const children = (): Inline[] => readInlines(childrenOf(token), cursorOver(at), context);
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return { kind: token.type, span: at, children: children() };
    case 'codespan':
      return { kind: 'code', span: at, text: (token as Tokens.Codespan).text };
    case 'br':
      return { kind: 'break', span: at };
    case 'link':
      return readLink(token as Tokens.Link, at, children(), context);
    case 'image': {
      const image = readSizedImage(token as Tokens.Image, at, context);
      return image && { kind: 'image', span: at, image };
    }
    case 'mark': {
      const { label } = token as MarkToken;
      if (context.footnotes) return { kind: 'footnote', span: at, ...numberOf(context.footnotes, label, at) };
      context.report(diagnose(at, messages.footnoteInNotes()));
      return undefined;
    }
    case 'cite':
      // without a bibliography, words about @name are just that
      if (!context.hasBibliography && !token.raw.startsWith('[@'))
        return { kind: 'text', span: at, text: token.raw };
      return { kind: 'cite', span: at, narrative: false, items: readCitation(token.raw, at) };
    case 'narrative': {
      // without a bibliography, @name is somebody's handle
      if (!context.hasBibliography) return { kind: 'text', span: at, text: token.raw };
      const [, key = '', locator = ''] = /^@(\S+)(?: \[(.*)\])?$/.exec(token.raw) ?? [];
      const item = { prefix: '', key, locator, isYearOnly: false, span: locate(key, cursorOver(at)) };
      return { kind: 'cite', span: at, narrative: true, items: [item] };
    }
    case 'directive':
      return readDirective(token as DirectiveToken, at, children(), context);
    case 'math': {
      const { tex, display } = token as MathToken;
      return { kind: 'math', span: at, tex, display };
    }
    case 'crowded':
      context.report(diagnose(at, messages.textCrowded(mostMarks)));
      return undefined;
    case 'escape':
      return { kind: 'text', span: at, text: (token as Tokens.Escape).text };
    default:
      return { kind: 'text', span: at, text: decodeHTMLStrict((token as Tokens.Text).text ?? token.raw) };
  }
}

function readLink(token: Tokens.Link, at: Span, children: Inline[], context: ReadContext): Inline {
  const href = decodeHTMLStrict(token.href);
  if (href.startsWith('#')) return { kind: 'ref', span: at, target: href.slice(1), children };
  checkLink(href, at, context);
  return { kind: 'link', span: at, href, title: decodeHTMLStrict(token.title ?? ''), children };
}

function checkLink(href: string, at: Span, context: ReadContext): void {
  if (!/^(https?:|mailto:)/i.test(href)) context.report(diagnose(at, messages.linkUnsafe(href)));
}

/** What Markdown says of an image, with characters in place of entities. */
export interface ImageWords {
  readonly href: string;
  readonly alt: string;
  readonly caption: string;
}

export function imageWords({ href, text, title }: Tokens.Image): ImageWords {
  return {
    href: decodeHTMLStrict(href),
    alt: decodeHTMLStrict(text),
    caption: decodeHTMLStrict(title ?? ''),
  };
}

/** Reads an image, with its size in braces where there is one. */
export function readSizedImage(token: Tokens.Image, at: Span, context: InlineContext): Image | undefined {
  const { href, alt, caption } = imageWords(token);
  const image = context.readImage(href, alt, caption, at);
  const size = readImageSize(attributesOf(token), at, context);
  return image && (size ? { ...image, size } : image);
}

/** What stands in braces behind an image. */
export function attributesOf(token: Tokens.Image): string | undefined {
  return (token as { readonly attributes?: string }).attributes;
}

/** Reads `[see @a, p. 3; -@b]`; a part without @ is taken for a key. */
function readCitation(raw: string, at: Span): CiteItem[] {
  const cursor = cursorOver(at);
  return raw
    .slice(1, -1)
    .replace(/\s+/g, ' ')
    .split(';')
    .flatMap((part) => {
      const [, prefix = '', hyphen, name, locator = ''] =
        /^ ?(?:(.*?)(-?)(?=@))?(@?[^ ,]+) ?,? ?(.*?) ?$/.exec(part) ?? [];
      if (name === undefined) return [];
      const isYearOnly = hyphen === '-';
      const key = name.replace(/^@/, '');
      return { prefix: prefix.trim(), key, locator, isYearOnly, span: locate(name, cursor) };
    });
}

const directives = ['lang', 'value'];

function readDirective(
  token: DirectiveToken,
  at: Span,
  children: Inline[],
  context: InlineContext,
): Inline | undefined {
  if (directives.includes(token.name) && token.tokens.length === 0) {
    context.report(diagnose(at, messages.directiveText(token.name)));
    return undefined;
  }
  switch (token.name) {
    case 'lang': {
      const lang = readAttributes(token.attributes).get('');
      if (lang !== undefined) return { kind: 'lang', span: at, lang, children };
      context.report(diagnose(at, messages.directiveArguments('lang', ':lang[小我]{zh-Hans}')));
      return undefined;
    }
    case 'value':
      return { kind: 'value', span: at, query: readValueQuery(token.attributes, at, context), children };
    default: {
      const near = nearest(token.name, directives);
      context.report(diagnose(at, messages.directiveUnknown(token.name, near, directives)));
      return undefined;
    }
  }
}
