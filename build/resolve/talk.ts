import type { Config } from 'vega-lite';
import type { Deck } from '../model/deck.ts';
import type { ReadContext } from '../model/files.ts';
import type { CodeLine, ListedReference, Page, Talk } from '../model/talk.ts';
import { inlinesOf } from '../model/walk.ts';
import { type DrawnCharts, drawCharts } from './charts.ts';
import { resolveCitations } from './citations.ts';
import { highlightCode } from './code.ts';
import type { CiteRequest, CiteResult } from './csl.ts';
import type { DrawRequest, DrawResult } from './draw.ts';
import { findEvidence } from './evidence.ts';
import { setFormulas } from './formulas.ts';
import type { HighlightRequest } from './highlight.ts';
import { checkLinks, checkReferenceSlides, citingSlides } from './links.ts';
import { numberFigures } from './numbering.ts';
import { findPanels, findSections } from './outline.ts';
import { planMinutes } from './plan.ts';
import { paginateReferences } from './references.ts';
import type { FontMeasures } from './text-width.ts';
import { checkValues } from './values.ts';

export interface ResolveContext {
  readonly report: ReadContext['report'];
  /** The theme's Vega-Lite config. */
  readonly theme: Config;
  readonly measures: FontMeasures;
  readonly cite: (request: CiteRequest) => Promise<readonly CiteResult[]>;
  readonly draw: (request: DrawRequest) => Promise<DrawResult>;
  /** Drawings of charts that were drawn before; those drawn now are added. */
  readonly drawn?: DrawnCharts;
  readonly highlight: (request: HighlightRequest) => Promise<readonly CodeLine[]>;
  /** Told of each chart that is about to be drawn, by its number. */
  readonly drawing?: (n: number, count: number) => void;
}

/** Tells everything that slides leave open, draws the charts, sets the formulas, tells the tokens of code. */
export async function resolveTalk(deck: Deck, context: ResolveContext): Promise<Talk> {
  const { slides, whole } = deck;
  const slidesById = new Map([...whole, ...slides].map((slide) => [slide.id, slide]));
  checkLinks(deck, slidesById, context.report);
  checkValues(slides, context.report);
  const sections = findSections(slides, whole);
  const sectionOf = new Map(
    sections.flatMap((section) => [section.slide, ...section.members].map((slide) => [slide, section])),
  );
  checkReferenceSlides(deck, context.report);
  // another process draws meanwhile
  const drawing = drawCharts(slides, context);
  const citations = await resolveCitations(deck, context.cite);
  const cited = citingSlides(slides);
  const references = [...citations.values()].flatMap((citation): ListedReference[] => {
    const citedOn = cited.get(citation.reference.id);
    return citedOn ? [{ citation, citedOn }] : [];
  });

  const planned = planMinutes(deck, context.report);
  const pages: Page[] = [];
  for (const slide of slides) {
    const isList = slide.layout.parts.includes('references');
    const lists = isList ? paginateReferences(references, context.measures) : [[]];
    for (const [n, list] of lists.entries()) {
      const id = n === 0 ? slide.id : freeId(`${slide.id}-${n + 1}`, slidesById);
      const part = { number: n + 1, of: lists.length };
      pages.push({
        slide,
        id,
        number: pages.length + 1,
        section: sectionOf.get(slide),
        isApart: !sectionOf.has(slide) && pages.some(({ section }) => section !== undefined),
        minutes: (planned.get(slide) ?? 0) / lists.length,
        part,
        references: list,
      });
    }
  }
  const marks = new Map(
    slides.flatMap((slide) =>
      [...inlinesOf(slide)].filter(({ kind }) => kind === 'footnote').map((mark) => [mark, slide.id]),
    ),
  );
  const formulas = await setFormulas(slides, context.report);
  const code = await highlightCode(slides, context);
  const drawings = await drawing;
  const panels = findPanels(slides);
  const labels = numberFigures(slides);
  const evidence = findEvidence(slides, { citations, labels });
  return {
    deck,
    pages,
    sections,
    panels,
    slidesById,
    citations,
    references,
    labels,
    evidence,
    drawings,
    code,
    formulas,
    marks,
  };
}

/** The wanted id, or with `-` behind it as often as slides have taken it. */
function freeId(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(wanted) ? freeId(`${wanted}-`, taken) : wanted;
}
