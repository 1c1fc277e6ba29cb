import { describe, expect, it } from 'vitest';
import { renderBlocks } from '../../build/render/block.ts';
import { resolved, specText } from '../support/memory.ts';

const gif = new Uint8Array([...new TextEncoder().encode('GIF89a'), 3, 0, 2, 0, 0, 0, 0]);

interface Manner {
  readonly incremental?: boolean;
  readonly steps?: boolean;
}

/** The blocks of a slide's slots as HTML. */
async function blocks(markdown: string, { incremental = false, steps = true }: Manner = {}): Promise<string> {
  const { talk, reported } = await resolved({
    'slides/10.md': `# T\n\n${markdown}\n`,
    'charts/a.vl.json': specText({
      usermeta: { source: { publisher: 'P & Q', vintage: '2021' }, unit: '%' },
    }),
    'images/a.gif': gif,
  });
  expect(reported).toEqual([]);
  const content = [...(talk.deck.slides[0]?.slots.values() ?? [])].flatMap((slot) => slot.blocks);
  return renderBlocks(content, {
    talk,
    incremental,
    steps: steps ? { next: 0, shown: Number.POSITIVE_INFINITY } : undefined,
  }).html;
}

/** The tags that are steps, with their numbers, in the order of the text. */
function steps(html: string): string[] {
  return [...html.matchAll(/<(\w+)[^>]*class="[^"]*fragment[^"]*"[^>]*data-fragment-index="(\d+)"/g)].map(
    ([, tag, number]) => `${tag} ${number}`,
  );
}

describe('blocks', () => {
  it('are paragraphs and quotes', async () => {
    expect(await blocks('a & b\n\n> c\n>\n> d')).toBe(
      '<p>a &amp; b</p>\n<blockquote><p>c</p>\n<p>d</p></blockquote>',
    );
  });

  it('are headings below the slide’s own', async () => {
    expect(await blocks('# A\n\n## B\n\n### C\n\n###### D')).toBe(
      '<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>\n<h6>D</h6>',
    );
  });

  it('are lists, whose first paragraphs stand without a tag', async () => {
    expect(await blocks('- a\n- b\n\n  c\n- d\n  1. e')).toBe(
      '<ul><li>a</li><li>b<p>c</p></li><li>d<ol><li>e</li></ol></li></ul>',
    );
  });

  it('are numbered lists with their start', async () => {
    expect(await blocks('3. a\n4. b')).toBe('<ol start="3"><li>a</li><li>b</li></ol>');
  });

  it('are code, escaped, with its tokens', async () => {
    expect(await blocks('```js\nx < "1"\n```')).toBe(
      '<pre><code data-lang="js">x &lt; <span class="code-string">&quot;1&quot;</span></code></pre>',
    );
    expect(await blocks('```\nx\n```')).toBe('<pre><code>x</code></pre>');
  });

  it('are tables with headers for columns and rows', async () => {
    expect(await blocks('| a | b |\n|---|--:|\n| c | d |')).toBe(
      '<table><caption>Table 1</caption><thead><tr><th scope="col">a</th><th scope="col" class="right">b</th></tr></thead><tbody><tr><th scope="row">c</th><td class="right">d</td></tr></tbody></table>',
    );
  });

  it('are raw HTML', async () => {
    expect(await blocks('<div class="x">a</div>')).toMatch(/^<div class="x">a<\/div>\s*$/);
  });

  it('are images with their size and caption', async () => {
    const html = await blocks('![A "b"](../images/a.gif "C < D")');
    expect(html).toContain(`<img src="data:image/gif;base64,${Buffer.from(gif).toString('base64')}"`);
    expect(html).toContain('alt="A &quot;b&quot;" width="3" height="2">');
    expect(html).toMatch(/<figcaption><span class="caption">.*C &lt; D<\/span> <\/figcaption>/);
    expect(await blocks('![A](../images/a.gif)')).not.toContain('figcaption');
  });

  it('are charts with caption and source', async () => {
    const html = await blocks('![A](../charts/a.vl.json "C < D")');
    expect(html).toMatch(/^<figure class="figure"><svg class="chart"/);
    expect(html).toMatch(/<span class="caption">.*C &lt; D<\/span>/);
    expect(html).toContain('<span class="source">Source: P &amp; Q. %. 2021.</span>');
  });
});

describe('figures and tables', () => {
  const table = '| a | b |\n|---|---|\n| c | d |';
  const pages = async (markdown: string): Promise<string[]> => {
    const { talk } = await resolved({
      'slides/10.md': markdown,
      'charts/a.vl.json': specText(),
      'images/a.gif': gif,
    });
    return talk.deck.slides.map(({ slots }) => {
      const content = [...slots.values()].flatMap((slot) => slot.blocks);
      return renderBlocks(content, { talk, incremental: false, steps: undefined }).html;
    });
  };
  const captions = (html: string | undefined): string[] =>
    [...(html ?? '').matchAll(/<(?:fig)?caption>(.*?)<\/(?:fig)?caption>/g)].map(([, text = '']) =>
      text
        .replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );

  it('are numbered apart through the talk, before their captions', async () => {
    const slides = await pages(
      `# A\n\n![x](../images/a.gif "C < D")\n\n---\n\n# B\n\n${table}\n\n---\n\n# C\n\n![x](../charts/a.vl.json "Sales")\n\n---\n\n# D\n\n${table}\n`,
    );
    expect(slides.map(captions)).toEqual([
      ['Figure 1. C &lt; D'],
      ['Table 1'],
      ['Figure 2. Sales Source: World Bank.'],
      ['Table 2'],
    ]);
    expect(slides[0]).toContain(
      '<span class="caption"><span class="number">Figure 1</span>. C &lt; D</span>',
    );
  });

  it('have their number without a caption too, but images do not', async () => {
    const slides = await pages('# A\n\n![x](../charts/a.vl.json)\n\n---\n\n# B\n\n![x](../images/a.gif)\n');
    expect(slides.map(captions)).toEqual([['Figure 1. Source: World Bank.'], []]);
  });

  it('have no number on a cover', async () => {
    const [cover, next] = await pages(
      '---\nlayout: cover\n---\n\n# A\n\n![x](../charts/a.vl.json)\n\n---\n\n# B\n\n![x](../charts/a.vl.json "Sales")\n',
    );
    expect(captions(cover)).toEqual(['Source: World Bank.']);
    expect(captions(next)).toEqual(['Figure 1. Sales Source: World Bank.']);
  });
});

describe('steps', () => {
  it('are what follows a pause, in its slot', async () => {
    const html = await blocks('a\n\n. . .\n\nb\n\n- c\n\n. . .\n\nd');
    expect(steps(html)).toEqual(['p 0', 'ul 0', 'p 1']);
    expect(html).toMatch(/^<p>a<\/p>\n<p class="fragment"/);
  });

  it('are the parts that the author marks', async () => {
    expect(steps(await blocks('a\n\n:::step\nb\n\nc\n:::\n\nd\n\n:::step\ne\n:::'))).toEqual([
      'div 0',
      'div 1',
    ]);
  });

  it('may be a chart or an image', async () => {
    for (const figure of ['charts/a.vl.json', 'images/a.gif']) {
      const html = await blocks(`a\n\n. . .\n\n![x](../${figure})`);
      expect(steps(html)).toEqual(['figure 0']);
      expect(html).toContain('<figure class="figure fragment" data-fragment-index="0"');
    }
  });

  it('may hold others, which come later', async () => {
    expect(steps(await blocks('::::step\na\n\n:::step\nb\n:::\n::::'))).toEqual(['div 0', 'div 1']);
  });

  it('are the items of lists on an incremental slide, inner ones after their own', async () => {
    expect(steps(await blocks('- a\n  - b\n  - c\n- d', { incremental: true }))).toEqual([
      'li 0',
      'li 1',
      'li 2',
      'li 3',
    ]);
  });

  it('are not the items on others', async () => {
    expect(steps(await blocks('- a\n- b'))).toEqual([]);
  });

  it('are the states of a chart after its first, of which the figure shows the one that the steps have come to', async () => {
    const usermeta = {
      source: { publisher: 'A' },
      steps: ['< A', 'B', 'C'].map((caption, n) => ({
        caption,
        patch: { mark: ['bar', 'line', 'point'][n] },
      })),
    };
    const { talk, reported } = await resolved({
      'slides/10.md': '---\nincremental: true\n---\n\n# T\n\n- a\n\n![x](../charts/a.vl.json "Sales")\n',
      'charts/a.vl.json': specText({ usermeta }),
    });
    expect(reported).toEqual([]);
    const content = [...(talk.deck.slides[0]?.slots.values() ?? [])].flatMap((slot) => slot.blocks);
    const at = (shown: number | undefined): string =>
      renderBlocks(content, {
        talk,
        incremental: true,
        steps: shown === undefined ? undefined : { next: 0, shown },
      }).html;
    const all = at(Number.POSITIVE_INFINITY);
    expect(steps(all).sort()).toEqual(['li 0', 'span 1', 'span 2']);
    expect(all).toContain(
      '<span class="states"><span data-states="0">&lt; A</span><span data-states="1">B</span><span data-states="2">C</span></span>',
    );
    const states = [0, 1, 2, 3, undefined].map((shown) => /data-state="(\d)"/.exec(at(shown))?.[1]);
    expect(states).toEqual(['0', '0', '1', '2', '2']);
    expect([0, 1, 2, 3].map((shown) => at(shown).match(/pending/g)?.length ?? 0)).toEqual([3, 2, 1, 0]);
    expect(at(undefined)).not.toMatch(/fragment|pending/);
  });

  it('count on from slot to slot', async () => {
    const { talk } = await resolved('# T\n\n- a\n- b\n\n:::aside\n- c\n:::\n');
    const context = { talk, incremental: true, steps: { next: 0, shown: Number.POSITIVE_INFINITY } };
    const slots = [...(talk.deck.slides[0]?.slots.values() ?? [])];
    const html = slots.map((slot) => renderBlocks(slot.blocks, context).html).join('');
    expect(steps(html)).toEqual(['li 0', 'li 1', 'li 2']);
  });

  it('are none where nothing steps, as in notes', async () => {
    const html = await blocks('a\n\n. . .\n\nb\n\n:::step\nc\n:::\n\n- d', {
      incremental: true,
      steps: false,
    });
    expect(html).not.toContain('fragment');
    expect(html).toBe('<p>a</p>\n<p>b</p>\n<div class="step"><p>c</p></div>\n<ul><li>d</li></ul>');
  });

  it('take a step for each state of code but the first', async () => {
    const { talk } = await resolved('# T\n\n```text {1|2|all}\na < b\nc\n```\n\n. . .\n\nd\n');
    const content = talk.deck.slides[0]?.slots.get('body')?.blocks ?? [];
    const at = (shown: number | undefined): string =>
      renderBlocks(content, {
        talk,
        incremental: false,
        steps: shown === undefined ? undefined : { next: 0, shown },
      }).html;
    expect(at(0)).toBe(
      '<pre data-state="0"><code data-lang="text"><span class="line" data-lit="0 2">a &lt; b\n</span><span class="line" data-lit="1 2">c\n</span></code><span class="state fragment pending" data-fragment-index="0"></span><span class="state fragment pending" data-fragment-index="1"></span></pre>\n<p class="fragment pending" data-fragment-index="2">d</p>',
    );
    const states = [0, 1, 2, 3, undefined].map((shown) => /data-state="(\d)"/.exec(at(shown))?.[1]);
    expect(states).toEqual(['0', '1', '2', '2', '2']);
  });
});
