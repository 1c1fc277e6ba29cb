import { formulaMark } from '../model/formula.ts';
import { type Html, raw } from './html.ts';

/** Elements in a line that Chrome leaves out of a PDF's structure, and their language with them. */
const unstructured =
  /<(span|i|b|u|s|q|cite|small|kbd|samp|var|bdi|bdo|sup|sub)(?=(?:\s[^>]*)?\slang=)(?![^>]*\srole=)/g;

/**
 * Markup from which Chrome makes a PDF's structure: what is in another language has a role, without which its language
 * would be lost, formulas are figures with their words, and empty cells hold a space, without which they would be lost,
 * and their rows be shorter than others.
 */
export function forPaper({ html: markup }: Html): Html {
  return raw(
    markup
      .replace(/<math alttext="([^"]*)"/g, `<math role="img" aria-label="${formulaMark}$1"`)
      .replace(unstructured, '<$1 role="mark"')
      .replace(/<(t[dh])((?:\s[^>]*)?)>\s*<\/\1>/g, '<$1$2>&nbsp;</$1>'),
  );
}
