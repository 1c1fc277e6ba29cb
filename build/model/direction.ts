/** Scripts that are written from the right. */
const scripts = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'];

/** Which way a language is written, by its tag. */
export function directionOf(lang: string): 'ltr' | 'rtl' {
  try {
    return scripts.includes(new Intl.Locale(lang).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    // no language tag
    return 'ltr';
  }
}
