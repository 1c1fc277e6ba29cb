import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { positionOf, textOf } from '../../build/model/source.ts';
import { splitSlides } from '../../build/read/split.ts';
import { at, context, source, told } from '../support/memory.ts';

/** The parts of each slide as text, and what was reported. */
function split(text: string) {
  const recorded = context();
  const slides = splitSlides(source(text), recorded).map(({ frontMatter, body, notes }) => ({
    ...(frontMatter ? { fields: textOf(frontMatter) } : {}),
    body: textOf(body).trim(),
    ...(notes ? { notes: textOf(notes).trim() } : {}),
  }));
  return { slides, told: told(recorded) };
}

/** The bodies of slides that give no reason for complaint. */
function bodies(text: string): string[] {
  const { slides, told: reported } = split(text);
  expect(reported).toEqual([]);
  return slides.map(({ body }) => body);
}

describe('where notes begin', () => {
  it('is told when the line is spelt otherwise, or the room would read them', () => {
    for (const line of ['note:', 'Notes:', 'NOTES: '])
      expect(split(`# One\n\n${line}\n\nFor me alone.\n`).told).toEqual([
        at('slides/10.md:3:1', messages.noteSpelling(line.trim())),
      ]);
    expect(bodies('# One\n\nNotes: see below\n\n```text\nnotes:\n```\n\nNote:\nnotes:\n')).toHaveLength(1);
  });
});

describe('where slides end', () => {
  it('is a line --- between blank lines', () => {
    expect(bodies('# One\n\n---\n\n# Two\n\n---\n\n# Three\n')).toEqual(['# One', '# Two', '# Three']);
  });

  it('is the end of the file, with or without a line end', () => {
    expect(bodies('# One')).toEqual(['# One']);
    expect(bodies('# One\n\n---\n\n# Two')).toEqual(['# One', '# Two']);
  });

  it('may have blanks behind the three hyphens, not before them', () => {
    expect(bodies('# One\n\n---  \n\n# Two\n')).toEqual(['# One', '# Two']);
    expect(bodies('# One\n\n ---\n\n# Still one\n')).toEqual(['# One\n\n ---\n\n# Still one']);
  });

  it('is not a longer rule, nor one of other characters', () => {
    expect(bodies('a\n\n----\n\nb\n\n***\n\nc\n\n- - -\n\nd\n')).toHaveLength(1);
  });

  it('is not the line below a table’s header', () => {
    expect(bodies('# T\n\n| a |\n|---|\n| b |\n')).toHaveLength(1);
  });

  it('makes no slides of separators alone', () => {
    expect(bodies('---\n\n# One\n\n---\n\n---\n\n---\n\n# Two\n\n---\n')).toEqual(['# One', '# Two']);
    expect(bodies('\n\n---\n\n---')).toEqual([]);
  });

  it('makes no slides of an empty file', () => {
    expect(bodies('')).toEqual([]);
    expect(bodies('\n  \n\n')).toEqual([]);
  });

  it('is never inside a code fence', () => {
    expect(bodies('```yaml\na: 1\n\n---\n\nb: 2\n```\n\n---\n\n# Two\n')).toHaveLength(2);
    expect(bodies('~~~\n\n---\n\n~~~\n')).toHaveLength(1);
  });

  it('is never inside a fence that a shorter or other one cannot close', () => {
    expect(bodies('````\n```\n\n---\n\n~~~\n\n---\n\n````\n')).toHaveLength(1);
  });

  it('is never inside a fence that is not closed', () => {
    const recorded = context();
    expect(splitSlides(source('# One\n\n```\n\n---\n\n# Two\n'), recorded)).toHaveLength(1);
    expect(told(recorded)).toEqual([at('slides/10.md:3:1', messages.fenceOpen())]);
  });

  it('takes a fence that is closed with more ticks for closed', () => {
    expect(bodies('```\nx\n`````\n\n---\n\n# Two\n')).toHaveLength(2);
  });

  it('is never inside an HTML comment', () => {
    expect(bodies('# One\n\n<!-- a note\n\n---\n\nstill the note -->\n\n---\n\n# Two\n')).toHaveLength(2);
  });

  it('does not take a comment that ends on its line for an open one', () => {
    expect(bodies('<!-- a --> b <!-- c -->\n\n---\n\n# Two\n')).toHaveLength(2);
  });

  it('is found behind fences in lists, code in a line and comments in code', () => {
    for (const text of [
      '- ```js\n  code\n  ```',
      '1. a\n\n   ```js\n   code\n   ```',
      '```code```',
      'Use `<!--` here',
      '```html\n<!--\n```',
    ]) {
      expect(bodies(`${text}\n\n---\n\n# Two\n`), text).toEqual([text, '# Two']);
    }
  });

  it('reports text directly above ---, at that text, and ends the slide all the same', () => {
    const { slides, told: reported } = split('# One\n\nText\n---\n\n# Two\n');
    expect(slides).toHaveLength(2);
    expect(reported).toEqual([at('slides/10.md:3:1', messages.separatorText())]);
  });

  it('reports text directly below ---, at that text, and keeps the text', () => {
    const { slides, told: reported } = split('# One\n\n---\nNo front matter.\n\nMore.\n');
    expect(slides.map(({ body }) => body)).toEqual(['# One', 'No front matter.\n\nMore.']);
    expect(reported).toEqual([at('slides/10.md:4:1', messages.separatorGlued())]);
  });

  it('reports a heading directly below ---', () => {
    for (const text of ['---\n# One\n', '---\n# One\n---\n', '---\n# One\n\nid: one\n']) {
      expect(split(text).told[0], text).toEqual(at('slides/10.md:2:1', messages.separatorGlued()));
    }
  });
});

describe('front matter', () => {
  it('opens a file', () => {
    expect(split('---\nid: one\n---\n\n# One\n')).toEqual({
      slides: [{ fields: 'id: one\n', body: '# One' }],
      told: [],
    });
  });

  it('may stand below blank lines at the top of a file', () => {
    expect(split('\n\n---\nid: one\n---\n\n# One\n').slides).toEqual([
      { fields: 'id: one\n', body: '# One' },
    ]);
  });

  it('opens a slide with the very --- that ends the last one', () => {
    expect(split('# One\n\n---\nid: two\nlayout: text\n---\n\n# Two\n')).toEqual({
      slides: [{ body: '# One' }, { fields: 'id: two\nlayout: text\n', body: '# Two' }],
      told: [],
    });
  });

  it('may have quoted keys, lists, blank lines and text of several lines', () => {
    const fields = '"id": one\ntags:\n  - a\n\nkicker: >\n  long\n  text\n';
    expect(split(`---\n${fields}---\n\n# One\n`)).toEqual({ slides: [{ fields, body: '# One' }], told: [] });
  });

  it('may be empty', () => {
    expect(split('---\n---\n\n# One\n')).toEqual({ slides: [{ fields: '', body: '# One' }], told: [] });
  });

  it('makes a slide even where nothing else does', () => {
    expect(split('---\nid: one\nlayout: references\n---\n\n---\n\n# Two\n').slides).toEqual([
      { fields: 'id: one\nlayout: references\n', body: '' },
      { body: '# Two' },
    ]);
    expect(split('---\nid: one\n---').slides).toEqual([{ fields: 'id: one\n', body: '' }]);
  });

  it('may follow front matter without a body', () => {
    expect(split('---\nid: one\n---\n\n---\nid: two\n---\n').slides).toEqual([
      { fields: 'id: one\n', body: '' },
      { fields: 'id: two\n', body: '' },
    ]);
  });

  it('is told from a body that opens with what looks like YAML', () => {
    expect(bodies('---\n\nid: one\n\n---\n\nid: two\n')).toEqual(['id: one', 'id: two']);
  });

  it('is reported where it is never closed, and is then read as text', () => {
    const { slides, told: reported } = split('# One\n\n---\nid: two\n\n# Two\n');
    expect(slides.map(({ body }) => body)).toEqual(['# One', 'id: two\n\n# Two']);
    expect(reported).toEqual([at('slides/10.md:4:1', messages.frontMatterOpen())]);
  });

  it('is reported where only the end of the slide would close it', () => {
    const { slides, told: reported } = split('---\nid: one\n\n# One\n\n---\n\n# Two\n');
    expect(slides.map(({ body }) => body)).toEqual(['id: one\n\n# One', '# Two']);
    expect(reported).toEqual([at('slides/10.md:2:1', messages.frontMatterOpen())]);
  });

  it('may have comments, above the first field too', () => {
    const fields = '# about\n# this\nid: one\n# layout\nlayout: text # plain\n';
    expect(split(`---\n${fields}---\n\n# One\n`)).toEqual({ slides: [{ fields, body: '# One' }], told: [] });
  });

  it('is closed by --- in the last line of a file', () => {
    expect(split('---\nid: one\n---').told).toEqual([]);
  });
});

describe('notes', () => {
  it('run from Note: to the end of the slide', () => {
    expect(split('# One\n\nText\n\nNote:\nSay *this*.\n\nAnd that.\n\n---\n\n# Two\n').slides).toEqual([
      { body: '# One\n\nText', notes: 'Say *this*.\n\nAnd that.' },
      { body: '# Two' },
    ]);
  });

  it('may begin on the line of Note:', () => {
    expect(split('# One\n\nNote: Say this.\n').slides).toEqual([{ body: '# One', notes: 'Say this.' }]);
  });

  it('may run to the end of the file without a line end', () => {
    expect(split('# One\n\nNote:\nSay this.').slides).toEqual([{ body: '# One', notes: 'Say this.' }]);
    expect(split('# One\n\nNote:').slides).toEqual([{ body: '# One', notes: '' }]);
  });

  it('do not begin in the middle of a line, in lower case or with another word', () => {
    expect(split('A Note: b\n\nnote: c\n\nNotes: d\n').slides).toEqual([
      { body: 'A Note: b\n\nnote: c\n\nNotes: d' },
    ]);
  });

  it('do not begin inside a code fence or a comment', () => {
    expect(split('```\nNote: code\n```\n\n<!--\nNote: comment\n-->\n').slides[0]?.notes).toBeUndefined();
  });

  it('make a slide of their own where there is no body', () => {
    expect(split('Note: alone\n').slides).toEqual([{ body: '', notes: 'alone' }]);
  });
});

it('keeps every part at its place in the file', () => {
  const text = '# One\n\n---\nid: two\n---\n\n# Two\n\nNote:\nSay.\n';
  const [one, two] = splitSlides(source(text), context());
  expect(one && positionOf(one.body)).toEqual({ line: 1, column: 1 });
  expect(two?.frontMatter && positionOf(two.frontMatter)).toEqual({ line: 4, column: 1 });
  expect(two && positionOf(two.span)).toEqual({ line: 3, column: 1 });
  expect(two && positionOf(two.body)).toEqual({ line: 6, column: 1 });
  expect(two?.notes && positionOf(two.notes)).toEqual({ line: 9, column: 6 });
});
