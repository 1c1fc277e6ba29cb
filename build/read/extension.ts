import type { Token } from 'marked';

/** Where in a paragraph a line begins that `pattern` takes; no further, as Markdown asks again for each paragraph. */
export function startIn(pattern: RegExp): (text: string) => number | undefined {
  const startOrEnd = new RegExp(String.raw`^${pattern.source}|\n[ \t]*(?=\n)`, 'm');
  return (text) => {
    const found = startOrEnd.exec(text);
    return found?.[0].startsWith('\n') ? undefined : found?.index;
  };
}

/** What stands right before a token: the one character that decides, be it two code units long. */
export function lastCharacter(before: readonly Token[]): string {
  return before.at(-1)?.raw.slice(-2) ?? '';
}
