import fc from 'fast-check';
import { stringify } from 'yaml';
import { payloads } from './payloads.ts';

/** Up to `most` parts in a row, some kinds more often than others by their weights. */
function joined(
  most: number,
  ...kinds: readonly (readonly [weight: number, parts: fc.Arbitrary<string>])[]
): fc.Arbitrary<string> {
  const weighted = kinds.map(([weight, arbitrary]) => ({ weight, arbitrary }));
  return fc.array(fc.oneof(...weighted), { maxLength: most }).map((parts) => parts.join(''));
}

/** Characters of all kinds, halves of pairs and controls among them. */
const characters = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('\u0000', '\u202e', '\ufeff', '\u2028', '\ud800', '\udfff', '\u001b', '\ue000'),
  }),
);

const words = fc.constantFrom(
  'a',
  'Word',
  '2019',
  '1,5',
  '中文',
  'שלום',
  'é',
  '😀',
  '&amp;',
  '&#106;',
  'x_y',
  'https://example.org/a',
);

const payload = fc.constantFrom(...payloads);

/** What means something in Markdown, as Lectern reads it. */
const marks = fc.constantFrom(
  ...[
    '# ',
    '## ',
    '\n',
    '\n\n',
    '\n---\n',
    '\n\n---\n\n',
    '- ',
    '1. ',
    '> ',
    '    ',
    '\t',
    '*',
    '**',
    '_',
    '`',
    '```\n',
  ],
  ...[
    '~~~js {1|2}\n',
    '![',
    '](',
    ')',
    '[',
    ']',
    '{',
    '}',
    '{.step}',
    '{#id}',
    '<',
    '>',
    '<!--',
    '-->',
    '|',
    '|---|\n',
  ],
  ...[
    '$',
    '$$\n',
    '\\',
    '\\frac{',
    '^',
    '~',
    ':',
    '::',
    ':::\n',
    '\n:::left\n',
    '::include[',
    ':value[',
    '{from=data/a.csv}',
  ],
  ...[
    '[@',
    '[@a, p. 3]',
    '[^1]',
    '[^1]: ',
    '\nNote:\n',
    '\n. . .\n',
    '=',
    '+',
    '-',
    '"',
    "'",
    '&',
    ';',
    '\r\n',
    ' ',
  ],
  ...[
    '../charts/a.vl.json',
    'i.svg',
    'a.csv',
    '../../etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    '//x.invalid',
  ],
);

/** Of those, what seldom makes a mistake. */
const plainMarks = fc.constantFrom(
  ...[
    '\n\n',
    '\n\n- ',
    '\n1. ',
    '\n> ',
    '\t',
    '*',
    '**',
    '_',
    '`',
    '~',
    '~~',
    '^',
    ' | ',
    '\\*',
    '$a^2$',
    '<br>',
    '<b>',
    '</i>',
  ],
  ...[
    '<!-- a -->',
    '[@a]',
    '&',
    '<',
    '"',
    "'",
    '{',
    '}',
    '=',
    ' ',
    '\r\n',
    '\n\n~~~js\n',
    '\n~~~\n\n',
    '\n\nNote:\n',
    '\n## ',
  ],
);

/** A slide that is right but for what is put in. */
const almostSlides = joined(20, [3, plainMarks], [3, words], [1, payload]).map(
  (text) => `# A claim\n\n${text}\n`,
);

/** Any text, most of which looks like part of a slide. */
const looseTexts = joined(40, [6, marks], [4, words], [1, characters], [1, payload]);

/** Any text as the file of slides. */
export const slideTexts = fc.oneof(looseTexts, almostSlides);

const addresses = fc.constantFrom(
  ...[
    'https://x.invalid/a.png',
    '//x.invalid/a',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
  ],
  ...['url(https://x.invalid/a.svg#b)', 'u\\72l(//x.invalid/a)', '../../etc/passwd', 'file:///etc/passwd'],
);

/** Any short text. */
const texts = fc.oneof(words, characters, payload, addresses, looseTexts);

const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(texts, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** YAML of any kind: values under names that mean something there or nothing, and what is no YAML. */
export function yamls(names: readonly string[]): fc.Arbitrary<string> {
  const saying = fc.dictionary(fc.constantFrom(...names), texts, { minKeys: 1, maxKeys: 2 });
  const holding = fc.dictionary(fc.oneof(fc.constantFrom(...names), characters), values, { maxKeys: 6 });
  const sign = fc.constantFrom(
    ...': |- |\n|> |? |- |&a |*a|!!js/function |!!binary |!!set |<<: *a|[|{|]|}|"|\'|#|%YAML 9\n|\t|\n  |--- |...\n|@|`|~|.inf|0x1g'.split(
      '|',
    ),
  );
  const signs = joined(20, [1, sign], [1, fc.constantFrom(...names)], [1, words], [1, characters]);
  return fc.oneof(
    { weight: 3, arbitrary: fc.oneof(saying, holding).map((value) => stringify(value)) },
    { weight: 1, arbitrary: signs },
  );
}

type Path = readonly (string | number)[];

/** All places in a value. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const children = keys.flatMap((key) =>
    pathsIn((value as Record<string | number, unknown>)[key], [...path, key]),
  );
  return path.length > 0 ? [path, ...children] : children;
}

/** The same with another value in one place. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((child, n) => (n === key ? replaced(child, rest, by) : child));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaced(record[String(key)], rest, by) };
}

/** JSON of any kind: values of any shape, one of `sound` with some of its parts replaced, and what is no JSON. */
export function jsons(sound: readonly unknown[]): fc.Arbitrary<string> {
  const mutants = fc.constantFrom(...sound).chain((value) => {
    const paths = pathsIn(value);
    const said = paths.filter((path) => says.test(String(path.at(-1))));
    const change = fc.tuple(fc.constantFrom(...paths), values);
    const saying = said.length > 0 ? fc.tuple(fc.constantFrom(...said), texts) : change;
    return fc.array(fc.oneof(change, saying, saying), { minLength: 1, maxLength: 3 }).map((changes) =>
      // the deepest first, so that none needs a place that another took away
      changes
        .toSorted(([a], [b]) => b.length - a.length)
        .reduce<unknown>((before, [path, by]) => replaced(before, path, by), value),
    );
  });
  const written = fc
    .oneof({ weight: 4, arbitrary: mutants }, { weight: 1, arbitrary: values })
    .map((value) => JSON.stringify(value) ?? 'null');
  const broken = fc.tuple(written, fc.nat(), texts).map(([json, at, text]) => {
    const cut = at % (json.length + 1);
    return json.slice(0, cut) + text + json.slice(cut);
  });
  return fc.oneof({ weight: 5, arbitrary: written }, { weight: 1, arbitrary: broken });
}

/** Names of what a chart has words, colours and addresses for. */
const says =
  /^(?:title|subtitle|text|description|publisher|note|caption|country|color|fill|stroke|value|font|url|\d+)$/;

const cell = texts.map((text) => `"${text.replaceAll('"', '""')}"`);
const row = fc.tuple(fc.oneof(cell, fc.nat(3000)), fc.float()).map((cells) => `${cells}\n`);
const brokenRow = fc.oneof(
  fc.constantFrom(
    '2003,\n',
    '"20""01",5\r\n',
    '\n',
    ',',
    '"',
    ';',
    '\t',
    '#',
    '1e999,2\n',
    'NaN,-0\n',
    '\u0000',
  ),
  texts,
);
const table = (rows: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(rows, { maxLength: 12 }).map((parts) => `year,sales\n${parts.join('')}`);

/** Bytes of any kind, most of which look like CSV with the columns `year` and `sales`. */
export const csvs: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .oneof(table(row), table(row), table(fc.oneof(row, brokenRow)), looseTexts)
    .map((text) => new TextEncoder().encode(text)),
);
