import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { type Message, messages } from '../model/messages.ts';
import type { Documents } from './documents.ts';
import type { PdfFile } from './pdf/file.ts';
import { fontsByPage } from './pdf/fonts-used.ts';
import type { Undrawn } from './undrawn.ts';

/** What the browser did not draw of a document, at its slide. */
export function undrawnFaults(undrawn: readonly Undrawn[], { places }: Documents): Diagnostic[] {
  return undrawn.map((one) => diagnose(places.get(one.id) ?? 'templates', messageOf(one)));
}

function messageOf({ id, kind, words }: Undrawn): Message {
  switch (kind) {
    case 'image':
      return messages.imageUndrawn(id, words);
    case 'chart':
      return messages.chartUndrawn(id, words);
    case 'request':
      return messages.requestFailed(words);
    case 'notes':
      return messages.notesClipped(id, words);
    case 'font':
      return messages.fontUnread(words);
  }
}

/** Pages set in a font that the deck does not carry, the first one for each font; `ids` are those of their slides. */
export function fallbackFaults(
  name: string,
  file: PdfFile,
  ids: readonly string[],
  { families, uncovered, lacksGlyphs, places }: Documents,
): Diagnostic[] {
  if (!families) return [];
  const told = new Set<string>();
  return fontsByPage(file).flatMap((fonts, n) => {
    const id = ids[n];
    // characters that no font of the deck draws have been told of
    if (id === undefined ? lacksGlyphs : uncovered.has(id)) return [];
    const strange = fonts.filter(
      (font) => !told.has(font) && !families.some((family) => font.startsWith(family)),
    );
    for (const font of strange) told.add(font);
    const at = (id === undefined ? undefined : places.get(id)) ?? name;
    return strange.map((font) => diagnose(at, messages.fontFallback(font, name, n + 1)));
  });
}
