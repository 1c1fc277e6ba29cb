import { inflateSync } from 'node:zlib';

/** A PDF's values as a reader of its own sees them, whole: nothing here is shared with build/write/pdf. */
export type Value = number | boolean | null | Name | Ref | Text | Operator | Value[] | Dictionary | Stream;
export type Dictionary = Map<string, Value>;
export interface Name {
  readonly name: string;
}
export interface Ref {
  readonly ref: number;
}
/** A string's bytes, each as a character. */
export interface Text {
  readonly bytes: string;
}
export interface Operator {
  readonly operator: string;
}
export interface Stream {
  readonly dictionary: Dictionary;
  readonly content: Buffer;
}

export interface Document {
  readonly header: string;
  readonly trailer: Dictionary;
  /** The value itself, or what its reference leads to. */
  readonly at: (value: Value | undefined) => Value;
  readonly dictionary: (value: Value | undefined) => Dictionary;
  readonly list: (value: Value | undefined) => Value[];
}

/** Opens a PDF by its table of cross-references, as text or as a stream. */
export function openDocument(pdf: Uint8Array): Document {
  const text = Buffer.from(pdf).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const places = new Map<number, { at: number } | { stream: number; index: number }>();
  let trailer: Dictionary;
  if (text.startsWith('xref', start)) {
    const rows = text.slice(start, text.indexOf('trailer', start)).split('\n').slice(2);
    for (const [number, row] of rows.entries()) {
      if (/ n\s*$/.test(row)) places.set(number, { at: Number(row.slice(0, 10)) });
    }
    trailer = parser(text, text.indexOf('trailer', start) + 7).value() as Dictionary;
  } else {
    const { dictionary, content } = parser(text, start).object() as Stream;
    trailer = dictionary;
    const widths = dictionary.get('W') as number[];
    const row = widths.reduce((sum, width) => sum + width, 0);
    for (let number = 0; number < content.length / row; number++) {
      const offsets = widths.map((_, n) => number * row + widths.slice(0, n).reduce((a, b) => a + b, 0));
      const [type, place, index] = widths.map((width, n) => content.readUIntBE(offsets[n] ?? 0, width));
      if (type === 1) places.set(number, { at: place ?? 0 });
      if (type === 2) places.set(number, { stream: place ?? 0, index: index ?? 0 });
    }
  }
  const read = new Map<number, Value>();
  const fromStream = (number: number, index: number): Value => {
    const { dictionary, content } = at({ ref: number }) as Stream;
    const packed = content.toString('latin1');
    const head = packed
      .slice(0, dictionary.get('First') as number)
      .trim()
      .split(/\s+/)
      .map(Number);
    return parser(packed, (dictionary.get('First') as number) + (head[index * 2 + 1] ?? 0)).value();
  };
  const at = (value: Value | undefined): Value => {
    if (!isRef(value)) return value ?? null;
    const known = read.get(value.ref);
    if (known !== undefined) return known;
    const place = places.get(value.ref);
    const found = !place
      ? null
      : 'at' in place
        ? parser(text, place.at).object()
        : fromStream(place.stream, place.index);
    read.set(value.ref, found);
    return found;
  };
  const dictionary = (value: Value | undefined): Dictionary => {
    const found = at(value);
    return found instanceof Map ? found : isStream(found) ? found.dictionary : new Map();
  };
  const list = (value: Value | undefined): Value[] => {
    const found = at(value);
    return Array.isArray(found) ? found : found === null ? [] : [value ?? null];
  };
  return { header: text.slice(0, text.indexOf('\n')), trailer, at, dictionary, list };
}

export function isRef(value: Value | undefined): value is Ref {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

export function isStream(value: Value | undefined): value is Stream {
  return typeof value === 'object' && value !== null && 'content' in value;
}

export function nameOf(value: Value | undefined): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
}

/** A text string in Unicode. */
export function textOf(value: Value | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return undefined;
  const bytes = Buffer.from(value.bytes, 'latin1');
  return value.bytes.startsWith('\xfe\xff') ? bytes.subarray(2).swap16().toString('utf16le') : value.bytes;
}

/** The values of a content stream: operands, then their operator. */
export function* tokens(content: string): Generator<Value> {
  const { more, value } = parser(content, 0);
  while (more()) yield value();
}

const word = /[^\s\0()<>[\]{}/%]+/y;
const white = /(?:[\s\0]|%[^\n]*\n)*/y;

interface Parser {
  /** Whether anything follows. */
  readonly more: () => boolean;
  readonly value: () => Value;
  /** `12 0 obj … endobj` */
  readonly object: () => Value;
}

function parser(text: string, start: number): Parser {
  let position = start;

  function more(): boolean {
    white.lastIndex = position;
    white.test(text);
    position = white.lastIndex;
    return position < text.length;
  }

  function object(): Value {
    for (let n = 0; n < 3; n++) value();
    const own = value();
    if (!(own instanceof Map) || !more() || !text.startsWith('stream', position)) return own;
    const from = text.indexOf('\n', position) + 1;
    const bytes = Buffer.from(text.slice(from, from + (own.get('Length') as number)), 'latin1');
    const content = nameOf(own.get('Filter')) === 'FlateDecode' ? inflateSync(bytes) : bytes;
    return { dictionary: own, content };
  }

  function value(): Value {
    more();
    const from = position;
    const two = text.slice(from, from + 2);
    if (two === '<<') return dictionary();
    if (two[0] === '[') return array();
    if (two[0] === '(') return literal();
    if (two[0] === '<') {
      position = text.indexOf('>', from) + 1;
      const digits = text.slice(from + 1, position - 1).replace(/\s/g, '');
      return { bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1') };
    }
    word.lastIndex = two[0] === '/' ? from + 1 : from;
    const found = word.exec(text)?.[0] ?? '';
    position = (two[0] === '/' ? from + 1 : from) + found.length;
    if (two[0] === '/')
      return {
        name: found.replace(/#(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      };
    if (found === '') throw new Error(`unreadable at ${from}: ${text.slice(from, from + 20)}`);
    const reference = /^\d+$/.test(found) && /^\s+\d+\s+R\b/.exec(text.slice(position, position + 20));
    if (reference) {
      position += reference[0].length;
      return { ref: Number(found) };
    }
    if (/^[-+.\d]+$/.test(found)) return Number(found);
    if (found === 'true' || found === 'false') return found === 'true';
    return found === 'null' ? null : { operator: found };
  }

  function dictionary(): Dictionary {
    position += 2;
    const own: Dictionary = new Map();
    while (more() && !text.startsWith('>>', position)) {
      const key = nameOf(value());
      if (key === undefined || own.has(key)) throw new Error(`a key twice or none: ${key}`);
      own.set(key, value());
    }
    position += 2;
    return own;
  }

  function array(): Value[] {
    position++;
    const values: Value[] = [];
    while (more() && text[position] !== ']') values.push(value());
    position++;
    return values;
  }

  function literal(): Text {
    let bytes = '';
    let depth = 0;
    for (; ; position++) {
      const character = text[position] ?? '';
      if (character === '\\') {
        const octal = /^[0-7]{1,3}/.exec(text.slice(position + 1, position + 4))?.[0];
        const next = text[position + 1] ?? '';
        const plain: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };
        bytes += octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (plain[next] ?? next);
        position += octal ? octal.length : 1;
        continue;
      }
      if (character === '(' && depth++ === 0) continue;
      if (character === ')' && --depth === 0) break;
      if (character === '') throw new Error('a string does not end');
      bytes += character;
    }
    position++;
    return { bytes };
  }

  return { more, value, object };
}
