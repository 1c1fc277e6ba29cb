import { describe, expect, it } from 'vitest';
import { type Edit, edited } from '../../build/model/edits.ts';
import {
  changeNames,
  dropComments,
  dropField,
  fieldNames,
  fieldSpan,
  setField,
  yamlText,
} from '../../build/read/yaml-edits.ts';
import { whole } from '../support/memory.ts';

const after = (text: string, edits: (at: ReturnType<typeof whole>) => Edit[]): string => {
  const at = whole(text);
  return edited(
    at,
    edits(at).map((edit) => ({ ...edit, at: { ...edit.at, source: at.source } })),
  );
};

describe('a change of YAML', () => {
  it('gives a field a value where it stands, or on a line behind the others', () => {
    expect(after('id: "a" # one\nx: 1\n', (at) => [setField(at, 'id', 'b: c')])).toBe(
      'id: "b: c" # one\nx: 1\n',
    );
    expect(after('x: 1\n', (at) => [setField(at, 'id', 'b')])).toBe('x: 1\nid: b\n');
  });

  it('takes out a field with all of its lines', () => {
    expect(after('a: 1\nb:\n  - c\n  - d\ne: 2\n', (at) => dropField(at, 'b'))).toBe('a: 1\ne: 2\n');
    expect(after('a: 1\n', (at) => dropField(at, 'b'))).toBe('a: 1\n');
  });

  it('changes names in lists of any form, and the one in place of a list', () => {
    const change = (name: string): string | undefined =>
      name === 'a' ? undefined : name === 'b' ? 'x' : name;
    const changed = (text: string): string => after(text, (at) => changeNames(at, ['l'], change));
    expect(changed('l: [a, b, c]\n')).toBe('l: [x, c]\n');
    expect(changed('l:\n  - a\n  - b\nm: 1\n')).toBe('l:\n  [x]\nm: 1\n');
    expect(changed('l: a\n')).toBe('l: []\n');
    expect(changed('l: [ c ] # kept\n')).toBe('l: [ c ] # kept\n');
  });

  it('takes drafts out of talks, as the source of a public deck needs', () => {
    const text =
      'title: T\ntalks:\n  short: { minutes: 5, slides: [intro, hidden, "tag:x"] }\n  all:\n    slides: [hidden]\n';
    expect(fieldNames(whole(text), ['talks'])).toEqual(['short', 'all']);
    const kept = (name: string): string | undefined => (name === 'hidden' ? undefined : name);
    expect(
      after(text, (at) =>
        ['short', 'all'].flatMap((name) => changeNames(at, ['talks', name, 'slides'], kept)),
      ),
    ).toBe('title: T\ntalks:\n  short: { minutes: 5, slides: [intro, tag:x] }\n  all:\n    slides: []\n');
  });

  it('takes out comments, and nothing that looks like one', () => {
    expect(
      after('# top\na: 1 # one\n\n  # alone\nb: "# no"\nc: |\n  # no\nd: x#no\n# end', dropComments),
    ).toBe('a: 1\n\nb: "# no"\nc: |\n  # no\nd: x#no\n');
  });

  it('says where a field stands, and writes values that stay in their line', () => {
    expect(fieldSpan(whole('a: 1\nb: two'), ['b'])).toMatchObject({ start: 8, end: 11 });
    expect(fieldSpan(whole('a: 1'), ['b'])).toBeUndefined();
    expect(yamlText('a\nb: "c" # d')).toBe('"a\\nb: \\"c\\" # d"');
    expect(yamlText('x '.repeat(200).trim())).not.toContain('\n');
  });
});
