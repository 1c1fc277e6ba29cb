import * as v from 'valibot';
import type { Config } from '../model/config.ts';
import type { Bibliography, Reference } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { span } from '../model/source.ts';
import { text } from './config.ts';
import { readText } from './text.ts';
import { readYaml } from './yaml.ts';

const Name = v.union(
  [
    v.pipe(
      v.strictObject({ literal: text }),
      v.transform(({ literal }) => literal),
    ),
    v.pipe(
      v.strictObject({ family: text, given: v.optional(text) }),
      v.transform(({ family, given }) => (given === undefined ? family : `${given} ${family}`)),
    ),
  ],
  'must have family and given, or literal',
);

const Issued = v.pipe(
  v.strictObject({ 'date-parts': v.optional(v.array(v.array(text))), literal: v.optional(text) }),
  v.check(
    (date) => date.literal !== undefined || isDate(date['date-parts']?.[0] ?? []),
    'must have date-parts such as [[2016, 5, 31]], or literal',
  ),
  v.transform((date) => date.literal ?? readableDate(date['date-parts']?.[0] ?? [])),
);

function isDate([year, month = '1', day = '1', ...rest]: readonly string[]): boolean {
  const date = dateOf(year ?? '', month, day);
  return (
    rest.length === 0 &&
    /^-?\d{1,4}$/.test(year ?? '') &&
    date.getUTCMonth() + 1 === Number(month) &&
    date.getUTCDate() === Number(day)
  );
}

function dateOf(year: string, month: string, day: string): Date {
  const date = new Date(0);
  // unlike Date.UTC, this takes a year below 100 as it stands
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `2023`, `May 2023` or `4 May 2023`; Intl would take longer to load than all else here. */
function readableDate([year, month, day]: readonly string[]): string | undefined {
  const parts = [day === undefined ? '' : Number(day), months[Number(month) - 1] ?? '', year];
  return parts.filter(Boolean).join(' ') || undefined;
}

/** The part of CSL data that a reference list prints. */
const Item = v.strictObject({
  id: text,
  type: v.string('must be a CSL type such as book'),
  title: text,
  author: v.optional(v.array(Name), []),
  issued: v.optional(Issued),
  publisher: v.optional(text),
  'publisher-place': v.optional(text),
  'container-title': v.optional(text),
  genre: v.optional(text),
  volume: v.optional(text),
  issue: v.optional(text),
  number: v.optional(text),
  page: v.optional(text),
  edition: v.optional(text),
  DOI: v.optional(text),
  ISBN: v.optional(text),
  URL: v.optional(text),
  note: v.optional(text),
});

/** Reads CSL data from YAML or JSON, its entries numbered in the file's order; undefined when it cannot be read. */
export function readBibliography(
  { path, span: at }: NonNullable<Config['bibliography']>,
  context: ReadContext,
): Bibliography | undefined {
  const source = readText(path, at, context);
  const checked =
    source &&
    readYaml(span(source, 0, source.text.length), v.array(Item, 'must be a list of CSL entries'), context);
  const references = new Map<string, Reference>();
  if (!checked) return undefined;
  for (const [n, item] of checked.value.entries()) {
    if (references.has(item.id)) {
      context.report(diagnose(checked.spanOf([n, 'id']), messages.referenceDuplicate(item.id)));
    }
    references.set(item.id, {
      id: item.id,
      mark: n + 1,
      type: item.type,
      title: item.title,
      authors: item.author,
      issued: item.issued,
      publisher: item.publisher,
      publisherPlace: item['publisher-place'],
      number: item.number,
      genre: item.genre,
      containerTitle: item['container-title'],
      volume: item.volume,
      issue: item.issue,
      page: item.page,
      edition: item.edition,
      doi: item.DOI,
      isbn: item.ISBN,
      url: item.URL,
      note: item.note,
    });
  }
  return references;
}
