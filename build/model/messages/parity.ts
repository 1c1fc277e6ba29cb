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
  outRefused: (why: string) =>
    error('out-refused', `This folder cannot be replaced: ${why}`, 'Name another folder with --out.'),
  outBusy: (pid: number, ticket: string) =>
    error(
      'out-busy',
      `Process ${pid} is still building into this folder`,
      `Let it come to its end, or end it. If it is no build of Lectern, remove ${ticket}/.`,
    ),
  fileRefused: (why: string) =>
    error('out-refused', `This file cannot be written: ${why}`, 'Name another place with -o.'),
  writeFailed: (text: string) =>
    error(
      'write-failed',
      `The output could not be written: ${text}`,
      /^(ENOSPC|EDQUOT)/.test(text)
        ? 'The disk is full. What was there is as it was.'
        : /^(EACCES|EPERM|EROFS)/.test(text)
          ? 'Lectern may not write there. Change that, or name another folder with --out.'
          : 'What was there is as it was.',
    ),
};
