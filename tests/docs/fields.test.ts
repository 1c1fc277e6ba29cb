import { describe, it } from 'vitest';
import { editorSchemas } from '../../build/read/editor-schemas.ts';
import { expectMade } from '../support/made.ts';

interface Schema {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

const heads: Readonly<Record<string, string>> = {
  deck: '## deck.yaml\n\nWhat holds for the whole talk, in `slides/deck.yaml`.',
  slide: '## Front matter\n\nWhat holds for a slide, at its head.',
  data: '## Beside data\n\n`charts/data/NAME.csv.yaml`, for all charts and checked numbers made from `NAME.csv`.',
  usermeta: '## usermeta\n\nWhat a chart’s spec may hold for Lectern. Vega-Lite leaves it alone.',
};

const about =
  '# Fields\n\nWhat the compiler reads, from its own schemas. A field may be left out unless it is said to be needed. Editors get the same as [JSON Schemas](editing.md#in-your-editor).';

function rows(name: string, schema: Schema, isNeeded = false): string[] {
  const { properties, additionalProperties, items, required } = schema;
  const usual = schema.default;
  const says = [
    schema.description,
    isNeeded && 'Needed.',
    schema.enum && `One of ${schema.enum.map((word) => `\`${word}\``).join(', ')}.`,
    (typeof usual === 'string' || typeof usual === 'boolean') && `If nothing is said: \`${usual}\`.`,
  ];
  const own = schema.description === undefined ? [] : [`| \`${name}\` | ${says.filter(Boolean).join(' ')} |`];
  const below = [
    ...Object.entries(properties ?? {}).map(([key, field]) => [`.${key}`, field] as const),
    ...(typeof additionalProperties === 'object' ? [['.NAME', additionalProperties] as const] : []),
    ...(items ? [['[]', items] as const] : []),
  ];
  return [
    ...own,
    ...below.flatMap(([key, field]) =>
      rows(`${name}${key}`.replace(/^\./, ''), field, required?.includes(key.slice(1))),
    ),
  ];
}

describe('docs/fields.md', () => {
  it('has every field that the compiler reads', () => {
    const parts = Object.entries(editorSchemas()).map(
      ([name, schema]) =>
        `${heads[name]}\n\n| field | |\n|---|---|\n${rows('', schema as Schema).join('\n')}`,
    );
    expectMade('docs/fields.md', `${[about, ...parts].join('\n\n')}\n`);
  });
});
