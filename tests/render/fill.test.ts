import { describe, expect, it } from 'vitest';
import type { Fill } from '../../build/model/layout.ts';
import { renderFill } from '../../build/render/fill.ts';
import { resolved } from '../support/memory.ts';

const config =
  'title: T\nbibliography: r.yaml\nseries:\n  steps: { label: Step }\n  cases: { label: Case }\n';
const references =
  '- { id: k1, type: book, title: One }\n- { id: k2, type: book, title: "Two <b>", issued: { literal: "2020" } }\n';

/** Slides, given as front matter and text. */
function deck(...slides: readonly (readonly [fields: string, text: string])[]): string {
  return slides.map(([fields, text]) => `---\n${fields}\n---\n\n${text}\n`).join('\n');
}

/** What a fill puts into each page of a deck. */
async function fill(name: Fill, markdown: string): Promise<string[]> {
  const { talk, reported } = await resolved({
    'slides/deck.yaml': config,
    'slides/r.yaml': references,
    'slides/10.md': markdown,
  });
  expect(reported).toEqual([]);
  return talk.pages.map((page) => renderFill(name, page, talk).html);
}

const words = (html: string): string => html.replace(/<[^>]+>/g, '');

describe('the title', () => {
  it('has its markup', async () => {
    expect(await fill('title', '# A *b* & c\n\nd\n')).toEqual(['A <em>b</em> &amp; c']);
  });

  it('says which part of a long list it stands above', async () => {
    const keys = Array.from({ length: 70 }, (_, n) => `k${n}`);
    const items = keys.map((id) => ({ id, type: 'book', title: 'x'.repeat(100) }));
    const { talk } = await resolved({
      'slides/deck.yaml': config,
      'slides/r.yaml': JSON.stringify(items),
      'slides/10.md': `# A\n\n[${keys.map((key) => `@${key}`).join('; ')}]\n\n---\nlayout: references\n---\n\n# R\n`,
    });
    const titles = talk.pages.slice(1).map((page) => words(renderFill('title', page, talk).html));
    expect(titles.slice(0, 2)).toEqual([`R 1 of ${titles.length}`, `R 2 of ${titles.length}`]);
  });
});

describe('the kicker', () => {
  const kickers = async (markdown: string): Promise<string[]> => (await fill('kicker', markdown)).map(words);
  const panel = 'series: steps\npanel: 07';

  it('is the author’s, escaped', async () => {
    expect(await fill('kicker', deck(['kicker: A < B', '# T\n\nb']))).toEqual([
      '<p class="kicker">A &lt; B</p>',
    ]);
  });

  it('is nothing where nothing gives one', async () => {
    expect(await fill('kicker', '# T\n\nb\n')).toEqual(['']);
  });

  it('is the section’s title on its slides, and the section’s number on its own', async () => {
    expect(await kickers(deck(['layout: section', '# The *past*'], ['id: b', '# B\n\nb']))).toEqual([
      'Part 1',
      'The past',
    ]);
  });

  it('is the number of a panel, and the panel’s title on the slides that go on with it', async () => {
    expect(
      await kickers(
        deck([`${panel}\nid: open`, '# Open up\n\nb'], [`${panel}\nid: more`, '# It worked\n\nb']),
      ),
    ).toEqual(['Step 07', '07 · Open up']);
  });

  it('is the author’s before all others', async () => {
    expect(
      await kickers(
        deck(
          ['layout: section\nkicker: K1', '# S'],
          [`${panel}\nkicker: K2`, '# A\n\nb'],
          [`${panel}\nid: c\nkicker: K3`, '# C\n\nb'],
        ),
      ),
    ).toEqual(['K1', 'K2', 'K3']);
  });
});

describe('the numeral', () => {
  it('is the panel’s number with the label of its series', async () => {
    const [whole = '', part = '', none] = await fill(
      'numeral',
      deck(
        ['series: steps\npanel: 04', '# A\n\nb'],
        ['series: steps\npanel: 04.A', '# B\n\nb'],
        ['id: c', '# C\n\nb'],
      ),
    );
    expect(whole).toContain('<span>04</span>');
    expect(whole).toContain('Step');
    expect(part).toContain('<span>04</span><span class="letter">.A</span>');
    expect(none).toBe('');
  });
});

describe('the rail', () => {
  const slides = deck(
    ['id: one\nseries: steps\npanel: 01', '# One\n\nb'],
    ['id: one-more\nseries: steps\npanel: 01', '# More\n\nb'],
    ['id: part\nseries: steps\npanel: 01.A', '# "Part"\n\nb'],
    ['id: other\nseries: cases\npanel: 01', '# Other\n\nb'],
    ['id: both\napplies: [one, part]', '# Both\n\nb'],
    ['id: none', '# None\n\nb'],
    ['id: second\nseries: cases\npanel: 02', '# Second\n\nb'],
  );

  it('links to each number’s first slide and marks the current one', async () => {
    const [one = '', more = '', part = ''] = await fill('rail', slides);
    expect(one.match(/href="[^"]+"/g)).toEqual(['href="#one"', 'href="#part"']);
    for (const [rail, current] of [
      [one, 'one'],
      [more, 'one'],
      [part, 'part'],
    ] as const) {
      expect(rail.match(/href="#(\w+)" aria-current="true"/g)).toEqual([
        `href="#${current}" aria-current="true"`,
      ]);
    }
    expect(one).toContain('aria-label="Step"');
    expect(one).toContain('<li class="sub"><a href="#part" aria-label="01.A &quot;Part&quot;">01.A</a></li>');
  });

  it('names whom a title cites', async () => {
    const [rail = ''] = await fill(
      'rail',
      deck(
        ['id: a\nseries: steps\npanel: 01', '# What @k1 found\n\nb'],
        ['id: b\nseries: steps\npanel: 02', '# B\n\nb'],
        ['layout: references', '# R'],
      ),
    );
    expect(rail).toContain('aria-label="01 What One found"');
  });

  it('is that of the slide’s own series', async () => {
    expect((await fill('rail', slides))[3]?.match(/href="[^"]+"/g)).toEqual([
      'href="#other"',
      'href="#second"',
    ]);
  });

  it('is not there for one number alone', async () => {
    expect(await fill('rail', deck(['id: a\nseries: steps\npanel: 01', '# A\n\nb']))).toEqual(['']);
  });

  it('marks every panel that a slide applies', async () => {
    expect((await fill('rail', slides))[4]?.match(/aria-current/g)).toHaveLength(2);
  });

  it('is not there on slides of no series', async () => {
    expect((await fill('rail', slides))[5]).toBe('');
  });
});

describe('the series', () => {
  it('is the longest one, its parts left out', async () => {
    const [html = ''] = await fill(
      'series',
      deck(
        ['id: x\nseries: cases\npanel: 01', '# X\n\nb'],
        ['id: a\nseries: steps\npanel: 01', '# A\n\nb'],
        ['id: b\nseries: steps\npanel: 02', '# B\n\nb'],
        ['id: c\nseries: steps\npanel: 02.A', '# C\n\nb'],
      ),
    );
    expect(html.match(/href="[^"]+"/g)).toEqual(['href="#a"', 'href="#b"']);
  });

  it('is nothing in a talk without one, or with one number alone', async () => {
    expect(await fill('series', '# A\n\nb\n')).toEqual(['']);
    expect(await fill('series', deck(['id: a\nseries: steps\npanel: 01', '# A\n\nb']))).toEqual(['']);
  });
});

describe('the contents of a section', () => {
  const entries = async (markdown: string): Promise<string[]> => {
    const [html = ''] = await fill('contents', markdown);
    return [...html.matchAll(/<a href="#([^"]+)">(.*?)<\/a>/g)].map(
      ([, id, text = '']) => `${id}: ${words(text)}`,
    );
  };
  const section = ['layout: section', '# S'] as const;

  it('are its slides', async () => {
    expect(
      await entries(
        deck(
          section,
          ['id: a', '# A & [@k1]\n\nb'],
          ['id: c', '# C\n\nb'],
          ['layout: section\nid: t', '# T'],
          ['layout: references', '# R'],
        ),
      ),
    ).toEqual(['a: A &amp; ', 'c: C']);
  });

  it('name whom a title cites in a sentence', async () => {
    expect(
      await entries(deck(section, ['id: a', '# What @k1 [p. 3] found\n\nb'], ['layout: references', '# R'])),
    ).toEqual(['a: What One found']);
  });

  it('are its panels where it has some, each once', async () => {
    expect(
      await entries(
        deck(
          section,
          ['id: intro', '# Intro\n\nb'],
          ['id: a\nseries: steps\npanel: 01', '# A\n\nb'],
          ['id: a2\nseries: steps\npanel: 01', '# More of A\n\nb'],
          ['id: b\nseries: steps\npanel: 02', '# B\n\nb'],
        ),
      ),
    ).toEqual(['a: 01 A', 'b: 02 B']);
  });

  it('are the panels that its slides apply, with their names', async () => {
    expect(
      await entries(
        deck(
          section,
          ['id: case\napplies: [a]', '# In practice\n\nb'],
          ['id: case2\napplies: [a]', '# Again\n\nb'],
          ['id: end', '# End\n\nb'],
          ['layout: section\nid: t', '# T'],
          ['id: a\nseries: steps\npanel: 01', '# A\n\nb'],
        ),
      ),
    ).toEqual(['case: 01 A', 'end: End']);
  });

  it('are not the list of references, nor the index', async () => {
    expect(
      await entries(
        deck(section, ['id: a', '# A\n\nb'], ['layout: index', '# I'], ['layout: references', '# R']),
      ),
    ).toEqual(['a: A']);
  });

  it('are nothing in an empty section, nor outside of one', async () => {
    expect(await fill('contents', deck(section))).toEqual(['']);
    expect(await fill('contents', '# A\n\nb\n')).toEqual(['']);
  });
});

describe('applied panels', () => {
  it('are links with number and name', async () => {
    const [html = ''] = await fill(
      'applies',
      deck(['id: case\napplies: [a]', '# Case\n\nb'], ['id: a\nseries: steps\npanel: 01', '# A *b*\n\nb']),
    );
    expect(html).toMatch(/^<a class="applied" href="#a">/);
    expect(words(html)).toBe('01Step applied A b');
  });

  it('are nothing on other slides', async () => {
    expect(await fill('applies', '# A\n\nb\n')).toEqual(['']);
  });
});

describe('where a panel is applied', () => {
  const panel = ['id: a\nseries: steps\npanel: 01', '# A\n\nb'] as const;

  it('is told by the cases’ section and the numbers of their slides', async () => {
    const [html = ''] = await fill(
      'applications',
      deck(
        panel,
        ['layout: section', '# Semi*conductors*'],
        ['id: one\napplies: [a]', '# One\n\nb'],
        ['id: two\napplies: [a]', '# Two\n\nb'],
        ['layout: section', '# Trains'],
        ['id: three\napplies: [a]', '# Three\n\nb'],
      ),
    );
    expect(words(html)).toBe('Applied in Semiconductors, slides 3, 4; Trains, slide 6');
    expect(html).toContain('<a href="#three" aria-label="Slide 6">6</a>');
  });

  it('names no section where there is none', async () => {
    const [, html = ''] = await fill('applications', deck(['id: c\napplies: [a]', '# C\n\nb'], panel));
    expect(words(html)).toBe('Applied in slide 1');
  });

  it('is nothing on panels that no case applies, and on other slides', async () => {
    expect(await fill('applications', deck(panel, ['id: c', '# C\n\nb']))).toEqual(['', '']);
  });
});

describe('the index', () => {
  const slides = deck(
    ['id: a\nseries: steps\npanel: 01', '# A *b* [@k1]\n\nc'],
    ['id: a-more\nseries: steps\npanel: 01', '# More\n\nb'],
    ['id: part\nseries: steps\npanel: 01.A', '# Part\n\nb'],
    ['id: case\nseries: cases\npanel: 01\napplies: [a]', '# Case\n\nb'],
    ['id: again\napplies: [a, part]', '# Again\n\nb'],
    ['layout: references', '# R'],
  );

  it('lists the panels of each series with their slides and those that apply them', async () => {
    const [html = ''] = await fill('index', slides);
    expect(html.match(/<h2>.*?<\/h2>/g)).toEqual(['<h2>Step</h2>', '<h2>Case</h2>']);
    expect([...html.matchAll(/<li.*?<\/li>/g)].map(([item]) => words(item))).toEqual([
      '01 A b  1 → 4, 5',
      '01.A Part 3 → 5',
      '01 Case 4',
    ]);
  });

  it('links to all of them, sub-panels marked as such', async () => {
    const [html = ''] = await fill('index', slides);
    expect(html).toContain(
      '<li class="sub"><a href="#part"><span class="number">01.A</span> Part</a> <span class="where"><a href="#part" aria-label="Slide 3">3</a> → <a href="#again" aria-label="Applied on slide 5">5</a></span></li>',
    );
    expect(html.match(/class="sub"/g)).toHaveLength(1);
  });
});

describe('the references', () => {
  it('are numbered as in the bibliography, each with an anchor, escaped', async () => {
    const [, html = ''] = await fill('references', `# A\n\n[@k2]\n\n${deck(['layout: references', '# R'])}`);
    expect(html).toContain('<li id="ref-k2" value="2">');
    expect(html).toContain('<cite>Two &lt;b&gt;</cite>. 2020.');
    expect(html).not.toContain('ref-k1');
  });

  it('link back to each page that cites them', async () => {
    const [, , html = ''] = await fill(
      'references',
      deck(['id: a', '# A\n\nSee @k1'], ['id: b', '# B\n\n[@k2; @k1] [@k1]'], ['layout: references', '# R']),
    );
    const [one = '', two = ''] = html.split('<li ').slice(1);
    expect(one).toContain(
      '→ <a href="#a" aria-label="Cited on slide 1">1</a>, <a href="#b" aria-label="Cited on slide 2">2</a></span>',
    );
    expect(two).toContain('→ <a href="#b" aria-label="Cited on slide 2">2</a></span>');
  });

  it('have links in them, escaped', async () => {
    const { talk } = await resolved({
      'slides/deck.yaml': config,
      'slides/r.yaml': '- { id: k1, type: book, title: One, URL: "https://example.org/?a=1&b=2" }',
      'slides/10.md': deck(['id: a', '# A\n\n[@k1]'], ['layout: references', '# R']),
    });
    const [, page] = talk.pages;
    expect(page && renderFill('references', page, talk).html).toContain(
      '<a href="https://example.org/?a=1&amp;b=2" rel="noopener">https://example.org/?a=1&amp;b=2</a>.',
    );
  });

  it('have no numbers in styles of author and year', async () => {
    const { talk } = await resolved({
      'slides/deck.yaml': `${config}style: apa\n`,
      'slides/r.yaml': references,
      'slides/10.md': deck(['id: a', '# A\n\n[@k2]'], ['layout: references', '# R']),
    });
    const [, page] = talk.pages;
    const html = page && renderFill('references', page, talk).html;
    expect(html).toContain('<li id="ref-k2"><span>');
    expect(html).not.toContain('class="number"');
  });
});

it('numbers the page', async () => {
  expect((await fill('page', '# A\n\nb\n\n---\n\n# B\n\nb\n')).map(words)).toEqual(['1', '2']);
});
