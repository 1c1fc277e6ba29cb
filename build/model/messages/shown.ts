import { list, quote, warning } from './message.ts';

/** What a message says of something on a slide. */
export interface Shown {
  /** The page's id; undefined for what stands around the slides. */
  readonly slide: string | undefined;
  /** How many steps have been taken. */
  readonly step: number;
  readonly element: string;
  readonly words: string;
  /** How many more there are like it in the same place, and on how many other slides. */
  readonly more: number;
  readonly others: number;
}

/** `“Its words” (p.kicker)` */
function thing({ element, words }: Shown): string {
  return words === '' ? element : `${quote(words)} (${element})`;
}

/** `on slide “id” at step 2 and 3 more slides (1 more like it)` */
function where({ slide, step, more, others }: Shown): string {
  const like = more === 0 ? '' : ` (${more} more like it)`;
  if (slide === undefined) return `around the slides${like}`;
  const at = step === 0 ? '' : ` at step ${step}`;
  const also = others === 0 ? '' : ` and ${others} more slide${others === 1 ? '' : 's'}`;
  return `on slide ${quote(slide)}${at}${also}${like}`;
}

/** What the browser shows. */
export const shown = {
  contentOverflow: (shown: Shown, pixels: number, of: 'slide' | 'place') =>
    warning(
      'slide-overflow',
      `${thing(shown)} runs ${pixels} px out of its ${of} ${where(shown)}`,
      'Say less, or make two slides of it.',
    ),
  textOverlap: (shown: Shown, other: string, pixels: number) =>
    warning(
      'text-overlap',
      `${thing(shown)} and ${quote(other)} lie ${pixels} px over each other ${where(shown)}`,
      'Say less, or give one of them another place.',
    ),
  textSmall: (shown: Shown, size: number, least: number) =>
    warning(
      'text-small',
      `${thing(shown)} is shown at ${size} px, under the ${least} px that a room can read, ${where(shown)}`,
      'Set it larger: in the theme, in the chart, or by saying less.',
    ),
  textSmallPrint: (shown: Shown, size: number, least: number) =>
    warning(
      'text-small-print',
      `${thing(shown)} would be printed at ${size} pt, under ${least} pt, on a handout of four slides a page, ${where(shown)}`,
      'Set it larger.',
    ),
  labelsOverlap: (shown: Shown, chart: string, other: string, pixels: number) =>
    warning(
      'chart-labels',
      `In ${chart} ${thing(shown)} and ${quote(other)} lie ${pixels} px over each other ${where(shown)}`,
      'Show fewer labels, or move them apart: "dx", "dy", axis "values", "labelOverlap".',
    ),
  labelClipped: (shown: Shown, chart: string, pixels: number) =>
    warning(
      'chart-labels',
      `In ${chart} the edge of the drawing cuts ${pixels} px off ${thing(shown)} ${where(shown)}`,
      'Leave room for it: a shorter label, a smaller scale range, another place.',
    ),
  contrast: (shown: Shown, ratio: number, least: number) =>
    warning(
      'contrast',
      `${thing(shown)} has a contrast of ${ratio}:1, under ${least}:1, ${where(shown)}`,
      'Choose a darker colour on light ground, or a lighter one on dark.',
    ),
  access: (shown: Shown, rule: string, impact: string, help: string) =>
    warning(
      'access',
      `${help} (${rule}, ${impact}): ${thing(shown)} ${where(shown)}`,
      `What it means: https://dequeuniversity.com/rules/axe/latest/${rule}`,
    ),
  chartColours: (chart: string, one: string, other: string, viewers: readonly string[]) =>
    warning(
      'chart-colours',
      `In ${chart} ${quote(one)} and ${quote(other)} look alike ${list(viewers)}`,
      'Label them directly, or give them colours that differ in lightness.',
    ),
  chartKey: (chart: string, field: string, values: readonly string[]) =>
    warning(
      'chart-key-missing',
      `In ${chart} nothing says which colour stands for which ${field}: ${list(values)}`,
      'Label them directly, or leave them a legend.',
    ),
};
