import { describe, expect, it } from 'vitest';
import { draw as drawChart } from '../../build/resolve/draw.ts';
import { halfEms, resolved, specText, told } from '../support/memory.ts';

type Json = Readonly<Record<string, unknown>>;

const slide = (name: string, alt = 'Sales rose'): string => `![${alt}](../charts/${name}.vl.json)`;

/** The drawings of the charts a, b, … on a slide each, with what was reported. */
async function draw(...specs: readonly Json[]) {
  const names = specs.map((_, n) => String.fromCharCode(97 + n));
  const files = Object.fromEntries(names.map((name, n) => [`charts/${name}.vl.json`, specText(specs[n])]));
  const markdown = names.map((name) => `# ${name}\n\n${slide(name)}\n`).join('\n---\n\n');
  const { talk, ...recorded } = await resolved({ ...files, 'slides/10.md': markdown });
  return { drawings: [...talk.drawings.values()], told: told(recorded) };
}

async function drawn(spec: Json): Promise<string> {
  const { drawings, told: reported } = await draw(spec);
  expect(reported).toEqual([]);
  return drawings[0]?.svg ?? '';
}

const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
const gradient = {
  mark: {
    type: 'bar',
    clip: true,
    color: {
      gradient: 'linear',
      stops: [
        { offset: 0, color: 'red' },
        { offset: 1, color: 'blue' },
      ],
    },
  },
};

describe('a drawing', () => {
  it('has the size of its slot', async () => {
    const { drawings } = await draw({});
    expect(drawings).toMatchObject([{ width: 400, height: 200 }]);
    expect(drawings[0]?.svg).toMatch(/^<svg class="chart" viewBox="0 0 400 200" width="400" height="200" /);
  });

  it('shows the data', async () => {
    const svg = await drawn({ data: { values: [{ year: 'first', sales: 3 }] } });
    expect(svg).toContain('>first</text>');
  });

  it('has a gap, not a zero, where a data file has no value', async () => {
    const { talk } = await resolved({
      'slides/10.md': `# A\n\n${slide('a')}\n`,
      'charts/a.vl.json': specText({ data: { url: 'data/a.csv' } }),
      'charts/data/a.csv': 'year,sales\n2001,3\n2002,\n2003,5\n',
    });
    const [drawing] = talk.drawings.values();
    expect(drawing?.tables[0]?.rows).toEqual([
      ['2001', 3],
      ['2003', 5],
    ]);
  });

  it('has a name, and a description where that says more', async () => {
    const svg = await drawn({
      description: 'Figures by <year>.',
      usermeta: { source: { publisher: 'P', note: 'A & B' } },
    });
    expect(svg).toContain('role="img" aria-label="Sales rose"><title>Sales rose</title>');
    expect(svg).toContain('<desc>Figures by &lt;year&gt;. A &amp; B</desc>');
    expect(await drawn({ description: 'Sales rose' })).not.toContain('<desc>');
  });

  it('is the same whenever it is made', async () => {
    const [one, two] = [await drawn(gradient), await drawn(gradient)];
    expect(ids(one).length).toBeGreaterThan(0);
    expect(two).toBe(one);
  });

  it('shares no id with another, and refers to its own', async () => {
    const { drawings } = await draw(gradient, gradient);
    const [one = '', two = ''] = drawings.map(({ svg }) => svg);
    expect(ids(one).filter((id) => ids(two).includes(id))).toEqual([]);
    for (const svg of [one, two]) {
      const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
      expect(used.length).toBeGreaterThan(0);
      for (const id of used) expect(ids(svg)).toContain(id);
    }
  });

  it('has no digits below a hundredth of a pixel', async () => {
    const svg = await drawn({
      data: {
        values: [
          { year: 1, sales: 1 / 3 },
          { year: 2, sales: 2 / 3 },
        ],
      },
    });
    expect(svg.replace(/ data-values="[^"]*"/g, '')).not.toMatch(/\d\.\d{3,}/);
  });

  it('keeps text that looks like markup, escaped', async () => {
    const svg = await drawn({ data: { values: [{ year: '<b id="x"> 1.23456', sales: 1 }] } });
    expect(svg).toContain('&lt;b id=');
    expect(svg).toContain('1.23456');
    expect(svg).not.toContain('<b');
  });
});

describe('a drawing is reported', () => {
  it('where Vega-Lite warns', async () => {
    const y = { field: 'sales', type: 'nominal', scale: { type: 'log' } };
    const { told: reported } = await draw({ encoding: { y } });
    expect(reported).toMatchObject([{ rule: 'spec-warning', place: 'charts/a.vl.json:1:1' }]);
  });

  it('where an expression cannot be read, and is then not made', async () => {
    const { drawings, told: reported } = await draw({ transform: [{ calculate: '1 +', as: 'c' }] });
    expect(drawings).toEqual([]);
    expect(reported).toMatchObject([{ rule: 'chart-failed', place: 'charts/a.vl.json:1:1' }]);
  });

  it('without keeping the next from being made', async () => {
    const { drawings } = await draw({ transform: [{ calculate: '1 +', as: 'c' }] }, {});
    expect(drawings).toHaveLength(1);
  });

  it('where it would load a picture or lead to a page', async () => {
    for (const spec of [
      {
        mark: { type: 'image', width: 9, height: 9 },
        encoding: { url: { value: 'https://example.org/a.png' } },
      },
      { mark: 'bar', encoding: { href: { value: 'javascript:alert(1)' } } },
      { mark: { type: 'bar', color: 'url(https://example.org/a.svg#b)' } },
      { mark: { type: 'bar', stroke: { expr: "'u' + '\\\\72l(//example.org/a)'" } } },
    ]) {
      const { drawings, told: reported } = await draw(spec);
      expect(drawings).toEqual([]);
      expect(reported).toMatchObject([{ rule: 'chart-failed' }]);
    }
  });
});

describe('a drawing that no browser could show', () => {
  it('is reported and not made', async () => {
    const specs = [JSON.parse(specText())];
    const request = { specs, size: { width: 400, height: 200 }, theme: {} };
    const { svg } = await drawChart(request, halfEms);
    expect(await drawChart(request, halfEms, svg.length * 2)).toMatchObject({ svg, problems: [] });
    expect(await drawChart(request, halfEms, svg.length / 2)).toMatchObject({
      svg: '',
      tables: [],
      problems: [{ message: { rule: 'chart-large' }, state: 0 }],
    });
  });
});

describe('a chart that no slot draws', () => {
  const chart = '![Sales](../charts/a.vl.json)';
  const rules = async (markdown: string): Promise<string[]> => {
    const { reported } = await resolved({ 'slides/10.md': markdown, 'charts/a.vl.json': specText() });
    return reported.map(({ rule }) => rule);
  };

  it('is reported in a list, a quote and the notes', async () => {
    expect(await rules(`# A\n\n- one\n- ${chart}\n`)).toEqual(['chart-unplaced']);
    expect(await rules(`# A\n\n> ${chart}\n`)).toEqual(['chart-unplaced']);
    expect(await rules(`# A\n\n${chart}\n\nNote:\n\n${chart}\n`)).toEqual(['chart-unplaced']);
  });

  it('is none in its slot, or in a step there', async () => {
    expect(await rules(`# A\n\n${chart}\n`)).toEqual([]);
    expect(await rules(`# A\n\n:::figure\n:::step\n${chart}\n:::\n:::\n`)).toEqual([]);
  });
});

describe('the words in a chart', () => {
  it('stay as they are, though they look like references inside a drawing', async () => {
    const text = 'id="foo" url(#bar) href="#x"';
    const { talk } = await resolved({
      'slides/10.md': '# A\n\n![Sales](../charts/a.vl.json)\n',
      'charts/a.vl.json': specText({ title: text }),
    });
    const [drawing] = talk.drawings.values();
    expect(drawing?.svg.replace(/&quot;/g, '"')).toContain(`>${text}<`);
  });
});
