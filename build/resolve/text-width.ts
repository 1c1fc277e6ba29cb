/** Advance widths by family and character, in thousandths of an em, at weights 400 and 700. */
export type FontMeasures = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

const weights: Readonly<Record<string, number>> = { normal: 400, bold: 700, lighter: 300, bolder: 700 };

/** The width in CSS pixels of `text` set at `size` pixels in one of the deck's families, without kerning. */
export function textWidth(
  text: string,
  size: number,
  family: string,
  weight: number | string,
  measures: FontMeasures,
): number {
  const name = family.split(',')[0]?.trim().replace(/["']/g, '') ?? '';
  const table = measures[name] ?? measures.Inter ?? {};
  const boldness = ((weights[weight] ?? (Number(weight) || 400)) - 400) / 300;
  let width = 0;
  for (const character of text) {
    const known = table[character];
    // a character of no deck font is most likely an ideograph, one em wide
    width += known ? known[0] + (known[1] - known[0]) * boldness : 1000;
  }
  return (width / 1000) * size;
}
