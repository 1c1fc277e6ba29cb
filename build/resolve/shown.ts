/** A number as an author wrote it: what it says, and how far the truth may be from that. */
export interface Shown {
  readonly value: number;
  /** Half a unit of the last digit shown. */
  readonly tolerance: number;
  readonly percent: boolean;
}

const scales = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['million', 1e6],
  ['bn', 1e9],
  ['billion', 1e9],
  ['tn', 1e12],
  ['trillion', 1e12],
]);
const multiples = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const half = { value: 50, tolerance: 5, percent: true };
const times = (value: number): Shown => ({ value, tolerance: 0.5, percent: false });
const words = new Map([
  ['half', half],
  ['halved', half],
  ['doubled', times(2)],
  ['tripled', times(3)],
  ['quadrupled', times(4)],
]);

/** Reads `3.5 bn`, `US$42.1 bn`, `12×`, `84%`, `1,741`, `twelvefold`, `half`, `−0.3`; undefined for words without a number. */
export function readShown(text: string): Shown | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/−|–(?=\d)/g, '-')
    .toLowerCase();
  // “fell by half” is half; “three and a half” is not
  const word = words.get(plain.trim().replace(/^.* by /, ''));
  if (word) return word;
  const multiple = multiples.indexOf(/([a-z]+)[- ]?fold/.exec(plain)?.[1] ?? '');
  if (multiple > 0) return times(multiple);
  const match = /(-?)(\d{1,3}(?:[, \u202f]\d{3})+|\d+)(\.\d+)?\s*([a-z%]+)?/.exec(plain);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', unit = ''] = match;
  const scale = scales.get(unit) ?? 1;
  const number = Number(whole.replace(/[^\d]/g, '') + fraction) * (sign === '-' ? -1 : 1);
  const decimals = Math.max(0, fraction.length - 1);
  return {
    value: number * scale,
    tolerance: 0.5 * 10 ** -decimals * scale,
    percent: unit.startsWith('%') || unit.startsWith('percent'),
  };
}

/** How many numbers a text holds. */
export function countNumbers(text: string): number {
  return text.match(/\d{1,3}(?:[, \u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g)?.length ?? 0;
}
