/**
 * PDF's own notation (ISO 32000-1, 7.3) as text: a dictionary is read one level deep, its values stay as they are
 * written, since most of them are only carried over.
 */
export type Dictionary = Map<string, string>;

const space = /[\s\0]*/y;
const plain = /\d+ \d+ R|\/?[^\s\0/<>[\]()]*/y;

function skip(text: string, at: number): number {
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

/** Where the value that begins at `at` ends. */
function valueEnd(text: string, at: number): number {
  const first = text[at];
  if (first === '(') return stringEnd(text, at);
  if (first === '<' && text[at + 1] !== '<') return text.indexOf('>', at) + 1;
  if (first === '<' || first === '[') {
    const close = first === '<' ? '>>' : ']';
    let next = skip(text, at + close.length);
    while (!text.startsWith(close, next)) {
      if (next >= text.length) throw new Error('a PDF object does not end');
      next = skip(text, valueEnd(text, next));
    }
    return next + close.length;
  }
  plain.lastIndex = at;
  plain.test(text);
  if (plain.lastIndex === at)
    throw new Error(`a PDF object holds ${JSON.stringify(text.slice(at, at + 20))}`);
  return plain.lastIndex;
}

function stringEnd(text: string, at: number): number {
  let depth = 0;
  for (let n = at; n < text.length; n++) {
    if (text[n] === '\\') n++;
    else if (text[n] === '(') depth++;
    else if (text[n] === ')' && --depth === 0) return n + 1;
  }
  throw new Error('a PDF string does not end');
}

/** The values between the brackets of an array, or of a dictionary with its keys. */
function valuesIn(text: string, from: number, to: number): string[] {
  const values: string[] = [];
  for (let at = skip(text, from); at < to; ) {
    const end = valueEnd(text, at);
    values.push(text.slice(at, end));
    at = skip(text, end);
  }
  return values;
}

/** `<< /Key value … >>`, read. Keys are without their slash. */
export function readDictionary(text: string): Dictionary {
  const trimmed = text.trim();
  const values = valuesIn(trimmed, 2, trimmed.length - 2);
  const dictionary: Dictionary = new Map();
  for (let n = 0; n + 1 < values.length; n += 2)
    dictionary.set((values[n] ?? '').slice(1), values[n + 1] ?? '');
  return dictionary;
}

export function writeDictionary(dictionary: Dictionary): string {
  return `<<${[...dictionary].map(([key, value]) => `/${key} ${value}`).join(' ')}>>`;
}

/** `[value …]`, read; another value is a list of one. */
export function readArray(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text.startsWith('[') ? valuesIn(text, 1, text.length - 1) : [text];
}

/** The object number of `12 0 R`; undefined for another value. */
export function reference(value: string | undefined): number | undefined {
  const found = /^(\d+) \d+ R$/.exec(value ?? '');
  return found ? Number(found[1]) : undefined;
}

/** A text string, in UTF-16 where it has to be. */
export function writeText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** What a text string says. */
export function readText(value: string): string {
  const bytes = value.startsWith('<')
    ? Buffer.from(value.slice(1, -1).replace(/\s/g, ''), 'hex')
    : Buffer.from(unescaped(value.slice(1, -1)), 'latin1');
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };

function unescaped(literal: string): string {
  return literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 255) : (escapes[code] ?? code),
  );
}

/** A name without its `#hh` escapes, and an id without the `%hh` that Chrome writes in addresses. */
export function decodeName(name: string): string {
  const address = name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodeURIComponent(address);
}
