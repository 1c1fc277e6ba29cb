const number = String.raw`\d+(?:[.,\u202f]\d+)*`;
const scale = 'thousand|million|billion|trillion|mn|bn|tn';
const currency = String.raw`(?:US|HK|A|C)?\$|€|£|¥|₹`;
const unit = 'USD|EUR|GBP|RMB|yuan|dollars|euros';
const multiple = 'doubled|tripled|quadrupled|halved';
const small = 'two|three|four|five|six|seven|eight|nine|ten';

/** What counts as a figure that wants evidence: percentages, amounts, multiples and ranks. */
const figure = new RegExp(
  [
    String.raw`(?:${currency})\s?${number}(?:\s?(?:${scale})\b)?`,
    String.raw`${number}\s?(?:%|per ?cent\b|×)`,
    String.raw`${number}\s?(?:(?:${scale})\b|(?:${unit})\b)`,
    String.raw`\b\d{1,3}(?:[,\u202f]\d{3})+\b`,
    String.raw`\b\w+fold\b`,
    String.raw`\b(?:${multiple})\b`,
    String.raw`\b\d+(?:st|nd|rd|th)\b(?!\s+century)`,
    String.raw`\b(?:No\.|number|rank(?:ed|s)?)\s+(?:\d+|one)\b`,
    String.raw`\btop[ -](?:\d+|${small})\b`,
  ].join('|'),
  'gi',
);

/** The figures in a text, each with its offset. */
export function figuresIn(text: string): { readonly text: string; readonly offset: number }[] {
  return [...text.matchAll(figure)]
    .filter(([found]) => !/^(?:mani|un|blind|scaf)fold/i.test(found))
    .map(({ 0: found, index }) => ({ text: found, offset: index }));
}
