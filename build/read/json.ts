import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type Source, type Span, span } from '../model/source.ts';
import type { SpecPath } from './spec-schema.ts';

/** Where `JSON.parse` stopped; its message says so for some mistakes only. */
export function jsonErrorSpan(source: Source, problem: unknown): Span {
  const offset = Number(/ in JSON at position (\d+)/.exec(String(problem))?.[1] ?? stopOf(source.text));
  return span(source, Math.min(offset, source.text.length), Math.min(offset + 1, source.text.length));
}

/** The length of the longest beginning of `text` that has no character out of place. */
function stopOf(text: string): number {
  let [sound, broken] = [0, text.length + 1];
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2);
    if (isMisplaced(text.slice(0, middle))) broken = middle;
    else sound = middle;
  }
  return sound;
}

/** Whether JSON has a character out of place, rather than an end that comes too early. */
function isMisplaced(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (problem) {
    return String(problem).endsWith('is not valid JSON');
  }
}

/** What `JSON.parse` says of a mistake, without place and excerpt: those are told better. */
export function jsonErrorText(problem: unknown): string {
  const text = problem instanceof Error ? problem.message : String(problem);
  return text.replace(/ in JSON at position.*$/, '').replace(/, (?:\.{3})?"[\s\S]*$/, '');
}

/** Finds places in JSON by parsing it once more, with positions, when the first one is asked for. */
export function jsonSpans(source: Source): (path: SpecPath) => Span {
  let root: Node | undefined;
  return (path) => {
    root ??= parseTree(source.text);
    for (let length = path.length; root && length > 0; length--) {
      const found = findNodeAtLocation(root, path.slice(0, length));
      if (!found) continue;
      // of a pair, the key
      const node = (found.parent?.type === 'property' && found.parent.children?.[0]) || found;
      return span(source, node.offset, node.offset + node.length);
    }
    const start = Math.max(0, source.text.search(/\S/));
    return span(source, start, Math.min(start + 1, source.text.length));
  };
}
