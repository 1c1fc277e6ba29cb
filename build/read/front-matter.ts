import type { RawSlide } from '../model/deck.ts';
import type { Edit } from '../model/edits.ts';
import { span } from '../model/source.ts';
import { setField, yamlText } from './yaml-edits.ts';

/** Gives fields of a slide's front matter values; a slide without any gets one. */
export function setFields(
  { frontMatter, body }: RawSlide,
  fields: Readonly<Record<string, string | undefined>>,
): Edit[] {
  const set = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  if (set.length === 0) return [];
  const at = span(body.source, frontMatter?.end ?? body.start);
  if (!frontMatter) {
    const lines = set.map(([name, value]) => `${name}: ${yamlText(value)}\n`).join('');
    return [{ at, text: `---\n${lines}---\n\n` }];
  }
  const edits = set.map(([name, value]) => setField(frontMatter, name, value));
  // those at the same place become one
  const added = edits.filter((edit) => edit.at.start === at.start);
  const replaced = edits.filter((edit) => !added.includes(edit));
  return added.length === 0 ? replaced : [...replaced, { at, text: added.map(({ text }) => text).join('') }];
}
