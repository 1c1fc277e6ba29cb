import { describe, expect, it } from 'vitest';
import { renderInlines, targetName } from '../../build/render/inline.ts';
import { resolved, specText } from '../support/memory.ts';

const references = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, type: 'book', title: id }));
const files = {
  'slides/deck.yaml': 'title: T\nbibliography: r.json\nseries:\n  steps: { label: Step }\n',
  'slides/r.json': JSON.stringify(references),
  'slides/99.md': '---\nlayout: references\n---\n\n# References\n',
};
const funds = '\n---\nid: funds\nseries: steps\npanel: 04.A\n---\n\n# Guidance *funds* [@a]\n\nb\n';

/** A line of Markdown as HTML; what follows on other slides is the second argument. */
async function line(markdown: string, others = '', more: Record<string, string> = {}): Promise<string> {
  const { talk, reported } = await resolved({
    ...files,
    'slides/10.md': `# T\n\n${markdown}\n${others}`,
    ...more,
  });
  expect(reported).toEqual([]);
  const [first] = talk.deck.slides[0]?.slots.get('body')?.blocks ?? [];
  return first?.kind === 'paragraph' ? renderInlines(first.children, talk).html : '';
}

const words = (html: string): string => html.replace(/<[^>]+>/g, '');

/** The text of the citation marks in a line. */
async function marks(markdown: string): Promise<string[]> {
  const found = (await line(markdown)).match(/<sup class="cite">.*?<\/sup>/g) ?? [];
  return found.map(words);
}

describe('text', () => {
  it('is escaped', async () => {
    expect(await line('1 &lt; 2 & "3" \\<b>')).toBe('1 &lt; 2 &amp; &quot;3&quot; &lt;b&gt;');
    expect(await line('`<b>&amp;`')).toBe('<code>&lt;b&gt;&amp;amp;</code>');
  });

  it('keeps its markup', async () => {
    expect(await line('**a** *b* ~~c~~ **d *e***  \nf')).toBe(
      '<strong>a</strong> <em>b</em> <del>c</del> <strong>d <em>e</em></strong><br>f',
    );
  });

  it('in another language says so', async () => {
    expect(await line(':lang[小**我**]{zh-Hans}')).toBe('<span lang="zh-Hans">小<strong>我</strong></span>');
  });

  it('with raw HTML keeps it around what it holds', async () => {
    expect(await line('11<sup>*th* <small>x</small></sup> & y')).toBe(
      '11<sup><em>th</em> <small>x</small></sup> &amp; y',
    );
  });
});

describe('links', () => {
  it('have their address and title escaped', async () => {
    expect(await line(`[a & b](https://example.org/?x=1&y="2" 'T "t"')`)).toBe(
      '<a href="https://example.org/?x=1&amp;y=&quot;2&quot;" title="T &quot;t&quot;" rel="noopener">a &amp; b</a>',
    );
  });

  it('to a slide print their text', async () => {
    expect(await line('[see *there*](#funds)', funds)).toBe(
      '<a class="ref" href="#funds">see <em>there</em></a>',
    );
  });

  it('to a slide print its number and title, without what links from there', async () => {
    expect(await line('[](#funds)', funds)).toBe(
      '<a class="ref" href="#funds"><span class="number">04.A</span> Guidance <em>funds</em> </a>',
    );
  });

  it('to a slide without a number print its title', async () => {
    expect(await line('[](#b)', '\n---\n\n# B\n\nc\n')).toBe('<a class="ref" href="#b">B</a>');
  });
});

describe('links to figures, tables and panels', () => {
  const charts = { 'charts/a.vl.json': specText() };
  const chart = '![x](../charts/a.vl.json)';
  const link = async (others: string): Promise<string> => words(await line('[](#b)', others, charts));

  it('print the number of the slide’s figure', async () => {
    const others = `\n---\nid: a\n---\n\n# A\n\n${chart}\n\n---\nid: b\n---\n\n# B\n\n${chart}\n`;
    expect(await line('[](#b)', others, charts)).toBe(
      '<a class="ref" href="#b"><span class="number">Figure 2</span>: B</a>',
    );
  });

  it('print the number of the slide’s table', async () => {
    expect(await link('\n---\nid: b\n---\n\n# B\n\n| a | b |\n|---|---|\n| c | d |\n')).toBe('Table 1: B');
  });

  it('print the number of a panel, though a figure stands on it', async () => {
    expect(await link(`\n---\nid: b\nseries: steps\npanel: 04\n---\n\n# B\n\n${chart}\n`)).toBe('04 B');
  });

  it('to a slide that goes on with a panel print its figure’s number, or else the panel’s', async () => {
    const panel = (id: string, text: string): string =>
      `\n---\nid: ${id}\nseries: steps\npanel: 04\n---\n\n# ${id.toUpperCase()}\n\n${text}\n`;
    expect(await link(panel('a', 'x') + panel('b', chart))).toBe('Figure 1: B');
    expect(await link(panel('a', 'x') + panel('b', 'y'))).toBe('04 B');
  });

  it('print the title of a cover, whose chart has no number', async () => {
    expect(await link(`\n---\nid: b\nlayout: cover\n---\n\n# B\n\n${chart}\n`)).toBe('B');
  });
});

describe('targetName', () => {
  it('is the id of a slide that there is not', async () => {
    const { talk } = await resolved('# T\n\na\n');
    expect(targetName('x<y', talk).html).toBe('x&lt;y');
  });
});

describe('citations', () => {
  it('print the number of the reference and link to it', async () => {
    expect(await line('x [@b]')).toBe(
      'x<sup class="cite">[<a href="#ref-b" aria-label="Reference 2">2</a>]</sup>',
    );
  });

  it('stand close to their word', async () => {
    expect(await line('**x** [@a], y')).toMatch(/^<strong>x<\/strong><sup.*<\/sup>, y$/);
  });

  it('print a range for three or more numbers in a row', async () => {
    expect(await marks('[@a; @b; @c]')).toEqual(['[1–3]']);
    expect(await marks('[@b; @c; @d; @e]')).toEqual(['[2–5]']);
  });

  it('print no range for two', async () => {
    expect(await marks('[@a; @b]')).toEqual(['[1, 2]']);
  });

  it('print ranges and gaps side by side', async () => {
    expect(await marks('[@a; @b; @c; @e]')).toEqual(['[1–3, 5]']);
    expect(await marks('[@a; @c; @d; @e]')).toEqual(['[1, 3–5]']);
    expect(await marks('[@a; @b; @d; @e; @f]')).toEqual(['[1, 2, 4–6]']);
  });

  it('keep the author’s order', async () => {
    expect(await marks('[@c; @b; @a]')).toEqual(['[3, 2, 1]']);
  });

  it('print the words before a key, and no names where the sentence has them', async () => {
    expect(await marks('[see @a, p. 3; e.g. @b]')).toEqual(['[see 1, p. 3; e.g. 2]']);
    expect(await marks('Taylor [-@a] and [@a][@b]')).toEqual(['[1]', '[1]', '[2]']);
  });

  it('print locators, which end a range', async () => {
    expect(await marks('[@a, p. 3]')).toEqual(['[1, p. 3]']);
    expect(await marks('[@a; @b, p. 2; @c]')).toEqual(['[1; 2, p. 2; 3]']);
    expect(await marks('[@a; @b; @c; @d, ch. <4>]')).toEqual(['[1–3; 4, ch. &lt;4&gt;]']);
  });

  it('link to both ends of a range', async () => {
    const links = (await line('[@a; @b; @c]')).match(/href="[^"]+"/g);
    expect(links).toEqual(['href="#ref-a"', 'href="#ref-c"']);
  });

  it('of several brackets are several marks', async () => {
    expect(await marks('a [@a] b [@b; @c; @d]')).toEqual(['[1]', '[2–4]']);
  });
});

describe('citations in styles of author and year', () => {
  const config = 'title: T\nbibliography: r.bib\nstyle: apa\n';
  const bib =
    '@book{taylor, title={A}, author={Taylor, M.}, year=2016}\n@book{shi, title={B & C}, author={Shi, A. and Li, B.}, year=2007}\n@book{bare, title={D}}\n';
  const apa = (markdown: string) => line(markdown, '', { 'slides/deck.yaml': config, 'slides/r.bib': bib });

  it('print author and year, and link to the reference', async () => {
    expect(await apa('It grew [@taylor].')).toBe(
      'It grew <span class="cite">(<a href="#ref-taylor">Taylor, 2016</a>)</span>.',
    );
  });

  it('print locators, of several works in the author’s order', async () => {
    expect(words(await apa('It grew [@taylor, pp. 3–5; @shi; @bare, ch. <1>].'))).toBe(
      'It grew (Taylor, 2016, pp. 3–5; Shi &amp; Li, 2007; D, n.d., ch. &lt;1&gt;).',
    );
  });

  it('in a sentence print the name before the year', async () => {
    expect(await apa('As @taylor says')).toBe(
      'As Taylor <span class="cite">(<a href="#ref-taylor">2016</a>)</span> says',
    );
    expect(words(await apa('As @shi [p. 3] say'))).toBe('As Shi and Li (2007, p. 3) say');
  });
});

describe('narrative citations', () => {
  it('print the name, its number close to it', async () => {
    expect(await line('As @a says')).toBe(
      'As a<sup class="cite">[<a href="#ref-a" aria-label="Reference 1">1</a>]</sup> says',
    );
    expect(words(await line('As @b [p. 3] says [@c]'))).toBe('As b[2, p. 3] says[3]');
  });

  it('keep the blank before the name', async () => {
    expect(words(await line('**See** @a'))).toBe('See a[1]');
  });

  it('keep the name where a title is printed without its links', async () => {
    const others = '\n---\nid: b\n---\n\n# What *@a* found [@b]\n\nb\n';
    expect(await line('[](#b)', others)).toBe('<a class="ref" href="#b">What <em>a</em> found </a>');
  });
});

describe('titles that refer to each other', () => {
  const name = async (title: string): Promise<string> => {
    const { talk } = await resolved(
      `---\nid: one\n---\n\n# ${title}\n\n---\nid: two\n---\n\n# Two *[](#one)*\n`,
    );
    return targetName('one', talk).html;
  };

  it('print their words without the links in them, at any depth', async () => {
    expect(await name('One [](#one) and [two](#two)')).toBe('One  and two');
    expect(await name('*See [](#two)*')).toBe('<em>See </em>');
    expect(await name('H<sub>2 [](#one)</sub>')).toBe('H<sub>2 </sub>');
  });
});

describe('a citation mark', () => {
  it('stands close to its word, raw HTML or not', async () => {
    const files = {
      'slides/deck.yaml': 'title: T\nbibliography: r.yaml',
      'slides/r.yaml': '- { id: a, type: book, title: A }',
      'slides/10.md': '# A\n\nH<sub>2</sub> [@a] and *this* [@a]\n',
    };
    const { talk } = await resolved(files);
    const [block] = talk.deck.slides[0]?.slots.get('body')?.blocks ?? [];
    if (block?.kind !== 'paragraph') throw new Error('no paragraph');
    const html = renderInlines(block.children, talk).html;
    expect(html).toContain('</sub><sup class="cite">');
  });
});
