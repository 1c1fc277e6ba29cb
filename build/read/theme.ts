import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { span, textOf } from '../model/source.ts';
import { isDeep } from './depth.ts';
import { jsonErrorSpan, jsonErrorText, jsonSpans } from './json.ts';
import { checkSpec, type SchemaDocument } from './spec-schema.ts';
import { decode } from './text.ts';

/** Reads the theme's Vega-Lite config; a broken one is reported and counts as empty. */
export function readVegaTheme(
  bytes: Uint8Array | undefined,
  schema: SchemaDocument,
  context: ReadContext,
): Readonly<Record<string, unknown>> {
  const source = bytes && decode('templates/theme.vega.json', bytes, context);
  if (!source) return {};
  try {
    const config = JSON.parse(source.text);
    if (isDeep(config)) {
      context.report(diagnose(source.path, messages.tooDeep()));
      return {};
    }
    const spanOf = jsonSpans(source);
    for (const { path, message } of checkSpec(config, { ...schema, $ref: '#/definitions/Config' })) {
      context.report(diagnose(spanOf(path), message));
    }
    return config;
  } catch (problem) {
    context.report(diagnose(jsonErrorSpan(source, problem), messages.chartJson(jsonErrorText(problem))));
    return {};
  }
}

/** Reads a style sheet of the theme, which may address nothing outside the deck. */
export function readStyle(path: string, bytes: Uint8Array | undefined, context: ReadContext): string {
  const source = bytes && decode(path, bytes, context);
  if (!source) return '';
  for (const { start, end } of outerAddresses(source.text)) {
    const place = span(source, start, end);
    context.report(diagnose(place, messages.urlRemote(textOf(place).slice(0, 200))));
  }
  // a style sheet cannot end its own element
  return source.text.replace(/<\//g, '<\\/');
}

/**
 * What CSS would load: imports, and addresses that are neither data nor a part of the page. The end of the styles closes
 * what is open, as it does for browsers, which also keeps the rest from being searched again from each place.
 */
const outerAddress =
  /@import[^;]*|(?:url|src)\(\s*(?!\s|["']?(?:data:|#))[^)]*(?:\)|$)|image-set\((?:[^"'()]|\([^)]*(?:\)|$)|"data:[^"]*"|'data:[^']*')*(?:["'](?!data:)[^)]*(?:\)|$)|$)/gi;

/** Finds what styles would load from elsewhere, as offsets into them. */
export function outerAddresses(css: string): { start: number; end: number }[] {
  return [...withoutEscapes(css).matchAll(outerAddress)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** Writes letters of names as such, `url(` for `u\72l(`; blanks behind the names keep the offsets. */
function withoutEscapes(css: string): string {
  return css.replace(/(?:[\w@-]|\\[0-9a-f]{1,6}\s?|\\\w)+\(?/gi, (name) =>
    name
      .replace(/\\(?:([0-9a-f]{1,6})\s?|(\w))/gi, (written, code: string | undefined, letter: string) => {
        const character = code === undefined ? letter : String.fromCharCode(Number.parseInt(code, 16));
        return /[\w-]/.test(character) ? character : written;
      })
      .padEnd(name.length),
  );
}
