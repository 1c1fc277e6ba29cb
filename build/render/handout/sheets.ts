import type { Talk } from '../../model/talk.ts';
import { attribute, type Html, html, join, raw } from '../html.ts';
import { renderLabel } from '../inline.ts';
import type { RenderedPage } from '../slide.ts';
import { languageOf, renderAboveNotes, renderSheet } from './notes.ts';
import { renderText } from './text.ts';

/** The slides of a part as the handout's style has them. */
export function renderSheets(pages: readonly RenderedPage[], talk: Talk): Html {
  const style = talk.deck.config.handout;
  switch (style) {
    case 'notes':
      return lines(pages.map((page) => renderAboveNotes(page, talk)));
    case 'text':
      return lines(pages.map((page) => renderText(page, talk)));
    case 'lines':
    case '2up':
    case '4up':
      return lines(pages.map((page) => renderNamed(page, talk)));
    case '6up': {
      const rows = Array.from({ length: Math.ceil(pages.length / 2) }, (_, n) =>
        pages.slice(2 * n, 2 * n + 2),
      );
      return lines(
        rows.map((row) => html`<div class="row">${row.map((page) => renderNamed(page, talk))}</div>`),
      );
    }
  }
}

function lines(pieces: readonly Html[]): Html {
  return join(pieces, '\n');
}

/** A slide with its number, what it is called and room to write; screen readers hear the title from the slide itself. */
function renderNamed(rendered: RenderedPage, talk: Talk): Html {
  const { slide, number, section } = rendered.page;
  const within =
    section && section.slide !== slide
      ? html`<p class="section">${renderLabel(section.slide.title, talk)}</p>`
      : raw('');
  return html`<article>${renderSheet(rendered)}<div class="beside"><div class="name" aria-hidden="true"${languageOf(slide)}><p class="place">${number}</p><p class="called">${renderLabel(slide.title, talk)}</p>${within}</div>${renderRules(10)}</div></article>`;
}

/** Lines to write on; those that have no room are cut off. */
export function renderRules(count: number, rows?: number): Html {
  const [name, style] = rows === undefined ? ['rules', undefined] : ['rules room', `--rows: ${rows}`];
  const rules = raw('<i></i>'.repeat(count));
  return html`<div class="${name}"${attribute('style', style)} aria-hidden="true">${rules}</div>`;
}
