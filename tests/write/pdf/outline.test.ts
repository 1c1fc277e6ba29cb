import { describe, expect, it } from 'vitest';
import { type Heading, headingsOf, nameOutline } from '../../../build/write/pdf/outline.ts';
import { readDictionary, readText, writeText } from '../../../build/write/pdf/value.ts';
import { madeFile } from '../../support/made-pdf.ts';

const headings = (...all: string[]): Heading[] =>
  all.map((words) => ({ id: undefined, words, printed: words }));

describe('headings', () => {
  it('are read from a document without their markup', () => {
    expect(
      headingsOf(
        '<h1 id="a">R&amp;D <em>is</em>\n up</h1><p>x</p><h2>Two<br>lines<sup class="mark"><a>1</a></sup></h2>',
      ),
    ).toEqual([
      { id: 'a', words: 'R&D is up', printed: 'R&D is up' },
      { id: undefined, words: 'Two lines', printed: 'Two lines1' },
    ]);
  });
});

describe('an outline', () => {
  it('has the words of headings: with spaces, once, and in their own capitals', () => {
    const entry = (title: string, more = ''): string => `<</Title ${writeText(title)} ${more}>>`;
    const file = madeFile({
      1: '<</Type /Catalog /Outlines 3 0 R>>',
      3: '<</Type /Outlines /First 4 0 R>>',
      4: entry('China’sreport', '/First 5 0 R /Next 6 0 R'),
      5: entry('ILLEGAL'),
      6: entry('EvidenceEvidence', '/Next 7 0 R'),
      7: entry('Not a heading'),
    });
    nameOutline(file, headings('China’s report', 'Legal', 'Illegal', 'Evidence'));
    const titles = [4, 5, 6, 7].map((number) =>
      readText(readDictionary(file.objects.get(number)?.text ?? '').get('Title') ?? ''),
    );
    expect(titles).toEqual(['China’s report', 'Illegal', 'Evidence', 'Not a heading']);
  });

  it('need not be there', () => {
    expect(() => nameOutline(madeFile({}), headings('A'))).not.toThrow();
  });
});
