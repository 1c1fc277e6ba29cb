import { z } from 'zod';
import type { Config } from '../model/config.ts';
import type { Bibliography, Reference } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { span } from '../model/source.ts';
import { text } from './config.ts';
import { readText } from './text.ts';
import { readYaml } from './yaml.ts';

const Name = z.union([
  z.strictObject({ literal: text }).transform(({ literal }) => literal),
  z
    .strictObject({ family: text, given: text.optional() })
    .transform(({ family, given }) => (given ? `${given} ${family}` : family)),
]);

/** The part of CSL data that a reference list prints. */
const Item = z.strictObject({
  id: text,
  type: z.string(),
  title: text,
  author: z.array(Name).default([]),
  issued: z
    .strictObject({
      'date-parts': z.array(z.array(z.union([z.number(), z.string()]))).optional(),
      literal: text.optional(),
    })
    .transform((date) => date.literal ?? date['date-parts']?.[0]?.join('-'))
    .optional(),
  publisher: text.optional(),
  'publisher-place': text.optional(),
  'container-title': text.optional(),
  genre: text.optional(),
  volume: text.optional(),
  issue: text.optional(),
  number: text.optional(),
  page: text.optional(),
  edition: text.optional(),
  DOI: text.optional(),
  ISBN: text.optional(),
  URL: text.optional(),
  note: text.optional(),
});

/** Reads CSL data from YAML or JSON, its entries numbered in the file's order; undefined when it cannot be read. */
export function readBibliography(
  { path, span: at }: NonNullable<Config['bibliography']>,
  context: ReadContext,
): Bibliography | undefined {
  const source = readText(path, at, context);
  const checked = source && readYaml(span(source, 0, source.text.length), z.array(Item), context);
  const references = new Map<string, Reference>();
  if (!checked) return undefined;
  for (const [n, item] of checked.value.entries()) {
    if (references.has(item.id)) {
      context.report(diagnose(checked.spanOf([n, 'id']), messages.referenceDuplicate(item.id)));
    }
    references.set(item.id, {
      id: item.id,
      number: n + 1,
      type: item.type,
      title: item.title,
      authors: item.author,
      issued: item.issued,
      publisher: item.publisher,
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
