import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { positionOf, span, textOf } from '../../build/model/source.ts';
import { text } from '../../build/read/config.ts';
import { readYaml } from '../../build/read/yaml.ts';
import { at, context, source, told, whole } from '../support/memory.ts';

const Schema = v.strictObject({
  title: v.optional(text),
  panel: v.optional(text),
  draft: v.optional(v.boolean('must be true or false')),
  tags: v.optional(v.array(text, 'must be a list')),
  series: v.optional(v.record(v.string(), v.strictObject({ label: text }))),
});
const keys = ['title', 'panel', 'draft', 'tags', 'series'];

function read(yaml: string) {
  const recorded = context();
  const checked = readYaml(whole(yaml), Schema, recorded);
  return { value: checked?.value, told: told(recorded), checked };
}

describe('values', () => {
  it('are text, booleans, lists and maps', () => {
    expect(read('title: A “b”\ndraft: true\ntags: [a, b]\nseries:\n  x: { label: X }\n').value).toEqual({
      title: 'A “b”',
      draft: true,
      tags: ['a', 'b'],
      series: { x: { label: 'X' } },
    });
  });

  it('keep numbers as they are spelt', () => {
    for (const spelt of ['04', '1.50', '2018', '0x1F', '+5', '1e3', '04.A', '007.0', '-0']) {
      expect(read(`panel: ${spelt}\n`).value, spelt).toEqual({ panel: spelt });
    }
  });

  it('keep numbers as they are spelt inside lists and maps', () => {
    expect(read('tags: [01, 2.0]\nseries: { x: { label: 03 } }\n').value).toEqual({
      tags: ['01', '2.0'],
      series: { x: { label: '03' } },
    });
  });

  it('may be text of several lines', () => {
    expect(read('title: >-\n  one\n  two\npanel: |-\n  three\n  four\n').value).toEqual({
      title: 'one two',
      panel: 'three\nfour',
    });
  });

  it('are none in an empty document or one of comments', () => {
    expect(read('')).toMatchObject({ value: {}, told: [] });
    expect(read('# nothing\n')).toMatchObject({ value: {}, told: [] });
  });

  it('may be written as JSON', () => {
    expect(read('{"title": "A", "tags": ["b"]}').value).toEqual({ title: 'A', tags: ['b'] });
  });
});

describe('places', () => {
  it('are told by path', () => {
    const { checked } = read('title: A\ntags:\n  - one\n  - two\nseries:\n  x: { label: Y }\n');
    const place = (path: (string | number)[]) => checked && textOf(checked.spanOf(path));
    expect(place(['title'])).toBe('A');
    expect(place(['tags', 1])).toBe('two');
    expect(place(['series', 'x', 'label'])).toBe('Y');
  });

  it('count from the top of the file for YAML inside it', () => {
    const file = source('---\ntitle: A\n---\n');
    const checked = readYaml(span(file, 4, 13), Schema, context());
    expect(checked && positionOf(checked.spanOf(['title']))).toEqual({ line: 2, column: 8 });
  });

  it('of what is not there are those of what should hold it', () => {
    const { checked } = read('title: A\nseries:\n  x: { label: Y }\n');
    const place = (path: (string | number)[]) => checked && positionOf(checked.spanOf(path));
    expect(place(['series', 'x', 'colour'])).toEqual({ line: 3, column: 6 });
    expect(place(['series', 'x', 'colour', 0])).toEqual({ line: 3, column: 6 });
    expect(place(['title', 'x'])).toEqual({ line: 1, column: 8 });
    expect(place([])).toEqual({ line: 1, column: 1 });
  });

  it('of what nothing holds are the whole document’s', () => {
    const { checked } = read('title: A\n');
    expect(checked && positionOf(checked.spanOf(['tags']))).toEqual({ line: 1, column: 1 });
  });
});

describe('mistakes', () => {
  it('in the syntax are reported at their place, and nothing is read', () => {
    const { value, told: reported } = read('title: "A\ndraft: true\n');
    expect(value).toBeUndefined();
    expect(reported).toEqual([expect.objectContaining({ rule: 'yaml-syntax' })]);
  });

  it('in the syntax are all reported', () => {
    const { told: reported } = read('title: A\ntitle: B\npanel: 1\npanel: 2\n');
    expect(reported).toMatchObject([
      { rule: 'yaml-syntax', place: 'slides/10.md:2:1' },
      { rule: 'yaml-syntax', place: 'slides/10.md:4:1' },
    ]);
  });

  it('in names are reported at the name, and the rest is read', () => {
    expect(read('titel: A\ndraft: true\nfoo: 1\n')).toMatchObject({
      value: { draft: true },
      told: [
        at('slides/10.md:1:1', messages.fieldUnknown('titel', 'title', keys)),
        at('slides/10.md:3:1', messages.fieldUnknown('foo', undefined, keys)),
      ],
    });
  });

  it('in the names of inner maps are reported with the names that these have', () => {
    expect(read('series:\n  x: { label: X, lable: Y }\n').told).toEqual([
      at('slides/10.md:2:18', messages.fieldUnknown('lable', 'label', ['label'])),
    ]);
  });

  it('in values are reported at the value, and nothing is read', () => {
    expect(read('draft: perhaps\ntitle: A\n')).toMatchObject({
      value: undefined,
      told: [at('slides/10.md:1:8', messages.fieldInvalid('draft', 'must be true or false'))],
    });
  });

  it('in names and values are all reported in one run, each once', () => {
    const { told: reported } = read('titel: A\ndraft: perhaps\ntags: one\npanle: 1\n');
    expect(new Set(reported)).toEqual(
      new Set([
        at('slides/10.md:1:1', messages.fieldUnknown('titel', 'title', keys)),
        at('slides/10.md:2:8', messages.fieldInvalid('draft', 'must be true or false')),
        at('slides/10.md:3:7', messages.fieldInvalid('tags', 'must be a list')),
        at('slides/10.md:4:1', messages.fieldUnknown('panle', 'panel', keys)),
      ]),
    );
    expect(reported).toHaveLength(4);
  });

  it('deep in a value are reported there', () => {
    expect(read('tags:\n  - a\n  - { b: c }\n').told).toEqual([
      at('slides/10.md:3:5', messages.fieldInvalid('tags.1', 'must be text')),
    ]);
  });

  it('are fields without a value', () => {
    expect(read('title:\n').told).toEqual([
      at('slides/10.md:1:7', messages.fieldInvalid('title', 'must be text')),
    ]);
  });

  it('are lists and words where a map belongs, told once', () => {
    for (const yaml of ['- title: A\n- b\n', 'A title\n']) {
      const { value, told: reported } = read(yaml);
      expect(value, yaml).toBeUndefined();
      expect(reported, yaml).toEqual([at('slides/10.md:1:1', messages.fieldsExpected('document'))]);
    }
    expect(read('series:\n  x:\n    - label: X\n').told).toEqual([
      at('slides/10.md:3:5', messages.fieldsExpected('series.x')),
    ]);
  });

  it('are missing fields, where they are missed', () => {
    expect(read('title: A\nseries:\n  x: { label: X }\n  y: {}\n').told).toEqual([
      at('slides/10.md:4:6', messages.fieldMissing('label')),
    ]);
  });

  it('are second documents', () => {
    expect(read('title: A\n---\ntitle: B\n')).toMatchObject({
      value: undefined,
      told: [{ rule: 'yaml-syntax' }],
    });
  });

  it('are aliases, at their place', () => {
    expect(read('title: &a A\npanel: *a\n')).toMatchObject({
      value: undefined,
      told: [{ rule: 'yaml-syntax', place: 'slides/10.md:2:8' }],
    });
    // a glob that begins with a star is one
    for (const glob of ['*-a', '*'])
      expect(read(`title: [${glob}]\n`).told).toMatchObject([
        { message: expect.stringContaining('in quotes') },
      ]);
  });

  it('never change what objects are', () => {
    expect(read('__proto__: { polluted: yes }\n').told).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
