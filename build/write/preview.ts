import { type Diagnostic, diagnose } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { Talk } from '../model/talk.ts';
import { type Assets, type Screen, screenOf } from '../render/document.ts';
import type { RenderedPage } from '../render/slide.ts';
import { steadyPages } from '../render/steady.ts';
import { code, type EmbeddedFonts, embedFonts } from './fonts.ts';
import type { Library } from './library.ts';
import { math, signsOf } from './math-font.ts';

/** Renders a talk for the screen, again and again. */
export type Previewer = (
  talk: Talk,
  styles: Pick<Assets, 'theme'>,
  report: (diagnostic: Diagnostic) => void,
) => Promise<Screen>;

/** Makes the screen of talks that differ little; fonts are embedded anew only when characters come that none had before. */
export function createPreviewer(library: Library): Previewer {
  const fontsFor = steadyFonts(library);
  const pagesOf = steadyPages();
  const texts = new WeakMap<RenderedPage, string>();
  const textOf = (page: RenderedPage): string => {
    const known = texts.get(page) ?? [page.body, page.notes, page.data].map(({ html }) => html).join('');
    texts.set(page, known);
    return known;
  };
  return async (talk, { theme }, report) => {
    const pages = pagesOf(talk);
    const fonts = await fontsFor(pages.map(textOf));
    if (fonts.missing.length > 0)
      report(diagnose('slides', messages.glyphMissing(fonts.missing.join(' '), undefined)));
    const css = talk.formulas.size > 0 ? `${fonts.css}\n${library.mathStyle}` : fonts.css;
    const screen = screenOf(pages, talk, { fonts: css, clientStyle: library.clientStyle, theme });
    // one that is empty has a place all the same, to be filled later
    return { ...screen, styles: screen.styles.map((style) => style || ' ') };
  };
}

function steadyFonts(library: Library): (texts: readonly string[]) => Promise<EmbeddedFonts> {
  let known = new Set<string>();
  let seen = new Set<string>();
  let fonts: EmbeddedFonts | undefined;
  return async (texts) => {
    const fresh = texts.filter((text) => !known.has(text)).join('');
    known = new Set(texts);
    // faces are chosen by characters, by those in code and in formulas, and by italics
    const inCode = [...new Set([...fresh.matchAll(code)].join(''))].map((sign) => `code ${sign}`);
    const inMath = [...new Set(signsOf([...fresh.matchAll(math)].join('')))].map((sign) => `math ${sign}`);
    const signs = [...new Set(fresh), ...inCode, ...inMath, ...(fresh.match(/<(?:em|i|cite)\b/g) ?? [])];
    if (!fonts || signs.some((sign) => !seen.has(sign))) {
      const text = texts.join('');
      fonts = await embedFonts(text, /<(em|i|cite)\b/.test(text), library);
      seen = new Set([...seen, ...signs]);
    }
    const missing = fonts.missing.filter((sign) => texts.some((text) => text.includes(sign)));
    return { ...fonts, missing };
  };
}
