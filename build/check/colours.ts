import {
  type Color,
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
} from 'culori';
import type { ColourKey, Series } from '../model/chart.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { type Message, messages } from '../model/messages.ts';
import type { Talk } from '../model/talk.ts';
import { shownBlocks } from '../model/walk.ts';

const lab = converter('lab65');
const difference = differenceCiede2000();

/** How far apart two colours must be: in lightness on a grey print, in CIEDE2000 for those who see fewer colours. */
const least = 10;

const viewers: readonly { readonly who: string; readonly apart: (a: Color, b: Color) => number }[] = [
  { who: 'in greyscale', apart: (a, b) => Math.abs(lab(a).l - lab(b).l) },
  { who: 'with protanopia', apart: seenThrough(filterDeficiencyProt(1)) },
  { who: 'with deuteranopia', apart: seenThrough(filterDeficiencyDeuter(1)) },
  { who: 'with tritanopia', apart: seenThrough(filterDeficiencyTrit(1)) },
];

function seenThrough(filter: (colour: Color) => Color): (a: Color, b: Color) => number {
  return (a, b) => difference(filter(a), filter(b));
}

/** Series of charts that some cannot tell apart, or of which nothing says what their colours stand for. */
export function checkColours({ deck, drawings }: Talk): Diagnostic[] {
  return deck.slides.flatMap((slide) =>
    [...shownBlocks(slide)].flatMap((block) => {
      if (block.kind !== 'chart') return [];
      const keys = drawings.get(block.chart)?.colours ?? [];
      return keys
        .flatMap((key) => faultsOf(key, block.chart.source.path))
        .map((message) => diagnose(block.span, message));
    }),
  );
}

function faultsOf({ field, hasLegend, isToldOtherwise, series }: ColourKey, chart: string): Message[] {
  const unnamed = series.filter(({ isLabelled }) => !isLabelled);
  if (unnamed.length === 0 || series.length === 1) return [];
  if (!hasLegend)
    return [
      messages.chartKey(
        chart,
        field,
        unnamed.map(({ value }) => value),
      ),
    ];
  if (isToldOtherwise) return [];
  return unnamed.flatMap((one, n) =>
    unnamed.slice(n + 1).flatMap((other) => {
      const blind = indistinctTo(one, other);
      return blind.length === 0 ? [] : messages.chartColours(chart, one.value, other.value, blind);
    }),
  );
}

/** To whom two series look alike. */
export function indistinctTo(one: Pick<Series, 'colour'>, other: Pick<Series, 'colour'>): string[] {
  const [a, b] = [parse(one.colour), parse(other.colour)];
  return a && b ? viewers.filter(({ apart }) => apart(a, b) < least).map(({ who }) => who) : [];
}
