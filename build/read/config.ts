import * as v from 'valibot';
import { type Config, handoutStyles, paperSizes } from '../model/config.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import { directionOf } from '../model/direction.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type CitationStyle, styles } from '../model/reference.ts';
import { type Span, span } from '../model/source.ts';
import { localPath, readText } from './text.ts';
import { readYaml } from './yaml.ts';

/** Text that may look like a number in YAML. */
export const text = v.pipe(v.union([v.string(), v.number()], 'must be text'), v.transform(String));

/** One piece of text or a list of them, as a list. */
export const texts = v.union(
  [
    v.array(text),
    v.pipe(
      text,
      v.transform((one) => [one]),
    ),
  ],
  'must be text or a list',
);

/** A positive number of minutes. */
export const minutes = v.pipe(
  text,
  v.transform(Number),
  v.number('must be a number of minutes'),
  v.gtValue(0, 'must be above zero'),
);

const units = { kB: 1e3, MB: 1e6 } as const;

/** A size such as 2 MB, in bytes. */
const bytes = v.pipe(
  text,
  v.regex(/^\d+(?:\.\d+)? ?[kM]B$/, 'must be a size such as 500 kB or 2 MB'),
  v.transform((written) => Number.parseFloat(written) * units[written.slice(-2) as keyof typeof units]),
);

/** One of a few names; the near one is told. */
function oneOf<const T extends readonly string[]>(names: T) {
  return v.picklist(names, ({ input }) => {
    const near = nearest(String(input), names);
    return `must be one of ${names.join(', ')}${near === undefined ? '' : `; did you mean “${near}”?`}`;
  });
}

/** The fields of deck.yaml. */
export const ConfigSpec = v.strictObject({
  title: text,
  subtitle: v.optional(text),
  authors: v.optional(texts, []),
  date: v.optional(text),
  lang: v.optional(v.string('must be a language tag such as en'), 'en'),
  dir: v.optional(v.picklist(['ltr', 'rtl'], 'must be ltr or rtl')),
  theme: v.optional(v.picklist(['light', 'dark'], 'must be light or dark'), 'light'),
  minutes: v.optional(minutes),
  keywords: v.optional(texts, []),
  page: v.optional(oneOf(paperSizes), 'A4'),
  handout: v.optional(oneOf(handoutStyles), 'notes'),
  budget: v.optional(bytes),
  bibliography: v.optional(v.string('must be a file name')),
  style: v.optional(text, 'numeric'),
  exceptions: v.optional(
    v.array(
      v.strictObject({
        rule: text,
        file: text,
        line: v.optional(v.pipe(text, v.regex(/\S/, 'must be words of the line'))),
        because: v.pipe(text, v.minLength(1, 'must say why')),
      }),
      'must be a list of rule, file, line and because',
    ),
    [],
  ),
  series: v.optional(v.record(v.string(), v.strictObject({ label: text }), 'must map names to a label'), {}),
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
    budget: value.budget === undefined ? undefined : { bytes: value.budget, span: spanOf(['budget']) },
    dir: value.dir ?? directionOf(value.lang),
    minutes: value.minutes === undefined ? undefined : { total: value.minutes, span: spanOf(['minutes']) },
    namesBibliography: value.bibliography !== undefined,
    bibliography: bibliographyPath(value.bibliography, spanOf(['bibliography']), context),
    style: citationStyle(value.style, spanOf(['style']), context),
    exceptions: value.exceptions.map((exception, n) => ({
      ...exception,
      line: exception.line,
      span: spanOf(['exceptions', n]),
    })),
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
  theme: 'light',
  minutes: undefined,
  keywords: [],
  page: 'A4',
  handout: 'notes',
  budget: undefined,
  bibliography: undefined,
  namesBibliography: true,
  style: 'numeric',
  exceptions: [],
  series: new Map(),
};

function bibliographyPath(
  written: string | undefined,
  at: Span,
  context: ReadContext,
): Config['bibliography'] {
  if (written === undefined) return undefined;
  const local = localPath(written, configPath);
  if (local.kind === 'local') {
    if (/\.(bib|json|ya?ml)$/i.test(local.path)) return { path: local.path, span: at };
    context.report(diagnose(at, messages.bibliographyFormat(written)));
    return undefined;
  }
  context.report(
    diagnose(at, local.kind === 'remote' ? messages.urlRemote(written) : messages.pathOutside(written)),
  );
  return undefined;
}

function citationStyle(written: string, at: Span, context: ReadContext): CitationStyle {
  const style = styles.find((name) => name === written);
  if (style === undefined)
    context.report(diagnose(at, messages.styleUnknown(written, nearest(written, styles), styles)));
  return style ?? 'numeric';
}
