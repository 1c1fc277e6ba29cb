import * as v from 'valibot';
import { type Config, handoutStyles, paperSizes } from '../model/config.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import { directionOf } from '../model/direction.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type CitationStyle, styles } from '../model/reference.ts';
import { type Span, span } from '../model/source.ts';
import { readTalks } from './talks.ts';
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

const ExceptionSpec = v.strictObject({
  rule: v.pipe(text, v.description('The warning’s rule, as lectern check names it.')),
  file: v.pipe(text, v.description('The file that it is told of.')),
  line: v.optional(
    v.pipe(
      text,
      v.regex(/\S/, 'must be words of the line'),
      v.description('Words that stand on its line and no other.'),
    ),
  ),
  because: v.pipe(text, v.minLength(1, 'must say why'), v.description('Why it may pass.')),
});

const SeriesSpec = v.strictObject({
  label: v.pipe(text, v.description('What one of its panels is called, such as Policy instrument.')),
});

const TalkSpec = v.strictObject({
  title: v.optional(v.pipe(text, v.description('Its own title.'))),
  subtitle: v.optional(v.pipe(text, v.description('Its own subtitle.'))),
  minutes: v.optional(v.pipe(minutes, v.description('How long it may take.'))),
  slides: v.pipe(
    texts,
    v.minLength(1, 'must name at least one slide'),
    v.description('Ids, globs such as fdi-*, tag:NAME and section:ID, in the order of the talk.'),
  ),
});

/** The fields of deck.yaml, with what editors tell of them. */
export const ConfigSpec = v.strictObject({
  title: v.pipe(text, v.description('What the talk is called.')),
  subtitle: v.optional(v.pipe(text, v.description('What stands below the title.'))),
  authors: v.optional(v.pipe(texts, v.description('Who wrote the talk: a name or a list of names.')), []),
  date: v.optional(v.pipe(text, v.description('A year, or a day as 2026-01-31; the files carry it.'))),
  licence: v.optional(v.pipe(text, v.description('What others may do with the talk, such as CC-BY-4.0.'))),
  lang: v.optional(
    v.pipe(
      v.string('must be a language tag such as en'),
      v.description('The language, as a tag such as en, de or zh-Hans.'),
    ),
    'en',
  ),
  dir: v.optional(
    v.pipe(
      v.picklist(['ltr', 'rtl'], 'must be ltr or rtl'),
      v.description('Where lines begin, if the language does not tell: left (ltr) or right (rtl).'),
    ),
  ),
  theme: v.optional(
    v.pipe(
      v.picklist(['light', 'dark'], 'must be light or dark'),
      v.description('How slides look on screen; paper is always light.'),
    ),
    'light',
  ),
  minutes: v.optional(v.pipe(minutes, v.description('How long the talk may take.'))),
  keywords: v.optional(v.pipe(texts, v.description('Words that the PDFs can be found by.')), []),
  page: v.optional(v.pipe(oneOf(paperSizes), v.description('What the handout is printed on.')), 'A4'),
  handout: v.optional(
    v.pipe(oneOf(handoutStyles), v.description('How the handout shows the slides.')),
    'notes',
  ),
  budget: v.optional(v.pipe(bytes, v.description('How large one file may be, such as 2 MB.'))),
  bibliography: v.optional(
    v.pipe(
      v.string('must be a file name'),
      v.description('The file with the works that slides cite: .bib, .json or .yaml.'),
    ),
  ),
  style: v.optional(
    v.pipe(text, v.description('How references are set.'), v.metadata({ enum: styles })),
    'numeric',
  ),
  exceptions: v.optional(
    v.pipe(
      v.array(ExceptionSpec, 'must be a list of rule, file, line and because'),
      v.description('Warnings of lectern check that may pass, each with its reason.'),
    ),
    [],
  ),
  series: v.optional(
    v.pipe(
      v.record(v.string(), SeriesSpec, 'must map names to a label'),
      v.description('Numbered series of panels by name.'),
    ),
    {},
  ),
  talks: v.optional(
    v.pipe(
      v.record(v.string(), TalkSpec, 'must map names to their slides'),
      v.description('Talks cut from the deck, by the names of their folders in dist/.'),
    ),
    {},
  ),
});

/** `talks:` as an author writes it. */
export type TalksSpec = v.InferOutput<typeof ConfigSpec>['talks'];

export const configPath = 'slides/deck.yaml';

/** Reads deck.yaml into a total Config; a talk without one gets the defaults. Undefined when it has errors. */
export function readConfig(context: ReadContext): Config | undefined {
  const exists = context.files.list('slides').includes('deck.yaml');
  const source = exists ? readText(configPath, configPath, context) : untitled;
  const checked = source && readYaml(span(source, 0, source.text.length), ConfigSpec, context);
  if (!checked) return undefined;
  const { value, spanOf, nameOf } = checked;
  return {
    ...value,
    subtitle: value.subtitle,
    date: value.date,
    licence: value.licence,
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
    talks: readTalks(value.talks, { spanOf, nameOf }, context),
  };
}

const untitled = { path: configPath, text: 'title: Untitled' };

/** What a talk is read with when its deck.yaml cannot be, so that its other mistakes show in the same run. */
export const fallbackConfig: Config = {
  title: 'Untitled',
  subtitle: undefined,
  authors: [],
  date: undefined,
  licence: undefined,
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
  talks: [],
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
