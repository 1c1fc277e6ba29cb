import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { mostSlides } from '../../build/read/deck.ts';
import { at, bytesOf, readTalk, specText, told } from '../support/memory.ts';

describe('readDeck', () => {
  it('reads slides in the order of their files', async () => {
    const { deck } = await readTalk({
      'slides/20-b.md': '# B\n\nb\n',
      'slides/10-a.md': '# A1\n\na\n\n---\n\n# A2\n\na\n',
      'slides/100.md': '# C\n\nc\n',
      'slides/notes.txt': '# D\n',
      'slides/drafts/05.md': '# E\n',
    });
    expect(deck.slides.map(({ id }) => id)).toEqual(['a1', 'a2', 'c', 'b']);
  });

  it('reads the bibliography that deck.yaml names, and none otherwise', async () => {
    const files = { 'slides/10.md': '# A\n\nb\n', 'slides/r.yaml': '- { id: k, type: book, title: T }' };
    expect((await readTalk(files)).deck.bibliography).toBeUndefined();
    const named = await readTalk({ ...files, 'slides/deck.yaml': 'title: T\nbibliography: r.yaml\n' });
    expect([...(named.deck.bibliography?.keys() ?? [])]).toEqual(['k']);
  });

  it('reads no more slides than a talk has', async () => {
    const some = 'a\n\n---\n\n';
    const { deck, reported } = await readTalk(some.repeat(mostSlides + 3));
    expect(deck.slides).toHaveLength(mostSlides);
    expect(told({ reported }).filter((one) => JSON.stringify(one).includes('slides-many'))).toEqual([
      at(`slides/10.md:${mostSlides * 4 + 1}:1`, messages.slidesMany(mostSlides + 3, mostSlides)),
    ]);
  });

  it('reports a talk without slides', async () => {
    expect(told(await readTalk({ 'slides/deck.yaml': 'title: T' }))).toEqual([
      at('slides', messages.noSlides()),
    ]);
  });

  it('leaves hidden files alone, which editors put beside those that they have open', async () => {
    const { deck } = await readTalk({
      'slides/10.md': '# A\n',
      'slides/.#10.md': '# B\n',
      'slides/.md': '# C\n',
    });
    expect(deck.slides.map(({ id }) => id)).toEqual(['a']);
  });

  it('reports the mistakes of every file in one run', async () => {
    const recorded = await readTalk({
      'slides/deck.yaml': 'titel: T\n',
      'slides/10.md': '---\nlayout: txt\n---\n\n# A\n\nb\n',
      'slides/20.md': new Uint8Array([0xff]),
      'slides/30.md': '# C\n\n![Alt](../charts/x.vl.json)\n',
    });
    expect(recorded.reported.map(({ rule }) => rule).sort()).toEqual([
      'chart-missing',
      'field-missing',
      'field-unknown',
      'layout-unknown',
      'not-utf8',
    ]);
    expect(recorded.deck.config.title).toBe('Untitled');
  });

  it('names the way to a chart that is written as from the talk’s folder', async () => {
    const recorded = await readTalk({
      'slides/10.md': '# A\n\n![Alt](charts/x.vl.json)\n',
      'charts/x.vl.json': '{}',
    });
    expect(told(recorded)).toEqual([
      at('slides/10.md:3:1', messages.chartMissing('charts/x.vl.json', '../charts/x.vl.json')),
    ]);
  });

  it('says how a chart’s spec is named where it is taken for an image', async () => {
    const recorded = await readTalk({
      'slides/10.md': '# A\n\n![Alt](../charts/x.json)\n',
      'charts/x.json': '{}',
    });
    expect(recorded.reported).toMatchObject([
      { rule: 'image-type', hint: expect.stringContaining('.vl.json') },
    ]);
  });

  it('keeps ids apart over all files', async () => {
    const slide = '---\nid: a\n---\n\n# A\n\nb\n';
    expect(told(await readTalk({ 'slides/10.md': slide, 'slides/20.md': slide }))).toEqual([
      at('slides/20.md:2:5', messages.idDuplicate('a', 'slides/10.md:2:5')),
    ]);
  });

  it('reads files that end their lines the way of Windows as others', async () => {
    const text = '---\nid: a\n---\n\n# A\n\n- b\n- c\n\n---\n\n# D\n\nNote:\ne\n';
    const [unix, windows] = await Promise.all([text, text.replaceAll('\n', '\r\n')].map(readTalk));
    expect(windows?.reported).toEqual([]);
    expect(windows?.deck.slides).toEqual(unix?.deck.slides);
    expect(windows?.deck.slides).toHaveLength(2);
  });
});

describe('charts', () => {
  const slide = (href: string, alt = 'Alt'): string => `# A\n\n![${alt}](${href} "Caption")\n`;

  /** The charts in the figures of all slides. */
  async function charts(contents: Parameters<typeof readTalk>[0]) {
    const recorded = await readTalk(contents);
    const found = recorded.deck.slides.flatMap(({ slots }) =>
      (slots.get('figure')?.blocks ?? []).flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])),
    );
    return { charts: found, told: told(recorded) };
  }

  it('have the spec of their file and the words of their place', async () => {
    const { charts: found, told: reported } = await charts({
      'slides/10.md': slide('../charts/a.vl.json', 'Sales rose'),
      'charts/a.vl.json': specText(),
    });
    expect(reported).toEqual([]);
    expect(found).toMatchObject([
      { alt: 'Sales rose', caption: 'Caption', spec: { mark: 'bar' }, source: { path: 'charts/a.vl.json' } },
    ]);
  });

  it('may be shown twice, each with its own words, their mistakes told once', async () => {
    const { charts: found, told: reported } = await charts({
      'slides/10.md': `${slide('../charts/a.vl.json', 'One')}\n---\n\n${slide('../charts/a.vl.json', 'Two')}`,
      'charts/a.vl.json': specText({ usermeta: {} }),
    });
    expect(found.map(({ alt }) => alt)).toEqual(['One', 'Two']);
    expect(reported).toEqual([at('charts/a.vl.json', messages.chartSource())]);
  });

  it('are reported where they are missing, with the near name', async () => {
    const { charts: found, told: reported } = await charts({
      'slides/10.md': slide('../charts/slaes.vl.json'),
      'charts/sales.vl.json': specText(),
    });
    expect(found).toEqual([]);
    expect(reported).toEqual([
      at('slides/10.md:3:1', messages.chartMissing('../charts/slaes.vl.json', 'sales.vl.json')),
    ]);
  });

  it('that are missing are reported on each slide, with the near name each time', async () => {
    const { told: reported } = await charts({
      'slides/10.md': `${slide('../charts/slaes.vl.json')}\n---\n\n${slide('../charts/slaes.vl.json')}`,
      'charts/sales.vl.json': specText(),
    });
    const missing = messages.chartMissing('../charts/slaes.vl.json', 'sales.vl.json');
    expect(reported).toEqual([at('slides/10.md:3:1', missing), at('slides/10.md:9:1', missing)]);
  });

  it('with mistakes are read once', async () => {
    const { told: reported } = await charts({
      'slides/10.md': `${slide('../charts/a.vl.json')}\n---\n\n${slide('../charts/a.vl.json')}`,
      'charts/a.vl.json': '{',
    });
    expect(reported).toMatchObject([{ rule: 'chart-json', place: 'charts/a.vl.json:1:2' }]);
  });

  it('elsewhere or outside the talk are reported', async () => {
    expect((await charts(slide('https://x.org/a.vl.json'))).told).toEqual([
      at('slides/10.md:3:1', messages.urlRemote('https://x.org/a.vl.json')),
    ]);
    expect((await charts(slide('../../a.vl.json'))).told).toEqual([
      at('slides/10.md:3:1', messages.pathOutside('../../a.vl.json')),
    ]);
  });

  it('without words for those who cannot see them are warned of', async () => {
    const { told: reported } = await charts({
      'slides/10.md': slide('../charts/a.vl.json', ''),
      'charts/a.vl.json': specText(),
    });
    expect(reported).toEqual([at('slides/10.md:3:1', messages.altMissing('../charts/a.vl.json'))]);
  });

  it('may stand in the slide itself, their mistakes at their place in it', async () => {
    const fence = (spec: string): string => `# A\n\n\`\`\`vega-lite\n${spec}\n\`\`\`\n`;
    expect(await charts(fence(specText({ description: 'Sales rose' })))).toMatchObject({
      charts: [{ alt: 'Sales rose', caption: '', source: { path: 'slides/10.md' } }],
      told: [],
    });
    expect(
      (await charts(fence('{\n  "mark": "bar",\n  "mrak": 1,\n  "data": { "values": [] }\n}'))).told,
    ).toMatchObject([{ rule: 'spec-unknown', place: 'slides/10.md:6:3' }]);
    expect((await charts(fence('{\n  "mark": "bar",\n}'))).told).toMatchObject([
      { rule: 'chart-json', place: 'slides/10.md:6:1' },
    ]);
  });

  it('in the slide itself find their data from the slide', async () => {
    const spec = specText({ data: { url: '../charts/data/a.csv' } });
    expect(
      (
        await charts({
          'slides/10.md': `# A\n\n\`\`\`vega-lite\n${spec}\n\`\`\`\n`,
          'charts/data/a.csv': bytesOf('year,sales\n1,2\n'),
        })
      ).told,
    ).toEqual([]);
  });
});
