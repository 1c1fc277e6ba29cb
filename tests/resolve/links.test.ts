import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { checkLinks, citingSlides } from '../../build/resolve/links.ts';
import { at, readTalk, resolved, told } from '../support/memory.ts';

const config = 'title: T\nbibliography: r.yaml\nseries:\n  steps: { label: Step }\n';
const references = '- { id: taylor2016, type: book, title: T }\n- { id: oecd, type: book, title: O }\n';

/** What is said of the links of a deck that is otherwise sound. */
async function check(markdown: string, files: Record<string, string> = {}): Promise<object[]> {
  const recorded = await readTalk({
    'slides/deck.yaml': config,
    'slides/r.yaml': references,
    'slides/10.md': markdown,
    ...files,
  });
  expect(recorded.reported).toEqual([]);
  checkLinks(recorded.deck, new Map(recorded.deck.slides.map((slide) => [slide.id, slide])), recorded.report);
  return told(recorded);
}

const two = '\n---\nid: two\nseries: steps\npanel: 01\n---\n\n# Two\n\nb\n';

describe('links to slides', () => {
  it('lead to ids, given or made of titles', async () => {
    expect(await check(`# One\n\n[](#two) [here](#one)\n${two}`)).toEqual([]);
  });

  it('that lead nowhere are reported, with the near id', async () => {
    expect(await check(`# One\n\na [](#too) [b](#somewhere)\n${two}`)).toEqual([
      at('slides/10.md:3:3', messages.linkUnknown('too', 'two')),
      at('slides/10.md:3:12', messages.linkUnknown('somewhere', undefined)),
    ]);
  });

  it('are checked in titles, lists, tables, steps and notes', async () => {
    const markdown =
      '# T [](#q1)\n\n- [](#q2)\n\n:::step\n[](#q3)\n:::\n\n:::aside\n**[](#q4)**\n:::\n\nNote:\n[](#q5)\n';
    expect(await check(markdown)).toHaveLength(5);
    expect(await check('# T\n\n| a |\n|---|\n| [](#q1) |\n')).toEqual([
      at('slides/10.md:5:3', messages.linkUnknown('q1', undefined)),
    ]);
  });
});

describe('citations', () => {
  it('have an entry in the bibliography', async () => {
    expect(await check('# One\n\n[@taylor2016, p. 3; @oecd]\n')).toEqual([]);
  });

  it('without one are reported, each at its key, with the near one', async () => {
    expect(await check('# One\n\na [@oecd; @tailor2016, p. 3; @b]\n')).toEqual([
      at('slides/10.md:3:11', messages.citationUnknown('tailor2016', 'taylor2016')),
      at('slides/10.md:3:30', messages.citationUnknown('b', undefined)),
    ]);
  });

  it('in a sentence are reported likewise', async () => {
    expect(await check('# One\n\nAs @tailor2016 [p. 3] says\n')).toEqual([
      at('slides/10.md:3:5', messages.citationUnknown('tailor2016', 'taylor2016')),
    ]);
  });

  it('are reported in a talk without a bibliography', async () => {
    expect(await check('# One\n\n[@oecd]\n', { 'slides/deck.yaml': 'title: T\n' })).toEqual([
      at('slides/10.md:3:2', messages.citationsWithoutBibliography()),
    ]);
  });

  it('are not reported once more where the bibliography could not be read', async () => {
    const recorded = await readTalk({ 'slides/deck.yaml': config, 'slides/10.md': '# One\n\n[@oecd]\n' });
    const before = recorded.reported.length;
    checkLinks(recorded.deck, new Map(), recorded.report);
    expect(recorded.reported).toHaveLength(before);
    expect(before).toBe(1);
  });
});

describe('applied panels', () => {
  it('are slides with a number', async () => {
    expect(await check(`---\napplies: [two]\n---\n\n# One\n\nb\n${two}`)).toEqual([]);
  });

  it('are reported where there is no such slide, or one without a number', async () => {
    expect(await check(`---\nid: one\napplies: [one, too]\n---\n\n# One\n\nb\n${two}`)).toEqual([
      at('slides/10.md:3:11', messages.appliesUnnumbered('one')),
      at('slides/10.md:3:16', messages.linkUnknown('too', 'two')),
    ]);
  });
});

describe('citingSlides', () => {
  it('lists the slides that cite each work, from texts, titles and notes, each once', async () => {
    const { deck } = await readTalk('# A [@a]\n\n[@b; @c] [@a]\n\nNote:\n[@d]\n\n---\n\n# B\n\n[@b, p. 2]\n');
    const [a, b] = deck.slides.map(({ id }) => id);
    expect([...citingSlides(deck.slides)].sort()).toEqual([
      ['a', [a]],
      ['b', [a, b]],
      ['c', [a]],
      ['d', [a]],
    ]);
  });

  it('knows narrative citations too', async () => {
    const { deck } = await readTalk({
      'slides/deck.yaml': config,
      'slides/r.yaml': references,
      'slides/10.md': '# A\n\nAs @oecd [p. 3] says\n',
    });
    expect([...citingSlides(deck.slides)]).toEqual([['oecd', ['a']]]);
  });

  it('is empty for slides that cite nothing', async () => {
    expect(citingSlides((await readTalk('# A\n\nb\n')).deck.slides).size).toBe(0);
  });
});

describe('the list of references', () => {
  const list = (id: string): string => `---\nid: ${id}\nlayout: references\n---\n\n# References\n`;
  const cites = '# A\n\n[@oecd]\n';

  const faults = async (markdown: string): Promise<object[]> => {
    const files = { 'slides/deck.yaml': config, 'slides/r.yaml': references };
    return told(await resolved({ ...files, 'slides/10.md': markdown }));
  };

  it('may stand once', async () => {
    expect(await faults(`${cites}\n${list('one')}`)).toEqual([]);
    expect(await faults(`${list('one')}\n${list('two')}`)).toEqual([
      at('slides/10.md:13:1', messages.referencesTwice('slides/10.md:6:1')),
    ]);
  });

  it('is missed where a talk cites, in brackets or in a sentence', async () => {
    for (const markdown of [cites, '# A\n\nAs @oecd says\n', '# A\n\nb\n\nNote:\n[@oecd]\n']) {
      expect(await faults(markdown), markdown).toEqual([
        at('slides/deck.yaml:2:15', messages.referencesUnlisted()),
      ]);
    }
  });

  it('is not missed where a talk cites nothing', async () => {
    expect(await faults('# A\n\nb\n')).toEqual([]);
  });
});
