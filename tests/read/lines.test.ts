import { describe, expect, it } from 'vitest';
import { scanLines } from '../../build/read/lines.ts';

/** The lines of a text that are verbatim. */
function verbatim(text: string): string[] {
  return [...scanLines(text)].filter((line) => line.verbatim).map((line) => line.text);
}

describe('scanLines', () => {
  it('gives every line its place', () => {
    expect([...scanLines('a\n\nbc')]).toEqual([
      { start: 0, end: 1, text: 'a', verbatim: false },
      { start: 2, end: 2, text: '', verbatim: false },
      { start: 3, end: 5, text: 'bc', verbatim: false },
    ]);
  });

  it('takes what a fence opens for verbatim, up to the line that closes it', () => {
    expect(verbatim('a\n```js\nb\n```\nc')).toEqual(['b', '```']);
    expect(verbatim('~~~ a`b\nc\n~~~~\nd')).toEqual(['c', '~~~~']);
    expect(verbatim('```\na')).toEqual(['a']);
  });

  it('does not close a fence with another one, a shorter one, or one with words behind it', () => {
    expect(verbatim('````\n```\n~~~~\n````js\n````')).toEqual(['```', '~~~~', '````js', '````']);
  });

  it('takes no fence for one that is indented as code', () => {
    expect(verbatim('    ```\na')).toEqual([]);
    expect(verbatim('```\n    ```\na')).toEqual(['    ```', 'a']);
  });

  it('takes code in a line for no fence', () => {
    expect(verbatim('```code```\na')).toEqual([]);
    expect(verbatim('``` a`b\nc')).toEqual([]);
  });

  it('knows the fences that open on the first line of a list item', () => {
    for (const [text, code] of [
      ['- ```js\n  a\n  ```\nb', ['  a', '  ```']],
      ['10. ```\n    a\n       ```\nb', ['    a', '       ```']],
      ['- * ```\n    a\n    ```\nb', ['    a', '    ```']],
      ['  - ```\n    a\n\n    ```\nb', ['    a', '', '    ```']],
      ['-\t```\n\ta\n\t```\nb', ['\ta', '\t```']],
    ] as const) {
      expect(verbatim(text), text).toEqual(code);
    }
  });

  it('takes no fence for one that is indented as code in its list item', () => {
    expect(verbatim('-     ```\n  a')).toEqual([]);
  });

  it('ends the fence of a list item with the item', () => {
    expect(verbatim('- ```js\n  a\n\nb')).toEqual(['  a', '']);
  });

  it('takes a comment that begins a line for verbatim, up to the line that ends it', () => {
    expect(verbatim('a\n<!-- b\nc\nd --> e\nf')).toEqual(['c', 'd --> e']);
    expect(verbatim('  <!--\nb')).toEqual(['b']);
  });

  it('takes comments that end on their line for none, nor others', () => {
    for (const text of [
      '<!-- a -->\nb',
      '<!-- a --> b <!-- c -->\nd',
      '<!-->\na',
      '<!--->\na',
      'Use `<!--` here\na',
      '    <!--\na',
    ]) {
      expect(verbatim(text), text).toEqual([]);
    }
  });

  it('looks for no comments in code, nor for code in comments', () => {
    expect(verbatim('```\n<!--\n```\na')).toEqual(['<!--', '```']);
    expect(verbatim('<!--\n```\n-->\na')).toEqual(['```', '-->']);
  });
});
