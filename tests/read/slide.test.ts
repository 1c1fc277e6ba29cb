import { describe, expect, it } from 'vitest';
import { placeOf } from '../../build/model/diagnostic.ts';
import { messages } from '../../build/model/messages.ts';
import { textOf } from '../../build/model/source.ts';
import { plainBlocks, plainText } from '../../build/model/text.ts';
import { at, layouts, readTalk, specText, told } from '../support/memory.ts';

const config = 'title: A talk\nseries:\n  steps: { label: Step }\n';

/** The slides of a file, with a chart at hand, and what was reported. */
async function read(markdown: string) {
  const recorded = await readTalk({
    'slides/deck.yaml': config,
    'slides/10.md': markdown,
    'charts/a.vl.json': specText(),
  });
  return { slides: recorded.deck.slides, told: told(recorded) };
}

/** The only slide of a file that gives no reason for complaint. */
async function slide(markdown: string) {
  const { slides, told: reported } = await read(markdown);
  expect(reported).toEqual([]);
  const [first] = slides;
  if (!first) throw new Error('no slide');
  return first;
}

/** What is said of a slide with these fields. */
async function faults(fields: string, body = '# A\n\nb\n'): Promise<object[]> {
  return (await read(`---\n${fields}\n---\n\n${body}`)).told;
}

const known = [
  'id',
  'layout',
  'title',
  'kicker',
  'panel',
  'series',
  'applies',
  'tags',
  'draft',
  'minutes',
  'incremental',
  'class',
  'lang',
  'attribution',
  'background',
];

describe('front matter', () => {
  it('fills a slide', async () => {
    expect(
      await slide(
        '---\nid: a\nlayout: text\nkicker: K\nseries: steps\npanel: 04.A\napplies: [a]\ntags: [t, u]\ndraft: true\nminutes: 1.50\nincremental: true\nclass: big red\nlang: de\n---\n\n# A\n\nb\n',
      ),
    ).toMatchObject({
      id: 'a',
      layout: { name: 'text' },
      kicker: 'K',
      series: 'steps',
      panel: '04.A',
      applies: [{ id: 'a' }],
      tags: ['t', 'u'],
      draft: true,
      minutes: 1.5,
      incremental: true,
      class: 'big red',
      lang: 'de',
    });
  });

  it('may be left out', async () => {
    expect(await slide('# A\n\nb\n')).toMatchObject({
      id: 'a',
      kicker: undefined,
      panel: undefined,
      applies: [],
      tags: [],
      draft: false,
      minutes: undefined,
      incremental: false,
      notes: [],
    });
  });

  it('keeps the zero in front of a panel’s number', async () => {
    expect((await slide('---\nseries: steps\npanel: 02\n---\n\n# A\n\nb\n')).panel).toBe('02');
  });

  it('may name one tag or one panel without a list', async () => {
    const { tags, applies } = await slide('---\ntags: t\napplies: a\n---\n\n# A\n\nb\n');
    expect(tags).toEqual(['t']);
    expect(applies.map(({ id }) => id)).toEqual(['a']);
  });

  it('knows the place of each panel that it applies', async () => {
    const { applies } = await slide('---\napplies:\n  - a\n  - bc\n---\n\n# A\n\nb\n');
    expect(applies.map(({ span }) => [placeOf(span), textOf(span)])).toEqual([
      ['slides/10.md:3:5', 'a'],
      ['slides/10.md:4:5', 'bc'],
    ]);
  });

  it('is reported where a name or value is wrong', async () => {
    expect(await faults('laout: text')).toEqual([
      at('slides/10.md:2:1', messages.fieldUnknown('laout', 'layout', known)),
    ]);
    for (const minutes of ['soon', '.inf', '[1]']) {
      expect(await faults(`minutes: ${minutes}`), minutes).toMatchObject([
        { rule: 'field-invalid', place: 'slides/10.md:2:10' },
      ]);
    }
    for (const minutes of ['0', '-1']) {
      expect(await faults(`minutes: ${minutes}`)).toEqual([
        at('slides/10.md:2:10', messages.fieldInvalid('minutes', 'must be above zero')),
      ]);
    }
    expect(await faults('class: a"b')).toEqual([
      at('slides/10.md:2:8', messages.fieldInvalid('class', 'must be class names')),
    ]);
  });

  it('needs the series of a panel, and one that deck.yaml knows', async () => {
    expect(await faults('panel: 01')).toEqual([at('slides/10.md:2:8', messages.panelWithoutSeries())]);
    expect(await faults('series: stepps\npanel: 01')).toEqual([
      at('slides/10.md:2:9', messages.seriesUnknown('stepps', 'steps', ['steps'])),
    ]);
  });

  it('with a mistake does not hide the mistakes in the text', async () => {
    expect(await faults('draft: perhaps', '# A\n\n[b](ftp://c)\n')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'field-invalid' }),
        at('slides/10.md:7:1', messages.linkUnsafe('ftp://c')),
      ]),
    );
  });
});

describe('the title', () => {
  it('is the first heading, with its markup', async () => {
    const { title } = await slide('# A *b* [@c]\n\nd\n');
    expect(title.map(({ kind }) => kind)).toEqual(['text', 'em', 'text', 'cite']);
  });

  it('may be a heading of any depth, behind other blocks', async () => {
    const { title, slots } = await slide('a\n\n### B\n\n## C\n');
    expect(plainText(title)).toBe('B');
    expect(slots.get('body')?.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'heading']);
  });

  it('may stand in the front matter, and then headings are text', async () => {
    const { title, slots } = await slide('---\ntitle: A *b*\n---\n\n## C\n\nd\n');
    expect(title).toMatchObject([{ text: 'A ' }, { kind: 'em' }]);
    expect(slots.get('body')?.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
  });

  it('in the front matter is a line of text, whatever it looks like', async () => {
    for (const title of ['1. Open up', '"# A"', "'- a'", '"> a"']) {
      const text = title.replace(/^(["'])(.*)\1$/, '$2');
      expect(plainText((await slide(`---\ntitle: ${title}\n---\n\nb\n`)).title), title).toBe(text);
    }
  });

  it('knows its place in the front matter', async () => {
    const [, em] = (await slide('---\ntitle: "A *b*"\n---\n\nc\n')).title;
    expect(em && placeOf(em.span)).toBe('slides/10.md:2:11');
  });

  it('is not a heading inside a slot', async () => {
    expect((await read('---\nlayout: text\n---\n\n:::aside\n# A\n:::\n')).told).toEqual([
      at('slides/10.md:5:1', messages.titleMissing()),
    ]);
  });

  it('is missed where the slide begins', async () => {
    expect((await read('\n\nNo title.\n')).told).toEqual([at('slides/10.md:3:1', messages.titleMissing())]);
  });
});

describe('the id', () => {
  it('is made of the title’s words', async () => {
    expect((await slide('# Buying it *outright*, now\n\nb\n')).id).toBe('buying-it-outright-now');
  });

  it('is numbered where titles are the same', async () => {
    const { slides, told: reported } = await read('# A\n\nb\n\n---\n\n# A\n\nc\n');
    expect(slides.map(({ id }) => id)).toEqual(['a', 'a-1']);
    expect(reported).toEqual([]);
  });

  it('keeps clear of the ids that authors gave, before it and after it', async () => {
    const named = '---\nid: conclusion\n---\n\n# One\n\nb\n';
    const plain = '# Conclusion\n\nc\n';
    for (const [text, ids] of [
      [`${named}\n---\n\n${plain}`, ['conclusion', 'conclusion-1']],
      [`${plain}\n${named}`, ['conclusion-1', 'conclusion']],
    ] as const) {
      const { slides, told: reported } = await read(text);
      expect(slides.map(({ id }) => id)).toEqual(ids);
      expect(reported).toEqual([]);
    }
  });

  it('can be of another script', async () => {
    expect((await slide('# 小我\n\nb\n')).id).toBe('小我');
  });

  it('is there even for a title of signs', async () => {
    expect((await slide('# ???\n\nb\n')).id).toBe('slide');
  });

  it('may be used once', async () => {
    const slides = '---\nid: a\n---\n\n# A\n\nb\n\n---\nid: a\n---\n\n# B\n\nc\n';
    expect((await read(slides)).told).toEqual([
      at('slides/10.md:10:5', messages.idDuplicate('a', 'slides/10.md:2:5')),
    ]);
  });

  it('has small letters, digits and hyphens, and is no reference’s', async () => {
    for (const id of ['A', '1a', 'a b', 'a_b', '-a', 'ref-a', 'ä', '""', 'a.b']) {
      expect(await faults(`id: ${id}`), id).toMatchObject([
        { rule: 'id-invalid', place: 'slides/10.md:2:5' },
      ]);
    }
    for (const id of ['a', 'a-1', 'a--b', 'reference', 'ref'])
      expect(await faults(`id: ${id}`), id).toEqual([]);
  });
});

describe('the layout', () => {
  it('is told from the content', async () => {
    const chart = '![Alt](../charts/a.vl.json)';
    for (const [markdown, layout] of [
      ['# A\n', 'statement'],
      ['# A\n\nb\n', 'text'],
      ['# A\n\n:::aside\nb\n:::\n', 'text'],
      [`# A\n\n${chart}\n`, 'chart'],
      [`# A\n\n${chart}\n\nb\n`, 'figure'],
      ['# A\n\n| b |\n|---|\n| c |\n', 'compare'],
      ['# A\n\n:::left\nb\n:::\n', 'two-lists'],
    ] as const) {
      expect((await slide(markdown)).layout.name, markdown).toBe(layout);
    }
  });

  it('must be one that there is', async () => {
    expect(await faults('layout: txet')).toEqual([
      at('slides/10.md:2:9', messages.layoutUnknown('txet', 'text', Object.keys(layouts))),
    ]);
  });
});

describe('slots', () => {
  it('take blocks by their kind or by name, in the order of the text', async () => {
    const { slots } = await slide(
      '---\nlayout: figure\n---\n\na\n\n# T\n\n![Alt](../charts/a.vl.json)\n\n:::body\nb\n:::\n\nc\n',
    );
    expect([...slots.keys()].sort()).toEqual(['body', 'figure']);
    expect(plainBlocks(slots.get('body')?.blocks ?? [])).toBe('a c b');
    expect(slots.get('figure')?.blocks.map(({ kind }) => kind)).toEqual(['chart']);
  });

  it('may be given in parts', async () => {
    const { slots } = await slide(
      '---\nlayout: two-lists\n---\n\n# A\n\n:::left\na\n:::\n\n:::right\nb\n:::\n\n:::left\nc\n:::\n',
    );
    expect(plainBlocks(slots.get('left')?.blocks ?? [])).toBe('a c');
  });

  it('must be there where the layout needs them', async () => {
    expect(await faults('layout: figure', '# A\n')).toEqual([
      at('slides/10.md:5:1', messages.slotMissing('figure', 'figure', ['chart', 'image'])),
      at(
        'slides/10.md:5:1',
        messages.slotMissing('body', 'figure', [
          'paragraph',
          'list',
          'quote',
          'code',
          'math',
          'html',
          'heading',
          'step',
          'columns',
        ]),
      ),
    ]);
  });

  it('must be those of the layout', async () => {
    expect(await faults('layout: text', '# A\n\nb\n\n:::asid\nc\n:::\n')).toEqual([
      at('slides/10.md:9:1', messages.slotUnknown('asid', 'text', 'aside', ['body', 'aside'])),
    ]);
  });

  it('must not hold more than they take, a pause apart', async () => {
    expect(await faults('layout: text', '# A\n\nb\n\n:::aside\nc\n\nd\n\ne\n:::\n')).toEqual([
      at('slides/10.md:12:1', messages.slotSurplus('aside', 'text', 3, ['body', 'aside'])),
    ]);
    expect(await faults('layout: text', '# A\n\nb\n\n:::aside\n. . .\n\nc\n:::\n')).toEqual([]);
  });

  it('must hold what they take, inside steps too', async () => {
    const table = '| b |\n|---|\n| c |\n';
    expect(await faults('layout: text', `# A\n\n:::body\n${table}:::\n`)).toMatchObject([
      { rule: 'slot-kind', place: 'slides/10.md:8:1' },
    ]);
    expect(await faults('layout: statement', `# A\n\n:::step\n${table}:::\n`)).toMatchObject([
      { rule: 'slot-kind', place: 'slides/10.md:8:1' },
    ]);
  });

  it('that are needed must not be empty', async () => {
    expect(
      await faults('layout: figure', '# A\n\n![Alt](../charts/a.vl.json)\n\n:::body\n:::\n'),
    ).toMatchObject([{ rule: 'slot-missing', place: 'slides/10.md:9:1' }]);
  });

  it('count a chart that cannot be read as given', async () => {
    expect(await faults('layout: chart', '# A\n\n![Alt](../charts/b.vl.json)\n')).toEqual([
      at('slides/10.md:7:1', messages.chartMissing('../charts/b.vl.json', 'a.vl.json')),
    ]);
  });
});

describe('notes', () => {
  it('are what follows Note:, then the comments', async () => {
    const { notes } = await slide('# A\n\n<!-- one -->\n\nb\n\nNote:\ntwo\n');
    expect(plainBlocks(notes)).toBe('two one');
  });

  it('are comments in slots and in lines, too', async () => {
    const { notes, title } = await slide(
      '# A <!-- one -->\n\nb <!-- two -->\n\n:::aside\nc\n\n<!-- three -->\n:::\n',
    );
    expect(plainBlocks(notes)).toBe('one two three');
    expect(title).toMatchObject([{ kind: 'text' }]);
  });

  it('are comments in the notes', async () => {
    expect(plainBlocks((await slide('# A\n\nb\n\nNote:\ntwo <!-- three -->\n')).notes)).toBe('two three');
  });

  it('are not in the body', async () => {
    const { slots } = await slide('# A\n\nb\n\nNote: c\n');
    expect(plainBlocks(slots.get('body')?.blocks ?? [])).toBe('b');
  });
});
