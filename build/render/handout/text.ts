import type { Fill, Slot } from '../../model/layout.ts';
import type { Page, Talk } from '../../model/talk.ts';
import { renderBlocks } from '../block.ts';
import { renderFill } from '../fill.ts';
import { inOrder } from '../headings.ts';
import { attribute, type Html, html, join, raw } from '../html.ts';
import { type RenderedPage, renderAttribution } from '../slide.ts';
import { languageOf, renderNotes } from './notes.ts';
import { inWords } from './words.ts';

/** Fills that say something; the others are ornament, or say where on a slide one is. */
const saying: readonly Fill[] = ['contents', 'applies', 'applications', 'index', 'footnotes'];

/** A page as running text: its title as a heading, then what its slots and its layout say. */
export function textPage(rendered: RenderedPage, whole: Talk): RenderedPage {
  const { page } = rendered;
  const { slide, labels } = inWords(page.slide, whole);
  const talk = { ...whole, labels };
  const context = { talk, incremental: false, steps: undefined };
  const parts = page.slide.layout.parts.flatMap((part): Html[] => {
    if (typeof part === 'string')
      return saying.includes(part) ? [renderFill(part, { ...page, slide }, talk)] : [];
    const content = isSlot(part) ? slide.slots.get(part.name) : undefined;
    return content ? [renderBlocks(content.blocks, context)] : [];
  });
  const title = html`<h1 class="title">${renderFill('title', { ...page, slide }, talk)}</h1>`;
  const notes = renderBlocks(slide.notes, context);
  return {
    ...rendered,
    body: inOrder(html`${title}${join(parts, '\n')}${renderAttribution(slide)}`),
    notes: inOrder(notes, 1),
  };
}

function isSlot(part: Slot | { readonly html: string }): part is Slot {
  return 'name' in part;
}

/** The page under its number and what it is part of. */
export function renderText(rendered: RenderedPage, talk: Talk): Html {
  const { page, body } = rendered;
  const { id, slide } = page;
  const isLong = body.html.length + rendered.notes.html.length > keptTogether;
  return html`<article id="${id}"${attribute('class', isLong ? 'long' : undefined)}${languageOf(slide)}>${placeOf(page, talk)}${body}${renderNotes(rendered)}</article>`;
}

/** Text of more characters than these, markup included, is not kept on one page. */
const keptTogether = 4000;

/** `Slide 12 · Policy instrument 04.A`; the section is told in the head of the page. */
function placeOf(page: Page, talk: Talk): Html {
  const more = kickerOf(page, talk);
  return html`<p class="place">Slide ${page.number}${more === '' ? raw('') : html` · ${raw(more)}`}</p>`;
}

/** What stands above the title, or the panel whose numeral the slide shows large. */
function kickerOf(page: Page, talk: Talk): string {
  const { slide, section } = page;
  const isOfSection = section !== undefined && section.slide !== slide && slide.kicker === undefined;
  if (slide.layout.parts.includes('kicker') && !(isOfSection && slide.panel === undefined))
    return renderFill('kicker', page, talk).html.replace(/^<p class="kicker">|<\/p>$/g, '');
  const label = talk.deck.config.series.get(slide.series ?? '')?.label;
  return slide.panel === undefined ? '' : html`${[label, slide.panel].filter(Boolean).join(' ')}`.html;
}
