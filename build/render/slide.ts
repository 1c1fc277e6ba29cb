import type { Slide } from '../model/deck.ts';
import { directionOf } from '../model/direction.ts';
import type { Slot } from '../model/layout.ts';
import type { Page, Talk } from '../model/talk.ts';
import { plainBlocks } from '../model/text.ts';
import { type BlockContext, place, renderBlocks } from './block.ts';
import { renderData } from './data.ts';
import { renderFill } from './fill.ts';
import { inOrder, titled } from './headings.ts';
import { attribute, type Html, html, join, raw } from './html.ts';
import { renderImage } from './inline.ts';

export interface RenderedPage {
  readonly page: Page;
  /** The layout with its slots filled. */
  readonly body: Html;
  readonly notes: Html;
  /** The tables behind its charts, which only the screen shows. */
  readonly data: Html;
  /** How many steps it takes until all is shown. */
  readonly steps: number;
}

/** How a page is rendered. */
export interface PageOptions {
  /** How many of its steps have been done; all where it does not say. */
  readonly shown?: number;
  /** Whether it says where things stand in its slide's file, for checks. */
  readonly located?: boolean;
}

/** Fills a page's layout. Screen and print show the same markup. */
export function renderPage(
  page: Page,
  talk: Talk,
  { shown = Number.POSITIVE_INFINITY, located = false }: PageOptions = {},
): RenderedPage {
  const { slide } = page;
  const steps = { next: 0, shown };
  const context: BlockContext = { talk, incremental: slide.incremental, steps, located };
  const parts = slide.layout.parts.map((part) => {
    if (typeof part === 'string') {
      const fill = renderFill(part, page, talk);
      return located && part === 'title'
        ? html`<span${place(slide.title[0]?.span, true)}>${fill}</span>`
        : fill;
    }
    return 'html' in part ? raw(part.html) : renderSlot(part, page, context);
  });
  const notes = renderBlocks(slide.notes, { talk, incremental: false, steps: undefined });
  const body = html`${titled(join(parts), slide.layout, renderFill('title', page, talk))}${renderAttribution(slide)}`;
  return {
    page,
    body: inOrder(body),
    notes: inOrder(notes, 1),
    data: renderData(page, talk),
    steps: steps.next,
  };
}

/** Whose slide it was, at its upper edge. */
export function renderAttribution({ attribution }: Slide): Html {
  return attribution === undefined ? raw('') : html`<p class="attribution">${attribution}</p>`;
}

/** Where that stands on a slide, whatever the theme. */
export const attributionStyle =
  '.slide > .attribution { position: absolute; inset-block-start: 14px; inset-inline: 330px var(--margin, 80px); margin: 0; color: inherit; font: 400 15px / 1.25 var(--sans, sans-serif); text-align: end } @media screen and (max-width: 640px) { .slide > .attribution { position: static; margin-top: 16px; text-align: start } }';

function renderSlot(slot: Slot, { slide }: Page, context: BlockContext): Html {
  const content = slide.slots.get(slot.name);
  if (!content) return raw('');
  const tone = slot.tone === 'dark' ? ' tone-dark' : '';
  return html`<div class="slot ${slot.name}${tone}"${place(content.span, context.located)}>${renderBlocks(content.blocks, context)}</div>`;
}

/** The page's `<section>`, a box of 1280 × 720 CSS pixels; `extra` follows the layout inside it. */
export function pageSection({ page, body }: RenderedPage, extra: Html, id = page.id): Html {
  const { slide } = page;
  const filled = [...slide.slots.keys()].map((name) => `has-${name}`);
  const names = [
    'slide',
    `layout-${slide.layout.name}`,
    ...filled,
    slide.series && `series-${slide.series}`,
    slide.class,
    slide.background && `has-background on-${slide.background.tone}`,
  ];
  const apart = page.isApart ? raw(' data-apart') : raw('');
  const lang = attribute('lang', slide.lang);
  const dir = attribute('dir', slide.lang && directionOf(slide.lang));
  const words = attribute('data-words', density(slide));
  const panel = attribute('data-panel', slide.panel);
  const minutes = attribute('data-minutes', Number(page.minutes.toFixed(4)));
  return html`<section id="${id}" class="${names.filter(Boolean).join(' ')}"${words}${panel}${minutes}${apart}${lang}${dir}>${renderBackground(slide)}${body}${extra}</section>`;
}

/** What lies behind a slide, as an element of its own, so that copies of the slide have it too. */
function renderBackground({ background }: Slide): Html {
  switch (background?.kind) {
    case 'image':
      return renderImage(background.image, 'background');
    case 'colour':
      return html`<div class="background" style="background: ${background.colour}"></div>`;
    case undefined:
      return raw('');
  }
}

const densities = new WeakMap<Slide, 'few' | 'some' | 'many'>();

/** How much there is to read, so that a theme can set short texts larger; told once of each slide. */
function density(slide: Slide): 'few' | 'some' | 'many' {
  const known = densities.get(slide);
  if (known) return known;
  const words = plainBlocks([...slide.slots.values()].flatMap(({ blocks }) => blocks)).split(/\s+/).length;
  const found = words < 36 ? 'few' : words < 56 ? 'some' : 'many';
  densities.set(slide, found);
  return found;
}
