import type { CiteItem, Image, Inline } from '../model/deck.ts';
import { directionOf } from '../model/direction.ts';
import type { Citation } from '../model/reference.ts';
import type { Talk } from '../model/talk.ts';
import { isNumbered } from '../resolve/citations.ts';
import { figureLabel } from '../resolve/numbering.ts';
import { panelOf } from '../resolve/outline.ts';
import { attribute, type Html, html, join, raw } from './html.ts';

export function renderInlines(inlines: readonly Inline[], talk: Talk): Html {
  return renderRun(inlines, talk);
}

/** Inlines and pieces of raw HTML, in which a citation mark stands close to its word. */
function renderRun(run: readonly (string | Inline)[], talk: Talk): Html {
  return join(
    run.map((part, n) => {
      const next = run[n + 1];
      const closer =
        typeof next === 'object' &&
        next.kind === 'cite' &&
        isNumbered(talk.deck.config.style) &&
        !next.narrative;
      if (typeof part === 'string') return raw(closer ? part.trimEnd() : part);
      return renderInline(
        closer && part.kind === 'text' ? { ...part, text: part.text.trimEnd() } : part,
        talk,
      );
    }),
  );
}

function renderInline(inline: Inline, talk: Talk): Html {
  switch (inline.kind) {
    case 'text':
      return html`${inline.text}`;
    case 'strong':
    case 'em':
    case 'del':
      return html`${raw(`<${inline.kind}>`)}${renderInlines(inline.children, talk)}${raw(`</${inline.kind}>`)}`;
    case 'code':
      return html`<code>${inline.text}</code>`;
    case 'math':
      return raw(talk.formulas.get(inline) ?? '');
    case 'break':
      return raw('<br>');
    case 'link': {
      const title = attribute('title', inline.title);
      return html`<a href="${inline.href}"${title} rel="noopener">${renderInlines(inline.children, talk)}</a>`;
    }
    case 'image':
      return renderImage(inline.image);
    case 'footnote':
      return renderMark(inline, talk);
    case 'cite':
      return inline.narrative ? renderNarrative(inline.items, talk) : renderCitation(inline.items, talk);
    case 'ref': {
      const text =
        inline.children.length > 0 ? renderInlines(inline.children, talk) : targetName(inline.target, talk);
      return html`<a class="ref" href="#${inline.target}">${text}</a>`;
    }
    case 'lang':
      return html`<span lang="${inline.lang}"${ownDirection(inline.lang, talk)}>${renderInlines(inline.children, talk)}</span>`;
    case 'value':
      return html`<span class="value">${renderInlines(inline.children, talk)}</span>`;
    case 'html':
      return renderRun(inline.parts, talk);
  }
}

/** The direction of a language, where it or the deck is written from the right. */
function ownDirection(lang: string, { deck }: Talk): Html {
  const dir = directionOf(lang);
  return attribute('dir', dir === 'rtl' || deck.config.dir === 'rtl' ? dir : undefined);
}

/** The number of a footnote, raised, which leads there. */
function renderMark(mark: Extract<Inline, { kind: 'footnote' }>, talk: Talk): Html {
  const { number, isFirst } = mark;
  const slide = talk.marks.get(mark) ?? '';
  const anchor = attribute('id', isFirst ? `${slide}:mark-${number}` : undefined);
  return html`<sup class="mark"><a${anchor} href="#${slide}:note-${number}" aria-label="Note ${number}">${number}</a></sup>`;
}

export function renderImage({ mime, bytes, alt, width, height, size }: Image, name?: string): Html {
  const data = Buffer.from(bytes).toString('base64');
  return html`<img src="data:${mime};base64,${raw(data)}" alt="${alt}" width="${width}" height="${height}"${attribute('class', name)}${attribute('style', styleOf(size))}>`;
}

/** The side that is not given follows from the other. */
function styleOf(size: Image['size']): string | undefined {
  if (!size?.width && !size?.height) return undefined;
  return `width: ${size.width ?? 'auto'}; height: ${size.height ?? 'auto'}`;
}

/**
 * What a reference to a slide prints: its title, and before it the panel's number, or what its figure or table is
 * called; a slide that goes on with a panel has the panel's number only when it has no figure.
 */
export function targetName(id: string, talk: Talk): Html {
  const slide = talk.slidesById.get(id);
  if (!slide) return html`${id}`;
  const title = renderLabel(slide.title, talk);
  const opensPanel = panelOf(slide, talk.panels)?.slide === slide;
  const figure = opensPanel ? undefined : figureLabel(slide, talk.labels);
  if (figure !== undefined) return html`<span class="number">${figure}</span>: ${title}`;
  return slide.panel === undefined ? title : html`<span class="number">${slide.panel}</span> ${title}`;
}

/** A title inside a link or a list: without citations, and without links of its own. */
export function renderLabel(title: readonly Inline[], talk: Talk): Html {
  return renderInlines(withoutLinks(title, talk), talk);
}

function withoutLinks(inlines: readonly Inline[], talk: Talk): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    switch (inline.kind) {
      case 'cite': {
        const names = inline.items.flatMap(({ key }) => talk.citations.get(key)?.names ?? []);
        return inline.narrative ? [{ kind: 'text', span: inline.span, text: names.join(', ') }] : [];
      }
      case 'image':
      case 'footnote':
        return [];
      case 'link':
      case 'ref':
        return withoutLinks(inline.children, talk);
      case 'html': {
        const parts = inline.parts.flatMap((part): (string | Inline)[] =>
          typeof part === 'string' ? [part] : withoutLinks([part], talk),
        );
        return [{ ...inline, parts }];
      }
      default:
        return 'children' in inline
          ? [{ ...inline, children: withoutLinks(inline.children, talk) }]
          : [inline];
    }
  });
}

/** Marks such as [9–11], [3, p. 12] or (Taylor, 2016, p. 12); each part links to its reference. */
function renderCitation(items: readonly CiteItem[], talk: Talk): Html {
  const marks = marksOf(items, talk);
  if (!isNumbered(talk.deck.config.style)) {
    const parts = marks.map((mark) => {
      const { full, year } = mark.citation.authorDate ?? {};
      return link(mark, mark.isYearOnly ? year : full);
    });
    return html`<span class="cite">(${join(parts, '; ')})</span>`;
  }
  const pieces: Html[] = [];
  for (let n = 0; n < marks.length; n++) {
    let last = n;
    while (isNext(marks[last], marks[last + 1])) last++;
    const [from, to] = [marks[n], marks[last]];
    if (!from || !to) continue;
    if (last - n < 2) pieces.push(link(from));
    else {
      pieces.push(html`${link(from)}–${link(to)}`);
      n = last;
    }
  }
  const separator = marks.some(({ prefix, locator }) => prefix + locator !== '') ? '; ' : ', ';
  return html`<sup class="cite">[${join(pieces, separator)}]</sup>`;
}

/** `Taylor (2016, p. 12)`, or the name and a number. */
function renderNarrative(items: readonly CiteItem[], talk: Talk): Html {
  return join(
    marksOf(items, talk).map((mark) => {
      const { names, authorDate } = mark.citation;
      return authorDate
        ? html`${names} <span class="cite">(${link(mark, authorDate.year)})</span>`
        : html`${names}<sup class="cite">[${link(mark)}]</sup>`;
    }),
  );
}

type Mark = Pick<CiteItem, 'prefix' | 'locator' | 'isYearOnly'> & { readonly citation: Citation };

function marksOf(items: readonly CiteItem[], talk: Talk): Mark[] {
  return items.flatMap(({ key, ...item }) => {
    const citation = talk.citations.get(key);
    return citation ? [{ ...item, citation }] : [];
  });
}

function isNext(mark: Mark | undefined, next: Mark | undefined): boolean {
  if (!mark || !next || mark.locator !== '' || next.locator !== '' || next.prefix !== '') return false;
  return next.citation.reference.mark === mark.citation.reference.mark + 1;
}

function link({ citation, prefix, locator }: Mark, words?: string): Html {
  const { id, mark } = citation.reference;
  const label = words === undefined ? attribute('aria-label', `Reference ${mark}`) : raw('');
  return html`${prefix && `${prefix} `}<a href="#ref-${id}"${label}>${words ?? String(mark)}</a>${locator && `, ${locator}`}`;
}
