import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { at, resolved, told } from '../support/memory.ts';

async function set(markdown: string): Promise<{ formulas: string[]; told: object[] }> {
  const { talk, ...recorded } = await resolved(`# T\n\n${markdown}\n`);
  return { formulas: [...talk.formulas.values()], told: told(recorded) };
}

describe('setFormulas', () => {
  it('gives MathML that carries its TeX, in text, on display, in footers of tables and in notes', async () => {
    const { formulas, told: found } = await set('$a < "b"$\n\n- $$\n  x\n  = 1\n  $$\n\nNote:\n$n$');
    expect(found).toEqual([]);
    expect(formulas).toEqual([
      expect.stringMatching(/^<math alttext="a &lt; &quot;b&quot;"><mrow><mi>a<\/mi><mo>&lt;<\/mo>/),
      '<math alttext="n"><mi>n</mi></math>',
      expect.stringMatching(/^<math alttext="x = 1" display="block"/),
    ]);
  });

  it('tells mistakes where they stand', async () => {
    expect((await set('A $\\foo{x}$ and $x_a_b$.')).told).toEqual([
      at('slides/10.md:3:4', messages.mathTex('unsupported function name: \\foo')),
      at('slides/10.md:3:21', messages.mathTex('double subscript')),
    ]);
    expect((await set('$x^$')).told).toEqual([
      at('slides/10.md:3:1', messages.mathTex('something is missing in it')),
    ]);
  });

  it.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://example.org}',
    '\\includegraphics{a.png}',
    '\\class{slide}{x}',
    '\\id{a}{x}',
    '\\style{color:red}{x}',
    '\\data{a=b}{x}',
    '\\ref{a}',
    '\\def\\a{\\a\\a}\\a',
    '{'.repeat(30_000),
  ])('does not set %.40j', async (tex) => {
    const { formulas, told: found } = await set(`$${tex}$`);
    expect(formulas).toEqual([]);
    expect(found).toEqual([expect.objectContaining({ rule: 'math-tex' })]);
  });

  it('escapes what TeX takes as text', async () => {
    const { formulas } = await set('$\\text{<script>alert(1)</script>}$');
    expect(formulas.join('')).not.toContain('<script');
  });
});
