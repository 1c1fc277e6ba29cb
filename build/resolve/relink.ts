import type { Slide } from '../model/deck.ts';
import type { Edit } from '../model/edits.ts';
import { span, textOf, within } from '../model/source.ts';
import { inlinesOf } from '../model/walk.ts';
import { changeNames } from '../read/yaml-edits.ts';

/** Where links to a slide are to lead, or the words that those without words leave where it is gone. */
export type LinkTarget = { readonly id: string } | { readonly title: string };

/** Turns a slide's links as they stand in its file: to slides by another name, or into text. */
export function relink(slide: Slide, targetOf: (id: string) => LinkTarget | undefined): Edit[] {
  const refs = [...inlinesOf(slide)].flatMap((inline): Edit[] => {
    const target = inline.kind === 'ref' ? targetOf(inline.target) : undefined;
    if (inline.kind !== 'ref' || !target) return [];
    const text = textOf(inline.span);
    const at = (start: number, end: number) => within(inline.span, start, end - start);
    if ('id' in target) {
      const start = text.lastIndexOf(`#${inline.target}`);
      return start < 0 ? [] : [{ at: at(start, start + 1 + inline.target.length), text: `#${target.id}` }];
    }
    if (inline.children.length === 0) return [{ at: inline.span, text: target.title }];
    // what is between stays as it is
    const end = [text.lastIndexOf(']('), text.lastIndexOf('][')].find((found) => found > 0);
    return [
      { at: at(0, 1), text: '' },
      { at: at(end ?? text.length - 1, text.length), text: '' },
    ];
  });
  const applied = slide.raw.frontMatter
    ? changeNames(slide.raw.frontMatter, ['applies'], (id) => {
        const target = targetOf(id);
        return target ? ('id' in target ? target.id : undefined) : id;
      })
    : [];
  return [...refs, ...applied, ...relinkHtml(slide, targetOf)];
}

const anchor = /(?<=<a\b[^<>]*)\s+href\s*=\s*(?:"#([^"]*)"|'#([^']*)'|#([^\s"'>]+))/gi;

function relinkHtml({ raw }: Slide, targetOf: (id: string) => LinkTarget | undefined): Edit[] {
  const { source } = raw.span;
  return [...textOf(raw.span).matchAll(anchor)].flatMap(({ 0: found, 1: a, 2: b, 3: c, index }) => {
    const target = targetOf(a ?? b ?? c ?? '');
    const start = raw.span.start + index;
    if (!target) return [];
    const text = 'id' in target ? ` href="#${target.id}"` : '';
    return [{ at: span(source, start, start + found.length), text }];
  });
}

/** A slide's panel and its title as they are written, without citations: as in `cutDeck`. */
export function writtenTitle({ panel, title }: Slide): string {
  const words = title.flatMap((inline) => (inline.kind === 'cite' ? [] : textOf(inline.span))).join('');
  return panel === undefined ? words : `${panel} ${words}`;
}
