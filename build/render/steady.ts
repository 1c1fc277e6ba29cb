import type { Slide } from '../model/deck.ts';
import type { Page, Talk } from '../model/talk.ts';
import { shownBlocks } from '../model/walk.ts';
import { panelOf } from '../resolve/outline.ts';
import { type RenderedPage, renderPage } from './slide.ts';

/** A page as it was rendered, and all that it was rendered from. */
interface Kept {
  readonly key: string;
  /** What its links were made of; empty where it has none. */
  readonly linked: string;
  readonly drawings: readonly unknown[];
  readonly rendered: RenderedPage;
}

/**
 * Renders the pages of a talk again and again: a page whose slide, place and surroundings are as they were is the very
 * same one. Slides are told apart by identity, and what pages say of each other by its words.
 */
export function steadyPages(): (talk: Talk) => RenderedPage[] {
  let kept = new Map<string, Kept>();
  return (talk) => {
    const around = { all: commonTo(talk), linked: linkedIn(talk) };
    kept = new Map(talk.pages.map((page) => [page.id, keep(page, talk, around, kept.get(page.id))]));
    return [...kept.values()].map(({ rendered }) => rendered);
  };
}

/** What every page may show, and what those show that link to others. */
interface Around {
  readonly all: string;
  readonly linked: string;
}

function keep(page: Page, talk: Talk, { all, linked }: Around, before: Kept | undefined): Kept {
  const { slide, section, ...place } = page;
  const panel = panelOf(slide, talk.panels);
  const shown = [...shownBlocks(slide)];
  const own = [
    place,
    [section?.number, section && headOf(section.slide)],
    [panel?.number, panel && headOf(panel.slide)],
    shown.flatMap((block) => talk.labels.get(block) ?? []),
  ];
  const key = words(own) + all;
  const drawings = shown.map((block) => block.kind === 'chart' && talk.drawings.get(block.chart));
  const isSame =
    before?.rendered.page.slide === slide &&
    before.key === key &&
    (before.linked === '' || before.linked === linked) &&
    before.drawings.every((drawing, n) => drawing === drawings[n]);
  if (isSame) return before;
  const rendered = renderPage(page, talk);
  const links = [rendered.body, rendered.notes, rendered.data].some(({ html }) => html.includes('href="#'));
  return { key, linked: links ? linked : '', drawings, rendered };
}

function commonTo({ deck, citations }: Talk): string {
  const { dir, style, series } = deck.config;
  return words([dir, style, [...series], [...citations]]);
}

/** What links are made of: the titles, numbers and labels of all slides. */
function linkedIn({ deck, pages, sections, panels, labels }: Talk): string {
  const labelled = deck.slides.map((slide) =>
    [...shownBlocks(slide)].flatMap((block) => labels.get(block) ?? []),
  );
  return words([
    pages.map(({ id, number, slide }) => [id, number, headOf(slide)]),
    sections.map(({ slide, number, members }) => [slide.id, number, members.length]),
    [...panels].map(([name, all]) => [name, all.map(({ number, slide }) => [number, slide.id])]),
    labelled,
  ]);
}

const heads = new WeakMap<Slide, string>();

/** What a slide is called and where it belongs. */
function headOf(slide: Slide): string {
  const known = heads.get(slide);
  if (known !== undefined) return known;
  const { id, title, kicker, series, panel, applies, layout } = slide;
  const head = words([id, title, kicker, series, panel, applies.map((applied) => applied.id), layout.name]);
  heads.set(slide, head);
  return head;
}

/** Something in words, without the places where it stands in its files and the data that it was checked with. */
function words(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === 'span' || key === 'query' ? undefined : inner));
}
