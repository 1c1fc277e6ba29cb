import type { HandoutStyle, PaperSize } from './config.ts';

/** Millimetres. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

export const sheets: Readonly<Record<PaperSize, Area>> = {
  A4: { width: 210, height: 297 },
  Letter: { width: 215.9, height: 279.4 },
};

/** What is left free around the text, in millimetres; head and foot stand in it. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly side: number;
}

/** The margins of a handout; four slides of their size below each other need most of Letter’s height. */
export function marginsOf(page: PaperSize, style: HandoutStyle): Margins {
  if (page === 'A4') return { top: 16, bottom: 17, side: 16 };
  return style === '4up' ? { top: 11.5, bottom: 11.5, side: 16 } : { top: 15, bottom: 15, side: 16 };
}

/** The room for text on a page of a handout. */
export function roomOf(page: PaperSize, style: HandoutStyle): Area {
  const { width, height } = sheets[page];
  const { top, bottom, side } = marginsOf(page, style);
  return { width: width - 2 * side, height: height - top - bottom };
}

/**
 * How wide a slide is on a handout of four a page, in millimetres: a slide of 1280 pixels prints its body text of 24
 * pixels at 6 points there.
 */
export const fourUpWidth = 112;

/** What a CSS pixel of a slide comes to, in points, where the slide is printed this many millimetres wide. */
export function pointsPerPixel(width: number): number {
  return (width / 25.4) * (72 / 1280);
}

/** How wide a slide is on a handout, in millimetres; none is on one of text alone. */
export function slideWidth(page: PaperSize, style: Exclude<HandoutStyle, 'text'>): number {
  const { width } = roomOf(page, style);
  switch (style) {
    case 'notes':
      // the number stands beside it, and two have room for their notes on a page
      return page === 'A4' ? 166 : 154;
    case '2up':
      return Math.min(width, 178);
    case 'lines':
    case '4up':
      return fourUpWidth;
    case '6up':
      return (width - 8) / 2;
  }
}
