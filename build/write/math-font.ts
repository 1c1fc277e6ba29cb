import { decodeHTML } from 'entities';

/** The elements that are set in the face for formulas. */
export const math = /<math\b[\s\S]*?<\/math>/g;

/** What is drawn without being written: roots, and the sign that a hyphen becomes. */
const unwritten = ' √−';

/** The first and last letters of stretches of an alphabet, and the first of them in mathematical italics. */
const stretches = [
  ['A', 'Z', 0x1d434],
  ['a', 'z', 0x1d44e],
  ['Α', 'Ω', 0x1d6e2],
  ['α', 'ω', 0x1d6fc],
] as const;
const single: Readonly<Record<string, string>> = {
  h: 'ℎ',
  ı: '𝚤',
  ȷ: '𝚥',
  '∇': '𝛻',
  '∂': '𝜕',
  ϵ: '𝜖',
  ϑ: '𝜗',
  ϰ: '𝜘',
  ϕ: '𝜙',
  ϱ: '𝜚',
  ϖ: '𝜛',
};

/** What formulas show, with the italic letters that browsers draw for names of one letter (MathML Core, 4.2). */
export function signsOf(formulas: string): string {
  if (formulas === '') return '';
  const names = formulas.matchAll(/<mi\b[^>]*>(.)<\/mi>/gu);
  const italics = [...names].map(([, letter = '']) => italic(letter)).join('');
  return decodeHTML(formulas.replace(/<[^>]*>/g, '')) + italics + unwritten;
}

function italic(letter: string): string {
  const found = stretches.find(([from, to]) => letter >= from && letter <= to);
  const code = letter.codePointAt(0) ?? 0;
  return (
    single[letter] ?? (found ? String.fromCodePoint(found[2] + code - (found[0].codePointAt(0) ?? 0)) : '')
  );
}
