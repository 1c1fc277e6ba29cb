import { describe, expect, it } from 'vitest';
import { plainBlocks, plainText } from '../../build/model/text.ts';
import { readTalk } from '../support/memory.ts';

/** The blocks in the body of a slide. */
function body(markdown: string) {
  return readTalk(`# Title\n\n${markdown}\n`).deck.slides[0]?.slots.get('body')?.blocks ?? [];
}

function line(markdown: string): string {
  const [first] = body(markdown);
  return first?.kind === 'paragraph' ? plainText(first.children) : '';
}

describe('plainText', () => {
  it('keeps the words of emphasis, code, links and other languages', () => {
    expect(line('A **bold** *lean* ~~gone~~ `code` [link](https://example.org) :lang[小我]{zh-Hans}.')).toBe(
      'A bold lean gone code link 小我.',
    );
  });

  it('leaves out citations and the tags of raw HTML, not the words between', () => {
    expect(line('CO<sub>2</sub> fell [@taylor2016, p. 3].')).toBe('CO2 fell .');
  });

  it('has one blank for line ends and hard breaks', () => {
    expect(line('one\ntwo  \nthree')).toBe('one two three');
  });

  it('has characters in place of entities and escapes', () => {
    expect(line('R&amp;D \\*')).toBe('R&D *');
  });

  it('is empty for nothing', () => {
    expect(plainText([])).toBe('');
  });
});

describe('plainBlocks', () => {
  it('joins headings, paragraphs, lists, quotes, code and steps', () => {
    const text = plainBlocks(
      body('## Head\n\nPara\n\n- a\n  - b\n- c\n\n> quoted\n\n```js\nx()\n```\n\n:::step\nshown\n:::'),
    );
    expect(text).toBe('Head Para a b c quoted x() shown');
  });

  it('leaves out tables, raw HTML and pauses', () => {
    expect(plainBlocks(body('one\n\n<div>raw</div>\n\n. . .\n\ntwo'))).toBe('one two');
  });
});

describe('plainText', () => {
  const title = (markdown: string): string =>
    plainText(readTalk(`# ${markdown}\n`).deck.slides[0]?.title ?? []);

  it('keeps words apart that the slide keeps apart', () => {
    expect(title('One<br>two')).toBe('One two');
    expect(title('[the ](https://example.org)end')).toBe('the end');
    expect(title('11<sup>th</sup> of *many* words')).toBe('11th of many words');
  });

  it('reads character references in raw HTML', () => {
    expect(title('<b>A &amp; B</b>')).toBe('A & B');
  });
});
