import { error, few, quote } from './message.ts';

/** PDFs that say something else than index.html. */
export const parity = {
  parityText: (id: string, file: string, texts: readonly string[]) =>
    error(
      'parity-text',
      `Slide ${quote(id)} says ${few(texts)}, which ${file} does not`,
      'Look at the slide there: something may lie outside its page or under something else.',
    ),
  paritySurplus: (id: string, file: string, texts: readonly string[]) =>
    error(
      'parity-text',
      `Slide ${quote(id)} does not say ${few(texts)}, which ${file} does`,
      'A theme that adds words on paper alone changes what is said.',
    ),
  parityLink: (id: string, link: string, where: string) =>
    error('parity-link', `Slide ${quote(id)} has a link to ${link} that is ${where}`),
  parityFigure: (id: string, alt: string, file: string) =>
    error(
      'parity-figure',
      `Slide ${quote(id)} shows ${quote(alt.slice(0, 60))}, which ${file} does not`,
      'Look at the slide there: the picture may have no size or lie outside its page.',
    ),
  parityRaster: (id: string, file: string) =>
    error(
      'parity-raster',
      `A drawing of slide ${quote(id)} became dots in ${file}`,
      'Filters, masks and blend modes in a theme make the browser print dots; leave them out on paper.',
    ),
  pageEmpty: (page: number) =>
    error('page-empty', `Page ${page} is empty`, 'Look at what stands around it: something may not break.'),
};
