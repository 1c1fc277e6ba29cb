/** What is said of a mistake. `rule` is permanent: authors and scripts may rely on it. */
export interface Message {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string;
}

export function error(rule: string, message: string, hint?: string): Message {
  return { rule, severity: 'error', message, ...(hint === undefined ? {} : { hint }) };
}

export function warning(rule: string, message: string, hint?: string): Message {
  return { ...error(rule, message, hint), severity: 'warning' };
}

/** How to mend what `EMFILE` tells. */
export const moreFiles = 'Allow this shell more open files: ulimit -n 1024.';

export const quote = (name: string): string => `“${name}”`;
export const list = (names: Iterable<string>): string => [...names].join(', ');

/** The near name, and all names where they are few enough to read or nothing is near. */
export function meant(near: string | undefined, names: readonly string[], what: string): string {
  const all = `${what}: ${list(names)}`;
  if (near === undefined) return all;
  return names.length > 20 ? `Did you mean ${quote(near)}?` : `Did you mean ${quote(near)}? ${all}`;
}

/** The first few of some texts, quoted, and how many more there are. */
export function few(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map((text) => quote(text.trim().slice(0, 40)));
  return texts.length > 3 ? `${list(shown)} and ${texts.length - 3} more` : list(shown);
}
