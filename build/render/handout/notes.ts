import type { Slide } from '../../model/deck.ts';
import { directionOf } from '../../model/direction.ts';
import type { Talk } from '../../model/talk.ts';
import { attribute, type Html, html, raw } from '../html.ts';
import { pageSection, type RenderedPage } from '../slide.ts';
import { statesOf } from './states.ts';

/** Notes of more characters than these would leave too much of the page before free if they were kept together. */
const keptTogether = 1500;

/** A slide above the states of its charts and its notes, which flow on where they are long. */
export function renderAboveNotes(rendered: RenderedPage, talk: Talk): Html {
  const { page, notes } = rendered;
  const words = notes.html.replace(/<[^>]+>/g, '');
  const name = attribute('class', words.length > keptTogether ? 'long' : undefined);
  return html`<article${name}><div class="above"><p class="place">Slide <span class="number">${page.number}</span></p>${renderSheet(rendered)}</div>${statesOf(page.slide, talk)}${renderNotes(rendered)}</article>`;
}

/** A slide, small. */
export function renderSheet(rendered: RenderedPage): Html {
  return html`<div class="sheet">${pageSection(rendered, raw(''))}</div>`;
}

export function renderNotes({ page, notes }: RenderedPage): Html {
  return notes.html === '' ? raw('') : html`<div class="notes"${languageOf(page.slide)}>${notes}</div>`;
}

/** The language of a slide and its direction, where it has its own. */
export function languageOf({ lang }: Slide): Html {
  return html`${attribute('lang', lang)}${attribute('dir', lang && directionOf(lang))}`;
}
