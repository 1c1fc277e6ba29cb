import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { span } from '../model/source.ts';
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

/** Reads the theme's styles, which may address nothing outside the deck. */
export function readStyle(bytes: Uint8Array | undefined, context: ReadContext): string {
  const source = bytes && decode('templates/theme.css', bytes, context);
  if (!source) return '';
  for (const match of source.text.matchAll(/@import[^;]*|url\(\s*["']?(?!data:|#)[^)]*\)/gi)) {
    context.report(
      diagnose(span(source, match.index, match.index + match[0].length), messages.urlRemote(match[0])),
    );
  }
  // a style sheet cannot end its own element
  return source.text.replace(/<\//g, '<\\/');
}
