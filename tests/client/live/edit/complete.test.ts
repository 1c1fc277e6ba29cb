import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import {
  completeWith,
  offerFields,
  offerInSlides,
  offerInSpec,
  seenFrom,
} from '../../../../build/client/live/edit/complete.ts';
import type { Words } from '../../../../build/model/editing.ts';

const words: Words = {
  layouts: { figure: ['figure', 'body'], panel: ['body', 'aside'] },
  slideFields: [
    { name: 'layout', values: ['figure', 'panel'] },
    { name: 'tags', values: ['briefing', 'long'] },
    { name: 'draft', values: ['true', 'false'] },
  ],
  deckFields: [],
  citations: [{ key: 'taylor2016', title: 'The Politics of Innovation', names: 'Taylor' }],
  slides: [{ id: 'cover', title: 'A talk' }],
  files: ['slides/10.md', 'charts/fdi.vl.json', 'charts/data/fdi.csv', 'slides/map.png'],
  columns: { 'charts/data/fdi.csv': ['year', 'inflows'] },
};

/** Completes at the `|` in a text of slides; unless asked for, as while typing. */
async function at(text: string, explicit = false): Promise<CompletionResult | null> {
  return complete(text, offerInSlides('slides/10.md'), explicit);
}
async function complete(
  text: string,
  offer: Parameters<typeof completeWith>[1],
  explicit = false,
): Promise<CompletionResult | null> {
  const pos = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  return completeWith(async () => words, offer)(new CompletionContext(state, pos, explicit));
}
async function labels(text: string, explicit = false): Promise<string[]> {
  return (await at(text, explicit))?.options.map(({ label }) => label) ?? [];
}

const head = (line: string): string => `# One\n\n---\nid: two\n${line}\n---\n\n# Two\n`;

describe('completing slides', () => {
  it('offers the fields that front matter lacks, and their values', async () => {
    expect(await labels(head('lay|'))).toEqual(['layout', 'tags', 'draft']);
    expect(await labels(head('draft: true\n|'), true)).toEqual(['layout', 'tags']);
    expect(await labels(head('layout: |'))).toEqual(['figure', 'panel']);
    expect(await labels(head('draft: t|'))).toEqual(['true', 'false']);
    expect(await labels(head('tags: [briefing, |'))).toEqual(['briefing', 'long']);
    expect((await at(head('lay|')))?.options[0]).toMatchObject({ apply: 'layout: ' });
  });

  it('offers slots of the slide’s layout, or of all', async () => {
    expect(await labels('---\nlayout: panel\n---\n\n# One\n\n:::|\n')).toEqual(['body', 'aside', 'step']);
    expect(await labels('# One\n\n:::a|\n')).toEqual(['aside', 'body', 'figure', 'step']);
  });

  it('offers works with their title and authors', async () => {
    for (const text of ['As @|', 'Funds [@ta|', 'see [-@|', '@tay|']) {
      expect((await at(text))?.options, text).toMatchObject([
        { label: 'taylor2016', detail: 'Taylor', info: 'The Politics of Innovation' },
      ]);
    }
    expect(await labels('me@|')).toEqual([]);
    expect(await labels('\\@|')).toEqual([]);
  });

  it('offers charts, images and slides to link to', async () => {
    expect(await labels('![What it shows](|)')).toEqual(['../charts/fdi.vl.json', 'map.png']);
    expect(await labels('[the cover](#|)')).toEqual(['cover']);
  });

  it('offers data files and columns to a checked number', async () => {
    expect(await labels(':value[12×]{|}')).toEqual([]);
    expect(await labels(':value[12×]{|}', true)).toEqual(['from', 'where', 'field', 'as', 'over', 'unit']);
    expect(await labels(':value[12×]{from=|}')).toEqual(['fdi.csv']);
    expect(await labels(':value[12×]{from=fdi.csv field=|}')).toEqual(['year', 'inflows']);
    expect((await at(':value[12×]{from=fdi.csv where="|"}'))?.options[0]).toMatchObject({ apply: 'year=' });
    expect(await labels(':value[12×]{from=fdi.csv where="year=2000, |"}')).toEqual(['year', 'inflows']);
  });

  it('offers nothing where nothing is begun', async () => {
    expect(await labels('# One\n\nplain words |')).toEqual([]);
    expect(await labels('# One\n\n|', true)).toEqual([]);
  });
});

describe('completing other files', () => {
  it('offers data files and their columns to a spec', async () => {
    const offer = offerInSpec('charts/fdi.vl.json');
    const found = async (text: string): Promise<string[] | undefined> =>
      (await complete(text, offer))?.options.map(({ label }) => label);
    expect(await found('{"data": {"url": "|"}}')).toEqual(['data/fdi.csv']);
    expect(await found('{"data": {"url": "data/fdi.csv"}, "x": {"field": "|"}}')).toEqual([
      'year',
      'inflows',
    ]);
    expect(await found('{"data": {"url": "data/other.csv"}, "x": {"field": "|"}}')).toBeUndefined();
  });

  it('offers the values of a field alone', () => {
    expect(offerFields('layout: pa', words.slideFields, [])).toMatchObject({ typed: 'pa' });
    expect(offerFields('other: pa', words.slideFields, [])).toBeUndefined();
  });

  it('writes paths as seen from the file', () => {
    expect(seenFrom('slides/10.md', 'charts/a.json')).toBe('../charts/a.json');
    expect(seenFrom('charts/a.vl.json', 'charts/data/a.csv')).toBe('data/a.csv');
    expect(seenFrom('slides/parts/a.md', 'slides/b.png')).toBe('../b.png');
  });
});
