import { cached, contentKey } from './cache.ts';
import type { FontFace, Library } from './library.ts';
import { math, signsOf } from './math-font.ts';

/** `@font-face` rules with fonts inside for what a document needs, and the characters that no font draws. */
export interface EmbeddedFonts {
  readonly css: string;
  readonly missing: readonly string[];
}

/**
 * Picks the faces whose characters `text` uses; `italics` says whether it has any italics, `isCut` whether each is cut
 * to these characters, which takes long and makes small files.
 */
export async function embedFonts(
  text: string,
  italics: boolean,
  library: Library,
  isCut = false,
): Promise<EmbeddedFonts> {
  const formulas = [...text.matchAll(math)].join('');
  const inMath = charactersOf(signsOf(formulas));
  const { range: mathRange = '' } = library.fonts.faces.find(({ use }) => use === 'math') ?? {};
  // what the face for formulas lacks is drawn in the fonts of the text
  const lacking = inMath.filter((character) => !isIn(character, mathRange)).join('');
  const prose = formulas === '' ? text : text.replace(math, '') + lacking;
  const used = charactersOf(prose).filter((character) => character > ' ');
  const inCode = charactersOf([...text.matchAll(code)].join(''));
  const covered = new Set<string>();
  const rules: string[] = [];
  for (const face of library.fonts.faces) {
    const inUse = { code: inCode, math: inMath, text: used }[face.use ?? 'text'];
    const drawn = inUse.filter((character) => isIn(character, face.range));
    if (!face.use) for (const character of drawn) covered.add(character);
    if (drawn.length === 0 || (face.style === 'italic' && !italics)) continue;
    if (face.use === 'math') rules.push(await mathRule(face, drawn, library));
    // the space is asked for by all
    else if (isCut) rules.push(rule(face, await cutFont(face, ` ${drawn.join('')}`, library)));
    else if (face.slices) rules.push(...(await rulesOfLarge(face, face.slices, drawn, library)));
    else rules.push(rule(face, library.fontFile(face.file)));
  }
  const missing = used.filter(
    (character) => !covered.has(character) && !/[\p{Cc}\p{Cf}\p{Z}\p{M}\p{Co}]/u.test(character),
  );
  return { css: rules.join('\n'), missing };
}

/** The elements that are set in a face for code. */
export const code = /<(code|pre|kbd|samp)\b[\s\S]*?<\/\1>/g;

/** Each character once, in the order of first appearance; a set of all of them would take ten times as long. */
function charactersOf(text: string): string[] {
  const seen = new Uint8Array(0x110000);
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    if (seen[code]) continue;
    seen[code] = 1;
    found.push(String.fromCodePoint(code));
  }
  return found;
}

function rule({ family, style, weight, range }: FontFace, bytes: Uint8Array): string {
  const data = Buffer.from(bytes).toString('base64');
  return `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};font-display:block;unicode-range:${range};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
}

/** The face for formulas, cut to what they draw; its glyphs of other sizes and its measures for setting come along. */
async function mathRule(face: FontFace, drawn: readonly string[], library: Library): Promise<string> {
  const bytes = await cutFont(face, [...drawn].sort().join(''), library);
  return rule({ ...face, range: 'U+0-10FFFF' }, bytes);
}

/** More slices than these weigh more than one font cut from the whole face, which takes long the first time. */
const mostSlices = 3;

/** A large face's few slices that hold all characters drawn, or else the face cut to these, kept in the user's cache. */
async function rulesOfLarge(
  face: FontFace,
  slices: NonNullable<FontFace['slices']>,
  drawn: readonly string[],
  library: Library,
): Promise<string[]> {
  const used = slices.filter(({ range }) => drawn.some((character) => isIn(character, range)));
  const held = drawn.every((character) => used.some(({ range }) => isIn(character, range)));
  return held && used.length <= mostSlices
    ? used.map((slice) => rule({ ...face, ...slice }, library.fontFile(slice.file)))
    : [rule(face, await cutFont(face, drawn.join(''), library))];
}

async function cutFont(face: FontFace, characters: string, library: Library): Promise<Uint8Array> {
  // the program's digest covers the fonts that come with it, and what cuts them
  return cached(`fonts/${contentKey(library.program, face.file, characters)}.woff2`, async () => {
    const { default: subsetFont } = await import('subset-font');
    return subsetFont(Buffer.from(library.fontFile(face.file)), characters, { targetFormat: 'woff2' });
  });
}

const parsed = new Map<string, readonly (readonly [number, number])[]>();

function isIn(character: string, range: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  let intervals = parsed.get(range);
  if (!intervals) {
    intervals = range.split(',').map((part) => {
      const [from = '', to = from] = part.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
    parsed.set(range, intervals);
  }
  return intervals.some(([from, to]) => code >= from && code <= to);
}
