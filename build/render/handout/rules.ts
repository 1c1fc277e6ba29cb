import type { Config } from '../../model/config.ts';
import { marginsOf, roomOf, sheets, slideWidth } from '../../model/paper.ts';

/** A named page, and what its head says. */
export interface NamedPage {
  readonly name: string;
  readonly head: string;
}

/**
 * The rules of a handout's pages: their size, the deck's title and `3 / 12` at the foot, and at the head `head`, or
 * what the named page has; on the first page, whose title says enough, nothing.
 */
export function pageRules(config: Config, head: string | undefined, named: readonly NamedPage[]): string {
  const { title, dir, page, handout } = config;
  const [start, end] = dir === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const { width, height } = sheets[page];
  const { top, bottom, side } = marginsOf(page, handout);
  const headRule = (text: string | undefined): string =>
    `@top-${start} { content: ${text === undefined ? 'none' : `"${cssText(text)}"`} }`;
  return [
    `@page { size: ${width}mm ${height}mm; margin: ${top}mm ${side}mm ${bottom}mm;
  ${headRule(head)}
  @bottom-${start} { content: "${cssText(title)}" }
  @bottom-${end} { content: counter(page) ' / ' counter(pages) } }`,
    ...named.map((own) => `@page ${own.name} { ${headRule(own.head)} }`),
    `@page :first { ${headRule(undefined)} }`,
    sizeRule(config),
    pageNumberRule,
  ].join('\n');
}

/** The sizes that the styles reckon with. */
function sizeRule({ page, handout }: Config): string {
  const { width, height } = roomOf(page, handout);
  const slide = handout === 'text' ? 0 : slideWidth(page, handout);
  // a hair less than the page has, so that rounding pushes nothing off it
  const sizes = [
    `--page-width: ${width}mm`,
    `--page-height: ${(height - 0.3).toFixed(2)}mm`,
    `--slide-width: ${slide}mm`,
    `--slide-height: ${(slide * 9) / 16}mm`,
    `--zoom: ${(((slide / 25.4) * 96) / 1280).toFixed(5)}`,
  ];
  return `:root { ${sizes.join('; ')} }`;
}

/** A page number is filled in after a first print, so its box is the same whatever stands in it. */
const pageNumberRule =
  '[data-page-of] { display: inline-block; box-sizing: border-box; width: 2.6em; height: 1lh; contain: size; align-self: flex-start; vertical-align: bottom; text-align: end; white-space: nowrap }';

/** Text for a string in CSS, which ends neither that nor the element that holds the styles. */
function cssText(text: string): string {
  return text.replace(/["\\<\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);
}
