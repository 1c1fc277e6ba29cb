import { slug } from 'github-slugger';
import type { Deck, RawSlide, Slide } from '../model/deck.ts';
import { type Edit, edited } from '../model/edits.ts';
import type { Reference } from '../model/reference.ts';
import { inFile, offsetOf, type Source, span, textOf, within } from '../model/source.ts';
import { plainText } from '../model/text.ts';
import { configPath } from '../read/config.ts';
import { setFields } from '../read/front-matter.ts';
import { comments } from '../read/html.ts';
import { commentsIn, unusedDefinitionsIn } from '../read/remarks.ts';
import { splitSlides } from '../read/split.ts';
import { changeNames, dropComments, dropField, fieldNames, fieldSpan } from '../read/yaml-edits.ts';
import { withheldWorks } from './public.ts';
import { relink, writtenTitle } from './relink.ts';

/**
 * The texts of a talk as the public may have them, by path: without drafts, notes and comments, without what lets
 * `lectern check` pass things, and with entries of the bibliography that nothing else cites made blank, since their
 * places give the others their numbers. Undefined stands for a file of which nothing is left.
 */
export function publicTexts(
  deck: Deck,
  sources: ReadonlyMap<string, Source>,
): ReadonlyMap<string, string | undefined> {
  const texts = new Map<string, string | undefined>();
  const drafts = new Map(deck.slides.filter(({ draft }) => draft).map((slide) => [slide.id, slide]));
  const edits = [
    ...deck.slides.flatMap((slide) => publicSlide(slide, drafts)),
    ...includedIn(deck, sources).flatMap(publicText),
    ...publicBibliography(deck),
    ...[...sources.values()].flatMap((source) => publicYaml(source, drafts)),
  ];
  for (const [path, source] of sources) {
    const own = edits
      .filter(({ at }) => at.source.path === path)
      .map(({ at, text }) => ({ at: inFile(at, source), text }));
    if (own.length === 0) continue;
    const text = edited(span(source, 0, source.text.length), own);
    texts.set(path, text.trim() === '' && path.endsWith('.md') ? undefined : text);
  }
  return texts;
}

function publicSlide(slide: Slide, drafts: ReadonlyMap<string, Slide>): Edit[] {
  const { raw } = slide;
  if (slide.draft) return [{ at: raw.span, text: '' }];
  const title = (id: string) => {
    const draft = drafts.get(id);
    return draft && { title: writtenTitle(draft) };
  };
  return [
    // what a title was numbered for may be gone
    ...(drafts.size > 0 && isNumbered(slide) ? setFields(raw, { id: slide.id }) : []),
    ...publicText(raw),
    ...relink(slide, title),
  ];
}

/** What slides include in their midst: slides of files that are none of the deck's own. */
function includedIn({ slides }: Deck, sources: ReadonlyMap<string, Source>): RawSlide[] {
  const place = ({ span: at }: RawSlide): string => `${at.source.path} ${offsetOf(at)}`;
  const own = new Set(slides.map(({ raw }) => place(raw)));
  return [...sources.values()]
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((source) => splitSlides(source, { report: () => undefined }))
    .filter((raw) => !own.has(place(raw)));
}

/** A slide's text without notes and comments. */
function publicText(raw: RawSlide): Edit[] {
  return [
    ...notesOf(raw),
    // an empty one still keeps apart what it stood between
    ...commentsIn(raw.body).map(({ place }) => ({ at: place, text: '<!-- -->' })),
    ...unusedDefinitionsIn(raw.body).map((at) => ({ at, text: '' })),
    ...frontMatterComments(raw),
  ];
}

function isNumbered({ id, title, raw }: Slide): boolean {
  const given = raw.frontMatter && fieldSpan(raw.frontMatter, ['id']);
  return !given && id !== slug(plainText(title));
}

function notesOf({ span: whole, notes, body }: RawSlide): Edit[] {
  if (!notes) return [];
  const isApart = /\n[ \t]*\n$/.test(textOf(body));
  return [{ at: span(whole.source, body.end, whole.end), text: isApart ? '' : '\n' }];
}

function frontMatterComments({ frontMatter }: RawSlide): Edit[] {
  if (!frontMatter) return [];
  const html = [...textOf(frontMatter).matchAll(comments)].map(({ 0: found, index }) => ({
    at: within(frontMatter, index, found.length),
    text: '',
  }));
  return [...dropComments(frontMatter), ...html];
}

function publicYaml(source: Source, drafts: ReadonlyMap<string, Slide>): Edit[] {
  if (!/\.ya?ml$/i.test(source.path)) return [];
  const whole = span(source, 0, source.text.length);
  const edits = dropComments(whole);
  if (source.path !== configPath) return edits;
  const withoutDrafts = fieldNames(whole, ['talks']).flatMap((name) =>
    changeNames(whole, ['talks', name, 'slides'], (slide) => (drafts.has(slide) ? undefined : slide)),
  );
  return [...edits, ...dropField(whole, 'exceptions'), ...withoutDrafts];
}

function publicBibliography({ slides, bibliography }: Deck): Edit[] {
  if (!bibliography) return [];
  const withheld = withheldWorks(slides);
  const blank = [...bibliography.values()].flatMap((reference): Edit[] =>
    withheld.has(reference.id) ? [{ at: reference.entry, text: blankEntry(reference) }] : [],
  );
  const [first] = bibliography.values();
  const isBibtex = first !== undefined && /\.bib$/i.test(first.entry.source.path);
  return isBibtex ? [...blank, ...betweenEntries([...bibliography.values()])] : blank;
}

function blankEntry({ mark, entry }: Reference): string {
  const { path } = entry.source;
  const id = `withheld-${mark}`;
  if (/\.bib$/i.test(path)) return `@misc{${id}, title = {Withheld}}`;
  if (/\.json$/i.test(path)) return `{ "id": "${id}", "type": "document", "title": "Withheld" }`;
  return `{ id: ${id}, type: document, title: Withheld }${textOf(entry).endsWith('\n') ? '\n' : ''}`;
}

/** What stands between the entries of BibTeX is a comment, but for abbreviations. */
function betweenEntries(references: readonly Reference[]): Edit[] {
  const entries = references.map(({ entry }) => entry);
  const source = entries[0]?.source;
  if (!source) return [];
  const ends = [0, ...entries.map(({ end }) => end)];
  const starts = [...entries.map(({ start }) => start), source.text.length];
  return ends.map((end, n) => {
    const at = span(source, end, starts[n] ?? end);
    const kept = [...textOf(at).matchAll(/@string\s*[{(].*/gi)].map(([macro]) => `${macro}\n`);
    return { at, text: `${n === 0 ? '' : '\n\n'}${kept.join('')}` };
  });
}
