import type { Config } from '../model/config.ts';

/** `“Title” by A. Author and B. Author, 2023. CC-BY-4.0`: what is said of a deck where its slides are used. */
export function attributionOf(
  { title, authors, date, licence }: Pick<Config, 'title' | 'authors' | 'date' | 'licence'>,
  slide?: string,
): string {
  const people = new Intl.ListFormat('en').format(authors);
  const parts = [`“${title}”${people === '' ? '' : ` by ${people}`}`, date, slide && `slide “${slide}”`];
  return [parts.filter(Boolean).join(', '), licence].filter(Boolean).join('. ');
}
