import { CST, isMap, isScalar, isSeq, Lexer, parseDocument, stringify } from 'yaml';
import type { Edit } from '../model/edits.ts';
import { type Span, span, textOf, within } from '../model/source.ts';

/** A value as YAML that stands in a line, in lists too. */
export function yamlText(value: string): string {
  // other quotes would let it go on in the next line, where --- is the end of front matter
  return /[\p{Cc},[\]{}]/u.test(value) ? JSON.stringify(value) : stringify(value, { lineWidth: 0 }).trimEnd();
}

/** Where the value of a field stands in YAML; undefined where there is none. */
export function fieldSpan(at: Span, path: readonly string[]): Span | undefined {
  const node = parseDocument(textOf(at)).getIn(path, true) as { range?: [number, number] } | undefined;
  const [start, end] = node?.range ?? [];
  return start === undefined || end === undefined ? undefined : within(at, start, end - start);
}

/** The names in the map at a path. */
export function fieldNames(at: Span, path: readonly string[]): string[] {
  const node = parseDocument(textOf(at)).getIn(path, true);
  return isMap(node) ? node.items.flatMap(({ key }) => (isScalar(key) ? String(key.value) : [])) : [];
}

/** Gives a field of a map a value, in its place or on a line behind the others. */
export function setField(at: Span, name: string, value: string): Edit {
  const place = fieldSpan(at, [name]);
  return place
    ? { at: place, text: yamlText(value) }
    : { at: span(at.source, at.end), text: `${name}: ${yamlText(value)}\n` };
}

/** Takes a field out of a map, with its name and what else stands on its lines. */
export function dropField(at: Span, name: string): Edit[] {
  const root = parseDocument(textOf(at)).contents;
  const pair = isMap(root) && root.items.find(({ key }) => isScalar(key) && key.value === name);
  if (!pair || !isScalar(pair.key)) return [];
  const end = (pair.value as { range?: [number, number, number] } | null)?.range?.[2];
  const [start = 0, , after = start] = pair.key.range ?? [];
  return [{ at: within(at, start, (end ?? after) - start), text: '' }];
}

/** Changes the names in a list, or the one name in its place; those for which nothing comes back are left out. */
export function changeNames(
  at: Span,
  path: readonly string[],
  change: (name: string) => string | undefined,
): Edit[] {
  const node = parseDocument(textOf(at)).getIn(path, true);
  const items = isSeq(node) ? node.items : [node];
  const names = items.flatMap((item) => (isScalar(item) ? String(item.value) : []));
  const changed = names.map(change);
  const place = fieldSpan(at, path);
  if (!place || names.every((name, n) => changed[n] === name)) return [];
  const kept = changed.flatMap((name) => (name === undefined ? [] : yamlText(name)));
  const end = textOf(place).endsWith('\n') ? '\n' : '';
  return [{ at: place, text: `[${kept.join(', ')}]${end}` }];
}

/** Takes the comments out of YAML, with the blanks before them and the lines that they have for themselves. */
export function dropComments(at: Span): Edit[] {
  const text = textOf(at);
  const edits: Edit[] = [];
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    // marks that stand for nothing in the text
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') continue;
    if (type === 'comment') {
      const before = /[ \t]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
      const start = offset - before;
      const end = offset + lexeme.length;
      const isLine = (start === 0 || text[start - 1] === '\n') && text[end] === '\n';
      edits.push({ at: within(at, start, end - start + (isLine ? 1 : 0)), text: '' });
    }
    offset += lexeme.length;
  }
  return edits;
}
