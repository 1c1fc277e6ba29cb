import type { Token, Tokens } from 'marked';
import type { Chart } from '../model/chart.ts';
import type { Block, Cell, Inline, SlotContent } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { type Span, span, textOf } from '../model/source.ts';
import { readCode } from './code.ts';
import { readWidth, shareWidths } from './columns.ts';
import { type Cursor, cursorOver, locate } from './cursor.ts';
import type { FootnoteToken } from './footnotes.ts';
import type { Include, LeafToken } from './include.ts';
import {
  attributesOf,
  clean,
  type InlineContext,
  imageWords,
  readInlines,
  readSizedImage,
} from './inlines.ts';
import { type ContainerToken, childrenOf, lex } from './lexer.ts';
import type { MathToken } from './math.ts';
import { readAlert } from './quote.ts';
import { commentsAmong } from './remarks.ts';
import { reportSurplusCells } from './table.ts';
import { isSpecPath } from './text.ts';

export interface BlockContext extends InlineContext {
  readonly readChart: (href: string, alt: string, caption: string, at: Span) => Chart | undefined;
  readonly readInlineChart: (at: Span) => Chart | undefined;
  readonly include: Include;
  /** The files whose includes led here. */
  readonly including: readonly string[];
  /** What included files say in comments and notes. */
  readonly asides: Block[];
}

/** Containers that are blocks; all others are slots. */
export const blockContainers = ['step', 'columns', 'column'];

/** What a slide's Markdown holds: named slots, everything else, and comments from anywhere, which are notes. */
export interface Content {
  readonly loose: readonly Block[];
  readonly slots: readonly SlotContent[];
  readonly comments: readonly Block[];
}

export function readContent(at: Span, context: BlockContext): Content {
  const loose: Block[] = [];
  const slots: SlotContent[] = [];
  const cursor = cursorOver(at);
  const tokens = lex(textOf(at));
  for (const token of tokens) {
    if (token.type === 'container' && !blockContainers.includes(token.name)) {
      const container = token as ContainerToken;
      const place = locate(token.raw, cursor);
      slots.push({
        name: container.name,
        span: readOpening(container, place, context),
        blocks: readTokens(childrenOf(token), inside(place), context),
      });
    } else if (token.type === 'leaf') {
      const included = readIncluded(token as LeafToken, locate(token.raw, cursor), context);
      loose.push(...included.loose);
      slots.push(...included.slots);
    } else {
      loose.push(...readToken(token, cursor, context));
    }
  }
  return { loose, slots, comments: readComments(tokens, at, context) };
}

/** Reads what a line `::include[…]` stands for: a file with what may stand on one slide. */
function readIncluded(
  { name, words }: LeafToken,
  at: Span,
  context: BlockContext,
): Omit<Content, 'comments'> {
  const nothing = { loose: [], slots: [] };
  if (name !== 'include') {
    context.report(
      diagnose(at, messages.directiveUnknown(`:${name}`, nearest(name, ['include']), [':include'])),
    );
    return nothing;
  }
  const [only, ...more] = context.include(words, at, context.including) ?? [];
  if (!only) return nothing;
  if (more.length > 0 || only.frontMatter) {
    context.report(diagnose(at, messages.includeSlides(words)));
    return nothing;
  }
  const inner = { ...context, including: [...context.including, at.source.path] };
  const { comments: said, ...content } = readContent(only.body, inner);
  const notes = only.notes ? readBlocks(only.notes, { ...inner, footnotes: undefined }) : [];
  context.asides.push(...notes, ...said);
  return content;
}

/** Reads Markdown without slots of its own, such as notes, comments last. */
export function readBlocks(at: Span, context: BlockContext): Block[] {
  const tokens = lex(textOf(at));
  return [...readTokens(tokens, cursorOver(at), context), ...readComments(tokens, at, context)];
}

/** What stands in the comments of raw HTML, wherever that is among the tokens. */
function readComments(tokens: Token[], at: Span, context: BlockContext): Block[] {
  const inNotes = { ...context, footnotes: undefined };
  return commentsAmong(tokens, at).flatMap(({ place, inner, closed }) => {
    // comments do not nest: another one inside means that the first has lost its end
    if (!closed || textOf(inner).includes('<!--')) {
      context.report(diagnose(firstLine(place), messages.commentOpen()));
    }
    return readTokens(lex(textOf(inner)), cursorOver(inner), inNotes);
  });
}

/** The line that opens a container, with what is wrong about it reported. */
function readOpening(
  { name, attributes, surplus, closed }: ContainerToken,
  place: Span,
  context: BlockContext,
): Span {
  const line = firstLine(place);
  if (surplus !== '' || (attributes !== undefined && name !== 'column'))
    context.report(diagnose(line, messages.directiveLine(textOf(line).trim())));
  if (!closed) context.report(diagnose(line, messages.directiveOpen(name)));
  return line;
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
      return [{ kind: 'list', span: at, ordered, start: start === '' ? 1 : start, items: blocks }];
    }
    case 'blockquote': {
      const { alert, tokens } = readAlert(token, at, context);
      return [{ kind: 'quote', span: at, alert, blocks: readTokens(tokens, cursorOver(at), context) }];
    }
    case 'code': {
      const { lang = '', text } = token as Tokens.Code;
      if (lang.trim() !== 'vega-lite') return [readCode(lang, text, at, context)];
      const chart = context.readInlineChart(locate(text, inside(at)));
      return [chart ? { kind: 'chart', span: at, chart } : { kind: 'broken', span: at }];
    }
    case 'table': {
      const { header, rows, align } = token as Tokens.Table;
      const within = cursorOver(at);
      reportSurplusCells(at, header.length, context);
      const row = (cells: readonly Tokens.TableCell[]): Cell[] =>
        cells.map(({ tokens }) => readInlines(tokens, within, context));
      return [{ kind: 'table', span: at, header: row(header), rows: rows.map(row), align }];
    }
    case 'math': {
      const { tex, closed } = token as MathToken;
      if (!closed) context.report(diagnose(firstLine(at), messages.mathOpen()));
      return [{ kind: 'math', span: at, tex }];
    }
    case 'footnote': {
      const { label, tokens } = token as FootnoteToken;
      const blocks = readTokens(tokens, cursorOver(at), context);
      if (context.footnotes)
        context.footnotes.notes.push({ label: label.toLowerCase(), span: firstLine(at), blocks });
      else context.report(diagnose(firstLine(at), messages.footnoteInNotes()));
      return [];
    }
    case 'leaf': {
      const { loose, slots } = readIncluded(token as LeafToken, at, context);
      for (const { name, span: place } of slots) reportUnknown(name, place, context);
      return [...loose];
    }
    case 'container': {
      const container = token as ContainerToken;
      const line = readOpening(container, at, context);
      if (container.name === 'columns') return readColumns(container, at, context);
      if (container.name === 'column') context.report(diagnose(line, messages.columnAlone()));
      else if (container.name !== 'step') reportUnknown(container.name, line, context);
      return [{ kind: 'step', span: at, blocks: readTokens(childrenOf(token), inside(at), context) }];
    }
    case 'stray':
      context.report(diagnose(at, messages.directiveLine(token.raw.trim())));
      return [];
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

/** Says that there is no such container where no slot can be. */
function reportUnknown(name: string, at: Span, context: BlockContext): void {
  context.report(diagnose(at, messages.directiveUnknown(`::${name}`, undefined, ['::step', '::columns'])));
}

/** Reads `:::columns`, in which only columns stand; what else does is told. */
function readColumns(container: ContainerToken, at: Span, context: BlockContext): Block[] {
  const cursor = inside(at);
  const found = childrenOf(container).flatMap((token) => {
    if (token.type === 'space') return [];
    const place = locate(token.raw, cursor);
    if (token.type !== 'container' || token.name !== 'column') {
      context.report(diagnose(firstLine(place), messages.columnsText()));
      return [];
    }
    const column = token as ContainerToken;
    const line = readOpening(column, place, context);
    const width = readWidth(column.attributes, line, context);
    return [{ width, blocks: readTokens(childrenOf(column), inside(place), context) }];
  });
  if (found.length === 0) context.report(diagnose(firstLine(at), messages.columnsEmpty()));
  return [{ kind: 'columns', span: at, columns: shareWidths(found, firstLine(at), context) }];
}

/** A task's blocks with its box before the first words. */
function ticked(blocks: Block[], checked: boolean, at: Span): Block[] {
  const box: Inline = { kind: 'text', span: at, text: checked ? '✓ ' : '□ ' };
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
    const { href, alt, caption } = imageWords(only as Tokens.Image);
    const markup = /:[a-z]+\[[^\]]*\]\{|\[@[^\]]+\]/.exec(caption)?.[0];
    if (markup !== undefined) context.report(diagnose(at, messages.captionMarkup(markup)));
    if (isSpecPath(href)) {
      if (attributesOf(only as Tokens.Image) !== undefined)
        context.report(diagnose(at, messages.chartAttributes()));
      const chart = context.readChart(href, alt, caption, at);
      return [chart ? { kind: 'chart', span: at, chart } : { kind: 'broken', span: at }];
    }
    const image = readSizedImage(only as Tokens.Image, at, context);
    return [image ? { kind: 'image', span: at, image } : { kind: 'broken', span: at }];
  }
  const children = tokens.length > 0 ? readInlines(tokens, cursorOver(at), context) : [];
  return children.length > 0 ? [{ kind: 'paragraph', span: at, children }] : [];
}
