import { Lexer } from 'yaml';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';

/** Lists, quotes, elements or values in each other; no talk needs more, and the stack has room for a few thousand. */
export const mostLevels = 100;

/** Whether values of JSON hold each other deeper than that. */
export function isDeep(value: unknown, levels = mostLevels): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1));
}

/** Whether the lists and mappings of YAML that share a line, or stand in brackets, hold each other deeper than that. */
export function isDeepYaml(text: string): boolean {
  let [brackets, inLine] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') brackets++;
    else if (lexeme === ']' || lexeme === '}') brackets--;
    else if (lexeme === '-' || lexeme === '?') inLine++;
    else if (lexeme === '\n') inLine = 0;
    if (brackets + inLine > mostLevels) return true;
  }
  return false;
}

/** Reads what has no limit to how deeply it nests but the stack's; undefined, and told, where it is too deep. */
export function readShallow<T>(
  at: Span | string,
  { report }: Pick<ReadContext, 'report'>,
  read: () => T,
): T | undefined {
  try {
    return read();
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem;
    report(diagnose(at, messages.tooDeep()));
    return undefined;
  }
}
