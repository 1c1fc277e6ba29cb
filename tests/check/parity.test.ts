import { describe, expect, it } from 'vitest';
import { checkParity } from '../../build/check/parity.ts';
import { messages } from '../../build/model/messages.ts';
import type { Reading, SlideReading } from '../../build/model/reading.ts';

const slide: SlideReading = {
  id: 'output',
  texts: ['Output rises', ' to ', '12%'],
  drawn: ['2020'],
  links: ['#next'],
  alts: ['Output by year'],
  marks: [],
  notes: ['Said of it.'],
  rasters: 0,
};
/** The same on a page of slides.pdf. */
const page: Reading = {
  texts: ['Output', ' ', 'rises to 12', '%', '2020'],
  links: ['#next'],
  alts: ['Output by year'],
  rasters: 0,
};
const sheet: Reading = { ...page, texts: [...page.texts, 'Said', ' of it.'] };

function check(
  {
    print = page,
    handout = sheet,
    ...change
  }: { print?: Reading; handout?: Reading } & Partial<SlideReading>,
  style: 'notes' | 'text' = 'notes',
): object[] {
  const destinations = new Map([['output', 1]]);
  return checkParity({
    slides: [{ ...slide, ...change }],
    print: { pages: [print], destinations },
    handout: { pages: [handout], destinations },
    style,
    provenance: '',
    places: new Map(),
  });
}

const at = (message: object): object => ({ at: 'slides', ...message });

describe('checkParity', () => {
  it('has nothing to say where all three say the same, however the lines break', () => {
    expect(check({})).toEqual([]);
  });

  it('names words that a PDF lacks', () => {
    const print = { ...page, texts: ['Output rises to', '2020'] };
    expect(check({ print })).toEqual([at(messages.parityText('output', 'slides.pdf', ['12%']))]);
    const handout = { ...sheet, texts: page.texts };
    expect(check({ handout })).toEqual([at(messages.parityText('output', 'handout.pdf', ['Said of it.']))]);
  });

  it('names words that only slides.pdf has', () => {
    const print = { ...page, texts: [...page.texts, 'Draft'] };
    expect(check({ print })).toEqual([at(messages.paritySurplus('output', 'slides.pdf', ['Draft']))]);
  });

  it('lets the last page say how it was made', () => {
    const pages = [page, { ...page, texts: [...page.texts, 'Deck 1a2b'] }];
    const found = checkParity({
      slides: [slide, slide],
      print: { pages, destinations: new Map() },
      handout: { pages: [sheet], destinations: new Map() },
      style: 'notes',
      provenance: 'Deck 1a2b',
      places: new Map(),
    });
    expect(found).toEqual([]);
  });

  it('names links that are missing, lead elsewhere or are new', () => {
    const print = { ...page, links: ['#other'] };
    expect(check({ print })).toEqual([
      at(messages.parityLink('output', '#next', 'missing in slides.pdf')),
      at(messages.parityLink('output', '#other', 'in slides.pdf alone')),
    ]);
  });

  it('takes addresses for the same that browsers write in another way', () => {
    const links = ['https://example.org'];
    const there = ['https://example.org/'];
    const print = { ...page, links: there };
    expect(check({ links, print, handout: { ...sheet, links: there } })).toEqual([]);
  });

  it('names a figure that is not shown, and a drawing that became dots', () => {
    const print = { ...page, alts: [], rasters: 1 };
    expect(check({ print })).toEqual([
      at(messages.parityFigure('output', 'Output by year', 'slides.pdf')),
      at(messages.parityRaster('output', 'slides.pdf')),
    ]);
    expect(check({ print: { ...page, rasters: 1 }, rasters: 1 })).toEqual([]);
  });

  it('asks no drawings of a handout of text, but all its words', () => {
    const handout = { ...sheet, texts: ['Output rises to 12%', 'Said of it.'], alts: [] };
    expect(check({ handout }, 'text')).toEqual([]);
    expect(check({ handout })).toEqual([
      at(messages.parityText('output', 'handout.pdf', ['2020'])),
      at(messages.parityFigure('output', 'Output by year', 'handout.pdf')),
    ]);
  });

  it('asks each word of a handout where the slide stands, or in an annex, but not the page of a list', () => {
    const texts = [...slide.texts, '1 of 2'];
    expect(check({ texts, marks: ['1 of 2'], print: { ...page, texts: [...page.texts, '1 of 2'] } })).toEqual(
      [],
    );
  });

  it('names an empty page', () => {
    const empty: Reading = { texts: [' '], links: [], alts: [], rasters: 0 };
    const pages = [sheet, empty];
    const destinations = new Map([['output', 1]]);
    const found = checkParity({
      slides: [slide],
      print: { pages: [page], destinations },
      handout: { pages, destinations },
      style: 'notes',
      provenance: '',
      places: new Map(),
    });
    expect(found).toEqual([{ at: 'handout.pdf', ...messages.pageEmpty(2) }]);
  });

  it('finds figures among words that run from the right, but none that are not there', () => {
    const page = { ...sheet, texts: ['םולש 2022–2010', 'Said of it.'] };
    const change = {
      texts: ['שלום ', '2010–2022'],
      drawn: [],
      print: { ...page, texts: page.texts.slice(0, 1) },
    };
    expect(check({ ...change, handout: page })).toEqual([]);
    const told = check({ ...change, handout: { ...page, texts: ['םולש 2011', 'Said of it.'] } });
    expect(told).toEqual([at(messages.parityText('output', 'handout.pdf', ['2010–2022']))]);
  });

  it('finds words that run from the right in whatever order their glyphs come', () => {
    const texts = ['שלום'];
    expect(
      check({
        texts,
        drawn: [],
        print: { ...page, texts: ['םולש'] },
        handout: { ...sheet, texts: ['םולש', 'Said of it.'] },
      }),
    ).toEqual([]);
  });
});
