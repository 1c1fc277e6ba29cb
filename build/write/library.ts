import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaDocument } from '../read/spec-schema.ts';
import type { StyleFiles } from '../resolve/csl.ts';
import type { FontMeasures } from '../resolve/text-width.ts';

/** A file of a font family that draws the characters in `range`. */
export interface FontFace {
  readonly family: string;
  readonly style: 'normal' | 'italic';
  readonly weight: number;
  /** What it is for alone, if it is not for all text. */
  readonly use?: 'code' | 'math';
  readonly file: string;
  /** As in CSS `unicode-range`. */
  readonly range: string;
  /** Of a face too large to embed: its commonest characters, ready in slices. */
  readonly slices?: readonly Pick<FontFace, 'file' | 'range'>[];
}

/** What the bundler left in lib/ for the program to use. */
export interface Library {
  /** Changes with the program, whatever it is that changes in it. */
  readonly program: string;
  /** Lectern's own version. */
  readonly version: string;
  readonly schema: () => SchemaDocument;
  /** The file of the program that draws charts in a process of its own. */
  readonly drawProgram: string;
  readonly fonts: { readonly faces: readonly FontFace[]; readonly measures: FontMeasures };
  readonly fontFile: (name: string) => Uint8Array;
  readonly styleFiles: (style: string) => StyleFiles;
  readonly clientStyle: string;
  readonly clientScript: string;
  /** The same, which also hears of changes from the server of a live preview. */
  readonly liveScript: () => string;
  /** The editor that such a preview loads when it is first opened. */
  readonly editScript: () => string;
  /** For documents with formulas. */
  readonly mathStyle: string;
  /** What `lectern check` runs in a deck that it has opened. */
  readonly inspectScript: () => string;
  /** For decks with charts that the audience can operate. */
  readonly vegaScript: string;
}

export function openLibrary(lib: string): Library {
  let schema: SchemaDocument | undefined;
  let vega: string | undefined;
  const text = (name: string): string => readFileSync(join(lib, name), 'utf8');
  return {
    program: text('program.txt'),
    version: (JSON.parse(text('../package.json')) as { version: string }).version,
    schema: () => {
      schema ??= JSON.parse(text('vega-lite-schema.json')) as SchemaDocument;
      return schema;
    },
    drawProgram: join(lib, 'draw.js'),
    fonts: JSON.parse(text('fonts/fonts.json')),
    fontFile: (name) => readFileSync(join(lib, 'fonts', name)),
    styleFiles: (style) => ({
      style: text(`styles/${style}.csl`),
      locales: JSON.parse(text('styles/locales.json')),
    }),
    clientStyle: text('client/deck.css'),
    clientScript: text('client/deck.js'),
    liveScript: () => text('client/live.js'),
    editScript: () => text('client/edit.js'),
    get mathStyle() {
      return text('client/math.css');
    },
    inspectScript: () => text('client/inspect.js'),
    // read only where it is needed
    get vegaScript() {
      vega ??= text('client/vega.js');
      return vega;
    },
  };
}
