import type GithubSlugger from 'github-slugger';
import type { Config } from '../model/config.ts';
import type { Block, BlockKind, Inline, RawSlide, Slide, SlotContent } from '../model/deck.ts';
import { diagnose, nearest, placeOf } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import type { Layout, Slot } from '../model/layout.ts';
import { messages } from '../model/messages.ts';
import { type Before, type Span, span } from '../model/source.ts';
import { plainText } from '../model/text.ts';
import { readBackground } from './background.ts';
import { type BlockContext, blockContainers, readBlocks, readContent } from './blocks.ts';
import { cursorOver } from './cursor.ts';
import { type FootnotesFound, orderFootnotes } from './footnotes.ts';
import { readInlines } from './inlines.ts';
import { lexInline } from './lexer.ts';
import { FrontMatter } from './slide-fields.ts';
import { readYaml } from './yaml.ts';

/** What all slides of a deck share. */
export interface DeckSlideContext extends Omit<BlockContext, 'footnotes' | 'asides' | 'including'> {
  /** The series that deck.yaml names; undefined when that cannot be told. */
  readonly series: Config['series'] | undefined;
  readonly layouts: ReadonlyMap<string, Layout | undefined>;
}

export interface IdContext extends Pick<ReadContext, 'report'> {
  /** Makes ids of titles; it knows the ids that authors gave. */
  readonly slugger: GithubSlugger;
  /** Ids taken so far and where. */
  readonly ids: Map<string, Span>;
}

interface SlideContext extends BlockContext, DeckSlideContext {
  readonly footnotes: FootnotesFound;
}

/** A slide that has no id yet, and the place that one is told of. */
export interface UnnamedSlide {
  readonly slide: Omit<Slide, 'id'>;
  /** What stands before it in its file. */
  readonly before: Before;
  /** The slide under the id that it had last, which most often is the one that it has again. */
  last?: Slide;
  /** What its author wrote. */
  readonly id: string | undefined;
  readonly idSpan: Span;
}

/** Reads one slide; undefined when its front matter or layout cannot be told. */
export function readSlide(raw: RawSlide, deckContext: DeckSlideContext): UnnamedSlide | undefined {
  const context: SlideContext = {
    ...deckContext,
    footnotes: { marks: [], notes: [], numbers: new Map() },
    asides: [],
    including: [],
  };
  const head = raw.frontMatter ?? span(raw.span.source, raw.span.start);
  const fields = readYaml(head, FrontMatter, context);
  const content = readContent(raw.body, context);
  const notes = raw.notes ? readBlocks(raw.notes, { ...context, footnotes: undefined }) : [];
  if (!fields) return undefined;
  const { value, spanOf } = fields;
  const start = span(raw.span.source, raw.body.start, raw.body.start);
  const at = content.loose[0]?.span ?? content.slots[0]?.span ?? start;

  const { title, slots } = fillSlots(content.loose, content.slots, value.title, spanOf(['title']), context);
  if (title.length === 0) context.report(diagnose(at, messages.titleMissing()));

  const name = value.layout ?? inferLayout(slots);
  const layout = context.layouts.get(name);
  if (!layout) {
    const known = [...context.layouts.keys()];
    if (!known.includes(name))
      context.report(diagnose(spanOf(['layout']), messages.layoutUnknown(name, nearest(name, known), known)));
    return undefined;
  }
  if (value.kicker !== undefined && !layout.parts.includes('kicker')) {
    context.report(diagnose(spanOf(['kicker']), messages.fieldUnused('kicker', layout.name)));
  }
  const footnotes = orderFootnotes(context.footnotes, context);
  if (footnotes[0] && !layout.parts.includes('footnotes'))
    context.report(diagnose(footnotes[0].span, messages.footnotesUnplaced(layout.name)));
  checkSlots(layout, slots, at, context);
  checkSeries(value.series, value.panel, spanOf, context);
  const { id, ...rest } = value;
  const slide = {
    ...rest,
    // what comes first may stand in an included file
    span: span(start.source, at.source === start.source ? at.start : start.start, raw.body.end),
    raw,
    layout,
    title,
    kicker: value.kicker,
    series: value.series,
    panel: value.panel,
    applies: value.applies.map((id, n) => ({ id, span: spanOf(['applies', n]) })),
    minutes: value.minutes,
    class: value.class,
    lang: value.lang,
    attribution: value.attribution,
    background:
      value.background === undefined
        ? undefined
        : readBackground(value.background, spanOf(['background']), context),
    slots,
    footnotes,
    notes: [...notes, ...content.comments, ...context.asides],
  };
  const before = raw.span.source.before ?? { lines: 0, units: 0 };
  return { slide, before, id, idSpan: id === undefined ? at : spanOf(['id']) };
}

/** The slide with its id: the same object as before when that is as it was. */
export function named(unnamed: UnnamedSlide, context: IdContext): Slide {
  const id = takeId(unnamed, context);
  if (unnamed.last?.id !== id) unnamed.last = { ...unnamed.slide, id };
  return unnamed.last;
}

/** The title, and every other block in the slot that it belongs to by its kind. */
function fillSlots(
  loose: readonly Block[],
  named: readonly SlotContent[],
  title: string | undefined,
  titleSpan: Span,
  context: SlideContext,
): { title: readonly Inline[]; slots: Map<string, SlotContent> } {
  const rest = [...loose];
  let inlines: readonly Inline[] = [];
  if (title !== undefined) {
    inlines = readInlines(lexInline(title), cursorOver(titleSpan), context);
  } else {
    const first = rest.findIndex((block) => block.kind === 'heading');
    const [heading] = first < 0 ? [] : rest.splice(first, 1);
    if (heading?.kind === 'heading') inlines = heading.children;
  }
  const slots = new Map<string, SlotContent & { readonly blocks: Block[] }>();
  const put = (name: string, at: Span, blocks: readonly Block[]): void => {
    const slot = slots.get(name) ?? { name, span: at, blocks: [] };
    for (const block of blocks) slot.blocks.push(block);
    slots.set(name, slot);
  };
  for (const block of rest) put(slotOf(block), block.span, [block]);
  for (const { name, span: at, blocks } of named) put(name, at, blocks);
  return { title: inlines, slots };
}

function slotOf(block: Block): string {
  switch (block.kind) {
    case 'chart':
    case 'image':
    case 'broken':
      return 'figure';
    case 'table':
      return 'table';
    default:
      return 'body';
  }
}

/** The layout that content without a named one asks for. */
function inferLayout(slots: ReadonlyMap<string, SlotContent>): string {
  if (slots.has('left') || slots.has('right')) return 'two-lists';
  if (slots.has('table')) return 'compare';
  if (slots.has('figure')) return slots.has('body') ? 'figure' : 'chart';
  return slots.has('body') || slots.has('aside') ? 'text' : 'statement';
}

function checkSlots(
  layout: Layout,
  slots: ReadonlyMap<string, SlotContent>,
  at: Span,
  context: SlideContext,
): void {
  const known = [...layout.slots.keys()];
  for (const slot of layout.slots.values()) {
    if (!slots.has(slot.name) && (slot.arity === '1' || slot.arity === '+')) {
      context.report(diagnose(at, messages.slotMissing(slot.name, layout.name, slot.accepts)));
    }
  }
  for (const content of slots.values()) {
    const slot = layout.slots.get(content.name);
    if (slot) checkContent(slot, content, layout, context);
    else {
      context.report(
        diagnose(
          content.span,
          messages.slotUnknown(
            content.name,
            layout.name,
            nearest(content.name, [...known, ...blockContainers]),
            known,
          ),
        ),
      );
    }
  }
}

function checkContent(slot: Slot, content: SlotContent, layout: Layout, context: SlideContext): void {
  const blocks = content.blocks.filter(({ kind }) => kind !== 'pause');
  for (const { kind, span: at } of unsuited(blocks, slot.accepts))
    context.report(diagnose(at, messages.slotKind(slot.name, layout.name, kind, slot.accepts)));
  const second = blocks[1];
  if (second && (slot.arity === '1' || slot.arity === '?')) {
    const known = [...layout.slots.keys()];
    context.report(diagnose(second.span, messages.slotSurplus(slot.name, layout.name, blocks.length, known)));
  }
  if (blocks.length === 0 && (slot.arity === '1' || slot.arity === '+')) {
    context.report(diagnose(content.span, messages.slotMissing(slot.name, layout.name, slot.accepts)));
  }
}

/** What a slot does not take, in steps too; in a column may stand what stands alone elsewhere. */
function unsuited(blocks: readonly Block[], accepts: ReadonlySet<BlockKind>): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'pause' || block.kind === 'broken') return [];
    if (block.kind === 'step') return unsuited(block.blocks, accepts);
    if (!accepts.has(block.kind)) return [block];
    if (block.kind !== 'columns') return [];
    const inColumns = new Set<BlockKind>([...accepts, 'image', 'chart', 'table']);
    return block.columns.flatMap((column) => unsuited(column.blocks, inColumns));
  });
}

function checkSeries(
  series: string | undefined,
  panel: string | undefined,
  spanOf: (path: readonly string[]) => Span,
  context: SlideContext,
): void {
  if (panel !== undefined && series === undefined) {
    context.report(diagnose(spanOf(['panel']), messages.panelWithoutSeries()));
  }
  const known = [...(context.series?.keys() ?? [])];
  if (series !== undefined && context.series && !known.includes(series)) {
    context.report(
      diagnose(spanOf(['series']), messages.seriesUnknown(series, nearest(series, known), known)),
    );
  }
}

/** The author's id, or one made of the title that no slide before has taken. */
function takeId({ slide: { title }, id: given, idSpan: at }: UnnamedSlide, context: IdContext): string {
  const id = given ?? (context.slugger.slug(plainText(title)) || context.slugger.slug('slide'));
  const first = context.ids.get(id);
  if (first) context.report(diagnose(at, messages.idDuplicate(id, placeOf(first))));
  else context.ids.set(id, at);
  if (given !== undefined && (!/^[a-z][a-z0-9-]*$/.test(id) || id.startsWith('ref-'))) {
    context.report(diagnose(at, messages.idInvalid(id)));
  }
  return id;
}
