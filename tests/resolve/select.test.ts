import { describe, expect, it } from 'vitest';
import type { TalkPlan } from '../../build/model/config.ts';
import type { Deck } from '../../build/model/deck.ts';
import { messages } from '../../build/model/messages.ts';
import { plainBlocks } from '../../build/model/text.ts';
import { planMinutes } from '../../build/resolve/plan.ts';
import { publicDeck } from '../../build/resolve/public.ts';
import { selectSlides, talkDeck } from '../../build/resolve/select.ts';
import { at, readTalk, told } from '../support/memory.ts';

/** Slides by their ids, each with what stands in its front matter and what it says. */
function slides(all: Readonly<Record<string, readonly [fields: string, body?: string]>>): string {
  return Object.entries(all)
    .map(([id, [fields, body = 'b']]) => `---\nid: ${id}\n${fields}\n---\n\n# T ${id}\n\n${body}\n`)
    .join('\n');
}

const many = slides({
  opening: [''],
  tools: ['layout: section', ''],
  'tool-saw': ['tags: [short, sharp]'],
  'tool-plane': ['tags: [short]'],
  cases: ['layout: section', ''],
  'case-a-tool': [''],
});

async function select(entries: string) {
  const yaml = `title: T\ntalks: { t: { slides: [${entries}] } }`;
  const { deck, ...recorded } = await readTalk({ 'slides/deck.yaml': yaml, 'slides/10.md': many });
  const [plan] = deck.config.talks;
  return { ids: plan && [...selectSlides(plan, deck.slides, recorded.report)], told: told(recorded) };
}

describe('the slides of a talk', () => {
  it.each([
    ['ids, in the order written', 'tool-plane, opening', ['tool-plane', 'opening']],
    ['a glob', 'tool-*', ['tool-saw', 'tool-plane']],
    ['a glob with several stars', '"*a*-*tool"', ['case-a-tool']],
    ['all', '"*"', ['opening', 'tools', 'tool-saw', 'tool-plane', 'cases', 'case-a-tool']],
    ['a tag, in the order of the deck', 'tag:short', ['tool-saw', 'tool-plane']],
    ['a section with its members', 'section:tools', ['tools', 'tool-saw', 'tool-plane']],
    ['each once, where it is first named', 'tool-plane, tag:short, tool-*', ['tool-plane', 'tool-saw']],
  ])('are %s', async (_, entries, ids) => {
    expect(await select(entries)).toEqual({ ids, told: [] });
  });

  it.each([
    ['tool-sow', 'tool-saw'],
    ['tag:shrt', 'tag:short'],
    ['tags:sharp', 'tag:sharp'],
    ['section:case', 'section:cases'],
    ['tols-*', 'tool-*'],
    ['something', undefined],
    // a glob does not count the same letters twice
    ['saw*saw', undefined],
    ['tool-saw*w', undefined],
  ])('are told of where %s is none', async (entry, near) => {
    expect(await select(`opening, ${entry}`)).toEqual({
      ids: ['opening'],
      told: [at('slides/deck.yaml:2:33', messages.talkEntryUnknown(entry, near))],
    });
  });
});

async function read(talk: string, markdown: string, yaml = '', edit: (deck: Deck) => Deck = (deck) => deck) {
  const { deck, ...recorded } = await readTalk({
    'slides/deck.yaml': `title: T\nsubtitle: S\nminutes: 30\n${yaml}talks:\n  short: ${talk}\n`,
    'slides/r.yaml': '- { id: k1, type: book, title: One }',
    'slides/10.md': markdown,
  });
  const cut = talkDeck(edit(deck), deck.config.talks[0] as TalkPlan, recorded.report);
  return { cut, ids: cut.slides.map(({ id }) => id), recorded };
}

describe('the deck of a talk', () => {
  it('has the deck’s title and subtitle, or its own, and no time but its own', async () => {
    const titles = async (fields: string): Promise<unknown[]> => {
      const { config } = (await read(`{ ${fields}slides: a }`, slides({ a: [''] }))).cut;
      return [config.title, config.subtitle, config.minutes?.total];
    };
    expect(await titles('')).toEqual(['T', 'S', undefined]);
    expect(await titles('title: Own, minutes: 5, ')).toEqual(['Own', undefined, 5]);
    expect(await titles('title: Own, subtitle: Under it, ')).toEqual(['Own', 'Under it', undefined]);
    expect(await titles('subtitle: Under it, ')).toEqual(['T', 'Under it', undefined]);
  });

  it('shares its own time among its slides, and tells at the talk when they take more', async () => {
    const plan = async (minutes: number) => {
      const markdown = slides({ a: ['minutes: 2'], b: ['minutes: 20'], c: [''], d: [''] });
      const { cut, recorded } = await read(`{ minutes: ${minutes}, slides: [a, c, d] }`, markdown);
      return { planned: [...planMinutes(cut, recorded.report).values()], told: told(recorded) };
    };
    expect(await plan(5)).toEqual({ planned: [2, 1.5, 1.5], told: [] });
    expect(await plan(1)).toEqual({
      planned: [2, 0, 0],
      told: [at('slides/deck.yaml:5:21', messages.minutesOver(2, 1))],
    });
  });

  it('lists what it cites at its end, unless it names the list itself or cites nothing', async () => {
    const markdown = slides({
      list: ['layout: references', ''],
      cites: ['', 'It is so [@k1].'],
      silent: [''],
    });
    const ids = async (entries: string) =>
      (await read(`{ slides: [${entries}] }`, markdown, 'bibliography: r.yaml\n')).ids;
    expect(await ids('cites, silent')).toEqual(['cites', 'silent', 'list']);
    expect(await ids('list, cites')).toEqual(['list', 'cites']);
    expect(await ids('silent')).toEqual(['silent']);
  });

  it('leaves links to other slides as text, those in notes too', async () => {
    const markdown = slides({
      a: ['', 'See [](#b), [it](#b) and [](#c).\n\nNote:\nBack to [](#b).'],
      b: ['series: s\npanel: 01'],
      c: [''],
    });
    const { cut } = await read('{ slides: [a, c] }', markdown, 'series: { s: { label: S } }\n');
    const [first] = cut.slides;
    expect(first && plainBlocks([...first.slots.values()].flatMap(({ blocks }) => blocks))).toBe(
      'See 01 T b, it and .',
    );
    expect(first && plainBlocks(first.notes)).toBe('Back to 01 T b.');
    expect(cut.whole.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('may name drafts, which the public does not see, but not drafts alone', async () => {
    const markdown = slides({ a: [''], b: ['draft: true'] });
    const both = await read('{ slides: [b, a] }', markdown, '', publicDeck);
    expect({ ids: both.ids, told: told(both.recorded) }).toEqual({ ids: ['a'], told: [] });
    const none = await read('{ slides: [b] }', markdown, '', publicDeck);
    expect({ ids: none.ids, told: told(none.recorded) }).toEqual({
      ids: [],
      told: [at('slides/deck.yaml:5:3', messages.talkOnlyDrafts('short'))],
    });
    expect((await read('{ slides: [b] }', markdown)).ids).toEqual(['b']);
  });
});
