import { posix } from 'node:path';
import type { Inline, Slide } from '../model/deck.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import type { TalkFiles } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Reference } from '../model/reference.ts';
import { type Span, span } from '../model/source.ts';
import type { Talk } from '../model/talk.ts';
import { inlinesIn, inlinesOf, shownBlocks, shownLines } from '../model/walk.ts';
import { figuresIn } from './figures.ts';

/** What a talk says without evidence, and what evidence it has and does not use. */
export function checkEvidence(talk: Talk, files: TalkFiles): Diagnostic[] {
  const { slides, bibliography } = talk.deck;
  const cited = new Set(talk.references.map(({ citation }) => citation.reference.id));
  const references = [...(bibliography?.values() ?? [])];
  return [
    ...slides.flatMap(unbackedFigures),
    ...slides.flatMap(incompleteCharts),
    ...references
      .filter(({ id }) => !cited.has(id))
      .map(({ id, span: at }) => diagnose(at, messages.referenceUncited(id))),
    ...references
      .filter(lacksAddress)
      .map(({ id, item, span: at }) => diagnose(at, messages.referenceAddress(id, item.type))),
    ...unusedData(talk, files),
  ];
}

/** The figures of a slide that are neither checked nor on a slide with a citation. */
function unbackedFigures(slide: Slide): Diagnostic[] {
  const lines = [...shownLines(slide)];
  const isCited = lines.some((line) => [...inlinesIn(line)].some(({ kind }) => kind === 'cite'));
  if (isCited) return [];
  return [...lines.map(uncheckedText), ...rawText(slide)].flatMap((pieces) => {
    const text = pieces.map((piece) => piece.text).join('');
    return figuresIn(text).map((figure) =>
      diagnose(placeOf(figure, pieces), messages.figureUnbacked(figure.text, slide.id)),
    );
  });
}

/** The words of the blocks of raw HTML. */
function rawText(slide: Slide): Piece[][] {
  return [...shownBlocks(slide)].flatMap((block) =>
    block.kind === 'html' ? [[{ text: block.html.replace(/<[^>]*>/g, ' '), span: block.span }]] : [],
  );
}

interface Piece {
  readonly text: string;
  readonly span: Span;
}

/** The text of a line, in pieces with their places; a checked number leaves a gap that no figure spans. */
function uncheckedText(inlines: readonly Inline[]): Piece[] {
  return inlines.flatMap((inline): Piece[] => {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return [{ text: inline.text, span: inline.span }];
      case 'value':
        return [{ text: inline.query ? ' · ' : '', span: inline.span }];
      case 'break':
      case 'math':
      case 'footnote':
      case 'image':
      case 'cite':
        return [{ text: ' ', span: inline.span }];
      case 'html':
        return inline.parts.flatMap((part) => (typeof part === 'string' ? [] : uncheckedText([part])));
      default:
        return uncheckedText(inline.children);
    }
  });
}

/** Where a figure stands, found in the source of the piece that it begins in. */
function placeOf(figure: { readonly text: string; readonly offset: number }, pieces: readonly Piece[]): Span {
  let before = 0;
  for (const { text, span: at } of pieces) {
    if (figure.offset < before + text.length) {
      const head = figure.text.slice(0, before + text.length - figure.offset);
      // its source is at least as long as the text, with whatever escapes there are
      const found = at.source.text.indexOf(head, at.start + Math.max(0, figure.offset - before));
      return found < 0 || found >= at.end ? at : span(at.source, found, found + head.length);
    }
    before += text.length;
  }
  throw new Error('a figure outside its line');
}

function incompleteCharts(slide: Slide): Diagnostic[] {
  return [...shownBlocks(slide)].flatMap((block) => {
    if (block.kind !== 'chart') return [];
    const { sources, unit, source } = block.chart;
    const isDated = sources.every(
      ({ vintage, retrieved }) => vintage !== undefined || retrieved !== undefined,
    );
    return [
      ...(unit === undefined ? [diagnose(source.path, messages.chartUnit())] : []),
      ...(isDated ? [] : [diagnose(source.path, messages.chartDate())]),
    ];
  });
}

/** Kinds of work that stand on the net, or have a DOI. */
const addressed = /^(?:article|chapter$|dataset|entry|paper-|patent|post|report|software|thesis|webpage)/;

function lacksAddress({ item }: Reference): boolean {
  return addressed.test(item.type) && !item.URL && !item.DOI;
}

/** The data files that no chart draws and no number is checked with. */
function unusedData({ deck }: Talk, files: TalkFiles): Diagnostic[] {
  const used = new Set<string>();
  for (const slide of deck.slides) {
    for (const block of shownBlocks(slide))
      if (block.kind === 'chart') for (const { path } of block.chart.tables) used.add(path);
    for (const inline of inlinesOf(slide))
      if (inline.kind === 'value' && inline.query) used.add(inline.query.table.path);
  }
  return files
    .list('charts/data')
    .filter((name) => /^\.(?:csv|tsv|json)$/i.test(posix.extname(name)))
    .map((name) => `charts/data/${name}`)
    .filter((path) => !used.has(path))
    .map((path) => diagnose(path, messages.dataUnused()));
}
