import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { highlight } from '../../build/resolve/highlight.ts';
import { grammarOf, languageNames } from '../../build/resolve/languages.ts';
import { at, resolved, told } from '../support/memory.ts';

/** The kinds of the words of a line that have one. */
async function kinds(lang: string, text: string): Promise<object> {
  const lines = await highlight({ lang, text });
  return Object.fromEntries(
    lines.flat().flatMap(({ text: word, kind }) => (kind === undefined ? [] : [[word.trim(), kind]])),
  );
}

describe('highlight', () => {
  it('keeps every character, line by line', async () => {
    const text = 'def f(x):\n\treturn "é" # <b>\n\n  😀 = 1  ';
    const lines = await highlight({ lang: 'python', text });
    expect(lines.map((line) => line.map((token) => token.text).join('')).join('\n')).toBe(text);
  });

  it.each([
    ['python', 'if x and 1: # no', { if: 'keyword', and: 'keyword', 1: 'constant', '# no': 'comment' }],
    ['r', 'mean(x, "a")', { mean: 'function', '"a"': 'string' }],
    ['sql', "select 1 -- 'a'", { select: 'keyword', 1: 'constant', "-- 'a'": 'comment' }],
    ['stata', 'regress y x', { regress: 'keyword' }],
    ['json', '{"a": true}', { '"a"': 'property', true: 'constant' }],
    ['css', 'a { color: red }', { a: 'type', color: 'property', red: 'constant' }],
    ['diff', '+ in\n- out', { '+ in': 'inserted', '- out': 'deleted' }],
    ['latex', '\\section{A} % b', { '\\section': 'keyword', A: 'keyword', '% b': 'comment' }],
    ['js', 'const a = `b`', { const: 'keyword', '`b`': 'string' }],
  ])('tells the tokens of %s', async (lang, text, expected) => {
    expect(await kinds(lang, text)).toMatchObject(expected);
  });

  it('knows the languages of analysts, by the names that they write', () => {
    const names =
      'r python py julia sql stata matlab sas js ts json yaml bash sh latex tex html css c++ cpp c java go rust markdown md R';
    expect(names.split(' ').filter((name) => !grammarOf(name))).toEqual([]);
  });

  it('loads the grammar of every language that it knows', async () => {
    for (const name of languageNames) {
      const languages = await grammarOf(name)?.();
      if (languages) expect(languages.default.at(-1)?.name, name).toBeTruthy();
    }
  });
});

describe('code of a talk', () => {
  it('is told apart on slides and in notes, and an unknown language is said', async () => {
    const { talk, ...recorded } = await resolved(
      '# A\n\n> ```R\n> 1\n> ```\n\n```pyton\n1\n```\n\n```text\n1\n```\n\nNote:\n```js\n1\n```\n',
    );
    expect([...talk.code.values()]).toEqual([
      [[{ text: '1', kind: 'constant' }]],
      [[{ text: '1', kind: 'constant' }]],
    ]);
    expect(told(recorded)).toEqual([at('slides/10.md:7:1', messages.codeLanguage('pyton', 'python'))]);
  });
});
