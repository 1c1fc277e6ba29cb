/** Reads the attributes of a directive, `{zh-Hans key=value where="a=b" .class}`: bare words under the key ''. */
export function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))|(\S+)/g)) {
    const [, key, double, single, bare, word] = match;
    if (key !== undefined) attributes.set(key, double ?? single ?? bare ?? '');
    else if (word !== undefined) attributes.set('', word);
  }
  return attributes;
}
