import type { Size } from '../model/chart.ts';
import type { Talk } from '../model/talk.ts';
import { type Assets, renderDocument } from './document.ts';
import { type Html, html, join, raw } from './html.ts';
import { pageSection, type RenderedPage } from './slide.ts';
import { stateStyle } from './states.ts';

/** A document that is to become a picture of this size, in CSS pixels. */
export interface Picture {
  readonly document: string;
  readonly size: Size;
}

type Styles = Pick<Assets, 'fonts' | 'theme' | 'images'>;

/** What links to the talk may show: its title, subtitle, authors and date, as social networks crop it. */
export function renderCard(talk: Talk, styles: Styles): Picture {
  const { title, subtitle, authors, date } = talk.deck.config;
  const line = (name: string, text: string | undefined): Html =>
    text ? html`<p class="${name}">${text}</p>` : raw('');
  const body = html`<main class="card"><div class="title"><h1>${title}</h1></div>${line('subtitle', subtitle)}${line('by', [authors.join(', '), date].filter(Boolean).join(' · '))}</main>`;
  const size = { width: 1200, height: 630 };
  return {
    size,
    document: renderDocument(talk.deck.config, [styles.fonts, styles.theme, styles.images], body, 'images'),
  };
}

const sheetWidth = 2400;
const [edge, gap, caption] = [48, 24, 34];

/** All of these pages small, in a grid a little wider than high, each with its number. */
export function renderContactSheet(pages: readonly RenderedPage[], talk: Talk, styles: Styles): Picture {
  const columns = Math.max(Math.min(3, pages.length), Math.ceil(Math.sqrt(pages.length * 0.85)));
  const width = Math.min(760, Math.floor((sheetWidth - 2 * edge - (columns - 1) * gap) / columns));
  const height = Math.round((width * 9) / 16);
  const cells = pages.map(
    (rendered) =>
      html`<figure><div class="sheet">${pageSection(rendered, raw(''))}</div><figcaption>${rendered.page.number}</figcaption></figure>`,
  );
  const grid = `:root { --cell-width: ${width}px; --cell-height: ${height}px; --zoom: ${(width / 1280).toFixed(5)}; --columns: ${columns}; --edge: ${edge}px; --gap: ${gap}px; --caption: ${caption}px }`;
  const styled = [styles.fonts, styles.theme, stateStyle(talk), styles.images, grid];
  const rows = Math.ceil(pages.length / columns);
  return {
    size: {
      width: 2 * edge + columns * width + (columns - 1) * gap,
      height: 2 * edge + rows * (height + caption) + (rows - 1) * gap,
    },
    document: renderDocument(
      talk.deck.config,
      styled,
      html`<main class="contact-sheet">${join(cells, '\n')}</main>`,
      'images',
    ),
  };
}
