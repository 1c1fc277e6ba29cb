import { fourUpWidth, pointsPerPixel } from '../../model/paper.ts';
import type { Found } from './found.ts';
import type { Text } from './texts.ts';

/** The least that a room can read from its last row, in CSS pixels; and for sources, footnotes, raised signs and citation marks. */
const least = { text: 18, note: 15 };
const notes = 'figcaption, .source, .attribution, .cite, .footnotes, sup, sub';

/** On a handout of four slides a page: points per CSS pixel, and the least that is read on paper. */
const handout = { points: pointsPerPixel(fourUpWidth), least: 6 };
const running = '.slot :is(p, li, td, tbody th)';

/** Text that is too small to be read from afar, or on a handout of four slides a page. */
export function smallTexts(texts: readonly Text[]): Found[] {
  return texts.flatMap(({ element, svg, size }): Found[] => {
    const shown = Math.round(size * 10) / 10;
    const isNote = element.closest(notes) !== null;
    const limit = isNote ? least.note : least.text;
    const room = svg ?? element.closest('.slot') ?? element;
    if (shown < limit)
      return [
        { finding: { kind: 'small', size: shown, least: limit }, element, room, severity: limit / shown },
      ];
    const points = Math.round(size * handout.points * 10) / 10;
    const isRunning =
      !isNote && element.closest(running) !== null && !element.closest('figure, h2, h3, h4, h5, h6');
    if (!isRunning || points >= handout.least) return [];
    const finding = { kind: 'small-print' as const, size: points, least: handout.least };
    return [{ finding, element, room: element.closest('section') ?? room, severity: 1 / points }];
  });
}
