import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { UserMeta } from './chart.ts';
import { ConfigSpec } from './config.ts';
import { SidecarFields } from './sidecar.ts';
import { FrontMatter } from './slide-fields.ts';

/** JSON Schemas for editors, by name: of deck.yaml, of front matter, of `NAME.csv.yaml` and of usermeta. */
export function editorSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    deck: jsonSchema('deck.yaml of a Lectern talk', ConfigSpec),
    slide: jsonSchema('Front matter of a Lectern slide', FrontMatter),
    data: jsonSchema('Where the data of a Lectern chart comes from', SidecarFields),
    usermeta: jsonSchema('usermeta of a Lectern chart', UserMeta),
  };
}

function jsonSchema(title: string, schema: GenericSchema): JsonSchema {
  // what JSON Schema has no word for, such as where a name must exist, the compiler alone checks
  return { title, ...toJsonSchema(schema, { errorMode: 'ignore' }) };
}
