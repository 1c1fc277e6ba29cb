import { z } from 'zod';
import type { Config } from '../model/config.ts';
import type { ReadContext } from '../model/files.ts';
import { span } from '../model/source.ts';
import { readText } from './text.ts';
import { readYaml } from './yaml.ts';

/** Text that may look like a number in YAML. */
export const text = z.union([z.string(), z.number().transform(String)], { error: 'must be text' });

const ConfigSpec = z.strictObject({
  title: text,
  subtitle: text.optional(),
  authors: z
    .union([z.array(text), text.transform((one) => [one])], { error: 'must be a name or a list of names' })
    .default([]),
  date: text.optional(),
  lang: z.string({ error: 'must be a language tag such as en' }).default('en'),
  dir: z.enum(['ltr', 'rtl'], { error: 'must be ltr or rtl' }).default('ltr'),
  bibliography: z.string({ error: 'must be a file name' }).optional(),
  series: z
    .record(z.string(), z.strictObject({ label: text }), { error: 'must map names to a label' })
    .default({}),
});

export const configPath = 'slides/deck.yaml';

/** Reads deck.yaml into a total Config; a talk without one gets the defaults. */
export function readConfig(context: ReadContext): Config | undefined {
  const exists = context.files.list('slides').includes('deck.yaml');
  const source = exists
    ? readText(configPath, configPath, context)
    : { path: configPath, text: 'title: Untitled' };
  const checked = source && readYaml(span(source, 0, source.text.length), ConfigSpec, context);
  if (!checked) return undefined;
  const { value } = checked;
  return {
    ...value,
    subtitle: value.subtitle,
    date: value.date,
    bibliography: value.bibliography === undefined ? undefined : `slides/${value.bibliography}`,
    series: new Map(Object.entries(value.series)),
  };
}
