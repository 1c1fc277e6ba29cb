import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { readCode } from '../../build/read/code.ts';
import { at, context, told, whole } from '../support/memory.ts';

const text = 'one\ntwo\nthree\nfour';

function read(info: string) {
  const recorded = context();
  const { lang, lit } = readCode(info, text, whole(`\`\`\`${info}\n${text}\n\`\`\``), recorded);
  return { lang, lit, told: told(recorded) };
}

describe('readCode', () => {
  it('reads a language, or none', () => {
    expect(read('')).toEqual({ lang: '', lit: [], told: [] });
    expect(read(' r ')).toEqual({ lang: 'r', lit: [], told: [] });
    expect(read('c++')).toMatchObject({ lang: 'c++', told: [] });
  });

  it.each([
    ['python {2}', [[2]]],
    ['python{1,3-4}', [[1, 3, 4]]],
    ['python {2-3|4|all}', [[2, 3], [4], [1, 2, 3, 4]]],
    [
      'python {*| 1 , 2 }',
      [
        [1, 2, 3, 4],
        [1, 2],
      ],
    ],
    ['{1}', [[1]]],
  ])('reads the lines that %s lights, step by step', (info, lit) => {
    expect(read(info)).toMatchObject({ lit, told: [] });
  });

  it('tells what names no line, each where it stands', () => {
    expect(read('python {1, x|0|3-2|5-7}').told).toEqual([
      at('slides/10.md:1:15', messages.codeLines('x', 'python')),
      at('slides/10.md:1:17', messages.codeLines('0', 'python')),
      at('slides/10.md:1:19', messages.codeLines('3-2', 'python')),
      at('slides/10.md:1:23', messages.codeLineBeyond(7, 4)),
    ]);
    expect(read('{r}').told).toEqual([at('slides/10.md:1:5', messages.codeLines('r', ''))]);
    expect(read('r {}').told).toEqual([at('slides/10.md:1:7', messages.codeLines('', 'r'))]);
  });

  it('tells what else stands behind the language', () => {
    expect(read('js {1} title="a"')).toMatchObject({
      lit: [[1]],
      told: [at('slides/10.md:1:11', messages.codeMeta('title="a"'))],
    });
  });
});
