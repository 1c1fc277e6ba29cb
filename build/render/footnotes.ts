import type { Slide } from '../model/deck.ts';
import type { Talk } from '../model/talk.ts';
import { renderBlocks } from './block.ts';
import { attribute, type Html, html, raw } from './html.ts';
import { renderInlines } from './inline.ts';

/** What stands at the foot of a slide, each under its number, which leads back to its mark. */
export function renderFootnotes({ id, footnotes }: Slide, talk: Talk): Html {
  if (footnotes.length === 0) return raw('');
  const items = footnotes.map(({ blocks }, n) => {
    const number = n + 1;
    const [first, ...rest] = blocks;
    const head = first?.kind === 'paragraph' ? renderInlines(first.children, talk) : undefined;
    const body = renderBlocks(head ? rest : blocks, { talk, incremental: false, steps: undefined });
    return html`<li id="${id}:note-${number}"><a class="number" href="#${id}:mark-${number}" aria-label="Back to note ${number}">${number}</a> ${head}${body}</li>`;
  });
  return html`<ol class="footnotes"${attribute('aria-label', 'Footnotes')}>${items}</ol>`;
}
