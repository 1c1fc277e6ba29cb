import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { textOf } from '../../build/model/source.ts';
import { editorSchemas } from '../../build/read/editor-schemas.ts';
import { splitSlides } from '../../build/read/split.ts';
import { openFolder } from '../../build/write/files.ts';
import { isValid } from '../support/json-schema.ts';
import { home } from '../support/project.ts';

const schemas = editorSchemas();
const schemaOf = (name: string): Record<string, unknown> => ({ ...schemas[name] });

/** What a talk says in each of the forms that have a schema: the schema's name, the file, the value. */
function written(talk: string): [string, string, unknown][] {
  const files = (folder: string, end: string): string[] => {
    const path = join(home, talk, folder);
    return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(end)) : [];
  };
  const text = (path: string): string => readFileSync(join(home, talk, path), 'utf8');
  return [
    ...files('slides', 'deck.yaml').map((name): [string, string, unknown] => [
      'deck',
      name,
      parse(text(`slides/${name}`)),
    ]),
    ...files('slides', '.md').flatMap((name) => {
      const context = { files: openFolder(home), report: () => undefined, trustHtml: false };
      const slides = splitSlides({ path: name, text: text(`slides/${name}`) }, context);
      return slides.flatMap(({ frontMatter }): [string, string, unknown][] =>
        frontMatter ? [['slide', name, parse(textOf(frontMatter)) ?? {}]] : [],
      );
    }),
    ...files('charts/data', '.csv.yaml').map((name): [string, string, unknown] => [
      'data',
      name,
      parse(text(`charts/data/${name}`)),
    ]),
    ...files('charts', '.vl.json').map((name): [string, string, unknown] => [
      'usermeta',
      name,
      JSON.parse(text(`charts/${name}`)).usermeta ?? {},
    ]),
  ];
}

describe('JSON Schemas', () => {
  it.each(['.', 'templates/new', 'tests/decks/layouts', 'tests/decks/evidence', 'tests/decks/operable'])(
    'take what the talk in %s says',
    (talk) => {
      const all = written(talk);
      expect(all.length).toBeGreaterThan(3);
      for (const [name, file, value] of all)
        expect({ file, value, valid: isValid(schemaOf(name), value) }).toMatchObject({ valid: true });
    },
  );

  it('take no fields that the compiler does not', () => {
    const wrong = (name: string, value: unknown): void =>
      expect({ name, value, valid: isValid(schemaOf(name), value) }).toMatchObject({ valid: false });
    const bad = [
      ...written('tests/decks/bad-fields'),
      ...written('tests/decks/bad-fields-front').slice(1, 3),
    ];
    expect(bad.map(([name]) => name)).toEqual(['deck', 'slide', 'slide']);
    for (const [name, , value] of bad) wrong(name, value);
    for (const fields of [
      { subtitel: 'A' },
      { minutes: 0 },
      { handout: '8up' },
      { style: 'mla' },
      { budget: 'two megabytes' },
      { series: { a: {} } },
      { exceptions: [{ rule: 'a', file: 'b' }] },
      { title: undefined },
    ])
      wrong('deck', { title: 'T', ...fields });
    wrong('deck', {});
    wrong('data', { publisher: 'A', urll: 'https://example.org' });
    wrong('data', { url: 'example.org' });
    wrong('usermeta', { steps: [{ params: {} }] });
    wrong('usermeta', { source: { publsher: 'A' } });
    // other programs may write there too
    expect(isValid(schemaOf('usermeta'), { other: 1 })).toBe(true);
  });

  it('say of every field what it is', () => {
    const untold = (node: unknown, path: string): string[] =>
      typeof node !== 'object' || node === null
        ? []
        : Object.entries(node).flatMap(([key, value]) =>
            key === 'properties'
              ? Object.entries(value as Record<string, { description?: string }>).flatMap(
                  ([field, inner]) => [
                    ...(inner.description === undefined ? [`${path}.${field}`] : []),
                    ...untold(inner, `${path}.${field}`),
                  ],
                )
              : untold(value, path),
          );
    expect(Object.entries(schemas).flatMap(([name, schema]) => untold(schema, name))).toEqual([]);
  });

  it('stand in lib/', () => {
    for (const [name, schema] of Object.entries(schemas))
      expect(JSON.parse(readFileSync(join(home, `lib/schemas/${name}.json`), 'utf8'))).toEqual(schema);
  });
});
