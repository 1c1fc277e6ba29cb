import type { Block, Slide } from '../model/deck.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import type { Fault } from '../model/fault.ts';
import { type Message, messages, type Shown } from '../model/messages.ts';
import { type Span, span } from '../model/source.ts';
import type { Talk } from '../model/talk.ts';
import { shownBlocks } from '../model/walk.ts';

/** What the browser showed to be wrong, where its author can mend it; what recurs on many slides is told once. */
export function checkFaults(faults: readonly Fault[], talk: Talk): Diagnostic[] {
  const slides = new Map(talk.pages.map(({ id, slide }) => [id, slide]));
  const recurring = new Map<string, Fault[]>();
  for (const [n, fault] of faults.entries()) {
    const key = fault.at === undefined ? recurrence(fault) : String(n);
    recurring.set(key, [...(recurring.get(key) ?? []), fault]);
  }
  return [...recurring.values()].flatMap((alike) => {
    const [fault] = alike;
    if (!fault) return [];
    const slide = slides.get(fault.page ?? '');
    const pages = alike.map(({ page }) => page);
    const more = fault.more + pages.filter((page) => page === fault.page).length - 1;
    const others = new Set(pages).size - 1;
    return diagnose(placeOf(fault, slide), messageOf(fault, { more, others }, slide));
  });
}

/** What is alike in faults of what the layout or the program puts on every slide. */
function recurrence({ finding, element }: Fault): string {
  return [finding.kind, finding.kind === 'access' ? finding.rule : '', element].join(' ');
}

function placeOf({ at }: Fault, slide: Slide | undefined): Span | string {
  if (!slide) return 'slides';
  const [, start, end, path] = /^(\d+)-(\d+) (.*)$/.exec(at ?? '') ?? [];
  if (start === undefined) return slide.span;
  // what is included stands in a file of its own
  const sources = [slide.span, ...[...shownBlocks(slide)].map((block) => block.span)].map(
    ({ source }) => source,
  );
  const source = sources.find((candidate) => candidate.path === path) ?? slide.span.source;
  return span(source, Number(start), Number(end));
}

function messageOf(fault: Fault, count: Pick<Shown, 'more' | 'others'>, slide: Slide | undefined): Message {
  const { finding, page, step, element, words } = fault;
  const shown: Shown = { slide: page, step, element, words, ...count };
  switch (finding.kind) {
    case 'overflow':
      return messages.contentOverflow(shown, finding.pixels, finding.of);
    case 'overlap':
      return messages.textOverlap(shown, finding.other, finding.pixels);
    case 'small':
      return messages.textSmall(shown, finding.size, finding.least);
    case 'small-print':
      return messages.textSmallPrint(shown, finding.size, finding.least);
    case 'label-overlap':
      return messages.labelsOverlap(shown, chartOf(fault, slide), finding.other, finding.pixels);
    case 'label-clipped':
      return messages.labelClipped(shown, chartOf(fault, slide), finding.pixels);
    case 'contrast':
      return messages.contrast(shown, finding.ratio, finding.least);
    case 'access':
      return messages.access(shown, finding.rule, finding.impact, finding.help);
  }
}

/** The spec of the chart that a fault lies in. */
function chartOf({ at }: Fault, slide: Slide | undefined): string {
  const isHere = ({ span: { start, end, source } }: Block): boolean =>
    `${start}-${end} ${source.path}` === at;
  const block =
    slide && [...shownBlocks(slide)].find((candidate) => candidate.kind === 'chart' && isHere(candidate));
  return block?.kind === 'chart' ? block.chart.source.path : 'the chart';
}
