import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { createRecall } from '../../build/model/recall.ts';
import { textOf } from '../../build/model/source.ts';
import { readChartSpec } from '../../build/read/chart.ts';
import { at, context, source, specText, told, vegaSchema } from '../support/memory.ts';

const path = 'charts/a.vl.json';
const csv = 'year,sales\n2001,3\n2002,\n';

function read(spec: string, files: Record<string, string> = { 'charts/data/a.csv': csv }) {
  const recorded = context(files);
  const chart = readChartSpec(source(spec, path), {
    ...recorded,
    schema: vegaSchema(),
    recall: createRecall(),
  });
  return { chart, told: told(recorded) };
}

const file = { url: 'data/a.csv' };

describe('a spec', () => {
  it('holds sources, unit and places', () => {
    const spec = specText({
      usermeta: { source: { publisher: 'A', title: 'B', vintage: 2021 }, unit: '%', embedOptions: {} },
    });
    const { chart, told: reported } = read(spec);
    expect(reported).toEqual([]);
    expect(chart).toMatchObject({
      sources: [{ publisher: 'A', title: 'B', vintage: '2021' }],
      unit: '%',
      tables: [],
    });
    expect(chart && textOf(chart.spanOf(['encoding', 'x', 'type']))).toBe('"type"');
  });

  it('has the text of its data file put in, to be parsed as the file would have been', () => {
    const { chart, told: reported } = read(
      specText({ data: { ...file, format: { parse: { year: 'number' } } } }),
    );
    expect(reported).toEqual([]);
    expect(chart?.spec.data).toEqual({
      values: csv,
      format: { type: 'csv', parse: { sales: 'number', year: 'number' } },
    });
    expect(chart?.tables.map((table) => table.path)).toEqual(['charts/data/a.csv']);
  });

  it('has the data of its parts and lookups put in too, each table once', () => {
    const from = { data: file, key: 'year', fields: ['sales'] };
    const { chart } = read(specText({ data: file, transform: [{ lookup: 'year', from, as: ['before'] }] }));
    expect(chart?.spec.transform).toMatchObject([
      { from: { data: { values: csv, format: { type: 'csv' } } } },
    ]);
    expect(chart?.tables).toHaveLength(1);
  });

  it('keeps its own values and datasets', () => {
    const values = [{ year: 1, sales: 2, data: { url: 'x' } }];
    expect(read(specText({ data: { values } })).chart?.spec.data).toEqual({ values });
  });

  it('may have values whose fields cannot be told', () => {
    for (const values of ['year,sales\n1,2\n', [1, 2], [], { rows: [] }]) {
      expect(read(specText({ data: { values, format: { type: 'csv' } } })).told, String(values)).toEqual([]);
    }
  });

  it('is not changed by what is put in', () => {
    expect(read(specText({ data: file })).chart?.source.text).toBe(specText({ data: file }));
  });

  it('leaves what an author says of its data as it is', () => {
    for (const format of [
      { type: 'csv', parse: null },
      { type: 'csv', parse: { sales: 'string' } },
    ])
      expect(read(specText({ data: { ...file, format } })).chart?.spec.data).toEqual({ values: csv, format });
  });

  it('may have missing values', () => {
    expect(read(specText({ data: file })).told).toEqual([]);
  });
});

describe('a spec is reported, and not drawn,', () => {
  function faults(spec: string, files?: Record<string, string>): object[] {
    const { chart, told: reported } = read(spec, files);
    expect(chart).toBeUndefined();
    return reported;
  }

  it('that is no JSON', () => {
    expect(faults('{\n  "mark": "bar",\n}')).toMatchObject([{ rule: 'chart-json', place: `${path}:3:1` }]);
  });

  it('that is no object', () => {
    for (const text of ['[]', '"bar"', 'null', '3']) {
      expect(faults(text), text).toEqual([at(`${path}:1:1`, messages.chartJson('a chart is a JSON object'))]);
    }
  });

  it('whose data is missing, elsewhere or outside the talk', () => {
    const column = specText({ data: { url: '' } }).indexOf('"url"') + 1;
    const place = `${path}:1:${column}`;
    for (const [url, message] of [
      ['data/b.csv', messages.dataMissing('data/b.csv', 'a.csv')],
      ['a.csv', messages.dataMissing('a.csv', 'data/a.csv')],
      ['charts/data/a.csv', messages.dataMissing('charts/data/a.csv', 'data/a.csv')],
      ['https://x.org/a.csv', messages.urlRemote('https://x.org/a.csv')],
      ['../../a.csv', messages.pathOutside('../../a.csv')],
    ] as const) {
      expect(faults(specText({ data: { url } })), url).toEqual([at(place, message)]);
    }
  });

  it('whose data cannot be read, at the data', () => {
    expect(faults(specText({ data: file }), { 'charts/data/a.csv': 'year,sales\n' })).toEqual([
      at('charts/data/a.csv:1:1', messages.dataEmpty()),
    ]);
  });

  it('that names a field which is no column', () => {
    const spec = specText({ data: file, encoding: { x: { field: 'yaer' } } });
    expect(faults(spec)).toEqual([
      at(
        `${path}:1:${spec.indexOf('"field"') + 1}`,
        messages.fieldNotInData('yaer', 'year', ['year', 'sales']),
      ),
    ]);
  });

  it('whose own values lack a field, or are words drawn as a quantity', () => {
    const values = [{ year: 1, sales: 'n/a' }];
    const mistyped = specText({ data: { values }, encoding: { x: { field: 'yaer' } } });
    expect(faults(mistyped)).toEqual([
      at(
        `${path}:1:${mistyped.indexOf('"field"') + 1}`,
        messages.fieldNotInData('yaer', 'year', ['year', 'sales']),
      ),
    ]);
    const words = specText({ data: { values } });
    expect(faults(words)).toEqual([
      at(`${path}:1:${words.indexOf('"sales"') + 1}`, messages.dataNotNumber('n/a', 'sales', path)),
    ]);
  });

  it('that draws words as a quantity, at each of them', () => {
    expect(
      faults(specText({ data: file }), { 'charts/data/a.csv': 'year,sales\n1,n/a\n2,3\n3,"1,000"\n' }),
    ).toEqual([
      at('charts/data/a.csv:2:3', messages.dataNotNumber('n/a', 'sales', path)),
      at('charts/data/a.csv:4:4', messages.dataNotNumber('1,000', 'sales', path)),
    ]);
  });

  it('with every mistake in names, values and metadata at once', () => {
    const spec = specText({
      mark: 'barr',
      transforms: [],
      usermeta: { source: { publischer: 'A' }, unit: [] },
    });
    expect(faults(spec).map((problem) => (problem as { rule: string }).rule)).toEqual(
      expect.arrayContaining(['mark-unknown', 'spec-unknown', 'field-unknown', 'field-invalid']),
    );
  });
});

it('warns of a chart that names no source, and draws it', () => {
  const { chart, told: reported } = read(specText({ usermeta: { unit: '%' } }));
  expect(chart).toBeDefined();
  expect(reported).toEqual([at(path, messages.chartSource())]);
});

it('reads a data file once for all charts', () => {
  let reads = 0;
  const recorded = context({ 'charts/data/a.csv': csv });
  const files = {
    ...recorded.files,
    read: (name: string) => {
      reads++;
      return recorded.files.read(name);
    },
  };
  const shared = { ...recorded, files, schema: vegaSchema(), recall: createRecall() };
  readChartSpec(source(specText({ data: file }), path), shared);
  readChartSpec(source(specText({ data: file }), 'charts/b.vl.json'), shared);
  expect(reads).toBe(1);
});

describe('the source of a chart', () => {
  const beside = (yaml: string, name = 'a'): Record<string, string> => ({
    [`charts/data/${name}.csv`]: csv,
    [`charts/data/${name}.csv.yaml`]: yaml,
  });
  const plain = { data: file, usermeta: {} };

  it('is what stands beside its data', () => {
    const { chart, told: reported } = read(
      specText(plain),
      beside('publisher: A\nvintage: 2021\nunit: "%"\n'),
    );
    expect(reported).toEqual([]);
    expect(chart).toMatchObject({ sources: [{ publisher: 'A', vintage: '2021' }], unit: '%' });
  });

  it('is what the spec says, filled up from beside its data', () => {
    const usermeta = { source: { publisher: 'B' }, unit: 'US$' };
    const { chart } = read(
      specText({ ...plain, usermeta }),
      beside('publisher: A\nvintage: 2021\nunit: "%"\n'),
    );
    expect(chart).toMatchObject({ sources: [{ publisher: 'B', vintage: '2021' }], unit: 'US$' });
  });

  it('is that of each of its data files', () => {
    const from = { data: { url: 'data/b.csv' }, key: 'year', fields: ['sales'] };
    const spec = specText({ ...plain, transform: [{ lookup: 'year', from, as: ['before'] }] });
    const { chart } = read(spec, {
      ...beside('publisher: A\n'),
      ...beside('publisher: B\nunit: "%"\n', 'b'),
    });
    expect(chart).toMatchObject({ sources: [{ publisher: 'A' }, { publisher: 'B' }], unit: '%' });
  });

  it('is missing where neither says any', () => {
    const { chart, told: reported } = read(specText(plain));
    expect(chart?.sources).toEqual([]);
    expect(reported).toEqual([at(path, messages.chartSource())]);
  });
});
