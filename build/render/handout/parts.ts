import type { HandoutStyle } from '../../model/config.ts';
import type { Section, Talk } from '../../model/talk.ts';
import { plainText } from '../../model/text.ts';
import type { RenderedPage } from '../slide.ts';

/** Slides under one running head, which begin on a page of their own. */
export interface Part {
  /** The titles of its sections; undefined before the first section. */
  readonly head: string | undefined;
  readonly pages: readonly RenderedPage[];
}

/** How many slides a page holds, in styles where that is fixed. */
const slidesAPage = { lines: 3, '2up': 2, '4up': 4, '6up': 6 } as const;

/** In the others, from how many slides on a part may begin on a page of its own. */
const enough = { notes: 2, text: 3 } as const;

/**
 * The slides cut where a section may begin on a new page without leaving too much of the one before empty; other
 * sections share a part.
 */
export function partsOf(pages: readonly RenderedPage[], talk: Talk, style: HandoutStyle): Part[] {
  const parts: { sections: (Section | undefined)[]; pages: RenderedPage[] }[] = [];
  for (const rendered of pages) {
    const last = parts.at(-1);
    const { section } = rendered.page;
    if (!last || (section !== last.sections.at(-1) && isFilled(last.pages.length, style))) {
      parts.push({ sections: [section], pages: [rendered] });
      continue;
    }
    last.pages.push(rendered);
    if (section !== last.sections.at(-1)) last.sections.push(section);
  }
  const [before, last] = parts.slice(-2);
  if (before && last && !isFilled(last.pages.length, style)) {
    parts.splice(-2, 2, {
      sections: [...before.sections, ...last.sections],
      pages: [...before.pages, ...last.pages],
    });
  }
  return parts.map(({ sections, pages: own }) => ({ head: headOf(sections, talk), pages: own }));
}

/** Whether so many slides leave no more than a quarter of their pages empty. */
function isFilled(slides: number, style: HandoutStyle): boolean {
  if (style === 'notes' || style === 'text') return slides >= enough[style];
  return emptyPlaces(slides, style) <= (slides + emptyPlaces(slides, style)) / 4;
}

/** How many slides more the last of the pages would hold that so many slides take. */
export function emptyPlaces(slides: number, style: keyof typeof slidesAPage): number {
  return slides % slidesAPage[style] === 0 ? 0 : slidesAPage[style] - (slides % slidesAPage[style]);
}

const longest = 100;

function headOf(sections: readonly (Section | undefined)[], { citations }: Talk): string | undefined {
  const titles = [...new Set(sections)].flatMap((section) =>
    section ? plainText(section.slide.title, citations) : [],
  );
  const head = titles.join(' · ');
  if (titles.length === 0) return undefined;
  return head.length > longest ? `${head.slice(0, longest).replace(/\s+\S*$/, '')} …` : head;
}
