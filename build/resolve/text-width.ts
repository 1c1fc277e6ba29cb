/** Advance widths by family and character, in thousandths of an em: regular, then semibold. */
export type FontMeasures = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

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
  const isBold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 500;
  let width = 0;
  for (const character of text) {
    const [regular, bold] = table[character] ?? [];
    // a character of no deck font is most likely an ideograph, one em wide
    width += (isBold ? (bold ?? regular) : regular) ?? 1000;
  }
  return (width / 1000) * size;
}
