import type { Block, Slide } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import { messages } from '../model/messages.ts';
import type { CodeLine } from '../model/talk.ts';
import { blocksOf } from '../model/walk.ts';
import { grammarOf, languageNames } from './languages.ts';
import type { ResolveContext } from './talk.ts';

/** Each block is told once, however often its talk is compiled. */
const known = new WeakMap<Block, readonly CodeLine[]>();

/** Tells the tokens of all code on slides and in notes whose language is known. */
export async function highlightCode(
  slides: readonly Slide[],
  { highlight, report }: Pick<ResolveContext, 'highlight' | 'report'>,
): Promise<ReadonlyMap<Block, readonly CodeLine[]>> {
  const code = new Map<Block, readonly CodeLine[]>();
  for (const block of slides.flatMap((slide) => [...blocksOf(slide)])) {
    if (block.kind !== 'code' || block.lang === '') continue;
    const { lang, text } = block;
    if (grammarOf(lang)) {
      const lines = known.get(block) ?? (await highlight({ lang, text }));
      known.set(block, lines);
      code.set(block, lines);
    } else if (!languageNames.includes(lang)) {
      report(diagnose(block.span, messages.codeLanguage(lang, nearest(lang, languageNames))));
    }
  }
  return code;
}
