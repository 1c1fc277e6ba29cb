import type { Token, Tokens } from 'marked';
import type { Chart } from '../model/chart.ts';
import type { Block, Cell, Inline, SlotContent } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { type Span, span } from '../model/source.ts';
import { type Cursor, cursorOver, locate } from './cursor.ts';
import { clean, type InlineContext, readInlines } from './inlines.ts';
import { type ContainerToken, childrenOf, lex } from './lexer.ts';

export interface BlockContext extends InlineContext {
  readonly readChart: (href: string, alt: string, caption: string, at: Span) => Chart | undefined;
  readonly readInlineChart: (at: Span) => Chart | undefined;
}

/** What a slide's Markdown holds: named slots, everything else, and comments, which are notes. */
export interface Content {
  readonly loose: readonly Block[];
  readonly slots: readonly SlotContent[];
  readonly comments: readonly Block[];
}

export function readContent(at: Span, context: BlockContext): Content {
  const content = { loose: [] as Block[], slots: [] as SlotContent[], comments: [] as Block[] };
  const cursor = cursorOver(at);
  for (const token of lex(at.source.text.slice(at.start, at.end))) {
    if (token.type === 'container' && token.name !== 'step') {
      const { name, closed } = token as ContainerToken;
      const place = locate(token.raw, cursor);
      if (!closed) context.report(diagnose(firstLine(place), messages.directiveOpen(name)));
      content.slots.push({
        name,
        span: firstLine(place),
        blocks: readTokens(childrenOf(token), inside(place), context),
      });
    } else if (token.type === 'html' && isComment(token.raw)) {
      const place = locate(token.raw, cursor);
      const inner = span(place.source, place.start + 4, place.start + token.raw.trimEnd().length - 3);
      content.comments.push(...readBlocks(inner, context));
    } else {
      content.loose.push(...readToken(token, cursor, context));
    }
  }
  return content;
}

/** Reads Markdown without slots of its own, such as notes. */
export function readBlocks(at: Span, context: BlockContext): Block[] {
  return readTokens(lex(at.source.text.slice(at.start, at.end)), cursorOver(at), context);
}

function isComment(raw: string): boolean {
  return /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(raw);
}

function firstLine(place: Span): Span {
  const end = place.source.text.indexOf('\n', place.start);
  return span(place.source, place.start, end < 0 ? place.end : Math.min(end, place.end));
}

function inside(place: Span): Cursor {
  return { source: place.source, at: firstLine(place).end, end: place.end };
}

function readTokens(tokens: readonly Token[], cursor: Cursor, context: BlockContext): Block[] {
  return tokens.flatMap((token) => readToken(token, cursor, context));
}

function readToken(token: Token, cursor: Cursor, context: BlockContext): Block[] {
  if (token.type === 'space' || token.type === 'def' || token.type === 'checkbox') return [];
  const at = locate(token.raw, cursor);
  const cell = (inlines: readonly Token[]): Cell => readInlines(inlines, cursorOver(at), context);
  switch (token.type) {
    case 'heading':
      return [
        {
          kind: 'heading',
          span: at,
          depth: (token as Tokens.Heading).depth,
          children: cell(childrenOf(token)),
        },
      ];
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      const within = cursorOver(at);
      const blocks = items.map((item) => {
        const place = locate(item.raw, within);
        const inner = readTokens(item.tokens, cursorOver(place), context);
        return item.task ? ticked(inner, item.checked === true, place) : inner;
      });
      return [{ kind: 'list', span: at, ordered, start: start || 1, items: blocks }];
    }
    case 'blockquote':
      return [{ kind: 'quote', span: at, blocks: readTokens(childrenOf(token), cursorOver(at), context) }];
    case 'code': {
      const { lang = '', text } = token as Tokens.Code;
      if (lang.trim() !== 'vega-lite') return [{ kind: 'code', span: at, lang: lang.trim(), text }];
      const start = at.source.text.indexOf(text, at.start);
      const chart = context.readInlineChart(start < 0 ? at : span(at.source, start, start + text.length));
      return [chart ? { kind: 'chart', span: at, chart } : { kind: 'broken', span: at }];
    }
    case 'table': {
      const { header, rows, align } = token as Tokens.Table;
      const within = cursorOver(at);
      const row = (cells: readonly Tokens.TableCell[]): Cell[] =>
        cells.map(({ tokens }) => readInlines(tokens, within, context));
      return [{ kind: 'table', span: at, header: row(header), rows: rows.map(row), align }];
    }
    case 'container': {
      const { name, closed } = token as ContainerToken;
      if (!closed) context.report(diagnose(firstLine(at), messages.directiveOpen(name)));
      if (name !== 'step')
        context.report(
          diagnose(firstLine(at), messages.directiveUnknown(`::${name}`, undefined, ['::step'])),
        );
      return [{ kind: 'step', span: at, blocks: readTokens(childrenOf(token), inside(at), context) }];
    }
    case 'html': {
      const html = clean(token.raw, at, context);
      return html.trim() === '' ? [] : [{ kind: 'html', span: at, html }];
    }
    case 'hr':
      return [{ kind: 'html', span: at, html: '<hr>' }];
    default:
      return readParagraph(token, at, context);
  }
}

/** A task's blocks with its box before the first words. */
function ticked(blocks: Block[], checked: boolean, at: Span): Block[] {
  const box: Inline = { kind: 'text', span: at, text: checked ? '☑ ' : '☐ ' };
  const [first, ...rest] = blocks;
  return first?.kind === 'paragraph'
    ? [{ ...first, children: [box, ...first.children] }, ...rest]
    : [{ kind: 'paragraph', span: at, children: [box] }, ...blocks];
}

/** A paragraph, or the pause, chart or image that stands alone in one. */
function readParagraph(token: Token, at: Span, context: BlockContext): Block[] {
  if (token.raw.trim() === '. . .') return [{ kind: 'pause', span: at }];
  const tokens = childrenOf(token);
  const only = tokens.length === 1 ? tokens[0] : undefined;
  if (only?.type === 'image') {
    const { href, text, title } = only as Tokens.Image;
    if (/\.vl\.json$/i.test(href)) {
      const chart = context.readChart(href, text, title ?? '', at);
      return [chart ? { kind: 'chart', span: at, chart } : { kind: 'broken', span: at }];
    }
    const image = context.readImage(href, text, title ?? '', at);
    return [image ? { kind: 'image', span: at, image } : { kind: 'broken', span: at }];
  }
  const children = tokens.length > 0 ? readInlines(tokens, cursorOver(at), context) : [];
  return children.length > 0 ? [{ kind: 'paragraph', span: at, children }] : [];
}
