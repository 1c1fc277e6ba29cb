import { describe, expect, it } from 'vitest';
import { plainBlocks, plainText } from '../../build/model/text.ts';
import { readTalk } from '../support/memory.ts';

/** The blocks in the body of a slide. */
async function body(markdown: string) {
  return (await readTalk(`# Title\n\n${markdown}\n`)).deck.slides[0]?.slots.get('body')?.blocks ?? [];
}

async function line(markdown: string): Promise<string> {
  const [first] = await body(markdown);
  return first?.kind === 'paragraph' ? plainText(first.children) : '';
}

describe('plainText', () => {
  it('keeps the words of emphasis, code, links and other languages', async () => {
    expect(
      await line('A **bold** *lean* ~~gone~~ `code` [link](https://example.org) :lang[小我]{zh-Hans}.'),
    ).toBe('A bold lean gone code link 小我.');
  });

  it('leaves out citations and the tags of raw HTML, not the words between', async () => {
    expect(await line('CO<sub>2</sub> fell [@taylor2016, p. 3].')).toBe('CO2 fell.');
    expect(await line('[@a] It *fell* [@b] twice')).toBe('It fell twice');
  });

  it('names whom a sentence cites where it is told the names', async () => {
    const { deck } = await readTalk({
      'slides/deck.yaml': 'title: T\nbibliography: r.yaml\n',
      'slides/r.yaml': '- { id: taylor, type: book, title: One }',
      'slides/10.md': '# T\n\nAs **of @taylor** it fell [@taylor]\n',
    });
    const [block] = deck.slides[0]?.slots.get('body')?.blocks ?? [];
    const names = new Map([['taylor', { names: 'Taylor' }]]);
    expect(block?.kind === 'paragraph' && plainText(block.children, names)).toBe('As of Taylor it fell');
  });

  it('has one blank for line ends and hard breaks', async () => {
    expect(await line('one\ntwo  \nthree')).toBe('one two three');
  });

  it('has characters in place of entities and escapes', async () => {
    expect(await line('R&amp;D \\*')).toBe('R&D *');
  });

  it('is empty for nothing', () => {
    expect(plainText([])).toBe('');
  });
});

describe('plainBlocks', () => {
  it('joins headings, paragraphs, lists, quotes, code and steps', async () => {
    const text = plainBlocks(
      await body('## Head\n\nPara\n\n- a\n  - b\n- c\n\n> quoted\n\n```js\nx()\n```\n\n:::step\nshown\n:::'),
    );
    expect(text).toBe('Head Para a b c quoted x() shown');
  });

  it('leaves out tables, raw HTML and pauses', async () => {
    expect(plainBlocks(await body('one\n\n<div>raw</div>\n\n. . .\n\ntwo'))).toBe('one two');
  });
});

describe('plainText', () => {
  const title = async (markdown: string): Promise<string> =>
    plainText((await readTalk(`# ${markdown}\n`)).deck.slides[0]?.title ?? []);

  it('keeps words apart that the slide keeps apart', async () => {
    expect(await title('One<br>two')).toBe('One two');
    expect(await title('[the ](https://example.org)end')).toBe('the end');
    expect(await title('11<sup>th</sup> of *many* words')).toBe('11th of many words');
  });

  it('reads character references in raw HTML', async () => {
    expect(await title('<b>A &amp; B</b>')).toBe('A & B');
  });
});
