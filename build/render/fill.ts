import type { Slide } from '../model/deck.ts';
import type { Fill } from '../model/layout.ts';
import type { ListedReference, Page, Panel, Section, Talk } from '../model/talk.ts';
import { plainText } from '../model/text.ts';
import { panelOf } from '../resolve/outline.ts';
import { renderRuns } from './evidence.ts';
import { renderFootnotes } from './footnotes.ts';
import { attribute, type Html, html, join, raw } from './html.ts';
import { renderInlines, renderLabel } from './inline.ts';

/** What the compiler itself puts into a layout. */
export function renderFill(fill: Fill, page: Page, talk: Talk): Html {
  switch (fill) {
    case 'title':
      return renderTitle(page, talk);
    case 'kicker':
      return renderKicker(page, talk);
    case 'numeral':
      return renderNumeral(page, talk);
    case 'rail':
      return renderRail(page, talk);
    case 'series':
      return renderSeries(page, talk);
    case 'contents':
      return renderContents(page, talk);
    case 'applies':
      return renderApplied(page, talk);
    case 'applications':
      return renderApplications(page, talk);
    case 'index':
      return renderIndex(talk);
    case 'references':
      return renderReferenceList(page.references, talk);
    case 'footnotes':
      return renderFootnotes(page.slide, talk);
    case 'page':
      return html`<p class="page">${page.number}</p>`;
  }
}

function renderTitle({ slide, part }: Page, talk: Talk): Html {
  const title = renderInlines(slide.title, talk);
  return part.of === 1 ? title : html`${title} <span class="part">${part.number} of ${part.of}</span>`;
}

/** The author's kicker, or the panel that this slide goes on with, or the section. */
function renderKicker({ slide, section }: Page, talk: Talk): Html {
  const panel = panelOf(slide, talk.panels);
  const label = talk.deck.config.series.get(slide.series ?? '')?.label;
  const continued = panel && panel.slide !== slide ? dotted(panel, talk) : undefined;
  const numbered = panel && label ? html`${label} <span class="number">${panel.number}</span>` : undefined;
  const part = section && section.slide !== slide ? renderLabel(section.slide.title, talk) : undefined;
  const opening = section?.slide === slide ? html`Part ${section.number}` : undefined;
  const kicker =
    slide.kicker === undefined ? (continued ?? numbered ?? opening ?? part) : html`${slide.kicker}`;
  return kicker ? html`<p class="kicker">${kicker}</p>` : raw('');
}

/** `07 · Open up to foreign direct investment` */
function dotted({ number, slide }: Panel, talk: Talk): Html {
  return html`<span class="number">${number}</span> · ${renderLabel(slide.title, talk)}`;
}

function renderNumeral({ slide }: Page, talk: Talk): Html {
  if (slide.panel === undefined) return raw('');
  const label = talk.deck.config.series.get(slide.series ?? '')?.label ?? '';
  const [number, letter] = slide.panel.split('.');
  const sub = letter && html`<span class="letter">.${letter}</span>`;
  return html`<div class="numeral" aria-hidden="true"><span>${number}</span>${sub}</div><p class="label">${label}</p>`;
}

/** The numbers that a slide is about: its own, or those it applies, in their series. */
function current({ slide }: Page, talk: Talk): { series: string; numbers: readonly string[] } | undefined {
  if (slide.series !== undefined && slide.panel !== undefined)
    return { series: slide.series, numbers: [slide.panel] };
  const applied = slide.applies.flatMap(({ id }) => talk.slidesById.get(id) ?? []);
  const series = applied[0]?.series;
  return series === undefined ? undefined : { series, numbers: applied.flatMap(({ panel }) => panel ?? []) };
}

/** Where we are in the series: every number a link, sub-panels under their parent. */
function renderRail(page: Page, talk: Talk): Html {
  const here = current(page, talk);
  const panels = here && talk.panels.get(here.series);
  // one number alone does not say where it is
  if (!here || !panels || panels.length < 2) return raw('');
  const label = talk.deck.config.series.get(here.series)?.label ?? here.series;
  const items = panels.map(({ number, slide }) => {
    const state = here.numbers.includes(number) ? raw(' aria-current="true"') : raw('');
    const sub = number.includes('.') ? raw(' class="sub"') : raw('');
    const title = plainText(slide.title, talk.citations);
    return html`<li${sub}><a href="#${slide.id}"${state} aria-label="${number} ${title}">${number}</a></li>`;
  });
  return html`<nav class="rail" aria-label="${label}"><ol>${items}</ol></nav>`;
}

/** The numerals of the longest series, as an ornament that links. */
function renderSeries(_page: Page, talk: Talk): Html {
  const [longest] = [...talk.panels.values()].sort((a, b) => b.length - a.length);
  const items = (longest ?? []).filter(isMain).map(({ number, slide }) => {
    return html`<li><a href="#${slide.id}" aria-label="${number} ${plainText(slide.title, talk.citations)}">${number}</a></li>`;
  });
  return items.length < 2 ? raw('') : html`<ol class="series">${items}</ol>`;
}

/** Layouts of slides that end a talk and are no part of what a section says. */
const unlisted = ['index', 'references', 'closing'];

const isMain = ({ number }: Panel): boolean => !number.includes('.');

/** What is inside a section: its panels, or the panels it applies and its other slides. */
function renderContents({ section }: Page, talk: Talk): Html {
  if (!section) return raw('');
  const seen = new Set<string>();
  const entries: Html[] = [];
  const numbered = section.members.some(({ panel }) => panel !== undefined);
  for (const slide of section.members) {
    const [applied] = slide.applies.flatMap(({ id }) => talk.slidesById.get(id) ?? []);
    const number = slide.panel ?? applied?.panel;
    const key = number === undefined ? slide.id : `${slide.series ?? applied?.series} ${number}`;
    if (seen.has(key) || (numbered && number === undefined) || unlisted.includes(slide.layout.name)) continue;
    seen.add(key);
    const name = renderLabel((applied ?? slide).title, talk);
    const mark = number === undefined ? raw('') : html`<span class="number">${number}</span> `;
    const sub = number?.includes('.') ? raw(' class="sub"') : raw('');
    entries.push(html`<li${sub}><a href="#${slide.id}">${mark}<span>${name}</span></a></li>`);
  }
  const many = entries.length > 8 ? raw(' data-many') : raw('');
  return entries.length === 0
    ? raw('')
    : html`<nav class="contents" aria-label="In this part"><ol${many}>${entries}</ol></nav>`;
}

/** The instruments that a case applies, each a link to its panel. */
function renderApplied({ slide }: Page, talk: Talk): Html {
  const items = slide.applies.flatMap(({ id }) => {
    const target = talk.slidesById.get(id);
    if (!target) return [];
    const label = talk.deck.config.series.get(target.series ?? '')?.label ?? '';
    const text = html`<span class="numeral">${target.panel}</span><span class="label">${label} applied</span> <span class="name">${renderLabel(target.title, talk)}</span>`;
    // another talk of the deck may have the panel
    const isHere = talk.deck.slides.includes(target);
    return isHere
      ? html`<a class="applied" href="#${id}">${text}</a>`
      : html`<span class="applied">${text}</span>`;
  });
  return html`${items}`;
}

/** Where a panel is applied: the cases' section, and each of their slides by its number. */
function renderApplications({ slide }: Page, talk: Talk): Html {
  const pages = pagesApplying(slide, talk);
  if (pages.length === 0) return raw('');
  const sections = new Map<Section | undefined, Page[]>();
  for (const page of pages) sections.set(page.section, [...(sections.get(page.section) ?? []), page]);
  const places = [...sections].map(([section, members]) => {
    const name = section ? html`${renderLabel(section.slide.title, talk)}, ` : raw('');
    return html`${name}${members.length === 1 ? 'slide' : 'slides'} ${slideNumbers(members)}`;
  });
  return html`<p class="applications">Applied in ${join(places, '; ')}</p>`;
}

function pagesApplying(panel: Slide, talk: Talk): Page[] {
  return talk.pages.filter(({ slide }) => slide.applies.some(({ id }) => id === panel.id));
}

/** Every panel of every series, with its slide and those that apply it. */
function renderIndex(talk: Talk): Html {
  const series = [...talk.panels].map(([name, panels]) => {
    const items = panels.map(({ number, slide }) => {
      const own = talk.pages.filter((page) => page.slide === slide);
      const applied = pagesApplying(slide, talk);
      const rest =
        applied.length === 0 ? raw('') : html` ${arrow(talk)} ${slideNumbers(applied, 'Applied on slide')}`;
      const sub = number.includes('.') ? raw(' class="sub"') : raw('');
      return html`<li${sub}><a href="#${slide.id}"><span class="number">${number}</span> ${renderLabel(slide.title, talk)}</a> <span class="where">${slideNumbers(own)}${rest}</span></li>`;
    });
    const label = talk.deck.config.series.get(name)?.label ?? name;
    return html`<div><h2>${label}</h2><ol>${items}</ol></div>`;
  });
  return html`<div class="index">${series}</div>`;
}

function slideNumbers(pages: readonly Page[], label = 'Slide'): Html {
  return join(
    pages.map(({ id, number }) => html`<a href="#${id}" aria-label="${label} ${number}">${number}</a>`),
    ', ',
  );
}

/** The sign between a thing and where it leads. */
function arrow(talk: Talk): string {
  return talk.deck.config.dir === 'rtl' ? '←' : '→';
}

/** Works that the talk cites, each with links back to the slides that cite it. */
export function renderReferenceList(references: readonly ListedReference[], talk: Talk): Html {
  const items = references.map(({ citation, citedOn }) => {
    const { id, mark } = citation.reference;
    const number = citation.authorDate ? raw('') : html`<span class="number">[${mark}]</span> `;
    const value = citation.authorDate ? raw('') : attribute('value', mark);
    const back = citedOn.flatMap((slide) => {
      const page = talk.pages.find((candidate) => candidate.slide.id === slide);
      return page
        ? html`<a href="#${page.id}" aria-label="Cited on slide ${page.number}">${page.number}</a>`
        : [];
    });
    const entry = html`<span class="entry">${renderRuns(citation.entry)}</span>`;
    return html`<li id="ref-${id}"${value}>${number}<span>${entry} <span class="cited">${arrow(talk)} ${join(back, ', ')}</span></span></li>`;
  });
  return html`<ol class="references">${items}</ol>`;
}
