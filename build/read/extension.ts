import type { Token } from 'marked';

/**
 * Where in a paragraph a line begins that `pattern` takes; no further, as Markdown asks again for each paragraph. It
 * hands over the text without its first character, so that what comes first is no beginning of a line.
 */
export function startIn(pattern: RegExp): (text: string) => number | undefined {
  const startOrEnd = new RegExp(String.raw`\n(?:(?=${pattern.source})|[ \t]*(?=\n))`);
  const isStart = new RegExp(pattern.source, 'y');
  return (text) => {
    const found = startOrEnd.exec(text);
    if (!found) return undefined;
    isStart.lastIndex = found.index + 1;
    return isStart.test(text) ? found.index + 1 : undefined;
  };
}

/** What stands right before a token: the one character that decides, be it two code units long. */
export function lastCharacter(before: readonly Token[]): string {
  return before.at(-1)?.raw.slice(-2) ?? '';
}
