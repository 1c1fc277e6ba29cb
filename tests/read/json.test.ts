import { describe, expect, it } from 'vitest';
import { placeOf } from '../../build/model/diagnostic.ts';
import { textOf } from '../../build/model/source.ts';
import { jsonErrorSpan, jsonErrorText, jsonSpans } from '../../build/read/json.ts';
import { source } from '../support/memory.ts';

describe('jsonSpans', () => {
  const json = source('{\n\t"a": { "b": [1, { "c": "d" }] },\n\t"a b": null\n}\n', 'x.json');
  const place = (path: (string | number)[]): [string, string] => {
    const span = jsonSpans(json)(path);
    return [placeOf(span), textOf(span)];
  };

  it('finds the key at a path', () => {
    expect(place(['a'])).toEqual(['x.json:2:2', '"a"']);
    expect(place(['a', 'b'])).toEqual(['x.json:2:9', '"b"']);
    expect(place(['a b'])).toEqual(['x.json:3:2', '"a b"']);
  });

  it('finds the item of a list, and keys inside it', () => {
    expect(place(['a', 'b', 0])).toEqual(['x.json:2:15', '1']);
    expect(place(['a', 'b', 1, 'c'])).toEqual(['x.json:2:20', '"c"']);
  });

  it('finds as much of a path as there is', () => {
    expect(place(['a', 'b', 7])).toEqual(['x.json:2:9', '"b"']);
    expect(place(['a', 'x', 'y'])).toEqual(['x.json:2:2', '"a"']);
  });

  it('gives the first character for the whole', () => {
    expect(place([])).toEqual(['x.json:1:1', '{']);
    expect(place(['nothing'])).toEqual(['x.json:1:1', '{']);
  });

  it('works below blank lines, as for a spec inside a slide', () => {
    const spans = jsonSpans(source('   \n\n{ "mark": "bar" }', 'slides/10.md'));
    expect(placeOf(spans(['mark']))).toBe('slides/10.md:3:3');
  });
});

describe('a JSON error', () => {
  function told(text: string): [string, string] {
    try {
      JSON.parse(text);
    } catch (problem) {
      return [placeOf(jsonErrorSpan(source(text, 'x.json'), problem)), jsonErrorText(problem)];
    }
    throw new Error('no error');
  }

  it('is where the parser stopped', () => {
    expect(told('{ "a": 1,\n  }')[0]).toBe('x.json:2:3');
    expect(told("{ 'a': 1 }")[0]).toBe('x.json:1:3');
    expect(told('{ "a" 1 }')[0]).toBe('x.json:1:7');
  });

  it('is where the parser stopped, also where its message does not say so', () => {
    for (const [text, place] of [
      ['{ "a": tru,\n  "b": 1 }', 'x.json:1:11'],
      ['{ "a": [1,\n  2,] }', 'x.json:2:5'],
      ['{ "a": 1, "b": 01, "c": x }', 'x.json:1:17'],
      ['{ "a": x,\n "b": "x" }', 'x.json:1:8'],
      ['NaN', 'x.json:1:1'],
      [`{ "${'long '.repeat(30)}": 1,\n  "b": None }`, 'x.json:2:8'],
    ] as const) {
      expect(told(text)[0], text).toBe(place);
    }
  });

  it('is at the end where the text ends too early', () => {
    expect(told('{ "a": [1,\n')[0]).toBe('x.json:2:1');
    expect(told('')[0]).toBe('x.json:1:1');
  });

  it('is told without the parser’s own places', () => {
    expect(told('{ "a": 1,\n  }')[1]).not.toMatch(/position|not valid JSON/);
    expect(told('{ "a": x }')[1]).toBe("Unexpected token 'x'");
    expect(told('{ "a": , "b": 1 }')[1]).toBe("Unexpected token ','");
    const long = 'a'.repeat(40);
    expect(told(`{"${long}": 1,\n "b": x,\n "${long}": 3}`)[1]).toBe("Unexpected token 'x'");
  });
});
