import { z } from 'zod';
import type { Config } from '../model/config.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Span, span } from '../model/source.ts';
import { localPath, readText } from './text.ts';
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

/** Reads deck.yaml into a total Config; a talk without one gets the defaults. Undefined when it has errors. */
export function readConfig(context: ReadContext): Config | undefined {
  const exists = context.files.list('slides').includes('deck.yaml');
  const source = exists ? readText(configPath, configPath, context) : untitled;
  const checked = source && readYaml(span(source, 0, source.text.length), ConfigSpec, context);
  if (!checked) return undefined;
  const { value, spanOf } = checked;
  return {
    ...value,
    subtitle: value.subtitle,
    date: value.date,
    bibliography: bibliographyPath(value.bibliography, spanOf(['bibliography']), context),
    series: new Map(Object.entries(value.series)),
  };
}

const untitled = { path: configPath, text: 'title: Untitled' };

/** What a talk is read with when its deck.yaml cannot be, so that its other mistakes show in the same run. */
export const fallbackConfig: Config = {
  title: 'Untitled',
  subtitle: undefined,
  authors: [],
  date: undefined,
  lang: 'en',
  dir: 'ltr',
  bibliography: undefined,
  series: new Map(),
};

function bibliographyPath(
  written: string | undefined,
  at: Span,
  context: ReadContext,
): Config['bibliography'] {
  if (written === undefined) return undefined;
  const local = localPath(written, configPath);
  if (local.kind === 'local') return { path: local.path, span: at };
  context.report(
    diagnose(at, local.kind === 'remote' ? messages.urlRemote(written) : messages.pathOutside(written)),
  );
  return undefined;
}
