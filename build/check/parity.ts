import type { HandoutStyle } from '../model/config.ts';
import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import { comparable, type PdfReading, type Reading, type SlideReading } from '../model/reading.ts';
import type { Span } from '../model/source.ts';

export interface ParityInput {
  readonly slides: readonly SlideReading[];
  /** slides.pdf, a page for each slide. */
  readonly print: PdfReading;
  readonly handout: PdfReading;
  readonly style: HandoutStyle;
  /** What the last page of slides.pdf alone says, of how it was made. */
  readonly provenance: string;
  /** Where each page's slide stands, by the page's id. */
  readonly places: ReadonlyMap<string, Span>;
}

/** Where slides.pdf or handout.pdf say or show something else than index.html, each told at its slide. */
export function checkParity({
  slides,
  print,
  handout,
  style,
  provenance,
  places,
}: ParityInput): Diagnostic[] {
  const found: Diagnostic[] = [...emptyPages(print, 'slides.pdf'), ...emptyPages(handout, 'handout.pdf')];
  const everywhere = together(handout.pages);
  for (const [n, slide] of slides.entries()) {
    const at = places.get(slide.id) ?? 'slides';
    const page = together([print.pages[n] ?? nothing]);
    const added = n === slides.length - 1 ? [provenance] : [];
    found.push(...compare(slide, page, added).map((message) => diagnose(at, message)));
    const drawn = style === 'text' ? { drawn: [], alts: [] } : {};
    const texts = slide.texts.filter((text) => !slide.marks.includes(text));
    const notes = style === 'notes' || style === 'text' ? slide.notes : [];
    const expected = { ...slide, ...drawn, texts: [...texts, ...notes] };
    const own = partOf(handout, slide.id, slides[n + 1]?.id) ?? everywhere;
    found.push(...lacks(expected, own, everywhere, 'handout.pdf').map((message) => diagnose(at, message)));
  }
  return found;
}

type Message = ReturnType<typeof messages.parityText>;

/** A reading with all its words in one, which take long to put together. */
interface Page extends Reading {
  readonly words: string;
}

const nothing: Reading = { texts: [], links: [], alts: [], rasters: 0 };

function emptyPages({ pages }: PdfReading, file: string): Diagnostic[] {
  return pages.flatMap(({ texts, rasters, alts }, n) =>
    texts.join('').trim() === '' && rasters === 0 && alts.length === 0
      ? diagnose(file, messages.pageEmpty(n + 1))
      : [],
  );
}

/** What a page of slides.pdf lacks of its slide, and what it has beyond that and `added`. */
function compare(slide: SlideReading, page: Page, added: readonly string[]): Message[] {
  const file = 'slides.pdf';
  const said = comparable([...slide.texts, ...slide.drawn, ...added].join(''));
  const surplus = page.texts.filter((text) => !contains(said, text));
  const links = new Set(slide.links.map(address));
  return [
    ...lacks(slide, page, page, file),
    ...(surplus.length > 0 ? [messages.paritySurplus(slide.id, file, surplus)] : []),
    ...page.links.flatMap((link) =>
      links.has(address(link)) ? [] : messages.parityLink(slide.id, link, `in ${file} alone`),
    ),
    ...(page.rasters > slide.rasters ? [messages.parityRaster(slide.id, file)] : []),
  ];
}

/** What `page` lacks of a slide; words may also stand anywhere in `elsewhere`, such as in an annex. */
function lacks(slide: SlideReading, page: Page, elsewhere: Page, file: string): Message[] {
  const missing = [...slide.texts, ...slide.drawn].filter(
    (text) => !contains(page.words, text) && !contains(elsewhere.words, text),
  );
  const links = new Set([...page.links, ...elsewhere.links].map(address));
  const alts = new Set(page.alts.map(comparable));
  return [
    ...(missing.length > 0 ? [messages.parityText(slide.id, file, missing)] : []),
    ...[...new Set(slide.links)].flatMap((link) =>
      links.has(address(link)) ? [] : messages.parityLink(slide.id, link, `missing in ${file}`),
    ),
    ...slide.alts.flatMap((alt) =>
      alts.has(comparable(alt)) ? [] : messages.parityFigure(slide.id, alt, file),
    ),
  ];
}

/** Where a link leads, as browsers write it. */
function address(link: string): string {
  return URL.canParse(link) ? new URL(link).href : link;
}

const fromTheRight = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;

/**
 * Whether words are there. Where a script runs from the right, a PDF has text in the order of its glyphs, figures and
 * signs too, which is not that of the words; there each character is looked for.
 */
function contains(all: string, text: string): boolean {
  const words = comparable(text);
  if (all.includes(words)) return true;
  if (!fromTheRight.test(words) && !fromTheRight.test(all)) return false;
  return [...words].every((character) => all.includes(character));
}

/** The pages of the handout from a slide's to the next one's, which may share a page; undefined for a slide without an anchor. */
function partOf({ pages, destinations }: PdfReading, id: string, next: string | undefined): Page | undefined {
  const first = destinations.get(id);
  if (first === undefined) return undefined;
  const last = (next === undefined ? undefined : destinations.get(next)) ?? pages.length;
  return together(pages.slice(first - 1, Math.max(first, last)));
}

function together(pages: readonly Reading[]): Page {
  const texts = pages.flatMap((page) => page.texts);
  return {
    texts,
    words: comparable(texts.join('')),
    links: pages.flatMap(({ links }) => links),
    alts: pages.flatMap(({ alts }) => alts),
    rasters: pages.reduce((sum, { rasters }) => sum + rasters, 0),
  };
}
