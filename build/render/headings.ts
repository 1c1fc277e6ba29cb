import type { Layout } from '../model/layout.ts';
import { type Html, html, raw } from './html.ts';
import type { RenderedPage } from './slide.ts';

/**
 * Headings in order: the first is an `h1`, unless one of level `above` stands above them, and none of the others is
 * more than one level below the one before it.
 */
export function inOrder({ html: markup }: Html, above = 0): Html {
  let level = above;
  const ordered = markup.replace(/<(\/?)h([1-6])\b/g, (_, slash: string, written: string) => {
    if (slash === '') level = level === 0 ? 1 : Math.max(above + 1, 2, Math.min(Number(written), level + 1));
    return `<${slash}h${level}`;
  });
  return raw(ordered);
}

/** A layout's content, with its title for screen readers alone where the layout does not show it as a heading. */
export function titled(body: Html, layout: Layout, title: Html): Html {
  const own = layout.parts.map((part) => (typeof part === 'object' && 'html' in part ? part.html : ''));
  const isShown = layout.parts.includes('title') && /<h[1-6]\b/.test(own.join(''));
  return isShown ? body : html`<h1 class="title unseen">${title}</h1>${body}`;
}

/** Layouts whose slides open a part of the talk. */
const opening = ['cover', 'section', 'closing'];

/** Pages for paper, where the slides of a part stand one level below the slide that opens it. */
export function outlined(pages: readonly RenderedPage[]): RenderedPage[] {
  const first = pages.findIndex(({ page }) => opening.includes(page.slide.layout.name));
  return pages.map((rendered, n) =>
    first < 0 || n < first || opening.includes(rendered.page.slide.layout.name)
      ? rendered
      : { ...rendered, body: lowered(rendered.body), notes: lowered(rendered.notes) },
  );
}

function lowered({ html: markup }: Html): Html {
  return raw(
    markup.replace(/<(\/?)h([1-6])\b/g, (_, slash: string, level: string) => {
      return `<${slash}h${Math.min(6, Number(level) + 1)}`;
    }),
  );
}
