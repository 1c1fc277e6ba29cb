import * as v from 'valibot';
import type { Config } from '../model/config.ts';
import { diagnose, placeOf } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Bibliography, CslItem, Reference } from '../model/reference.ts';
import { type Source, type Span, span } from '../model/source.ts';
import { text } from './config.ts';
import { readText } from './text.ts';
import { readYaml } from './yaml.ts';

/** An entry as its file holds it. */
export interface Entry {
  readonly item: CslItem;
  /** Its key. */
  readonly span: Span;
  readonly entry: Span;
}

const Name = v.union(
  [
    v.strictObject({ literal: text }),
    v.strictObject({
      family: text,
      given: v.optional(text),
      'dropping-particle': v.optional(text),
      'non-dropping-particle': v.optional(text),
      suffix: v.optional(text),
    }),
  ],
  'must have family and given, or literal',
);

const CslDate = v.pipe(
  v.strictObject({
    'date-parts': v.optional(v.array(v.array(text))),
    literal: v.optional(text),
    raw: v.optional(text),
    season: v.optional(text),
    circa: v.optional(v.any()),
  }),
  v.check(
    (date) => date.literal !== undefined || date.raw !== undefined || areDates(date['date-parts'] ?? []),
    'must have date-parts such as [[2016, 5, 31]], or literal',
  ),
);

function areDates(dates: readonly (readonly string[])[]): boolean {
  return (dates.length === 1 || dates.length === 2) && dates.every(isDate);
}

function isDate([year, month = '1', day = '1', ...rest]: readonly string[]): boolean {
  const date = new Date(0);
  // unlike Date.UTC, this takes a year below 100 as it stands
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return (
    rest.length === 0 &&
    /^-?\d{1,4}$/.test(year ?? '') &&
    date.getUTCMonth() + 1 === Number(month) &&
    date.getUTCDate() === Number(day)
  );
}

/** The variables of CSL 1.0.2 by kind. */
const variables = {
  text: 'abstract annote archive archive_collection archive_location archive-place authority call-number chapter-number citation-key citation-label citation-number collection-number collection-title container-title container-title-short dimensions division DOI edition event event-place event-title genre ISBN issue ISSN journalAbbreviation jurisdiction keyword language license locator medium note number number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first part-number part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre reviewed-title scale section shortTitle source status supplement-number title-short URL version volume volume-title year-suffix',
  names:
    'author chair collection-editor compiler composer container-author contributor curator director editor editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer producer recipient reviewed-author script-writer series-creator translator',
  dates: 'accessed available-date event-date issued original-date submitted',
};

function fields<S>(names: string, schema: S): Record<string, S> {
  return Object.fromEntries(names.split(' ').map((name) => [name, schema]));
}

const Item = v.strictObject({
  id: text,
  type: v.string('must be a CSL type such as book'),
  title: text,
  ...fields(variables.text, v.optional(text)),
  ...fields(variables.names, v.optional(v.array(Name))),
  ...fields(variables.dates, v.optional(CslDate)),
  categories: v.optional(v.any()),
  custom: v.optional(v.any()),
});

/**
 * Reads a bibliography, BibTeX or CSL data in YAML or JSON, its entries numbered in the file's order; undefined when
 * it cannot be read.
 */
export async function readBibliography(
  { path, span: at }: NonNullable<Config['bibliography']>,
  context: ReadContext,
): Promise<Bibliography | undefined> {
  const source = readText(path, at, context);
  if (!source) return undefined;
  const isBibtex = /\.bib$/i.test(path);
  const entries = isBibtex
    ? (await import('./bibtex.ts')).readBibtex(source, context)
    : readCsl(source, context);
  const references = new Map<string, Reference>();
  for (const [n, { item, span: place, entry }] of (entries ?? []).entries()) {
    const first = references.get(item.id);
    if (first) context.report(diagnose(place, messages.referenceDuplicate(item.id, placeOf(first.span))));
    else references.set(item.id, { id: item.id, mark: n + 1, item, span: place, entry });
  }
  return entries && references;
}

function readCsl(source: Source, context: ReadContext): Entry[] | undefined {
  const list = v.array(Item, 'must be a list of CSL entries');
  const checked = readYaml(span(source, 0, source.text.length), list, context);
  return checked?.value.map((item, n) => ({
    item,
    span: checked.spanOf([n, 'id']),
    entry: checked.spanOf([n]),
  }));
}
