import type { Slide } from '../model/deck.ts';
import type { Panel, Section } from '../model/talk.ts';

/**
 * Cuts the run of slides into sections; slides before the first section slide belong to none. In a talk cut from
 * `whole`, neither do those that stand elsewhere in that.
 */
export function findSections(slides: readonly Slide[], whole = slides): Section[] {
  const home = new Map<string, string | undefined>();
  let opened: string | undefined;
  for (const { id, layout } of whole) {
    if (layout.name === 'section') opened = id;
    home.set(id, opened);
  }
  const sections: { slide: Slide; number: number; members: Slide[] }[] = [];
  for (const slide of slides) {
    const last = sections.at(-1);
    if (slide.layout.name === 'section') sections.push({ slide, number: sections.length + 1, members: [] });
    else if (last?.slide.id === home.get(slide.id)) last?.members.push(slide);
  }
  return sections;
}

/** The panels of each series, in the order of the slides; a number's later slides go on with the same panel. */
export function findPanels(slides: readonly Slide[]): ReadonlyMap<string, readonly Panel[]> {
  const series = new Map<string, Panel[]>();
  for (const slide of slides) {
    if (slide.series === undefined || slide.panel === undefined) continue;
    const panels = series.get(slide.series) ?? [];
    if (!panels.some(({ number }) => number === slide.panel)) panels.push({ number: slide.panel, slide });
    series.set(slide.series, panels);
  }
  return series;
}

export function panelOf(slide: Slide, panels: ReadonlyMap<string, readonly Panel[]>): Panel | undefined {
  return panels.get(slide.series ?? '')?.find(({ number }) => number === slide.panel);
}
