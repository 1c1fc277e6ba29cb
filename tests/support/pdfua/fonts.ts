import type { Shown } from './marks.ts';
import { type Dictionary, type Document, isStream, nameOf, tokens, type Value } from './objects.ts';

/** Fonts are embedded, and each glyph that is shown is in them, as wide as is said, with its characters (7.21). */
export function checkFonts(document: Document, shown: readonly Shown[]): string[] {
  const codes = new Map<Dictionary, Set<number>>();
  for (const { font, codes: bytes } of shown) {
    const dictionary = document.dictionary(font);
    const own = codes.get(dictionary) ?? new Set<number>();
    codes.set(dictionary, own);
    const size = nameOf(dictionary.get('Subtype')) === 'Type0' ? 2 : 1;
    for (let n = 0; n + size <= bytes.length; n += size)
      own.add(size === 2 ? bytes.charCodeAt(n) * 256 + bytes.charCodeAt(n + 1) : bytes.charCodeAt(n));
  }
  return [...codes].flatMap(([font, own]) => checkFont(document, font, own));
}

function checkFont(document: Document, font: Dictionary, codes: ReadonlySet<number>): string[] {
  const findings: string[] = [];
  const kind = nameOf(font.get('Subtype')) ?? '';
  const name = nameOf(font.get('BaseFont')) ?? kind;
  const found = (rule: string, text: string): void => void findings.push(`${rule} font ${name} ${text}`);
  const unicode = toUnicode(document.at(font.get('ToUnicode')));
  for (const code of codes) {
    const text = unicode.get(code);
    if (text === undefined) found('7.21.7-1', `has no characters for glyph ${code}`);
    else if (/^$|[\0\ufeff\ufffe]/.test(text)) found('7.21.7-2', `has no true characters for glyph ${code}`);
  }
  if (kind === 'Type3') return findings;
  if (kind !== 'Type0') return [`7.21 font ${name} is of kind ${kind}, which is not checked`];
  const inner = document.dictionary(document.list(font.get('DescendantFonts'))[0]);
  const descriptor = document.dictionary(inner.get('FontDescriptor'));
  if (!/^Identity-[HV]$/.test(nameOf(font.get('Encoding')) ?? ''))
    found('7.21.3.3-1', 'has another encoding');
  const isTrueType = nameOf(inner.get('Subtype')) === 'CIDFontType2';
  if (isTrueType && nameOf(inner.get('CIDToGIDMap')) !== 'Identity')
    found('7.21.3.2-1', 'has no map to its glyphs');
  const program = document.at(
    descriptor.get('FontFile2') ?? descriptor.get('FontFile3') ?? descriptor.get('FontFile'),
  );
  if (!isStream(program)) {
    found('7.21.4.1-1', 'is not embedded');
    return findings;
  }
  if (!/^[A-Z]{6}\+/.test(name)) found('9.6.4', 'is not a subset');
  if (codes.has(0)) found('7.21.8-1', 'shows .notdef');
  const widths = descriptor.has('FontFile2') ? trueTypeWidths(program.content) : undefined;
  if (!widths) return findings;
  const said = saidWidths(document, inner);
  for (const code of codes) {
    const own = widths(code);
    if (own === undefined) found('7.21.4.1-2', `has no glyph ${code}`);
    else if (Math.abs(own - said(code)) > 1)
      found('7.21.5-1', `says that glyph ${code} is ${said(code)} wide, not ${own}`);
  }
  return findings;
}

/** The characters of codes, from a CMap's `bfchar` and `bfrange`. */
function toUnicode(stream: Value): Map<number, string> {
  const map = new Map<number, string>();
  if (!isStream(stream)) return map;
  const number = (value: Value | undefined): number =>
    [...bytesOf(value)].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0);
  const text = (value: Value | undefined): string =>
    Buffer.from(bytesOf(value), 'latin1').swap16().toString('utf16le');
  let operands: Value[] = [];
  for (const token of tokens(stream.content.toString('latin1'))) {
    if (typeof token !== 'object' || token === null || !('operator' in token)) {
      operands.push(token);
      continue;
    }
    if (token.operator === 'endbfchar')
      for (let n = 0; n + 1 < operands.length; n += 2) map.set(number(operands[n]), text(operands[n + 1]));
    if (token.operator === 'endbfrange') {
      for (let n = 0; n + 2 < operands.length; n += 3) {
        const [from, to, start] = [number(operands[n]), number(operands[n + 1]), operands[n + 2]];
        for (let code = from; code <= to; code++) {
          if (Array.isArray(start)) map.set(code, text(start[code - from]));
          else {
            const first = text(start);
            const last = first.charCodeAt(first.length - 1) + code - from;
            map.set(code, first.slice(0, -1) + String.fromCharCode(last));
          }
        }
      }
    }
    operands = [];
  }
  return map;
}

function bytesOf(value: Value | undefined): string {
  return typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : '';
}

/** Advance widths in thousandths of an em from the tables head, hhea, maxp and hmtx. */
function trueTypeWidths(program: Buffer): (glyph: number) => number | undefined {
  const tables = new Map<string, number>();
  for (let n = 0; n < program.readUInt16BE(4); n++) {
    const row = 12 + n * 16;
    tables.set(program.toString('latin1', row, row + 4), program.readUInt32BE(row + 8));
  }
  const at = (table: string): number => tables.get(table) ?? 0;
  const unit = program.readUInt16BE(at('head') + 18);
  const [glyphs, measured] = [program.readUInt16BE(at('maxp') + 4), program.readUInt16BE(at('hhea') + 34)];
  return (glyph) =>
    glyph < glyphs
      ? (program.readUInt16BE(at('hmtx') + Math.min(glyph, measured - 1) * 4) * 1000) / unit
      : undefined;
}

function saidWidths(document: Document, font: Dictionary): (glyph: number) => number {
  const said = new Map<number, number>();
  const values = document.list(font.get('W'));
  for (let n = 0; n < values.length; ) {
    const [from, next, width] = [values[n] as number, document.at(values[n + 1]), values[n + 2] as number];
    if (Array.isArray(next)) {
      for (const [index, own] of next.entries()) said.set(from + index, own as number);
      n += 2;
    } else {
      for (let glyph = from; glyph <= (next as number); glyph++) said.set(glyph, width);
      n += 3;
    }
  }
  const other = (font.get('DW') as number | undefined) ?? 1000;
  return (glyph) => said.get(glyph) ?? other;
}
