const one = String.raw`\d+(?:[.,\u202f]\d+)*`;
const number = String.raw`${one}(?:\s?[–-]\s?${one})?`;
const scale = 'thousand|million|billion|trillion|mn|bn|tn';
const currency = String.raw`(?:US|HK|NZ|A|C|S)?\$|€|£|¥|₹|\b(?:USD|EUR|GBP|RMB)\b`;
const unit = 'USD|EUR|GBP|RMB|yuan|dollars|euros';
const multiple = 'doubled|tripled|quadrupled|halved';
const small = 'two|three|four|five|six|seven|eight|nine|ten';
const percent = String.raw`per ?cent(?:age points?)?\b`;
const month = 'January|February|March|April|May|June|July|August|September|October|November|December';
const ordinal = String.raw`\d+(?:st|nd|rd|th)`;

/** What counts as a figure that wants evidence: percentages, amounts, multiples and ranks. */
const figure = new RegExp(
  [
    String.raw`(?:${currency})\s?${number}(?:\s?(?:${scale})\b)?`,
    String.raw`${number}\s?(?:%|${percent}|×)`,
    String.raw`\b${one}x\b`,
    String.raw`(?<![\d.,])\d{1,3}(?:\.\d+)?\stimes\b`,
    String.raw`\b(?:one|${small})\s(?:${percent}|(?:${scale})\b)`,
    String.raw`${number}\s?(?:(?:${scale})\b|(?:${unit})\b)`,
    String.raw`\b\d{1,3}(?:[,\u202f]\d{3})+\b`,
    String.raw`\b\w+-?fold\b`,
    String.raw`\b(?:${multiple})\b`,
    // neither a century nor a day
    String.raw`(?<!(?:${month})\s)\b${ordinal}\b(?!(?:\s(?:and|to)\s${ordinal})?[\s-]centur|\s(?:of\s)?(?:${month}))`,
    String.raw`\b(?:No\.|number|rank(?:ed|s)?)\s+(?:\d+|one)\b`,
    String.raw`\btop[ -](?:\d+|${small})\b`,
  ].join('|'),
  'gi',
);

/** The figures in a text, each with its offset. */
export function figuresIn(text: string): { readonly text: string; readonly offset: number }[] {
  return [...text.matchAll(figure)]
    .filter(([found]) => !/^(?:bill|blind|centre|en|mani|scaf|un)-?fold/i.test(found))
    .map(({ 0: found, index }) => ({ text: found, offset: index }));
}
