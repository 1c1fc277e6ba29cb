import type { Block, Inline, Slide } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import { escapeHtml } from '../model/escape.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import { type Span, textOf, within } from '../model/source.ts';
import { blocksOf, inlinesOf } from '../model/walk.ts';

type Formula = Extract<Block | Inline, { kind: 'math' }>;

/** Each formula is set once, however often its talk is compiled. */
const known = new WeakMap<Formula, string>();

/** Sets every formula of the slides and their notes as MathML that carries its TeX as its words. */
export async function setFormulas(
  slides: readonly Slide[],
  report: ReadContext['report'],
): Promise<ReadonlyMap<Block | Inline, string>> {
  const found = slides.flatMap((slide): Formula[] =>
    [...inlinesOf(slide), ...blocksOf(slide)].filter((node) => node.kind === 'math'),
  );
  const formulas = new Map<Block | Inline, string>();
  if (found.length === 0) return formulas;
  const { default: temml } = await import('temml');
  for (const formula of found) {
    const before = known.get(formula);
    if (before !== undefined) {
      formulas.set(formula, before);
      continue;
    }
    const { tex } = formula;
    const displayMode = !('display' in formula) || formula.display;
    try {
      const mathMl = temml.renderToString(tex, { displayMode, throwOnError: true });
      // numbers of equations that it would point to are not there
      if (mathMl.includes('<a ')) throw new Error('references to equations are not supported');
      const words = escapeHtml(tex.replace(/\s+/g, ' '));
      const made = mathMl.replace('<math', `<math alttext="${words}"`);
      known.set(formula, made);
      formulas.set(formula, made);
    } catch (problem) {
      report(diagnose(placeOf(problem, formula), messages.mathTex(problemText(problem))));
    }
  }
  return formulas;
}

/** Where in its formula a mistake stands, as far as that is told. */
function placeOf(problem: unknown, { tex, span }: Formula): Span {
  const offset = textOf(span).indexOf(tex);
  const position = problem instanceof Error && 'position' in problem ? Number(problem.position) : Number.NaN;
  if (offset < 0 || !(position >= 0)) return span;
  const [name = ' '] = /^\\[A-Za-z]+/.exec(tex.slice(position)) ?? [];
  return within(span, offset + Math.min(position, tex.length - 1), name.length);
}

/** Temml tells its own mistakes with their place; it stumbles over some that are not whole. */
function problemText(problem: unknown): string {
  if (!(problem instanceof Error)) throw problem;
  if (problem.name !== 'ParseError' && problem.name !== 'Error') return 'something is missing in it';
  const text = problem.message.replace(/ at (?:position \d+|end of input):[\s\S]*$/, '').trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
}
